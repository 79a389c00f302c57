"""Level dialogues: proposing, inviting, saying what one saw, and writing the outcome together."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.growth import actions_dialogue as actions
from service.growth import reads_dialogue as reads
from service.growth import schema_dialogue as schema
from service.people import reads as people
from service.skills import reads as skills
from service.skills.model import SkillWithLevels
from service.web import here

bp = Blueprint("dialogues", __name__)
Errors = dict[str, list[str]]
Answer = Response | tuple[str, int]
ONE = "/dialogues/<int(max=9223372036854775807):dialogue_id>"
MOST = 2000  #: names to choose from
STATES = {
    "draft": _l("being prepared"),
    "invited": _l("going on"),
    "agreed": _l("seen so together"),
    "later": _l("later"),
    "withdrawn": _l("taken back"),
}
SAYS = {"seen": _l("seen"), "not_yet": _l("not yet"), "unsure": _l("unsure")}


@bp.context_processor
def _texts() -> dict[str, Any]:
    return {"STATES": STATES, "SAYS": SAYS}


@bp.get("/dialogues")
def page() -> str:
    return render_template("dialogues/page.html", lines=reads.dialogues(here.db(), here.me()))


@bp.get("/map/<slug>/dialogue")
def begin(slug: str) -> str:
    return _begin(skills.skill(here.db(), here.me(), slug))


@bp.post("/map/<slug>/dialogue")
def propose(slug: str) -> Answer:
    found = skills.skill(here.db(), here.me(), slug)
    try:
        level = here.form(schema.ProposalSent)["level"]
    except Invalid as wrong:
        return _begin(found, wrong.fields), 422
    return _back(actions.begin(here.db(), here.me(), found.skill.id, level))


@bp.get(ONE)
def dialogue(dialogue_id: int) -> str:
    return _page(dialogue_id, {})


@bp.post(f"{ONE}/evidence")
def add(dialogue_id: int) -> Answer:
    try:
        sent = here.form(schema.EvidenceSent)
        actions.add_evidence(here.db(), here.me(), dialogue_id, **sent)
    except Invalid as wrong:
        return _page(dialogue_id, request.form, wrong.fields), 422
    return _back(dialogue_id)


@bp.post(f"{ONE}/evidence/<int(max=9223372036854775807):work_item_id>/remove")
def remove(dialogue_id: int, work_item_id: int) -> Answer:
    actions.remove_evidence(here.db(), here.me(), dialogue_id, work_item_id)
    return _back(dialogue_id)


@bp.post(f"{ONE}/invite")
def invite(dialogue_id: int) -> Answer:
    try:
        person_id = here.form(schema.PeerSent)["person_id"]
        actions.invite(here.db(), here.me(), dialogue_id, person_id)
    except Invalid as wrong:
        return _page(dialogue_id, request.form, wrong.fields), 422
    flash(gettext("Asked. They can pass without a reason."))
    return _back(dialogue_id)


@bp.post(f"{ONE}/accept")
def accept(dialogue_id: int) -> Answer:
    actions.accept(here.db(), here.me(), dialogue_id)
    return _back(dialogue_id)


@bp.post(f"{ONE}/pass")
def pass_(dialogue_id: int) -> Answer:
    actions.pass_(here.db(), here.me(), dialogue_id)
    flash(gettext("Passed. Nobody is told."))
    return redirect(url_for(".page"), code=303)


@bp.post(f"{ONE}/answers")
def answer(dialogue_id: int) -> Answer:
    number = len(reads.dialogue(here.db(), here.me(), dialogue_id).head.signals_en)
    try:
        sent = here.form(schema.answers_sent(number))
    except Invalid as wrong:
        return _page(dialogue_id, request.form, wrong.fields), 422
    each = [(n, sent[f"says-{n}"], sent[f"example-{n}"]) for n in range(1, number + 1)]
    actions.answer(here.db(), here.me(), dialogue_id, each)
    flash(gettext("Kept. You can change it until the dialogue ends."))
    return _back(dialogue_id)


@bp.post(f"{ONE}/note")
def write(dialogue_id: int) -> Answer:
    try:
        actions.write(here.db(), here.me(), dialogue_id, **here.form(schema.NoteSent))
    except Invalid as wrong:
        return _page(dialogue_id, request.form, wrong.fields), 422
    return _back(dialogue_id)


@bp.post(f"{ONE}/so")
def see_it_so(dialogue_id: int) -> Answer:
    actions.see_it_so(here.db(), here.me(), dialogue_id)
    return _back(dialogue_id)


@bp.post(f"{ONE}/close")
def close(dialogue_id: int) -> Answer:
    try:
        is_agreed = here.form(schema.OutcomeSent)["outcome"] == "agreed"
    except Invalid as wrong:
        return _page(dialogue_id, request.form, wrong.fields), 422
    actions.close(here.db(), here.me(), dialogue_id, is_agreed)
    return _back(dialogue_id)


@bp.post(f"{ONE}/withdraw")
def withdraw(dialogue_id: int) -> Answer:
    actions.withdraw(here.db(), here.me(), dialogue_id)
    flash(gettext("Taken back. Only you can still open it."))
    return redirect(url_for(".page"), code=303)


def _back(dialogue_id: int) -> Response:
    return redirect(url_for(".dialogue", dialogue_id=dialogue_id), code=303)


def _begin(found: SkillWithLevels, errors: Errors | None = None) -> str:
    return render_template("dialogues/begin.html", found=found, errors=errors)


def _page(dialogue_id: int, typed: Mapping[str, str], errors: Errors | None = None) -> str:
    db, me = here.db(), here.me()
    found = reads.dialogue(db, me, dialogue_id)
    is_mine = found.is_mine and found.head.is_open
    return render_template(
        "dialogues/dialogue.html",
        one=found,
        candidates=reads.candidates(db, me, found.head.skill_id) if is_mine else [],
        colleagues=people.colleagues(db, me, limit=MOST) if found.may_invite else [],
        typed=typed,
        errors=errors,
    )
