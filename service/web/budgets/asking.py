"""A request from its draft to its decision, for the one who asks."""

from typing import Any

from flask import request
from flask_babel import gettext
from werkzeug.wrappers import Response

from service import clock
from service.aims import reads_focus
from service.budgets import access, limits, reads, reads_requests
from service.budgets import actions_requests as actions
from service.budgets.errors import NotTheirTurn
from service.budgets.model import BudgetLine
from service.budgets.model_requests import Advice, Request, is_advised
from service.budgets.schema_requests import (
    AdvisersSent,
    AnswerSent,
    BroughtBackSent,
    OneMoreSent,
    RequestSent,
    SaidSent,
    ShownSent,
)
from service.errors import Conflict, Invalid, NotFound
from service.people import reads as people
from service.people.model import Colleague
from service.skills import reads as skills
from service.web import here
from service.web.budgets.blueprint import BUDGET, NAMES, NUMBER, REQUEST, bp, said, shown
from service.web.budgets.once import once

Answer = Response | str | tuple[str, int]
#: What is typed about a request.
WORDS = (
    "title", "why", "for_whom", "said", "conditions", "reason", "alternative", "tried", "passes_on",
    "no_bill",
)  # fmt: skip
#: Where a press leads that has no words with it.
LEADS_TO = {
    "budgets.send": ("committed", "advice", "pending"),
    "budgets.commit": ("committed",),
    "budgets.complete": ("completed",),
    "budgets.cancel": ("cancelled",),
}
DECIDING = ("budgets.approve", "budgets.question", "budgets.decline")  #: while it is pending


@bp.get(f"{BUDGET}/ask")
def ask(budget_id: int) -> str:
    return _form(_mine_to_use(budget_id))


@bp.post(f"{BUDGET}/ask")
def draft(budget_id: int) -> Answer:
    found = _mine_to_use(budget_id)
    try:
        sent = _wish(found)
        made = once(lambda: actions.draft(here.db(), here.me(), budget_id, **sent))
    except Invalid as wrong:
        return _form(found, wrong), 422
    return said(gettext("Kept as a draft. Only you see it until you send it."), "request_",
                request_id=made)  # fmt: skip


@bp.get(f"{REQUEST}/change")
def redraft(request_id: int) -> str:
    one = _draft(request_id)
    return _form(reads.budget(here.db(), here.me(), one.budget_id), one=one)


@bp.post(f"{REQUEST}/change")
def save_draft(request_id: int) -> Answer:
    one = reads_requests.request(here.db(), here.me(), request_id)
    if one.state != "draft":
        return again(request_id, NotTheirTurn())
    found = reads.budget(here.db(), here.me(), one.budget_id)
    try:
        sent = _wish(found)
    except Invalid as wrong:
        return _form(found, wrong, one), 422
    actions.redraft(here.db(), here.me(), request_id, **sent)
    return said(gettext("Kept as a draft. Only you see it until you send it."), "request_",
                request_id=request_id)  # fmt: skip


@bp.get(REQUEST, endpoint="request_")
def one_request(request_id: int) -> str:
    return request_page(request_id)


@bp.post(f"{REQUEST}/send")
def send(request_id: int) -> Answer:
    try:
        sent = here.form(AdvisersSent)
        state = actions.send(here.db(), here.me(), request_id, sent["advisers"])
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    words = {
        "committed": gettext("It is reserved. You can go on."),
        "advice": gettext("Your colleagues are asked for advice. Then you decide."),
        "pending": gettext("It waits for a budget owner. You see here who can decide."),
    }  # fmt: skip
    return said(words[state], "request_", request_id=request_id)


@bp.post(f"{REQUEST}/advisers")
def ask_one_more(request_id: int) -> Answer:
    try:
        sent = here.form(OneMoreSent)
        actions.ask_advice(here.db(), here.me(), request_id, sent["adviser_id"], sent["part"])
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("Asked."), "request_", request_id=request_id)


@bp.post(f"/advice/{NUMBER}advice_id>/answer")
def answer_advice(advice_id: int) -> Answer:
    found = reads_requests.advised(here.db(), here.me(), advice_id)
    try:
        sent = here.form(AnswerSent)
        actions.answer_advice(here.db(), here.me(), advice_id, sent["said"], sent["said_at"])
    except (Invalid, Conflict) as wrong:
        return again(found, wrong, advice_id)
    return said(gettext("Kept. They can read it."), "request_", request_id=found)


@bp.post(f"{REQUEST}/commit")
def commit(request_id: int) -> Answer:
    try:
        actions.commit(here.db(), here.me(), request_id)
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("It is reserved. You can go on."), "request_", request_id=request_id)


@bp.post(f"{REQUEST}/answer")
def answer(request_id: int) -> Answer:
    try:
        actions.answer_question(here.db(), here.me(), request_id, here.form(SaidSent)["said"])
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("Answered. It waits for a budget owner again."), "request_",
                request_id=request_id)  # fmt: skip


