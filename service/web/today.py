"""Today: what waits for me, and what was said to me. The first page after signing in."""

from datetime import datetime

from flask import Blueprint, render_template
from flask_babel import format_date, gettext, to_user_timezone
from flask_babel import lazy_gettext as _l

from service import clock
from service.aims import reads_focus, reads_step
from service.feedback import reads, reads_reactions, reads_reports, reads_thanks, reads_unseen
from service.feedback.model import AskLine, Words
from service.growth import reads_dialogue
from service.skills import reads_proposals as catalogue
from service.web import budgets, feedback, feedback_form, first_steps, here, team
from service.work import reads as work

bp = Blueprint("today", __name__)
bp.context_processor(feedback_form.texts)
# A giver has three open asks at most.
ASKING = {
    1: _l("A colleague would like your eyes on their work."),
    2: _l("Two colleagues would like your eyes on their work."),
    3: _l("Three colleagues would like your eyes on their work."),
}


@bp.get("/")
def page() -> str:
    db, me = here.db(), here.me()
    words, asks = reads.words_to_read(db, me), reads.open_asks(db, me)
    to_answer = catalogue.count_waiting(db, me)
    development = budgets.page.waiting()
    occasions = reads_step.occasions(db, me)
    said_today = lead(words, asks, to_answer + bool(development))
    if words:
        feedback.mark_read(words[0])  # it is shown as a whole
    return render_template(
        "today/page.html",
        greeting=greeting(clock.now()),
        steps=first_steps.for_administrator(db, me),
        lead=said_today,
        words=words,
        asks=asks,
        proposals=reads.proposals(db, me),
        shared=reads.shared_words(db, me),
        thanks=reads_thanks.thanks_to_read(db, me),
        in_motion=reads_reactions.in_motion(db, me),
        has_reports=reads_reports.has_open(db, me),
        to_answer=to_answer,
        development=development,
        introduced=team.introduced(),
        answered=catalogue.answered_lately(db, me),
        unseen=[*reads_unseen.work(db, me), *reads_unseen.helpers(db, me)][: reads_unseen.FEW],
        has_finished=bool(work.done_work(db, me)),
        focuses=reads_focus.focuses(db, me),
        invitations=reads_dialogue.invitations(db, me),
        occasions=[one for one in occasions if not one.is_focus],
        at_hand={one.slug: one for one in occasions if one.is_focus},
    )


def greeting(time: datetime) -> str:
    name = here.person().first_name
    hour = to_user_timezone(time).hour
    if hour < 12:
        return gettext("Good morning, %(name)s", name=name)
    if hour < 18:
        return gettext("Good afternoon, %(name)s", name=name)
    return gettext("Good evening, %(name)s", name=name)


def lead(words: list[Words], asks: list[AskLine], to_answer: int = 0) -> str:
    """What one would say aloud: the day, who left words, and how many ask."""
    today = format_date(clock.now(), "EEEE d MMMM")
    said = [f"{today[:1].upper()}{today[1:]}."]
    new = [one for one in words if one.first_read_at is None]
    if new:
        said.append(gettext("%(names)s left words for you.", names=_names(new)))
    if asks:
        said.append(str(ASKING[len(asks)]))
    if not new and not asks and not to_answer:
        said.append(gettext("Nothing waits for you."))
    return " ".join(said)


def _names(words: list[Words]) -> str:
    """Iris, or Iris and Sam, or Iris, Sam and Noor."""
    names = list(dict.fromkeys(one.giver_first for one in words))
    if len(names) == 1:
        return names[0]
    return gettext("%(names)s and %(last)s", names=", ".join(names[:-1]), last=names[-1])
