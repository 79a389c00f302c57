"""The editor: conditions are put together, then it says what the rule would do, then it is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from service.errors import Conflict, Invalid
from service.skills import actions_rules, reads, reads_rules, relink
from service.skills.reads_rules import RuleInFull
from service.skills.rules_preview import Preview
from service.skills.rules_schema import FormSent, RuleSent
from service.skills.rules_tree import Node, as_json
from service.web import errors, here
from service.web.rules import parts
from service.web.rules.blueprint import bp, gone_on
from service.web.rules.parts import Part
from service.web.rules.sentences import FIELDS, GROUPS, VERBS

Answer = str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Desk:
    """What is being written: a new rule for a skill, or other conditions for a rule."""

    slug: str
    rule: RuleInFull | None = None

    def address(self, step: str) -> str:
        if self.rule is None:
            return url_for(f"rules.{step}_new", slug=self.slug)
        return url_for(f"rules.{step}_change", rule_id=self.rule.id)


def _new(slug: str) -> Desk:
    return Desk(reads_rules.rule_place(here.db(), here.me(), slug).slug)


def _old(rule_id: int) -> Desk:
    rule = reads_rules.rule(here.db(), here.me(), rule_id)
    return Desk(rule.slug, rule)


@bp.get("/rules/new/<slug>")
def begin_new(slug: str) -> str:
    """An empty form."""
    return _shown(_new(slug), parts.EMPTY)


@bp.post("/rules/new/<slug>/form")
def form_new(slug: str) -> Answer:
    return _rearranged(_new(slug))


@bp.post("/rules/new/<slug>/preview")
def preview_new(slug: str) -> Answer:
    return _previewed(_new(slug))


@bp.post("/rules/new/<slug>")
def keep_new(slug: str) -> Response | Answer:
    desk = _new(slug)
    try:
        sent = here.form(RuleSent)
        rule_id = actions_rules.add(here.db(), here.me(), slug, sent["conditions"], sent["area"])
    except (Invalid, Conflict) as refusal:
        return _refused(desk, refusal)
    return gone_on(gettext("The rule is kept. Gezel now goes through past work with it."), rule_id)


@bp.get("/rules/<int:rule_id>/change")
def begin_change(rule_id: int) -> str:
    """The rule as it is, or with `?change=` as it was, and what going back to that would do."""
    desk = _old(rule_id)
    change_id = here.query(FormSent)["change"]
    if desk.rule and change_id is None:
        return _shown(desk, parts.whole(desk.rule.tree))
    tree = reads_rules.rule_form(here.db(), here.me(), rule_id, change_id)
    return _shown(desk, parts.whole(tree), tree=tree, preview=_effect(desk, tree))


@bp.post("/rules/<int:rule_id>/change/form")
def form_change(rule_id: int) -> Answer:
    return _rearranged(_old(rule_id))


@bp.post("/rules/<int:rule_id>/change/preview")
def preview_change(rule_id: int) -> Answer:
    return _previewed(_old(rule_id))


@bp.post("/rules/<int:rule_id>/change")
def keep_change(rule_id: int) -> Response | Answer:
    desk = _old(rule_id)
    try:
        sent = here.form(RuleSent)
        actions_rules.change(here.db(), here.me(), rule_id, **sent)
    except (Invalid, Conflict) as refusal:
        return _refused(desk, refusal)
    return gone_on(gettext("The rule is kept. Gezel now goes through past work with it."), rule_id)


def _rearranged(desk: Desk) -> Answer:
    """After a button of the editor: one condition or group more or less, nothing judged."""
    part, focus = parts.changed(_sent(), request.form.get("do", ""))
    return _shown(desk, part, focus=focus)


def _previewed(desk: Desk) -> Answer:
    """What the rule would do; nothing is kept yet."""
    part = _sent()
    try:
        tree = _judged(part)["conditions"]
    except Invalid as wrong:
        return _shown(desk, part, wrong=wrong.fields), 422
    return _shown(desk, part, tree=tree, preview=_effect(desk, tree))


def _refused(desk: Desk, refusal: Invalid | Conflict) -> Answer:
    """What was to be kept comes back as it was, with why not."""
    try:
        part = parts.whole(_judged_text(request.form.get("conditions", "")))
    except Invalid:
        part = parts.EMPTY
    wrong = refusal.fields if isinstance(refusal, Invalid) else {}
    status = errors.STATUS[Invalid if isinstance(refusal, Invalid) else Conflict]
    return _shown(desk, part, wrong=wrong, message=errors.words(refusal)), status


def _sent() -> Part:
    return parts.sent(request.form.to_dict(flat=False)) or parts.EMPTY


def _judged(part: Part) -> dict[str, Any]:
    sent = {"conditions": parts.as_json(part), "area": request.form.get("area", "")}
    try:
        return dict(RuleSent().load(sent))
    except ValidationError as wrong:
        raise Invalid(fields=wrong.messages_dict) from wrong


def _judged_text(text: str) -> Node:
    try:
        node: Node = RuleSent(only=("conditions",)).load({"conditions": text})["conditions"]
    except ValidationError as wrong:
        raise Invalid(fields=wrong.messages_dict) from wrong
    return node


def _effect(desk: Desk, tree: Node) -> Preview:
    rule_id = desk.rule.id if desk.rule else None
    return reads_rules.preview(here.db(), here.me(), desk.slug, tree, rule_id)


def _shown(
    desk: Desk,
    part: Part,
    tree: Node | None = None,
    wrong: Mapping[str, Any] | None = None,
    **values: Any,
) -> str:
    db, me = here.db(), here.me()
    skill = reads.skill(db, me, desk.slug).skill
    own = desk.rule.area_slug if desk.rule else skill.area_slug
    return render_template(
        "rules/editor.html",
        desk=desk,
        skill=skill,
        rule=desk.rule,
        whole=parts.shown(part),
        tree=tree or _said(part),
        conditions=json.dumps(as_json(tree)) if tree else "",
        wrong=wrong or {},
        by_place=_by_place(wrong or {}),
        area=request.form.get("area", own),
        seen=request.form.get("seen", desk.rule.form if desk.rule else 0),
        areas=reads_rules.owner_areas(db, me),
        known=reads_rules.known_values(db, me),
        relink=relink.progress(db, me),
        days=reads_rules.PREVIEW_DAYS,
        FIELDS=FIELDS, VERBS=VERBS, GROUPS=GROUPS,
        **values,
    )  # fmt: skip


def _by_place(wrong: Mapping[str, Any]) -> Mapping[str, list[str]]:
    """What is wrong with each part; what is wrong with all of them stands at the whole."""
    found = wrong.get("conditions", {})
    return found if isinstance(found, Mapping) else {"": found}


def _said(part: Part) -> Node | None:
    """The tree of what is typed so far, to say it as a sentence; None while it is not whole."""
    try:
        return _judged_text(json.dumps(parts.as_json(part)))
    except Invalid:
        return None
