"""What colleagues and budget owners do with a request: advise, ask, approve, decline."""

from flask_babel import gettext

from service.budgets import actions_deciding as actions
from service.budgets import reads_requests
from service.budgets.schema_requests import ConditionsSent, DeclineSent, SaidSent
from service.errors import Conflict, Invalid
from service.web import here
from service.web.budgets.asking import Answer, again
from service.web.budgets.blueprint import NUMBER, REQUEST, bp, said


@bp.post(f"/advice/{NUMBER}advice_id>/say")
def advise(advice_id: int) -> Answer:
    found = reads_requests.advised(here.db(), here.me(), advice_id)
    try:
        actions.advise(here.db(), here.me(), advice_id, here.form(SaidSent)["said"])
    except (Invalid, Conflict) as wrong:
        return again(found, wrong, advice_id)
    return said(gettext("Said. They decide, and tell you what they do with it."), "request_",
                request_id=found)  # fmt: skip


@bp.post(f"{REQUEST}/approve")
def approve(request_id: int) -> Answer:
    try:
        sent = here.form(ConditionsSent)
        actions.approve(here.db(), here.me(), request_id, sent["conditions"])
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("Approved, and reserved."), "request_", request_id=request_id)


@bp.post(f"{REQUEST}/question")
def question(request_id: int) -> Answer:
    try:
        actions.question(here.db(), here.me(), request_id, here.form(SaidSent)["said"])
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("Asked."), "request_", request_id=request_id)


@bp.post(f"{REQUEST}/decline")
def decline(request_id: int) -> Answer:
    try:
        sent = here.form(DeclineSent)
        actions.decline(here.db(), here.me(), request_id, sent["reason"], sent["alternative"])
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("They read your reason, and what could work."), "request_",
                request_id=request_id)  # fmt: skip
