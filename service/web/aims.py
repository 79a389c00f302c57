"""My aims: what I want to grow in now and will try, and who may find me."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.aims import actions_focus, actions_found, reads_focus, reads_found
from service.aims.schema import FindableSent, FocusSent
from service.errors import Invalid
from service.skills import reads as skills
from service.skills.model import SkillWithLevels
from service.web import here
from service.web.language import chosen_language

bp = Blueprint("aims", __name__)
Errors = dict[str, list[str]]
#: Who may find me.
WHO = {
    "nobody": _l("Nobody"),
    "teams": _l("Whoever is in a team with me"),
    "everyone": _l("Everyone who takes part"),
}
bp.context_processor(lambda: {"WHO": WHO})


@bp.get("/aims")
def page() -> str:
    mine = reads_found.findable(here.db(), here.me())
    return _page({"who": mine.who, "sentence": mine.sentence or ""})


@bp.post("/aims/found")
def let_find() -> Response | tuple[str, int]:
    try:
        sent = here.form(FindableSent)
    except Invalid as wrong:
        return _page(request.form, wrong.fields), 422
    actions_found.let_find(here.db(), here.me(), sent["who"], sent["sentence"])
    flash(gettext("Kept. You can change it at any time."))
    return redirect(url_for(".page", _anchor="found"), code=303)


@bp.get("/map/<slug>/focus")
def focus(slug: str) -> str:
    found = skills.skill(here.db(), here.me(), slug)
    said = reads_focus.history(here.db(), here.me(), found.skill.id)
    mine = said[0] if said and said[0].is_open else None
    shown = "yes" if mine is None or mine.is_shown_to_givers else ""
    return _focus(found, {"will_try": (mine and mine.will_try) or "", "shown": shown})


@bp.post("/map/<slug>/focus")
def save_focus(slug: str) -> Response | tuple[str, int]:
    found = skills.skill(here.db(), here.me(), slug)
    try:
        sent = here.form(FocusSent)
        actions_focus.focus(here.db(), here.me(), found.skill.id, sent["will_try"], sent["shown"])
    except Invalid as wrong:
        return _focus(found, request.form, wrong.fields), 422
    flash(gettext("%(skill)s is your focus.", skill=found.skill.name(chosen_language())))
    return redirect(url_for("growth.skill", slug=slug), code=303)


@bp.post("/map/<slug>/focus/rest")
def rest(slug: str) -> Response:
    found = skills.skill(here.db(), here.me(), slug)
    actions_focus.rest(here.db(), here.me(), found.skill.id)
    name = found.skill.name(chosen_language())
    flash(gettext("%(skill)s rests. What you tried stays in its history.", skill=name))
    return redirect(url_for(".page"), code=303)


def _page(typed: Mapping[str, str], errors: Errors | None = None) -> str:
    db, me = here.db(), here.me()
    return render_template(
        "aims/page.html",
        focuses=reads_focus.focuses(db, me),
        shared=reads_found.my_shared_skills(db, me),
        found=reads_found.as_found(db, me),
        areas=skills.catalogue(db, me),
        typed=typed,
        errors=errors,
    )


def _focus(found: SkillWithLevels, typed: Mapping[str, str], errors: Errors | None = None) -> str:
    mine = reads_focus.focuses(here.db(), here.me())
    return render_template(
        "aims/focus.html",
        found=found,
        is_focus=any(one.skill_id == found.skill.id for one in mine),
        others=[one for one in mine if one.skill_id != found.skill.id],
        typed=typed,
        errors=errors,
    )
