"""Invented tickets: who does what when, and what Jira and Confluence tell of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from service import clock
from service.work.model import ItemState, Role

BEGIN = date(2025, 1, 6)
#: Hours of a day at which what was done is heard, and the job that asks again runs.
HOURS = (9, 12, 15, 21)


@dataclass(frozen=True)
class Ticket:
    number: int
    day: int
    hour: int
    roles: tuple[tuple[int, Role], ...]  #: place of a person, and role
    writer: int | None  #: of a page that names it
    resolution: str
    reopens_after: int | None

    @property
    def key(self) -> str:
        return f"YEAR-{self.number}"


def invented(
    chance: Random, number: int, teams: Sequence[int], days: int, looked_at: float
) -> Ticket:
    """Some ticket of people of whom these are the teams, each by their place."""
    everybody = range(len(teams))
    doer = chance.choice(everybody)
    team = [n for n in everybody if teams[n] == teams[doer]]

    def some(most: int) -> list[int]:
        picked = [
            chance.choice(team if chance.random() < 0.75 else everybody)
            for _ in range(chance.randint(0, most))
        ]
        return [one for one in picked if one != doer]

    roles = [(doer, Role.ASSIGNEE), (chance.choice(everybody), Role.REPORTER)]
    roles += [(one, Role.REVIEWER) for one in some(2)]
    if looked_at and doer != 0 and chance.random() < looked_at:
        roles.append((0, Role.REVIEWER))
    roles += [(one, Role.COMMENTER) for one in some(3)]
    roles += [(one, Role.ASSIGNEE) for one in some(1) if chance.random() < 0.2]
    day = chance.randrange(days)
    if (BEGIN + timedelta(days=day)).isoweekday() > 5 and chance.random() < 0.9:
        day = max(0, day - 2)
    return Ticket(
        number, day, chance.choices(HOURS, (4, 4, 4, 1))[0], tuple(roles),
        chance.choice(everybody) if chance.random() < 0.05 else None,
        "Won't Do" if chance.random() < 0.04 else "Done",
        chance.randint(1, 9) if chance.random() < 0.04 else None,
    )  # fmt: skip


def issue(one: Ticket, is_done: bool) -> ItemState:
    """What Jira tells of it now."""
    now = clock.now()
    return ItemState(
        external_id=one.key, key=one.key, project_key="YEAR", project_name="Year",
        issue_type="Story", title=f"Ticket {one.number}", labels=(), components=(),
        status="Done" if is_done else "Doing",
        status_category="done" if is_done else "indeterminate",
        resolution=one.resolution if is_done else None, is_secret=False,
        created_at=now - timedelta(days=30), updated_at=now, seen_at=now,
        told_done_at=now if is_done else None, entered_done_at=now if is_done else None,
        entered_in_bulk=False, epic_key=None, epic_told_at=None,
    )  # fmt: skip


def page(one: Ticket) -> ItemState:
    """What Confluence tells now of a page that names it."""
    fields: dict[str, Any] = {
        name: getattr(issue(one, True), name) for name in ItemState.__dataclass_fields__
    }
    return ItemState(
        **fields
        | {
            "external_id": f"page-{one.number}", "key": None, "title": f"Why {one.key} went so",
            "status": "current", "status_category": None, "resolution": None,
            "told_done_at": None, "entered_done_at": None,
        }
    )  # fmt: skip
