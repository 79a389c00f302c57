"""Asking by hand: who was there in work of mine, and what I would like them to look at."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.aims import reads_focus
from service.errors import Conflict, Invalid, NotFound
from service.feedback import actions, reads
from service.feedback.schema import NameSent
from service.people import reads as people
from service.web import here
from service.web.errors import words
from service.work import reads as work

bp = Blueprint("asks", __name__)
MOST = 2000  #: names to choose from; a list that lacks somebody would silence them
Errors = dict[str, list[str]]


@bp.get("/work/<int(max=9223372036854775807):work_id>/ask")
def page(work_id: int) -> str:
    return _page(work_id, {"giver_id": request.args.get("giver_id", "")})


@bp.post("/work/<int(max=9223372036854775807):work_id>/ask")
def by_hand(work_id: int) -> Response | tuple[str, int]:
    """What refuses it is said beside the form, which keeps what was typed."""
    try:
        sent = here.form(NameSent)
        actions.name_coworker(here.db(), here.me(), work_id, sent["giver_id"], sent["eyes_on"])
    except Invalid as wrong:
        return _page(work_id, request.form, wrong.fields), 422
    except Conflict as refusal:
        return _page(work_id, request.form, {"giver_id": [words(refusal)]}), 422
    flash(gettext("Asked. They can pass without a reason, or say that they were not there."))
    return redirect(url_for("work.item", work_id=work_id), code=303)


def _page(work_id: int, typed: Mapping[str, str], errors: Errors | None = None) -> str:
    """Those who took part come first: they saw most."""
    db, me = here.db(), here.me()
    item = work.item(db, me, work_id)
    if item.deleted_at or item.is_out_of_scope:
        raise NotFound
    colleagues = people.colleagues(db, me, limit=MOST)
    there = {one.person_id for one in work.contributors(db, me, work_id)}
    return render_template(
        "asks/page.html",
        item=item,
        there=[one for one in colleagues if one.id in there],
        others=[one for one in colleagues if one.id not in there],
        asks=reads.asks_about_me(db, me, work_id),
        focuses=reads_focus.focuses(db, me),
        typed=typed,
        errors=errors,
    )
