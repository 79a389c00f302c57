"""Which rules there are, one rule with its history, and what a button does with it."""

from flask import render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from service.skills import actions_rules, reads, reads_catalogue, reads_rules, relink
from service.skills.rules_schema import HistorySent
from service.web import here
from service.web.rules.blueprint import bp, gone_on

CHANGES = {
    "made": _l("made"),
    "changed": _l("changed"),
    "given": _l("given to %(area)s"),
    "switched_on": _l("switched on"),
    "switched_off": _l("switched off"),
    "removed": _l("removed"),
    "restored": _l("brought back"),
}


@bp.get("/rules")
def page() -> str:
    """Every skill with its rules, in the order in which they link."""
    db, me = here.db(), here.me()
    return render_template(
        "rules/page.html",
        rules=reads_rules.rules(db, me),
        areas=reads.catalogue(db, me),
        relink=relink.progress(db, me),
        tended=reads_catalogue.tended(db, me),
        tended_areas=reads_catalogue.tended_areas(db, me),
    )


@bp.get("/rules/progress")
def progress() -> str:
    """How far past work was gone through since rules changed."""
    return render_template("rules/progress.html", relink=relink.progress(here.db(), here.me()))


@bp.get("/rules/removed")
def removed() -> str:
    """The rules that were removed, newest first, to bring one back."""
    db, me = here.db(), here.me()
    before = here.query(HistorySent)["before"]
    rules = reads_rules.removed_rules(db, me, before)
    return render_template(
        "rules/removed.html",
        rules=rules,
        skills={skill.id: skill for skill in reads.skills(db, me, with_archived=True)},
        older=rules[-1].id if len(rules) == reads_rules.PAGE else None,
        newer=before is not None,
    )


@bp.get("/rules/<int:rule_id>")
def rule(rule_id: int) -> str:
    """A rule, and the forms that it had."""
    db, me = here.db(), here.me()
    before = here.query(HistorySent)["before"]
    found = reads_rules.rule(db, me, rule_id)
    changes = reads_rules.rule_changes(db, me, rule_id, before)
    return render_template(
        "rules/rule.html",
        rule=found,
        skill=reads.skill(db, me, found.slug).skill,
        changes=changes,
        older=changes[-1].id if len(changes) == reads_rules.PAGE else None,
        newer=before is not None,
        relink=relink.progress(db, me),
        may_change=found.area_id in reads_catalogue.tended(db, me),
        CHANGES=CHANGES,
    )


@bp.post("/rules/<int:rule_id>/on")
def switch_on(rule_id: int) -> Response:
    actions_rules.switch(here.db(), here.me(), rule_id, is_on=True)
    return gone_on(gettext("The rule is on. Gezel now goes through past work with it."), rule_id)


@bp.post("/rules/<int:rule_id>/off")
def switch_off(rule_id: int) -> Response:
    actions_rules.switch(here.db(), here.me(), rule_id, is_on=False)
    return gone_on(gettext("The rule is off. Gezel now takes back what it linked."), rule_id)


@bp.post("/rules/<int:rule_id>/up")
def move_up(rule_id: int) -> Response:
    return _moved(rule_id, up=True)


@bp.post("/rules/<int:rule_id>/down")
def move_down(rule_id: int) -> Response:
    return _moved(rule_id, up=False)


@bp.post("/rules/<int:rule_id>/remove")
def remove(rule_id: int) -> Response:
    actions_rules.remove(here.db(), here.me(), rule_id)
    return gone_on(gettext("The rule is gone, and what it linked goes with it."), rule_id)


@bp.post("/rules/<int:rule_id>/restore")
def restore(rule_id: int) -> Response:
    actions_rules.restore(here.db(), here.me(), rule_id)
    return gone_on(gettext("The rule is back. Gezel now goes through past work with it."), rule_id)


def _moved(rule_id: int, up: bool) -> Response:
    """Back to the same rule in the list, so that a key can be pressed again."""
    actions_rules.move(here.db(), here.me(), rule_id, up)
    return redirect(url_for("rules.page", _anchor=f"rule-{rule_id}"), code=303)
