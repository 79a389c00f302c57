"""Asks and words: the form, what follows from it, and reading what was said."""

from collections.abc import Callable

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from service.actor import Member
from service.db.sql import Connection
from service.errors import Conflict, Invalid
from service.feedback import actions, actions_reactions, reads, reads_reactions
from service.feedback.errors import AskIsClosed
from service.feedback.model import Answers, State, Words
from service.feedback.readers import Circle
from service.feedback.schema import FeedbackSent, PageSent
from service.web import feedback_form, feedback_page, here, readers
from service.web.errors import words as said

bp = Blueprint("feedback", __name__)
Answer = str | Response | tuple[str, int]
ASK = "/asks/<int(max=9223372036854775807):ask_id>"
ERROR = "exclamation-circle"

bp.context_processor(feedback_form.texts)
bp.add_app_template_global(readers.tables, "readers_tables")


# asks ───────────────────────────────────────────────────────────────────────────────────────


@bp.get(ASK)
def ask(ask_id: int) -> Answer:
    found = reads.ask(here.db(), here.me(), ask_id)
    if found.state == State.ANSWERED:
        given = reads.feedback_of_ask(here.db(), here.me(), ask_id)
        return redirect(url_for(".page", feedback_id=given))
    if found.state != State.OPEN:
        raise AskIsClosed
    draft = reads.draft(here.db(), here.me(), ask_id)
    typed: MultiDict[str, str] = MultiDict(draft.answers if draft else {})
    return feedback_form.of_ask(found, typed, saved_at=draft.saved_at if draft else None)


@bp.get("/work/<int(max=9223372036854775807):work_item_id>/asks")
def about(work_item_id: int) -> Answer:
    """Where the link on an issue leads: to what is asked of whoever comes, and of nobody else."""
    mine = [
        one for one in reads.open_asks(here.db(), here.me()) if one.work_item_id == work_item_id
    ]
    if len(mine) == 1:
        return redirect(url_for(".ask", ask_id=mine[0].id))
    return render_template("feedback/about.html", asks=mine, language=here.person().language)


@bp.post(f"{ASK}/answer")
def answer(ask_id: int) -> Answer:
    found = reads.ask(here.db(), here.me(), ask_id)
    try:
        answers = Answers(**here.form(FeedbackSent))
        given = actions.give(here.db(), here.me(), ask_id, answers)
    except Invalid as wrong:
        return feedback_form.of_ask(found, request.form, errors=wrong.fields), 422
    flash(gettext("Sent to %(name)s. Thank you.", name=found.receiver_first))
    return redirect(url_for(".page", feedback_id=given), code=303)


@bp.post(f"{ASK}/draft")
def draft(ask_id: int) -> Response:
    """Keep what was typed: for the script while somebody types, and for the button without it."""
    typed = request.form.to_dict(flat=False)
    saved_at = actions.save_draft(here.db(), here.me(), ask_id, typed)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(saved_at=saved_at.isoformat())
    return redirect(url_for(".ask", ask_id=ask_id), code=303)


@bp.post(f"{ASK}/pass")
def pass_(ask_id: int) -> Response:
    actions.pass_(here.db(), here.me(), ask_id)
    flash(gettext("Passed. Nobody is told, and you are not asked about this again."))
    return redirect(url_for("today.page"), code=303)


@bp.post(f"{ASK}/absent")
def absent(ask_id: int) -> Response:
    actions.absent(here.db(), here.me(), ask_id)
    flash(gettext("Noted: you were not there. Nothing more is asked of you."))
    return redirect(url_for("today.page"), code=303)


@bp.post(f"{ASK}/send")
def send(ask_id: int) -> Response:
    """Yes, ask them; what refuses it is said on the page one came from."""
    return _or_say(
        actions.send_proposed, ask_id, gettext("Asked. Whether and when they answer is theirs.")
    )


@bp.post(f"{ASK}/drop")
def drop(ask_id: int) -> Response:
    return _or_say(actions.drop_proposed, ask_id, gettext("Not asked. Nobody learns of it."))


