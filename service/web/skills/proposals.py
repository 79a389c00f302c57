"""Proposals: my own, written and sent, and those that wait for a steward."""

from collections.abc import Mapping
from typing import Any

from flask import jsonify, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service import clock
from service.errors import Invalid, NotFound
from service.skills import actions_proposals as actions
from service.skills import reads, reads_catalogue, schema_proposals
from service.skills import reads_proposals as proposals
from service.skills.model_proposals import Proposal, State
from service.skills.schema_proposals import AboutQuery, BeforeQuery, ReasonSent
from service.web import here
from service.web.skills.blueprint import bp, said


@bp.get("/proposals")
def mine() -> str:
    """A page of my own, drafts too."""
    before = here.query(BeforeQuery)["before"]
    found = proposals.mine(here.db(), here.me(), before)
    return _list("catalogue/mine.html", "catalogue.mine", found, before)


@bp.get("/proposals/waiting")
def waiting() -> str:
    """A page of those that wait in the areas that I tend."""
    before = here.query(BeforeQuery)["before"]
    found = proposals.waiting(here.db(), here.me(), before)
    return _list("catalogue/waiting.html", "catalogue.waiting", found, before)


def _list(template: str, endpoint: str, found: list[Proposal], before: int | None) -> str:
    shown = found[: proposals.PAGE]
    older = url_for(endpoint, before=shown[-1].id) if len(found) > len(shown) else None
    tends = bool(reads_catalogue.tended(here.db(), here.me()))
    newer = url_for(endpoint) if before else None
    return render_template(template, proposals=shown, older=older, newer=newer, tends=tends)


@bp.get("/proposals/new")
def new() -> str:
    """An empty form in an area, or one filled with what a skill says now."""
    about = here.query(AboutQuery)
    typed: Mapping[str, str] = {}
    if about["skill"]:
        found = reads.skill(here.db(), here.me(), about["skill"]).skill
        words = reads_catalogue.words(here.db(), here.me(), found.id)
        typed = schema_proposals.typed_of(words)
    return _new_form(about["area"], about["skill"], typed)


@bp.post("/proposals")
def begin() -> Response | tuple[str, int]:
    """Keep it as a draft."""
    try:
        proposal_id = _begin()
    except Invalid as wrong:
        return _new_again(wrong), 422
    message = gettext("Kept as a draft. Only you see it until you send it.")
    return said(message, "catalogue.write", proposal_id=proposal_id)


@bp.post("/proposals/send")
def begin_and_send() -> Response | tuple[str, int]:
    """Keep it and send it; when something is missing, the draft is there to go on with."""
    try:
        proposal_id = _begin()
    except Invalid as wrong:
        return _new_again(wrong), 422
    return _send(proposal_id)


def _begin() -> int:
    sent = here.form(ReasonSent)
    typed = schema_proposals.typed(request.form)
    return actions.begin(here.db(), here.me(), sent["area"], sent["skill"], typed, sent["reason"])


@bp.get("/proposals/<int:proposal_id>/write")
def write(proposal_id: int) -> str:
    found = _draft(proposal_id)
    return _draft_form(found, dict(found.typed) | {"reason": found.reason or ""})


@bp.post("/proposals/<int:proposal_id>/save")
def save(proposal_id: int) -> Response | tuple[str, int]:
    """Keep what was typed; a script is told when."""
    try:
        _save(proposal_id)
    except Invalid as wrong:
        return _draft_form(_draft(proposal_id), request.form, wrong), 422
    if request.accept_mimetypes.best == "application/json":
        return jsonify(saved_at=clock.now().isoformat())
    return said(gettext("Kept as a draft."), "catalogue.write", proposal_id=proposal_id)


@bp.post("/proposals/<int:proposal_id>/send")
def send(proposal_id: int) -> Response | tuple[str, int]:
    try:
        _save(proposal_id)
    except Invalid as wrong:
        return _draft_form(_draft(proposal_id), request.form, wrong), 422
    return _send(proposal_id)


def _save(proposal_id: int) -> None:
    reason = here.form(ReasonSent)["reason"]
    typed = schema_proposals.typed(request.form)
    actions.save(here.db(), here.me(), proposal_id, typed, reason)


def _send(proposal_id: int) -> Response | tuple[str, int]:
    try:
        actions.send(here.db(), here.me(), proposal_id)
    except Invalid as wrong:
        return _draft_form(_draft(proposal_id), request.form, wrong), 422
    message = gettext("Sent. The answer of a steward appears on your first page.")
    return said(message, "catalogue.proposal", proposal_id=proposal_id)


@bp.post("/proposals/<int:proposal_id>/withdraw")
def withdraw(proposal_id: int) -> Response:
    actions.withdraw(here.db(), here.me(), proposal_id)
    return said(gettext("Withdrawn."), "catalogue.proposal", proposal_id=proposal_id)


@bp.post("/proposals/<int:proposal_id>/throw-away")
def throw_away(proposal_id: int) -> Response:
    actions.throw_away(here.db(), here.me(), proposal_id)
    return said(gettext("The draft is gone."), "catalogue.mine")


def _draft(proposal_id: int) -> Proposal:
    """A draft of mine."""
    found = proposals.proposal(here.db(), here.me(), proposal_id)
    if found.state != State.DRAFT:
        raise NotFound
    return found


def _new_again(wrong: Invalid) -> str:
    area, skill = request.form.get("area"), request.form.get("skill")
    return _new_form(area, skill or None, request.form, wrong)


def _new_form(
    area: str | None, skill: str | None, typed: Mapping[str, str], wrong: Invalid | None = None
) -> str:
    db, me = here.db(), here.me()
    return _form(
        typed,
        wrong,
        found=reads.skill(db, me, skill).skill if skill else None,
        areas=reads_catalogue.areas(db, me),
        area=area,
        proposal=None,
    )


def _draft_form(found: Proposal, typed: Mapping[str, str], wrong: Invalid | None = None) -> str:
    return _form(typed, wrong, proposal=found)


def _form(typed: Mapping[str, str], wrong: Invalid | None, **values: Any) -> str:
    return render_template(
        "catalogue/write.html", typed=typed, errors=wrong.fields if wrong else {}, **values
    )
