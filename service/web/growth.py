"""My growth map, the page of one skill, and where I place myself."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import format_date, format_decimal, gettext
from werkzeug.wrappers import Response

from service.aims import actions
from service.aims import reads as aims
from service.aims.model import Placement
from service.aims.schema import PlacementSent
from service.errors import Invalid
from service.growth import formula, reads, reads_why
from service.growth.schema import SkillQuery
from service.skills import reads as skills
from service.skills.model import SkillWithLevels
from service.web import here, texts
from service.web.language import chosen_language

bp = Blueprint("growth", __name__)


@bp.app_template_filter("month_mark")
def month_mark(month: date) -> str:
    """A month on an axis, with the year in January."""
    return str(format_date(month, "MMM yyyy" if month.month == 1 else "MMM"))


@bp.app_template_filter("month_name")
def month_name(time: date) -> str:
    """A month within a sentence, without its year."""
    return str(format_date(time, "MMMM"))


@bp.app_template_filter("tenths")
def tenths(level: float) -> str:
    """A level as a figure: 2.7, in Dutch 2,7."""
    return str(format_decimal(level, "0.0"))


@bp.app_template_filter("hundredths")
def hundredths(number: float) -> str:
    return str(format_decimal(number, "0.00"))


@bp.app_template_filter("thousandths")
def thousandths(number: float) -> str:
    return str(format_decimal(number, "0.000"))


@bp.get("/map")
def page() -> str:
    shown = reads.growth_map(here.db(), here.me())
    return render_template(
        "growth/map.html", map=shown, is_formula_new=formula.changed_lately(texts.today())
    )


@bp.get("/map/change")
def change() -> str:
    """What the last change of the formula did to my map."""
    return render_template("growth/change.html", change=reads_why.change(here.db(), here.me()))


@bp.get("/map/<slug>")
def skill(slug: str) -> str:
    before = here.query(SkillQuery)["before"]
    shown = reads.skill_page(here.db(), here.me(), slug, before)
    return render_template("growth/skill.html", page=shown, before=before)


@bp.get("/map/<slug>/why")
def why(slug: str) -> str:
    return render_template("growth/why.html", why=reads_why.why(here.db(), here.me(), slug))


@bp.get("/map/<slug>/place")
def place(slug: str) -> str:
    found = skills.skill(here.db(), here.me(), slug)
    mine = aims.placement(here.db(), here.me(), found.skill.id)
    return _form(found, _said(mine))


@bp.post("/map/<slug>/place")
def save_place(slug: str) -> Response | tuple[str, int]:
    found = skills.skill(here.db(), here.me(), slug)
    try:
        sent = here.form(PlacementSent)
        actions.place(
            here.db(), here.me(),
            skill_id=found.skill.id, level=sent["level"], wish=sent["wish"],
            is_glad_to_help=sent["glad_to_help"],
        )  # fmt: skip
    except Invalid as wrong:
        return _form(found, request.form, wrong.fields), 422
    name = found.skill.name(chosen_language())
    flash(gettext("Saved: this is where you place yourself in %(skill)s.", skill=name))
    return redirect(url_for("growth.skill", slug=slug), code=303)


def _form(
    found: SkillWithLevels, typed: Mapping[str, str], errors: dict[str, list[str]] | None = None
) -> str:
    return render_template("growth/place.html", found=found, typed=typed, errors=errors)


def _said(mine: Placement | None) -> dict[str, str]:
    """What was said before, as the form would send it."""
    if mine is None:
        return {}
    return {
        "level": str(mine.level or ""),
        "wish": str(int(mine.wish)),
        "glad_to_help": "yes" if mine.is_glad_to_help else "",
    }
