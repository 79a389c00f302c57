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

    def __bool__(self) -> bool:
        return bool(self.advice or self.mine or self.to_decide)


def waiting() -> Waiting:
    """For this page and for Today."""
    db, me = here.db(), here.me()
    return Waiting(
        reads_requests.advice_wanted(db, me),
        reads_requests.reminders(db, me),
        reads_requests.to_decide(db, me),
    )


@bp.get("/budgets")
def page() -> str:
    db, me, after = here.db(), here.me(), here.query(RequestsQuery)["after"]
    found = reads_requests.my_requests(db, me, after)
    last = older(found, reads_requests.PAGE)
    return shown(
        "page.html",
        budgets=reads.my_budgets(db, me, clock.today()),
        requests=found[: reads_requests.PAGE],
        older=url_for(".page", after=last.id) if last else None,
        newer=url_for(".page") if after else None,
        waiting=waiting(),
        owns=access.owns(db, me),
        today=clock.today(),
    )
