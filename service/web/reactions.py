"""What the receiver does with words, and the giver's answer to a question back."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from marshmallow import Schema
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.feedback import actions_reactions, actions_sharing, reads
from service.feedback.schema_words import AnswerSent, MapSent, QuestionSent, ReactionSent, ShownSent
from service.web import feedback_form, feedback_page, here

bp = Blueprint("reactions", __name__)
bp.context_processor(feedback_form.texts)
FEEDBACK = "/feedback/<int(max=9223372036854775807):feedback_id>"
Answer = Response | feedback_page.Shown


@bp.post(f"{FEEDBACK}/react")
def react(feedback_id: int) -> Answer:
    said = gettext("Given back.")
    return _done(actions_reactions.react, feedback_id, ReactionSent, said)


@bp.post(f"{FEEDBACK}/map")
def choose_for_map(feedback_id: int) -> Answer:
    return _done(actions_reactions.choose_for_map, feedback_id, MapSent, gettext("Kept."))


@bp.post(f"{FEEDBACK}/ask")
def ask_back(feedback_id: int) -> Answer:
    return _done(actions_reactions.ask_back, feedback_id, QuestionSent, gettext("Asked."))


@bp.post(f"{FEEDBACK}/answer-back")
def answer_back(feedback_id: int) -> Answer:
    return _done(actions_reactions.answer_back, feedback_id, AnswerSent, gettext("Answered."))


@bp.post(f"{FEEDBACK}/show")
def show_to(feedback_id: int) -> Answer:
    said = gettext("Shown. You can take that back whenever you like.")
    return _done(actions_sharing.show_to, feedback_id, ShownSent, said)


@bp.post(f"{FEEDBACK}/hide")
def hide_from(feedback_id: int) -> Answer:
    return _done(actions_sharing.hide_from, feedback_id, ShownSent, gettext("Not shown any more."))


def _done(action: Callable[..., None], feedback_id: int, schema: type[Schema], said: str) -> Answer:
    """Check what was sent, do it, and go back to the words; what was typed is kept if wrong."""
    words = reads.feedback(here.db(), here.me(), feedback_id)
    try:
        action(here.db(), here.me(), feedback_id, **here.form(schema))
    except Invalid as wrong:
        return feedback_page.shown(words, wrong)
    flash(said)
    return redirect(url_for("feedback.page", feedback_id=feedback_id), code=303)