# words ──────────────────────────────────────────────────────────────────────────────────────


@bp.get("/feedback")
def received() -> str:
    before = here.query(PageSent)["before"]
    found = reads.words_for(here.db(), here.me(), before)
    asked = [] if before else reads.asks_about_me(here.db(), here.me())
    return _list("feedback/received.html", found, before, asked=asked)


@bp.get("/feedback/given")
def given() -> str:
    before = here.query(PageSent)["before"]
    words = reads.words_by(here.db(), here.me(), before)
    ids = [one.id for one in words]
    reactions = reads_reactions.reactions(here.db(), here.me(), ids)
    return _list("feedback/given.html", words, before, reactions=reactions)


@bp.get("/feedback/<int:feedback_id>")
def page(feedback_id: int) -> Answer:
    """One feedback, as far as I may read it. Opening it is reading it, for its receiver."""
    words = reads.feedback(here.db(), here.me(), feedback_id)
    if words.circle == Circle.RECEIVER:
        mark_read(words)
    answer = feedback_page.shown(words)
    if words.circle == Circle.GIVER and not here.looks_ahead():
        actions_reactions.see(here.db(), here.me(), feedback_id)
    return answer


@bp.get("/feedback/<int:feedback_id>/change")
def change(feedback_id: int) -> str:
    words = reads.feedback(here.db(), here.me(), feedback_id)
    asked = reads.ask(here.db(), here.me(), words.ask_id)
    seen = reads.observations(here.db(), here.me(), [words])
    return feedback_form.of_words(asked, words, feedback_form.typed(words, seen))


@bp.post("/feedback/<int:feedback_id>/change")
def save_change(feedback_id: int) -> Answer:
    words = reads.feedback(here.db(), here.me(), feedback_id)
    asked = reads.ask(here.db(), here.me(), words.ask_id)
    try:
        answers = Answers(**here.form(FeedbackSent))
        actions.change(here.db(), here.me(), feedback_id, answers)
    except Invalid as wrong:
        return feedback_form.of_words(asked, words, request.form, errors=wrong.fields), 422
    flash(gettext("Changed."))
    return redirect(url_for(".page", feedback_id=feedback_id), code=303)


@bp.post("/feedback/<int:feedback_id>/withdraw")
def withdraw(feedback_id: int) -> Response:
    actions.withdraw(here.db(), here.me(), feedback_id)
    flash(gettext("Taken back. Nobody can read these words any more."))
    return redirect(url_for(".given"), code=303)


@bp.post("/feedback/<int:feedback_id>/share")
def share(feedback_id: int) -> Response:
    actions.share(here.db(), here.me(), feedback_id)
    flash(gettext("Shared. You can take that back whenever you like."))
    return redirect(url_for(".page", feedback_id=feedback_id), code=303)


@bp.post("/feedback/<int:feedback_id>/unshare")
def unshare(feedback_id: int) -> Response:
    actions.unshare(here.db(), here.me(), feedback_id)
    flash(gettext("Between the two of you again."))
    return redirect(url_for(".page", feedback_id=feedback_id), code=303)


def mark_read(words: Words) -> None:
    """Note the first reading; a browser that only looks ahead has not read."""
    if words.first_read_at is None and not here.looks_ahead():
        actions.mark_read(here.db(), here.me(), words.id)


def _or_say(action: Callable[[Connection, Member, int], None], ask_id: int, done: str) -> Response:
    try:
        action(here.db(), here.me(), ask_id)
        flash(done)
    except (Invalid, Conflict) as refusal:
        flash(said(refusal), ERROR)
    return redirect(url_for("today.page"), code=303)


def _list(template: str, words: list[Words], before: int | None, **more: object) -> str:
    return render_template(
        template,
        words=words,
        is_first=before is None,
        older=words[-1].id if len(words) == reads.PAGE else None,
        **more,
    )
