"""A grant by contract: what it comes to is shown first, and the ledger says how it is made."""

from dataclasses import dataclass
from typing import Any

from flask_babel import format_date, gettext

from service.budgets.ledger import Amount
from service.budgets.schema_period import Contract
from service.web.budgets.blueprint import hours, money


@dataclass(frozen=True, slots=True)
class Preview:
    """A grant by contract that was not shown yet."""

    comes_to: str
    seen: str
    note: str


def told(sent: dict[str, Any], currency: str) -> tuple[str | None, Preview | None]:
    """How the grant is made, for the ledger, and what is to be shown first; takes both out of what
    was sent."""
    contract, seen, granted = sent.pop("contract"), sent.pop("seen"), sent["granted"]
    if contract is None:
        return None, None
    note, now = _note(contract, currency), f"{granted.money}:{granted.minutes}"
    return note, None if seen == now else Preview(_amount(granted, currency), now, note)


def _note(contract: Contract, currency: str) -> str:
    """In the words of who makes it."""
    whole = _amount(contract.whole, currency)
    if contract.since is None:
        return gettext(
            "%(percent)s%% of full time, of %(whole)s", percent=contract.percent, whole=whole
        )
    return gettext(
        "%(percent)s%% of full time from %(day)s on, of %(whole)s for the whole period",
        percent=contract.percent, day=format_date(contract.since, "long"), whole=whole,
    )  # fmt: skip


def _amount(amount: Amount, currency: str) -> str:
    if not amount.minutes:
        return money(amount.money, currency)
    if not amount.money:
        return hours(amount.minutes)
    return gettext(
        "%(money)s and %(hours)s",
        money=money(amount.money, currency), hours=hours(amount.minutes),
    )  # fmt: skip
