"""The columns of everything about me: what stands above them, and how they read."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from flask_babel import lazy_gettext as _l


class Kind(Enum):
    """How a value reads."""

    NAME = auto()  #: short, as it stands
    TEXT = auto()  #: what somebody wrote
    TYPED = auto()  #: a form as it was typed
    CODE = auto()
    SKILL = auto()
    AREA = auto()
    DAY = auto()
    MOMENT = auto()
    YES = auto()
    LEVEL = auto()
    SEEN = auto()
    WISH = auto()
    TENTHS = auto()
    HOUR = auto()
    WEEKDAY = auto()
    MONEY = auto()  #: in the smallest unit of the currency beside it
    MINUTES = auto()
    HIDDEN = auto()  #: said by another column


@dataclass(frozen=True, slots=True)
class Column:
    """A column of that name, in whichever table."""

    head: Any
    kind: Kind = Kind.NAME


COLUMNS = {
    "account": Column(_l("account")),
    "address": Column(_l("address")),
    "administers": Column(_l("administers"), Kind.YES),
    "agreed": Column(_l("agreed"), Kind.YES),
    "alternative": Column(_l("another way"), Kind.TEXT),
    "answer": Column(_l("answer"), Kind.TEXT),
    "area": Column(_l("area"), Kind.AREA),
    "asking": Column(_l("asking"), Kind.CODE),
    "at": Column(_l("date"), Kind.DAY),
    "brought_by": Column(_l("brought together by")),
    "claimed": Column(_l("waits for an administrator"), Kind.YES),
    "closeness": Column(_l("how close"), Kind.CODE),
    "colleagues": Column(_l("colleagues")),
    "counts": Column(_l("counts on the map"), Kind.YES),
    "currency": Column(_l("currency"), Kind.HIDDEN),
    "day": Column(_l("of the day"), Kind.DAY),
    "days_off": Column(_l("days off"), Kind.WEEKDAY),
    "deed": Column(_l("then I"), Kind.TEXT),
    "draft": Column(_l("what I typed so far"), Kind.TYPED),
    "effect": Column(_l("made possible"), Kind.TEXT),
    "email": Column(_l("e-mail")),
    "ended": Column(_l("ended"), Kind.DAY),
    "example": Column(_l("an example"), Kind.TEXT),
    "eyes_on": Column(_l("eyes on"), Kind.TEXT),
    "file": Column(_l("file")),
    "for_whom": Column(_l("for whom"), Kind.TEXT),
    "formula": Column(_l("version of the formula")),
    "give_or_take": Column(_l("give or take"), Kind.TENTHS),
    "glad_to_help": Column(_l("glad to help"), Kind.YES),
    "grew": Column(_l("grew"), Kind.YES),
    "helped": Column(_l("did it help"), Kind.CODE),
    "helper": Column(_l("glad to help")),
    "hides_title": Column(_l("title hidden from the team"), Kind.YES),
    "high": Column(_l("at most"), Kind.TENTHS),
    "higher": Column(_l("higher than others"), Kind.TENTHS),
    "how": Column(_l("how"), Kind.CODE),
    "kind": Column(_l("kind"), Kind.CODE),
    "language": Column(_l("language"), Kind.CODE),
    "leads": Column(_l("leads it"), Kind.YES),
    "learner": Column(_l("would like to learn")),
    "level": Column(_l("level"), Kind.LEVEL),
    "link": Column(_l("address")),
    "look_back": Column(_l("looking back on"), Kind.DAY),
    "looked": Column(_l("when"), Kind.MOMENT),
    "low": Column(_l("at least"), Kind.TENTHS),
    "mine": Column(_l("mine"), Kind.YES),
    "minutes": Column(_l("time"), Kind.MINUTES),
    "mode": Column(_l("way"), Kind.CODE),
    "moment": Column(_l("the moment"), Kind.TEXT),
    "money": Column(_l("amount"), Kind.MONEY),
    "name": Column(_l("name")),
    "no_more": Column(_l("the work could not show more"), Kind.YES),
    "observations": Column(_l("observations")),
    "outcome": Column(_l("what came of it"), Kind.TEXT),
    "part": Column(_l("part"), Kind.CODE),
    "passes_on": Column(_l("passes on"), Kind.TEXT),
    "person": Column(_l("who")),
    "place": Column(_l("where")),
    "plan": Column(_l("plan")),
    "proved": Column(_l("address proved"), Kind.DAY),
    "provider": Column(_l("with whom")),
    "purpose": Column(_l("whom it served"), Kind.TEXT),
    "question": Column(_l("question back"), Kind.TEXT),
    "quiet_from": Column(_l("quiet from"), Kind.HOUR),
    "quiet_until": Column(_l("quiet until"), Kind.HOUR),
    "reaches_planners": Column(_l("counts also for budget owners"), Kind.YES),
    "counts_focus": Column(_l("counts focuses too"), Kind.YES),
    "readers": Column(_l("who reads it"), Kind.CODE),
    "reason": Column(_l("why"), Kind.TEXT),
    "rhythm": Column(_l("how often"), Kind.CODE),
    "role": Column(_l("part"), Kind.CODE),
    "says": Column(_l("says"), Kind.CODE),
    "seen": Column(_l("seen"), Kind.SEEN),
    "sent": Column(_l("sent"), Kind.DAY),
    "shared_by": Column(_l("shared by"), Kind.CODE),
    "shares_level": Column(_l("counted in who grew"), Kind.YES),
    "shows_place": Column(_l("also where I place myself"), Kind.YES),
    "shows_to_planners": Column(_l("planners read title and wish"), Kind.YES),
    "was_shown_to_planners": Column(_l("planners ever read title and wish"), Kind.YES),
    "signal_en": Column(_l("signal"), Kind.TEXT),
    "signal_nl": Column(_l("signal"), Kind.TEXT),
    "signs_in": Column(_l("links sign in"), Kind.YES),
    "since": Column(_l("since"), Kind.DAY),
    "skill": Column(_l("skill"), Kind.SKILL),
    "space": Column(_l("space")),
    "state": Column(_l("state"), Kind.CODE),
    "step": Column(_l("one step"), Kind.TEXT),
    "takes_part": Column(_l("takes part"), Kind.YES),
    "team": Column(_l("team")),
    "text": Column(_l("words"), Kind.TEXT),
    "to_givers": Column(_l("shown to whom I ask"), Kind.YES),
    "was_to_givers": Column(_l("ever shown to whom I ask"), Kind.YES),
    "told_of": Column(_l("of what"), Kind.CODE),
    "tried": Column(_l("what I tried"), Kind.TEXT),
    "typed": Column(_l("as typed"), Kind.TYPED),
    "until": Column(_l("until"), Kind.DAY),
    "vignette": Column(_l("case"), Kind.CODE),
    "weekly_most": Column(_l("new asks a week, at most")),
    "weekly_on": Column(_l("weekly on"), Kind.WEEKDAY),
    "welcomed": Column(_l("began"), Kind.DAY),
    "will_do": Column(_l("will do"), Kind.TEXT),
    "will_try": Column(_l("will try"), Kind.TEXT),
    "wish": Column(_l("wish to grow"), Kind.WISH),
    "withdrawn": Column(_l("taken back"), Kind.DAY),
    "work": Column(_l("work")),
}
#: Columns of which every other language is left to its readers.
BY_LANGUAGE = {"en": "signal_nl", "nl": "signal_en"}
LONG = {Kind.TEXT, Kind.TYPED}
