"""What colleagues and budget owners do with a request: advise, ask, approve, decline."""

from flask_babel import gettext
from werkzeug.wrappers import Response

from service.budgets import actions_deciding as actions
from service.budgets.schema_requests import ConditionsSent, DeclineSent, SaidSent
from service.errors import Invalid
from service.web import here
from service.web.budgets.asking import Answer, request_page
from service.web.budgets.blueprint import NUMBER, REQUEST, bp, said


@bp.post(f"/advice/{NUMBER}advice_id>/say")
def advise(advice_id: int) -> Response:
    found = actions.advise(here.db(), here.me(), advice_id, here.form(SaidSent)["said"])
    return said(gettext("Said. They decide, and tell you what they do with it."), "request_",
                request_id=found)  # fmt: skip


@bp.post(f"{REQUEST}/approve")
def approve(request_id: int) -> Answer:
    try:
        sent = here.form(ConditionsSent)
        actions.approve(here.db(), here.me(), request_id, sent["conditions"])
    except Invalid as wrong:
        return request_page(request_id, wrong), 422
    return said(gettext("Approved, and reserved."), "request_", request_id=request_id)


@bp.post(f"{REQUEST}/question")
def question(request_id: int) -> Answer:
    try:
        sent = here.form(SaidSent)
    except Invalid as wrong:
        return request_page(request_id, wrong), 422
    actions.question(here.db(), here.me(), request_id, sent["said"])
    return said(gettext("Asked."), "request_", request_id=request_id)


@bp.post(f"{REQUEST}/decline")
def decline(request_id: int) -> Answer:
    try:
        sent = here.form(DeclineSent)
    except Invalid as wrong:
        return request_page(request_id, wrong), 422
    actions.decline(here.db(), here.me(), request_id, sent["reason"], sent["alternative"])
    return said(gettext("They read your reason, and what could work."), "request_",
                request_id=request_id)  # fmt: skip
