"""Development: what there is for me, what I asked, and what waits for me."""

from dataclasses import dataclass

from flask import url_for

from service import clock
from service.budgets import access, reads, reads_requests
from service.budgets.model_requests import AdviceWanted, RequestLine
from service.budgets.schema_requests import RequestsQuery
from service.web import here
from service.web.budgets.blueprint import bp, older, shown


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of development waits for me."""

    advice: list[AdviceWanted]
    mine: list[RequestLine]
    to_decide: list[RequestLine]
    decide_after: int | None  #: the last of them, when more wait

    def __bool__(self) -> bool:
        return bool(self.advice or self.mine or self.to_decide)


def waiting(decide_after: int | None = None) -> Waiting:
    """For this page and for Today."""
    db, me = here.db(), here.me()
    to_decide = reads_requests.to_decide(db, me, decide_after)
    last = older(to_decide, reads_requests.WAITING)
    return Waiting(
        reads_requests.advice_wanted(db, me),
        reads_requests.reminders(db, me),
        to_decide[: reads_requests.WAITING],
        last.id if last else None,
    )


@bp.get("/budgets")
def page() -> str:
    db, me, sent = here.db(), here.me(), here.query(RequestsQuery)
    found = reads_requests.my_requests(db, me, sent["after"])
    last = older(found, reads_requests.PAGE)
    return shown(
        "page.html",
        budgets=reads.my_budgets(db, me, clock.today()),
        requests=found[: reads_requests.PAGE],
        older=url_for(".page", after=last.id) if last else None,
        newer=url_for(".page") if sent["after"] else None,
        waiting=waiting(sent["decide_after"]),
        owns=access.owns(db, me),
        today=clock.today(),
    )
