"""Money and time at the demo organisation: budgets of teams and of all, and what people ask."""

from datetime import date, timedelta
from typing import Any

from service import clock
from service.actor import Member, System
from service.budgets import actions
from service.budgets import actions_buying as buying
from service.budgets import actions_deciding as deciding
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.budgets.model_requests import Part, State
from service.db import sql
from service.db.sql import Connection, column
from service.demo.organisation import texts

Q = sql.load(__package__)
PLAY = System("demo")
HOUR = 60


def play(db: Connection, members: dict[str, Member], skills: dict[str, int]) -> None:
    """Budgets of this year, and requests at every step of their way."""
    told, today = texts("budgets"), clock.today()
    for email in told["owners"]:
        actions.name_owner(db, PLAY, members[email].person_id)
    made = {one["key"]: _make(db, one, today) for one in told["budgets"]}
    for one in told["requests"]:
        with clock.at(clock.now() - timedelta(days=one["days_ago"])):
            _ask(db, members, skills, made, one)


def _make(db: Connection, told: dict[str, Any], today: date) -> int:
    begins_on = date(today.year, 1, 1)
    with clock.at(min(clock.now(), clock.now().replace(month=1, day=2))):
        return actions.make(
            db, PLAY, Amount(told["euro"] * 100, told["hours"] * HOUR),
            name=told["name"].format(year=today.year), person_id=None,
            team_id=_team(db, told.get("team")), currency="EUR", begins_on=begins_on,
            ends_on=date(today.year, 12, 31), mode=told["mode"],
            demanded_by=told.get("demanded_by"), trust_limit=told.get("limit", 0) * 100,
            carry_years=2, may_go_below=False,
        ).id  # fmt: skip


def _team(db: Connection, name: str | None) -> int | None:
    found = column(db, Q["team_by_name"], name=name)
    return int(found[0]) if found else None


def _ask(
    db: Connection,
    members: dict[str, Member],
    skills: dict[str, int],
    budgets: dict[str, int],
    told: dict[str, Any],
) -> None:
    """One request, as far on its way as it is told to be."""
    me, until = members[told["who"]], State(told["until"])
    wish = requests.draft(
        db, me, budgets[told["budget"]], title=told["title"], kind=told["kind"],
        provider=told.get("provider"), link=None, money=told["euro"] * 100, with_vat=True,
        minutes=told.get("hours", 0) * HOUR, begins_on=None, ends_on=None,
        skill_id=skills[told["skill"]], serves_focus=told.get("focus", False), why=told["why"],
        for_whom=told.get("for_whom"), hides_title=told.get("hidden", False),
        shows_to_planners=not told.get("hidden", False), shares_level=told.get("level", False),
    )  # fmt: skip
    if until == State.DRAFT:
        return
    advisers = list(zip((members[one].person_id for one in told.get("asks", [])), Part,
                        strict=False))  # fmt: skip
    requests.send(db, me, wish, advisers)
    for email, said, answer in told.get("advice", []):
        _hear(db, me, wish, members[email], said, answer)
    if until in (State.ADVICE, State.PENDING):
        return
    if told.get("advice"):
        requests.commit(db, me, wish)
    if told.get("declined"):
        owner = members[told["declined"]["by"]]
        deciding.decline(db, owner, wish, told["declined"]["why"], told["declined"]["instead"])
    if until in (State.COMMITTED, State.DECLINED):
        return
    with clock.at(clock.now() + timedelta(days=5)):
        _finish(db, me, wish, told)


def _hear(
    db: Connection, me: Member, wish: int, adviser: Member, said: str, answer: str | None
) -> None:
    """Advice, and what becomes of it."""
    advice = column(db, Q["advice_of"], request_id=wish, adviser_id=adviser.person_id)
    deciding.advise(db, adviser, advice[0], said)
    if answer:
        requests.answer_advice(db, me, advice[0], answer)


def _finish(db: Connection, me: Member, wish: int, told: dict[str, Any]) -> None:
    real = Amount(told.get("real", told["euro"]) * 100, told.get("hours", 0) * HOUR)
    buying.purchase(db, me, wish, real)
    if told.get("tried"):
        requests.complete(db, me, wish)
        requests.bring_back(db, me, wish, told["tried"], told.get("passes_on"), told["shared_by"])
