"""The form with which somebody says what they saw: for an ask, and for changing what was said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import render_template, url_for
from flask_babel import format_time, gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from service import clock
from service.errors import NotFound
from service.feedback import errors as refusals
from service.feedback import reads, reads_reports, reads_work
from service.feedback.model import AskLine, Observation, Words
from service.feedback.readers import Circle
from service.feedback.schema import COULD_NOT_SEE, EFFECT, MOMENT, STEP
from service.web import feedback_page, here, hints, readers

Typed = MultiDict[str, str]
Errors = Mapping[str, list[str]]

CLOSENESS_CHOICES = {
    "together": _l("We did it together"),
    "parts": _l("I saw parts of it"),
    "result": _l("I use the result"),
}
#: How close the giver was, as each circle of readers hears it.
CLOSENESS_SAID = {
    "giver": {
        "together": _l("you did it together"),
        "parts": _l("you saw parts of it"),
        "result": _l("you use the result"),
    },
    "receiver": {
        "together": _l("you did it together"),
        "parts": _l("%(giver)s saw parts of it"),
        "result": _l("%(giver)s uses the result"),
    },
    "team": {
        "together": _l("they did it together"),
        "parts": _l("%(giver)s saw parts of it"),
        "result": _l("%(giver)s uses the result"),
    },
}
CLOSENESS_SAID["chosen"] = CLOSENESS_SAID["team"]
#: Why Gezel proposes to ask somebody, as the one whose work it was hears it.
PROPOSAL_REASONS = {
    "assignee": _l("%(name)s worked on it too."),
    "mover": _l("%(name)s moved it along."),
    "reviewer": _l("%(name)s reviewed it."),
    "reporter": _l("%(name)s brought it in."),
    "commenter": _l("%(name)s took part in the conversation."),
    "worklog_author": _l("%(name)s worked on it too."),
    "page_author": _l("%(name)s wrote a page for it."),
    "page_editor": _l("%(name)s wrote along on it."),
    "named": _l("You named %(name)s."),
}


def texts() -> dict[str, Any]:
    """What the templates about words share."""
    return {
        "CLOSENESS_CHOICES": CLOSENESS_CHOICES,
        "PROPOSAL_REASONS": PROPOSAL_REASONS,
        "LIMITS": {"moment": MOMENT, "effect": EFFECT, "step": STEP},
        "closeness_said": closeness_said,
        "HELPED_CHOICES": feedback_page.HELPED_CHOICES,
        "HELPED_SAID": feedback_page.HELPED_SAID,
        "readers_opened": readers.opened,
        "readers_kept": readers.kept,
        "clock_time": clock_time,
    }


def closeness_said(words: Words) -> str:
    """How close the giver was, for whoever reads it; nothing where that may not be read."""
    said = CLOSENESS_SAID.get(words.circle, {}).get(words.closeness or "")
    return str(said % {"giver": words.giver_first}) if said else ""


def clock_time(time: datetime) -> str:
    return str(format_time(time, "HH:mm"))


def of_ask(
    ask: AskLine, typed: Typed, saved_at: datetime | None = None, errors: Errors | None = None
) -> str:
    """The form for an open ask."""
    action = url_for("feedback.answer", ask_id=ask.id)
    return _form(ask, typed, errors, action=action, saved_at=saved_at, words=None)


def of_words(ask: AskLine, words: Words, typed: Typed, errors: Errors | None = None) -> str:
    """The same form, filled with what was said; only while that may be changed."""
    if words.circle != Circle.GIVER:
        raise NotFound
    if words.withdrawn_at is not None:
        raise refusals.WithdrawnWords
    if not words.may_change(clock.now()):
        raise refusals.ReadAlready
    action = url_for("feedback.save_change", feedback_id=words.id)
    return _form(ask, typed, errors, action=action, saved_at=None, words=words)


def typed(words: Words, observations: list[Observation]) -> Typed:
    """What was said, as the form would send it."""
    fields = [
        ("closeness", words.closeness),
        ("moment", words.moment),
        ("effect", words.effect),
        ("step", words.step),
        ("readers", str(words.readers)),
    ]
    for seen in observations:
        fields.append(("skills", str(seen.skill_id)))
        fields.append((f"seen-{seen.skill_id}", str(seen.level or COULD_NOT_SEE)))
        fields.append((f"more-{seen.skill_id}", "on" if seen.could_not_show_more else None))
    return MultiDict([(name, value) for name, value in fields if value is not None])


def _form(ask: AskLine, typed: Typed, errors: Errors | None, **more: object) -> str:
    db, me = here.db(), here.me()
    trusted = reads_reports.trusted_about(db, me, ask.receiver_id)
    return render_template(
        "feedback/form.html",
        ask=ask,
        choices=reads.skill_choices(db, me, ask.id),
        beside=reads_work.beside(db, me, ask.id),
        readers_choices=readers.choices(ask.receiver_first),
        if_reported=readers.if_reported(ask.receiver_first, trusted),
        has_given=reads.has_given(db, me),
        hints=hints.about(typed),
        typed=typed,
        errors=_translated(errors),
        **more,
    )


def _translated(errors: Errors | None) -> dict[str, list[str]]:
    return {
        name: [gettext(message) for message in _flat(messages)]
        for name, messages in (errors or {}).items()
    }


def _flat(messages: Any) -> list[str]:
    """Messages about the items of a list come by their place in it."""
    if isinstance(messages, dict):
        return sorted({message for inner in messages.values() for message in _flat(inner)})
    return list(messages)
