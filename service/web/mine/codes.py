"""A word for every code that a table about me holds, mostly as the pages of it say it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from service.growth.vignettes import vignettes
from service.web import aims, dialogues, notices, shares, steps, team
from service.web.budgets import blueprint as budgets
from service.web.feedback_form import CLOSENESS_SAID
from service.web.feedback_page import HELPED_CHOICES
from service.web.language import LANGUAGES, chosen_language
from service.web.skills.blueprint import PROPOSAL_STATES
from service.web.texts import CLOSENESS, GIVER_REASONS, ROLES

Words = Mapping[str, Any]
ASKING = {
    "ask": _l("Ask for me"),
    "propose": _l("Propose to me first"),
    "by_hand": _l("Only when I ask"),
}
READERS = {
    "two": _l("the two of us"),
    "team": _l("also the team of the receiver, once they agree"),
    "wall": _l("what it made possible also on the wall, once they agree"),
}
ASK_STATES = {
    "proposed": _l("proposed"),
    "waiting": _l("waits for a moment that suits me"),
    "open": _l("open"),
    "answered": _l("answered"),
    "passed": _l("passed"),
    "absent": _l("I was not there"),
    "expired": _l("ended by itself"),
    "withdrawn": _l("taken back"),
}
PRACTICE = {"practise": _l("to practise"), "help": _l("to help")}
LETTERS = {
    "waiting": _l("is tried again"),
    "sending": _l("on its way"),
    "sent": _l("sent"),
    "nothing": _l("there was nothing to tell"),
    "failed": _l("not sent"),
    "unsure": _l("may have arrived"),
}
CODES: Mapping[tuple[str, str], Words] = {
    ("me", "language"): LANGUAGES,
    ("me", "asking"): ASKING,
    ("work", "role"): ROLES,
    ("proposals", "state"): PROPOSAL_STATES,
    ("steps", "kind"): steps.KINDS,
    ("findable", "readers"): aims.WHO,
    ("findable_past", "readers"): aims.WHO,
    ("practice", "part"): PRACTICE,
    ("received", "closeness"): CLOSENESS,
    ("received", "readers"): READERS,
    ("received", "helped"): HELPED_CHOICES,
    ("given", "closeness"): CLOSENESS_SAID["giver"],
    ("given", "readers"): READERS,
    ("given", "helped"): HELPED_CHOICES,
    ("asked", "reason"): GIVER_REASONS,
    ("asked", "state"): ASK_STATES,
    ("thanks_given", "readers"): READERS,
    ("shares", "readers"): shares.AUDIENCES,
    ("dialogues", "state"): dialogues.STATES,
    ("dialogue_answers", "says"): dialogues.SAYS,
    ("dialogue_said", "says"): dialogues.SAYS,
    ("team_share", "how"): team.HOW,
    ("team_share_past", "how"): team.HOW,
    ("budgets", "mode"): {mode: words[0] for mode, words in budgets.MODES.items()},
    ("requests", "kind"): budgets.KINDS,
    ("requests", "state"): budgets.STATES,
    ("requests", "shared_by"): budgets.SHARED_BY,
    ("request_steps", "state"): budgets.STATES,
    ("advice_to_me", "part"): budgets.PARTS,
    ("advice_from_me", "part"): budgets.PARTS,
    ("choices", "told_of"): {str(kind): words[0] for kind, words in notices.KINDS.items()},
    ("choices", "rhythm"): {str(rhythm): word for rhythm, word in notices.RHYTHMS.items()},
    ("letters", "state"): LETTERS,
}


def words(table: str, column: str, code: str, row: Mapping[str, Any]) -> str:
    """What a code is called. A reason may name the one it is about."""
    if column == "vignette":
        return _case(code)
    named: Any = CODES[table, column][code]
    return str(named) % {"name": row.get("person")}


def _case(slug: str) -> str:
    case = next((one for one in vignettes() if one.slug == slug), None)
    return case.case(chosen_language()) if case else slug
