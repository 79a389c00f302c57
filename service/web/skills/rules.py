"""Set-up for administrators: the skills, their levels in words, and the rules that link work."""

from functools import reduce
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.actor import must_administer
from service.errors import Invalid
from service.skills import actions, reads
from service.skills.rules import Conditions, Rule, conditions_of
from service.skills.schema import RuleSent
from service.web import here

bp = Blueprint("skills", __name__)

SENTENCES = {
    "projects": _l("project is %(values)s"),
    "issue_types": _l("type is %(values)s"),
    "components": _l("component is %(values)s"),
    "labels": _l("label is %(values)s"),
    "epics": _l("epic is %(values)s"),
    "title_words": _l("the title has %(values)s"),
}
LABELS = {
    "projects": _l("Project keys"),
    "issue_types": _l("Types"),
    "components": _l("Components"),
    "labels": _l("Labels"),
    "epics": _l("Epic keys"),
    "title_words": _l("Words in the title"),
}


@bp.app_template_filter("rule_sentence")
def sentence(rule: Conditions) -> str:
    """The rule as one would say it: "Component is API or Gateway, and label is refinement"."""
    parts = [
        str(SENTENCES[name]) % {"values": reduce(_or, values)}
        for name, values in conditions_of(rule).items()
    ]
    text = reduce(_and, parts)
    return text[:1].upper() + text[1:]


def _or(one: str, other: str) -> str:
    return str(gettext("%(one)s or %(other)s", one=one, other=other))


def _and(one: str, other: str) -> str:
    return str(gettext("%(one)s, and %(other)s", one=one, other=other))


@bp.get("/skills")
def page() -> str:
    """The catalogue with the rules of each skill."""
    db, me = here.db(), here.me()
    rules: dict[int, list[Rule]] = {}
    for rule in reads.rules(db, me):
        rules.setdefault(rule.skill_id, []).append(rule)
    return render_template(
        "skills/page.html",
        areas=reads.catalogue(db, me),
        levels=reads.levels(db, me),
        rules=rules,
    )


@bp.post("/skills/starter")
def load_starter() -> Response:
    actions.load_starter(here.db(), here.me())
    flash(gettext("The skills are here. Next: say with rules which work practises them."))
    return redirect(url_for("skills.page"), code=303)


@bp.get("/skills/<slug>/rules/new")
def new_rule(slug: str) -> str:
    """An empty form for a rule."""
    must_administer(here.me())
    return _form(slug, typed={})


@bp.post("/skills/<slug>/rules/preview")
def preview_rule(slug: str) -> str | tuple[str, int]:
    """What the rule would do; nothing is kept yet."""
    must_administer(here.me())
    try:
        conditions = Conditions(**here.form(RuleSent))
    except Invalid as wrong:
        return _form(slug, typed=request.form, errors=wrong.fields), 422
    found = reads.preview(here.db(), here.me(), conditions)
    return _form(slug, typed=request.form, conditions=conditions, preview=found)


@bp.post("/skills/<slug>/rules")
def add_rule(slug: str) -> Response | tuple[str, int]:
    must_administer(here.me())
    try:
        actions.add_rule(here.db(), here.me(), slug, Conditions(**here.form(RuleSent)))
    except Invalid as wrong:
        return _form(slug, typed=request.form, errors=wrong.fields), 422
    return _changed(gettext("The rule is kept. Gezel now goes through all work with it."), slug)


@bp.post("/skills/rules/<int:rule_id>/on")
def switch_on(rule_id: int) -> Response:
    actions.switch_rule(here.db(), here.me(), rule_id, is_on=True)
    return _changed(gettext("The rule is on. Gezel now goes through all work with it."))


@bp.post("/skills/rules/<int:rule_id>/off")
def switch_off(rule_id: int) -> Response:
    actions.switch_rule(here.db(), here.me(), rule_id, is_on=False)
    return _changed(gettext("The rule is off. What it linked is taken back."))


@bp.post("/skills/rules/<int:rule_id>/remove")
def remove_rule(rule_id: int) -> Response:
    actions.delete_rule(here.db(), here.me(), rule_id)
    return _changed(gettext("The rule is gone, and so is what it linked."))


def _form(slug: str, **values: Any) -> str:
    found = reads.skill(here.db(), here.me(), slug)
    return render_template(
        "skills/rule.html",
        skill=found.skill,
        labels=LABELS,
        days=reads.PREVIEW_DAYS,
        limit=reads.PREVIEW_LIMIT,
        **values,
    )


def _changed(message: str, slug: str | None = None) -> Response:
    flash(message)
    return redirect(url_for("skills.page", _anchor=slug), code=303)