@bp.post(f"{REQUEST}/cancel")
def cancel(request_id: int) -> Answer:
    try:
        actions.cancel(here.db(), here.me(), request_id)
    except Conflict as wrong:
        return again(request_id, wrong)
    return said(gettext("Taken back. What was reserved is free again."), "page")


@bp.post(f"{REQUEST}/complete")
def complete(request_id: int) -> Answer:
    try:
        actions.complete(here.db(), here.me(), request_id)
    except Conflict as wrong:
        return again(request_id, wrong)
    return said(gettext("Good that it happened. What do you take from it?"), "request_",
                request_id=request_id)  # fmt: skip


@bp.post(f"{REQUEST}/share")
def bring_back(request_id: int) -> Answer:
    try:
        actions.bring_back(here.db(), here.me(), request_id, **here.form(BroughtBackSent))
    except (Invalid, Conflict) as wrong:
        return again(request_id, wrong)
    return said(gettext("Kept. Above stands who reads it."), "request_", request_id=request_id)


@bp.post(f"{REQUEST}/title")
def show_title(request_id: int) -> Response:
    actions.show(here.db(), here.me(), request_id, **here.form(ShownSent))
    return said(gettext("Kept. You can change it at any time."), "request_", request_id=request_id)


def again(request_id: int, wrong: Invalid | Conflict, advice_id: int | None = None) -> Answer:
    """The request as it is now, with what is wrong and what was typed, there where it was."""
    if isinstance(wrong, NotTheirTurn) and _is_done(request_id):
        words = gettext("It was so already. Nothing happens twice.")
        return said(words, "request_", request_id=request_id)
    return request_page(request_id, wrong, advice_id), 409 if isinstance(wrong, Conflict) else 422


def _is_done(request_id: int) -> bool:
    """Whether a press without words did what it asks for before, as when it is pressed twice."""
    one = reads_requests.request(here.db(), here.me(), request_id)
    return one.state in LEADS_TO.get(request.endpoint or "", ())


def request_page(
    request_id: int, wrong: Invalid | Conflict | None = None, advice_id: int | None = None
) -> str:
    """A request with all that its reader can do with it."""
    db, me = here.db(), here.me()
    one = reads_requests.request(db, me, request_id)
    advice = reads_requests.advice(db, me, request_id)
    is_mine = one.person_id == me.person_id
    steps = reads_requests.steps(db, me, request_id)
    budget = reads_requests.budget_of(db, me, request_id)
    return shown(
        "request.html",
        wrong,
        one=one,
        typed_in=advice_id,
        unsent=_unsent(one, wrong),
        budget=budget,
        today=clock.today(),
        most=limits.most(db, budget, one),
        is_mine=is_mine,
        owns=access.owns(db, me),
        who=steps[0].by,
        advice=advice,
        my_advice=next((a for a in advice if a.adviser_id == me.person_id), None),
        is_advised=is_advised(advice),
        steps=steps,
        planned=reads_requests.planned(db, me, request_id),
        proofs=reads_requests.proofs(db, me, request_id),
        skill=_skill(one),
        deciders=[d for d in reads.deciders(db, me) if d.id != one.person_id],
        colleagues=_to_ask(one, advice) if is_mine else [],
    )


def _to_ask(one: Request, advice: list[Advice]) -> list[Colleague]:
    """Who can still be asked for advice."""
    if one.state not in ("draft", "advice"):
        return []
    asked = {each.adviser_id for each in advice}
    every = people.colleagues(here.db(), here.me(), limit=NAMES)
    return [colleague for colleague in every if colleague.id not in asked]


def _unsent(one: Request, wrong: Invalid | Conflict | None) -> list[str]:
    """What was typed in a form that is gone, as the request is past that step."""
    is_late = request.endpoint in DECIDING and one.state != "pending"
    if not isinstance(wrong, NotTheirTurn) and not (wrong and is_late):
        return []
    return [request.form[name] for name in WORDS if request.form.get(name)]


def _skill(one: Request) -> Any:
    everything = skills.skills(here.db(), here.me(), with_archived=True) if one.skill_id else []
    return next((skill for skill in everything if skill.id == one.skill_id), None)


def _mine_to_use(budget_id: int) -> BudgetLine:
    found = reads.budget(here.db(), here.me(), budget_id)
    if not found.is_mine:
        raise NotFound
    return found


def _draft(request_id: int) -> Request:
    one = reads_requests.request(here.db(), here.me(), request_id)
    if one.state != "draft":
        raise NotFound
    return one


def _wish(found: BudgetLine) -> dict[str, Any]:
    return here.form(RequestSent(found.currency))


def _form(found: BudgetLine, wrong: Invalid | None = None, one: Request | None = None) -> str:
    db, me = here.db(), here.me()
    return shown(
        "request_form.html",
        wrong,
        budget=found,
        one=one,
        areas=skills.catalogue(db, me),
        focuses=reads_focus.focuses(db, me),
        is_post=request.method == "POST",
    )
