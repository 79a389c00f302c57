"""Buying: the real amount, and files that prove it. A file is only ever handed out to be saved."""

from contextlib import closing
from mimetypes import guess_extension
from typing import Any
from urllib.parse import quote

from flask import make_response, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.budgets import actions_buying as actions
from service.budgets import reads_requests
from service.budgets.errors import NoProof
from service.budgets.ledger import Amount
from service.budgets.model_proofs import MOST_BYTES
from service.budgets.schema import minor
from service.budgets.schema_requests import BoughtSent, PutRightSent
from service.errors import Conflict, Invalid
from service.schema import Sent
from service.web import here
from service.web.budgets.asking import Answer, again
from service.web.budgets.blueprint import NUMBER, REQUEST, bp, said
from service.web.budgets.budgets import as_invalid
from service.web.budgets.once import once


@bp.post(f"{REQUEST}/purchase")
def purchase(request_id: int) -> Answer:
    """The file comes first: it stays when something else on the form needs another look."""
    try:
        _keep(request_id, _file())
        sent = _sent(BoughtSent())
        real = _came_to(request_id, sent)
        actions.purchase(here.db(), here.me(), request_id, real, sent["no_bill"])
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("Kept. What was left of the reservation is free again."), "request_",
                request_id=request_id)  # fmt: skip


@bp.post(f"{REQUEST}/put-right")
def put_right(request_id: int) -> Answer:
    """It came to something else than was said."""
    try:
        sent = _sent(PutRightSent())
        real = _came_to(request_id, sent)
        actions.put_right(here.db(), here.me(), request_id, real, sent["no_bill"])
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("Put right. Both lines stand in the ledger."), "request_",
                request_id=request_id)  # fmt: skip


@bp.post(f"{REQUEST}/proof")
def prove(request_id: int) -> Answer:
    try:
        found = _file()
        if found is None:
            raise NoProof("file")
        _keep(request_id, found)
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("The file is kept."), "request_", request_id=request_id)


def _file() -> tuple[str, bytes] | None:
    """The name and content of the file that was sent, if any was."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    with closing(sent):
        return sent.filename, sent.read(MOST_BYTES + 1)


def _keep(request_id: int, file: tuple[str, bytes] | None) -> None:
    if file:
        once(lambda: actions.prove(here.db(), here.me(), request_id, *file))


def _sent(schema: Sent) -> dict[str, Any]:
    with as_invalid():
        return here.form(schema)


def _came_to(request_id: int, sent: dict[str, Any]) -> Amount:
    budget = reads_requests.budget_of(here.db(), here.me(), request_id)
    with as_invalid():
        return Amount(minor(sent["money"], budget.currency, "money"), sent["minutes"])


@bp.get(f"/proofs/{NUMBER}proof_id>")
def proof(proof_id: int) -> Response:
    found = reads_requests.proof(here.db(), here.me(), proof_id)
    ending = guess_extension(found.type) or ""
    name = found.name or gettext("bill %(number)s", number=proof_id) + ending
    answer = make_response(found.content)
    answer.headers["Content-Type"] = found.type
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
