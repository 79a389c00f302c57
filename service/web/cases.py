"""Six described cases that everybody may judge once, and how strict I am myself."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.growth import actions_judged, reads_judged
from service.growth.schema import JudgementSent
from service.web import here

bp = Blueprint("cases", __name__)


@bp.get("/map/cases")
def page() -> str:
    return _page()


@bp.post("/map/cases/<slug>")
def judge(slug: str) -> Response | tuple[str, int]:
    try:
        level = here.form(JudgementSent)["level"]
    except Invalid as wrong:
        return _page(wrong.fields), 422
    actions_judged.judge(here.db(), here.me(), slug, level)
    return redirect(url_for(".page", _anchor=slug), code=303)


def _page(errors: dict[str, list[str]] | None = None) -> str:
    cases = reads_judged.cases(here.db(), here.me())
    return render_template(
        "growth/cases.html",
        waiting=[one for one in cases if one.mine is None],
        judged=[one for one in cases if one.mine is not None],
        tendency=reads_judged.my_tendency(here.db(), here.me()),
        errors=errors,
    )
