"""Budgets: their ledger for those they are of, and what owners do with them."""

from typing import Any

from flask import url_for
from flask_babel import gettext
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from service import clock
from service.budgets import access, actions, changes, reads, reads_requests
from service.budgets.forecast import forecast
from service.budgets.ledger import Amount
from service.budgets.model import Sought
from service.budgets.schema import (
    BudgetsQuery,
    ChangeSent,
    CorrectedSent,
    LedgerQuery,
    MovedSent,
    minor,
)
from service.errors import Invalid
from service.web import here
from service.web.budgets.blueprint import BUDGET, bp, older, said, shown
from service.web.budgets.once import once

Answer = Response | str | tuple[str, int]
LATELY = 3  #: changes that stand beside the ledger
BACK = 5  #: of what came back, there too


@bp.get("/budgets/all")
def all_budgets() -> str:
    """Every budget, for owners; those that ended only when asked for."""
    db, me = here.db(), here.me()
    access.must_own(db, me)
    sent = here.query(BudgetsQuery)
    asked = {"all": sent["all"] or None, "whose": sent["whose"], "words": sent["words"]}
    sought = Sought(sent["whose"], sent["words"], None if sent["all"] else clock.today())
    found = reads.budgets(db, me, sought, sent["after"])
    last = older(found, reads.PAGE)
    return shown(
        "all.html",
        budgets=found[: reads.PAGE],
        sums=reads.sums(db, me, sought),
        older=url_for(".all_budgets", after=last.id, **asked) if last else None,
        newer=url_for(".all_budgets", **asked) if sent["after"] else None,
        asked=asked,
        ahead={one.id: forecast(one, clock.today()) for one in found},
        today=clock.today(),
    )


@bp.get(BUDGET)
def budget(budget_id: int) -> str:
    return _budget(budget_id)


@bp.get(f"{BUDGET}/changes")
def changes_(budget_id: int) -> str:
    """What was changed about it and who keeps it, for whoever sees its ledger."""
    db, me, until = here.db(), here.me(), here.query(LedgerQuery)["until"]
    found = changes.changes(db, me, budget_id, until)
    last = older(found, changes.PAGE)
    return shown(
        "changes.html",
        budget=reads.budget(db, me, budget_id),
        changes=found[: changes.PAGE],
        older=url_for(".changes_", budget_id=budget_id, until=last.id) if last else None,
        newer=url_for(".changes_", budget_id=budget_id) if until else None,
    )


@bp.get(f"{BUDGET}/back")
def back(budget_id: int) -> str:
    """What came back from it, for whoever sees its ledger; each reads what is shared with them."""
    db, me, until = here.db(), here.me(), here.query(LedgerQuery)["until"]
    found = reads_requests.came_back(db, me, budget_id, until, reads_requests.BACK)
    last = older(found, reads_requests.BACK)
    return shown(
        "back.html",
        budget=reads.budget(db, me, budget_id),
        back=found[: reads_requests.BACK],
        older=url_for(".back", budget_id=budget_id, until=last.id) if last else None,
        newer=url_for(".back", budget_id=budget_id) if until else None,
    )


@bp.get(f"{BUDGET}/change")
def settings(budget_id: int) -> str:
    access.must_own(here.db(), here.me())
    return shown("change.html", budget=reads.budget(here.db(), here.me(), budget_id))


@bp.post(f"{BUDGET}/change")
def change(budget_id: int) -> Answer:
    access.must_own(here.db(), here.me())
    found = reads.budget(here.db(), here.me(), budget_id)
    try:
        with as_invalid():
            sent = ChangeSent().settled(here.form(ChangeSent), found.currency)
    except Invalid as wrong:
        return shown("change.html", wrong, budget=found), 422
    actions.change(here.db(), here.me(), budget_id, **sent)
    return said(gettext("Kept. Requests that are under way go on as they were."), "budget",
                budget_id=budget_id)  # fmt: skip


@bp.post(f"{BUDGET}/grant")
def grant(budget_id: int) -> Answer:
    try:
        sent, amount = _moved(budget_id, MovedSent)
        once(lambda: actions.grant(here.db(), here.me(), budget_id, amount, sent["note"]))
    except Invalid as wrong:
        return _budget(budget_id, wrong), 422
    return said(gettext("It stands in the ledger."), "budget", budget_id=budget_id)


@bp.post(f"{BUDGET}/correct")
def correct(budget_id: int) -> Answer:
    try:
        sent, amount = _moved(budget_id, CorrectedSent, signed=True)
        once(lambda: actions.correct(here.db(), here.me(), budget_id, amount, sent["note"]))
    except Invalid as wrong:
        return _budget(budget_id, wrong), 422
    return said(gettext("It stands in the ledger."), "budget", budget_id=budget_id)


class as_invalid:  # noqa: N801  reads as a statement
    """An amount that is none becomes a message at its field."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, wrong: BaseException | None, _trace: object) -> None:
        if isinstance(wrong, ValidationError):
            raise Invalid(fields={str(wrong.field_name): [str(one) for one in wrong.messages]})


def _moved(budget_id: int, schema: Any, signed: bool = False) -> tuple[dict[str, Any], Amount]:
    """What was sent, and the amount in it in the currency of the budget."""
    access.must_own(here.db(), here.me())
    found = reads.budget(here.db(), here.me(), budget_id)
    with as_invalid():
        sent = here.form(schema)
        amount = Amount(minor(sent["money"], found.currency, "money", signed), sent["minutes"])
    return sent, amount


def _budget(budget_id: int, wrong: Invalid | None = None) -> str:
    db, me = here.db(), here.me()
    until = here.query(LedgerQuery)["until"]
    lines = reads.ledger(db, me, budget_id, until)
    last, owns = older(lines, reads.PAGE), access.owns(db, me)
    back = reads_requests.came_back(db, me, budget_id, None, BACK)
    return shown(
        "budget.html",
        wrong,
        budget=reads.budget(db, me, budget_id),
        lines=lines[: reads.PAGE],
        older=url_for(".budget", budget_id=budget_id, until=last.id) if last else None,
        newer=url_for(".budget", budget_id=budget_id) if until else None,
        owns=owns,
        following=reads.following(db, me, budget_id) if owns else None,
        plans=access.plans(db, me, budget_id),
        deciders=reads.deciders(db, me),
        back=back[:BACK],
        more_back=older(back, BACK) is not None,
        changes=changes.changes(db, me, budget_id, limit=LATELY)[:LATELY],
        today=clock.today(),
    )
