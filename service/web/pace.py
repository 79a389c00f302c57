"""My pace: how often, on which days and at which hours I may be asked; and a pause."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service import clock
from service.errors import Invalid
from service.people import actions_pace, reads_pace
from service.people.model_pace import MOST_A_WEEK, UNTIL_I_SAY_SO, Pace
from service.people.schema import PaceSent, PauseSent
from service.web import here

bp = Blueprint("pace", __name__)
Errors = dict[str, list[str]]


@bp.get("/settings/pace")
def page() -> str:
    return _page()


@bp.post("/settings/pace")
def choose() -> Response | tuple[str, int]:
    try:
        pace = Pace(**here.form(PaceSent))
    except Invalid as wrong:
        return _page(wrong.fields, request.form), 422
    actions_pace.choose_pace(here.db(), here.me(), pace)
    return _kept(gettext("Kept. You can change it at any time."))


@bp.post("/settings/pause")
def pause() -> Response | tuple[str, int]:
    """Without a day the pause lasts until its end is said."""
    try:
        until = here.form(PauseSent)["until"] or UNTIL_I_SAY_SO
    except Invalid as wrong:
        return _page(wrong.fields, request.form), 422
    actions_pace.pause(here.db(), here.me(), until)
    return _kept(gettext("You are asked nothing new. What is open stays open."))


@bp.post("/settings/go-on")
def go_on() -> Response:
    actions_pace.go_on(here.db(), here.me())
    return _kept(gettext("Good to have you back. You may be asked again."))


def _page(errors: Errors | None = None, typed: Mapping[str, Any] | None = None) -> str:
    mine = reads_pace.pace(here.db(), here.me())
    is_paused = mine.is_paused(clock.local().date())
    return render_template(
        "pace/page.html",
        pace=mine,
        most=MOST_A_WEEK,
        is_paused=is_paused,
        paused_until=mine.paused_until if mine.paused_until != UNTIL_I_SAY_SO else None,
        rhythms=reads_pace.rhythms(here.db(), here.me()),
        typed=typed or {},
        errors=errors,
        chosen=_chosen(mine),
    )


def _chosen(mine: Pace) -> dict[str, list[str]]:
    """What the form shows as chosen: what was typed, where it was sent and something is wrong."""
    names = ("weekly_most", "quiet_from", "quiet_until")
    if "weekly_most" in request.form:
        sent = {name: request.form.getlist(name) for name in names}
        return sent | {"days_off": request.form.getlist("days_off")}
    kept = {name: [str(getattr(mine, name))] for name in names}
    return kept | {"days_off": [str(day) for day in mine.days_off]}


def _kept(said: str) -> Response:
    flash(said)
    return redirect(url_for(".page"), code=303)
