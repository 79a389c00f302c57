"""My steps in a skill: taking one, and saying how it went."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.aims import actions_step, reads_step
from service.aims.schema import StepEndSent, StepSent
from service.errors import Invalid
from service.skills import reads as skills
from service.skills.model import SkillWithLevels
from service.web import here

bp = Blueprint("steps", __name__)
Errors = dict[str, list[str]]
KINDS = {
    "try": _l("try it in my work"),
    "pairing": _l("do it together with somebody"),
    "course": _l("take a course"),
    "reading": _l("read or watch something"),
    "teaching": _l("explain it to others"),
}
bp.app_context_processor(lambda: {"KINDS": KINDS})


@bp.get("/map/<slug>/steps")
def page(slug: str) -> str:
    return _page(skills.skill(here.db(), here.me(), slug), {})


@bp.post("/map/<slug>/steps")
def take(slug: str) -> Response | tuple[str, int]:
    found = skills.skill(here.db(), here.me(), slug)
    try:
        sent = here.form(StepSent)
        actions_step.take(here.db(), here.me(), found.skill.id, **sent)
    except Invalid as wrong:
        return _page(found, request.form, wrong.fields), 422
    flash(gettext("Kept. It comes back when you have work in hand with this skill."))
    return redirect(url_for("growth.skill", slug=slug), code=303)


@bp.post("/map/<slug>/steps/<int(max=9223372036854775807):step_id>/end")
def end(slug: str, step_id: int) -> Response | tuple[str, int]:
    found = skills.skill(here.db(), here.me(), slug)
    try:
        said = here.form(StepEndSent)["how_it_went"]
    except Invalid as wrong:
        return _page(found, request.form, wrong.fields, ending=step_id), 422
    actions_step.end(here.db(), here.me(), step_id, said)
    flash(gettext("Ended. What you wrote stays in the history of this skill."))
    return redirect(url_for("growth.skill", slug=slug), code=303)


def _page(
    found: SkillWithLevels,
    typed: Mapping[str, str],
    errors: Errors | None = None,
    ending: int | None = None,
) -> str:
    return render_template(
        "steps/page.html",
        found=found,
        steps=reads_step.steps(here.db(), here.me(), found.skill.id),
        typed=typed,
        errors=errors,
        ending=ending,
    )
