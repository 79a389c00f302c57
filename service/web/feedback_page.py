"""One feedback as each of its readers finds it, with the forms that are theirs."""

from typing import Any

from flask import render_template, request
from flask_babel import lazy_gettext as _l

from service.errors import Invalid
from service.feedback import reads, reads_reactions, reads_reports, reads_thanks
from service.feedback.model import Words
from service.feedback.readers import Circle, Readers
from service.people import reads as people
from service.web import here, hints, readers

Shown = str | tuple[str, int]
MOST = 2000  #: names to choose from; a list that lacks somebody would silence them
HELPED_CHOICES = {
    "yes": _l("It helped"),
    "partly": _l("Partly"),
    "not_now": _l("Not for me now"),
}
#: The same, as the giver hears it.
HELPED_SAID = {
    "yes": _l("It helped %(name)s."),
    "partly": _l("It helped %(name)s partly."),
    "not_now": _l("It is not for %(name)s now."),
}


def shown(words: Words, wrong: Invalid | None = None) -> Shown:
    """The page of words that were read as me; with what was wrong in a form on it."""
    db, me = here.db(), here.me()
    page = render_template(
        "feedback/page.html",
        words=words,
        observations=reads.observations(db, me, [words]),
        typed=request.form if wrong else {},
        errors=wrong.fields if wrong else {},
        hints=hints.about(request.form) if wrong else {},
        **_of_the_two(words),
    )
    return (page, 422) if wrong else page


def _of_the_two(words: Words) -> dict[str, Any]:
    """What only giver and receiver find on the page."""
    if words.circle not in (Circle.GIVER, Circle.RECEIVER) or words.withdrawn_at is not None:
        return {}
    db, me = here.db(), here.me()
    both: dict[str, Any] = {
        "reaction": reads_reactions.reaction(db, me, words.id),
        "shown_to": reads_reactions.shown_to(db, me, words.id),
    }
    return both | (_of_the_receiver(words) if words.circle == Circle.RECEIVER else {})


def _of_the_receiver(words: Words) -> dict[str, Any]:
    db, me = here.db(), here.me()
    is_for_team = words.readers == Readers.TEAM
    trusted = reads_reports.trusted_about(db, me, words.giver_id)
    return {
        "has_wall": reads_thanks.has_wall(db, me),
        "colleagues": people.colleagues(db, me, limit=MOST) if is_for_team else [],
        "report": reads_reports.my_report(db, me, feedback_id=words.id),
        "trusted": readers.listed([one.name for one in trusted]),
    }
