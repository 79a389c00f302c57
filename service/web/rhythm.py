"""What a team agreed: on which day asks about its members go out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.people import actions_pace, reads_pace
from service.people.schema import RhythmSent
from service.web import here

bp = Blueprint("rhythm", __name__)


@bp.get("/teams/<int(max=9223372036854775807):team_id>/rhythm")
def page(team_id: int) -> str:
    return _page(team_id)


@bp.post("/teams/<int(max=9223372036854775807):team_id>/rhythm")
def choose(team_id: int) -> Response | tuple[str, int]:
    try:
        rhythm = here.form(RhythmSent)["rhythm"]
    except Invalid as wrong:
        return _page(team_id, wrong.fields), 422
    actions_pace.choose_rhythm(here.db(), here.me(), team_id, rhythm)
    flash(gettext("Kept. You can change it at any time."))
    return redirect(url_for(".page", team_id=team_id), code=303)


def _page(team_id: int, errors: dict[str, list[str]] | None = None) -> str:
    team = reads_pace.rhythm(here.db(), here.me(), team_id)
    kept = "" if team.rhythm is None else str(team.rhythm)
    return render_template(
        "rhythm/page.html",
        team=team,
        may_choose=team.is_lead or here.me().is_administrator,
        chosen=request.form.get("rhythm", kept),
        errors=errors,
    )
