"""A proposal beside what is there, and what a steward answers."""

from collections.abc import Mapping

from flask import render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.errors import Invalid, NotFound
from service.skills import actions_proposals as actions
from service.skills import reads_catalogue as reads
from service.skills import reads_proposals as proposals
from service.skills import schema_proposals
from service.skills.model_difference import Change, difference
from service.skills.model_proposals import Proposal, State
from service.skills.schema_proposals import AnswerSent, DeclineSent
from service.web import here
from service.web.skills.blueprint import bp, said


@bp.get("/proposals/<int:proposal_id>")
def proposal(proposal_id: int) -> str:
    """What is proposed beside what is there, and the answer; a draft is looked at in its form."""
    actions.read_answer(here.db(), here.me(), proposal_id)
    return _shown(proposal_id)


@bp.post("/proposals/<int:proposal_id>/accept")
def accept(proposal_id: int) -> Response | tuple[str, int]:
    """As it stands."""
    try:
        sent = here.form(AnswerSent)
        actions.accept(here.db(), here.me(), proposal_id, sent["version"], sent["answer"])
    except Invalid as wrong:
        return _shown(proposal_id, wrong), 422
    return _accepted(proposal_id)


@bp.get("/proposals/<int:proposal_id>/edit")
def edit(proposal_id: int) -> str:
    """The form with what was proposed, for a steward to change before accepting it."""
    found = _waiting(proposal_id)
    return _edit_form(found, found.typed)


@bp.post("/proposals/<int:proposal_id>/edit")
def accept_edited(proposal_id: int) -> Response | tuple[str, int]:
    """With the steward's changes; what was proposed stays to be read."""
    typed = schema_proposals.typed(request.form)
    try:
        sent = here.form(AnswerSent)
        actions.accept(here.db(), here.me(), proposal_id, sent["version"], sent["answer"], typed)
    except Invalid as wrong:
        return _edit_form(_waiting(proposal_id), request.form, wrong), 422
    return _accepted(proposal_id)


@bp.post("/proposals/<int:proposal_id>/decline")
def decline(proposal_id: int) -> Response | tuple[str, int]:
    try:
        actions.decline(here.db(), here.me(), proposal_id, here.form(DeclineSent)["answer"])
    except Invalid as wrong:
        return _shown(proposal_id, wrong), 422
    message = gettext("Answered. It is told to the one who proposed it.")
    return said(message, "catalogue.proposal", proposal_id=proposal_id)


def _accepted(proposal_id: int) -> Response:
    message = gettext("Accepted. The catalogue has it, and it is told to the one who proposed it.")
    return said(message, "catalogue.proposal", proposal_id=proposal_id)


def _waiting(proposal_id: int) -> Proposal:
    """One that I may answer."""
    found = proposals.proposal(here.db(), here.me(), proposal_id)
    if found.state != State.OPEN or found.area_id not in reads.tended(here.db(), here.me()):
        raise NotFound
    return found


def _shown(proposal_id: int, wrong: Invalid | None = None) -> str:
    db, me = here.db(), here.me()
    found = proposals.proposal(db, me, proposal_id)
    return render_template(
        "catalogue/proposal.html",
        proposal=found,
        changes=_changes(found),
        is_mine=found.proposer_id == me.person_id,
        may_answer=found.state == State.OPEN and found.area_id in reads.tended(db, me),
        errors=wrong.fields if wrong else {},
        typed=request.form,
    )


def _changes(found: Proposal) -> list[Change]:
    """What would be different, for one that waits; what was, where it began, for others."""
    if found.skill_id is None or found.state == State.DRAFT:
        return []
    words = schema_proposals.words_of(found.typed)
    versions = reads.versions(here.db(), here.me(), found.skill_id, limit=reads.PAGE)
    base = found.now_version_id if found.state == State.OPEN else found.version_id
    before = next((one.words for one in versions if one.id == base), None)
    return difference(before, words) if before else []


def _edit_form(found: Proposal, typed: Mapping[str, str], wrong: Invalid | None = None) -> str:
    return render_template(
        "catalogue/edit.html", proposal=found, typed=typed, errors=wrong.fields if wrong else {}
    )
