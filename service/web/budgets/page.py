"""Development: what there is for me, what I asked, and what waits for me."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from service import clock
from service.budgets import access, reads, reads_requests
from service.budgets.model_requests import AdviceWanted, Reminder, RequestLine
from service.budgets.schema_requests import RequestsQuery
from service.web import here
from service.web.budgets.blueprint import bp, older, shown


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of development waits for me."""

    advice: list[AdviceWanted]
    advise_after: int | None  #: the last of them, when more wait
    mine: list[Reminder]
    to_decide: list[RequestLine]
    decide_after: int | None  #: the last of them, when more wait

    def __bool__(self) -> bool:
        return bool(self.advice or self.mine or self.to_decide)


def waiting(advise_after: int | None = None, decide_after: int | None = None) -> Waiting:
    """For this page and for Today."""
    db, me, most = here.db(), here.me(), reads_requests.WAITING
    advice = reads_requests.advice_wanted(db, me, advise_after)
    to_decide = reads_requests.to_decide(db, me, decide_after)
    return Waiting(
        advice[:most],
        _last(advice, most),
        reads_requests.reminders(db, me),
        to_decide[:most],
        _last(to_decide, most),
    )


def _last(found: list[Any], size: int) -> int | None:
    last = older(found, size)
    return last.id if last else None


@bp.get("/budgets")
def page() -> str:
    db, me, sent = here.db(), here.me(), here.query(RequestsQuery)
    found = reads_requests.my_requests(db, me, sent["after"])
    last = older(found, reads_requests.PAGE)
    there = reads.my_budgets(db, me, clock.today(), sent["there_after"])
    gave = reads_requests.advice_given(db, me, sent["gave_after"])
    return shown(
        "page.html",
        budgets=there[: reads.PAGE],
        there_after=_last(there, reads.PAGE),
        there_newer=sent["there_after"],
        requests=found[: reads_requests.PAGE],
        older=url_for(".page", after=last.id) if last else None,
        newer=url_for(".page") if sent["after"] else None,
        waiting=waiting(sent["advise_after"], sent["decide_after"]),
        gave=gave[: reads_requests.GIVEN],
        gave_after=_last(gave, reads_requests.GIVEN),
        gave_newer=sent["gave_after"],
        owns=access.owns(db, me),
        today=clock.today(),
    )
