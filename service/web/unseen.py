"""What nobody has said a word about: saying one, or letting it be."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.errors import Conflict
from service.feedback import actions_unseen, reads_unseen
from service.web import here
from service.web.errors import words

bp = Blueprint("unseen", __name__)
LARGEST = "max=9223372036854775807"
ONE = f"/unseen/<int({LARGEST}):work_id>/<int({LARGEST}):person_id>"


@bp.get("/unseen")
def page() -> str:
    """As one is said or let be, another takes its place."""
    db, me = here.db(), here.me()
    return render_template(
        "unseen/page.html",
        work=reads_unseen.work(db, me, reads_unseen.PAGE),
        helpers=reads_unseen.helpers(db, me, reads_unseen.PAGE),
    )


@bp.post(f"{ONE}/say")
def say(work_id: int, person_id: int) -> Response:
    try:
        ask = actions_unseen.speak_up(here.db(), here.me(), work_id, person_id)
    except Conflict as refusal:
        flash(words(refusal), "exclamation-circle")
        return redirect(url_for(".page"), code=303)
    return redirect(url_for("feedback.ask", ask_id=ask), code=303)


@bp.post(f"{ONE}/let-be")
def let_be(work_id: int, person_id: int) -> Response:
    actions_unseen.let_be(here.db(), here.me(), work_id, person_id)
    flash(gettext("Let be. Nobody learns of it."))
    return redirect(url_for(".page"), code=303)
