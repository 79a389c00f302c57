"""Thanks: giving them, reading them, and the walls of teams that agree to have one."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from service.errors import Invalid, NotFound
from service.feedback import actions_thanks, reads, reads_reports, reads_thanks
from service.feedback.model_thanks import EFFECT, HAPPENING, PURPOSE, Thanking
from service.feedback.schema import PageSent
from service.feedback.schema_words import ForWorkSent, ThanksSent, WallSent
from service.people import reads as people
from service.web import here, hints, readers, texts, thanks_page
from service.work import reads as work

bp = Blueprint("thanks", __name__)
bp.add_app_template_filter(readers.listed, "listed")
Answer = str | Response | tuple[str, int]
THANKS = "/thanks/<int(max=9223372036854775807):thanks_id>"
WALL = "/walls/<int(max=9223372036854775807):team_id>"
MOST = 2000  #: names to choose from; a list that lacks somebody would silence them


@bp.get("/thanks")
def all_thanks() -> str:
    before = here.query(PageSent)["before"]
    found = reads_thanks.all_thanks(here.db(), here.me(), before)
    return render_template(
        "thanks/all.html",
        thanks=found,
        is_first=before is None,
        older=found[-1].id if len(found) == reads.PAGE else None,
    )


@bp.get("/thanks/new")
def new() -> str:
    return _form(MultiDict(), here.query(ForWorkSent)["work"])


@bp.post("/thanks")
def give() -> Answer:
    try:
        given = actions_thanks.give(here.db(), here.me(), Thanking(**here.form(ThanksSent)))
    except Invalid as wrong:
        work_id = request.form.get("work_item_id", type=int)
        return _form(request.form, work_id, wrong), 422
    flash(gettext("Said."))
    return redirect(url_for(".page", thanks_id=given), code=303)


@bp.get(THANKS)
def page(thanks_id: int) -> thanks_page.Shown:
    """Thanks by me or for me. Opening them is reading them."""
    found = reads_thanks.thanks(here.db(), here.me(), thanks_id)
    if not found.is_mine and not here.looks_ahead():
        actions_thanks.mark_read(here.db(), here.me(), thanks_id)
    return thanks_page.shown(found)


@bp.post(f"{THANKS}/withdraw")
def withdraw(thanks_id: int) -> Response:
    actions_thanks.withdraw(here.db(), here.me(), thanks_id)
    flash(gettext("Taken back. Nobody can read these words any more."))
    return redirect(url_for(".all_thanks"), code=303)


@bp.post(f"{THANKS}/agree")
def agree(thanks_id: int) -> Response:
    actions_thanks.agree(here.db(), here.me(), thanks_id)
    flash(gettext("Agreed. You can take that back whenever you like."))
    return redirect(url_for(".page", thanks_id=thanks_id), code=303)


@bp.post(f"{THANKS}/disagree")
def disagree(thanks_id: int) -> Response:
    actions_thanks.disagree(here.db(), here.me(), thanks_id)
    flash(gettext("Not on the wall any more."))
    return redirect(url_for(".page", thanks_id=thanks_id), code=303)


# walls ──────────────────────────────────────────────────────────────────────────────────────


@bp.get("/walls")
def walls() -> str:
    return render_template("thanks/walls.html", walls=reads_thanks.walls(here.db(), here.me()))


@bp.get(WALL)
def wall(team_id: int) -> str:
    found = reads_thanks.wall(here.db(), here.me(), team_id)
    before = here.query(WallSent)["before"]
    hanging = reads_thanks.hangs_on(here.db(), here.me(), team_id, before)
    return render_template(
        "thanks/wall.html",
        wall=found,
        hanging=hanging,
        is_first=before is None,
        older=hanging[-1].since.isoformat() if len(hanging) == reads_thanks.HUNG else None,
    )


@bp.post(f"{WALL}/open")
def open_wall(team_id: int) -> Response:
    actions_thanks.open_wall(here.db(), here.me(), team_id)
    return redirect(url_for(".wall", team_id=team_id), code=303)


@bp.post(f"{WALL}/close")
def close_wall(team_id: int) -> Response:
    actions_thanks.close_wall(here.db(), here.me(), team_id)
    flash(gettext("The wall is down. What hung there stays with those it is for."))
    return redirect(url_for(".walls"), code=303)


def _form(typed: MultiDict[str, str], work_id: int | None, wrong: Invalid | None = None) -> str:
    """The form for thanks: for a piece of work that I took part in, or for a moment."""
    me = here.me()
    trusted = reads_reports.trusted_about(here.db(), me, me.person_id)
    return render_template(
        "thanks/form.html",
        typed=typed,
        errors=wrong.fields if wrong else {},
        hints=hints.about(typed),
        limits={"effect": EFFECT, "purpose": PURPOSE, "happening": HAPPENING},
        choices=readers.THANKS_CHOICES,
        if_reported=readers.if_reported(gettext("somebody you thank"), trusted),
        last_day=texts.today().isoformat(),
        **(_for_work(work_id) if work_id else _for_a_moment()),
    )


def _for_work(work_id: int) -> dict[str, Any]:
    item = work.item(here.db(), here.me(), work_id)
    there = reads_thanks.companions(here.db(), here.me(), work_id)
    if not there:
        raise NotFound
    return {"item": item, "near": there, "colleagues": [], "teams": _teams()}


def _for_a_moment() -> dict[str, Any]:
    db, me = here.db(), here.me()
    near = reads_thanks.teammates(db, me)
    known = {one.id for one in near}
    others = [one for one in people.colleagues(db, me, limit=MOST) if one.id not in known]
    return {"item": None, "near": near, "colleagues": others, "teams": _teams()}


def _teams() -> list[Any]:
    return people.team_names(here.db(), here.me())
