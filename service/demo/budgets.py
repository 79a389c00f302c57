"""Money and time at the demo organisation: budgets, what people ask, plans, and a year before."""

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any

from service import clock
from service.actor import Member, System
from service.budgets import actions, reads_requests
from service.budgets import actions_buying as buying
from service.budgets import actions_deciding as deciding
from service.budgets import actions_plan as planning
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.budgets.model_plan import Assumed
from service.budgets.model_requests import Part, State
from service.db import sql
from service.db.sql import Connection, column
from service.demo import aims
from service.demo.organisation import texts

Q = sql.load(__package__)
PLAY = System("demo")
HOUR = 60
BILL = files(__package__) / "bill.pdf"


def play(db: Connection, members: dict[str, Member], skills: dict[str, int]) -> None:
    """Budgets of this year and one of the year before, requests at every step, plans to compare."""
    told, today = texts("budgets"), clock.today()
    with clock.at(_early(today.year - 1)):
        for email in told["owners"]:
            actions.name_owner(db, PLAY, members[email].person_id)
    owner = members[told["owners"][0]]
    before = {one["key"]: _make(db, members, one, today.year - 1) for one in told["last_year"]}
    for one in told["plans_before"]:
        _play_year_before(db, members, skills, before, one)
    with clock.at(datetime(today.year - 1, 10, 2, 9, tzinfo=UTC)):
        aims.place_anew(db, members, skills)
    made = {
        one["key"]: _go_on(db, owner, one, before[one["key"]], today.year)
        if one["key"] in before
        else _make(db, members, one, today.year)
        for one in told["budgets"]
    }
    for one in told["requests"]:
        with clock.at(clock.now() - timedelta(days=one["days_ago"])):
            _ask(db, members, skills, made, one)
    for one in told["plans"]:
        _keep(db, members[one["by"]], made[one["budget"]], one)


def _make(db: Connection, members: dict[str, Member], told: dict[str, Any], year: int) -> int:
    with clock.at(_early(year)):
        return actions.make(
            db, PLAY, _amount(told), name=told["name"].format(year=year),
            person_id=members[told["person"]].person_id if "person" in told else None,
            team_id=_team(db, told.get("team")), currency="EUR", begins_on=date(year, 1, 1),
            ends_on=date(year, 12, 31), mode=told["mode"], demanded_by=told.get("demanded_by"),
            trust_limit=told.get("limit", 0) * 100, trust_minutes=_trusted(told), carry_years=2,
            may_go_below=False,
        ).id  # fmt: skip


def _go_on(db: Connection, owner: Member, told: dict[str, Any], before: int, year: int) -> int:
    """The budget of this year, with what is left of the year before, as an owner sets it."""
    begins_on, ends_on = date(year, 1, 1), date(year, 12, 31)
    with clock.at(_early(year)):
        after = actions.begin_next(db, owner, before, _amount(told), begins_on, ends_on)
        actions.change(
            db, owner, after.id, name=told["name"].format(year=year), mode=told["mode"],
            demanded_by=told.get("demanded_by"), trust_limit=told.get("limit", 0) * 100,
            trust_minutes=_trusted(told), carry_years=after.carry_years,
            may_go_below=after.may_go_below,
        )  # fmt: skip
    return after.id


def _early(year: int) -> datetime:
    """The second of January, or now when that is still to come."""
    return min(clock.now(), datetime(year, 1, 2, 9, tzinfo=UTC))


def _trusted(told: dict[str, Any]) -> int | None:
    return told["limit_hours"] * HOUR if "limit_hours" in told else None


def _amount(told: dict[str, Any]) -> Amount:
    return Amount(told["euro"] * 100, told.get("hours", 0) * HOUR)


def _play_year_before(
    db: Connection,
    members: dict[str, Member],
    skills: dict[str, int],
    budgets: dict[str, int],
    told: dict[str, Any],
) -> None:
    """Wishes in summer, a plan that is carried out, and what came of it in autumn."""
    year = clock.today().year - 1
    planner, budget_id = members[told["by"]], budgets[told["budget"]]
    with clock.at(datetime(year, 7, 1, 9, tzinfo=UTC)):
        wishes = [_send(db, members, skills, budgets, one) for one in told["requests"]]
    with clock.at(datetime(year, 7, 10, 9, tzinfo=UTC)):
        plan = _keep(db, planner, budget_id, told)
        for wish in wishes:
            planning.decide(db, planner, plan, wish, True, None, None)
        planning.commit(db, planner, plan)
    with clock.at(datetime(year, 10, 1, 9, tzinfo=UTC)):
        for wish, one in zip(wishes, told["requests"], strict=True):
            _finish(db, members[one["who"]], wish, one)


def _keep(db: Connection, planner: Member, budget_id: int, told: dict[str, Any]) -> int:
    assumed = Assumed(told["reserve"], told["floor"] * 100, told["cap"] * 100)
    return planning.keep(db, planner, budget_id, told["name"], assumed)


def _team(db: Connection, name: str | None) -> int | None:
    found = column(db, Q["team_by_name"], name=name)
    return int(found[0]) if found else None


def _draft(
    db: Connection,
    members: dict[str, Member],
    skills: dict[str, int],
    budgets: dict[str, int],
    told: dict[str, Any],
) -> int:
    return requests.draft(
        db, members[told["who"]], budgets[told["budget"]], title=told["title"], kind=told["kind"],
        provider=told.get("provider"), link=None, money=told["euro"] * 100, with_vat=True,
        minutes=told.get("hours", 0) * HOUR, begins_on=None, ends_on=None,
        skill_id=skills[told["skill"]], serves_focus=told.get("focus", False), why=told["why"],
        for_whom=told.get("for_whom"), hides_title=told.get("hidden", False),
        shows_to_planners=not told.get("hidden", False), shares_level=told.get("level", False),
    )  # fmt: skip


def _send(
    db: Connection,
    members: dict[str, Member],
    skills: dict[str, int],
    budgets: dict[str, int],
    told: dict[str, Any],
) -> int:
    wish = _draft(db, members, skills, budgets, told)
    advisers = list(zip((members[one].person_id for one in told.get("asks", [])), Part,
                        strict=False))  # fmt: skip
    requests.send(db, members[told["who"]], wish, advisers)
    return wish


def _ask(
    db: Connection,
    members: dict[str, Member],
    skills: dict[str, int],
    budgets: dict[str, int],
    told: dict[str, Any],
) -> None:
    """One request, as far on its way as it is told to be."""
    me, until = members[told["who"]], State(told["until"])
    if until == State.DRAFT:
        _draft(db, members, skills, budgets, told)
        return
    wish = _send(db, members, skills, budgets, told)
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
        said_at = {one.id: one.said_at for one in reads_requests.advice(db, me, wish)}
        requests.answer_advice(db, me, advice[0], answer, said_at[advice[0]])


def _finish(db: Connection, me: Member, wish: int, told: dict[str, Any]) -> None:
    real = Amount(
        told.get("real", told["euro"]) * 100, told.get("took", told.get("hours", 0)) * HOUR
    )
    buying.prove(db, me, wish, BILL.name, BILL.read_bytes())
    buying.purchase(db, me, wish, real)
    if told.get("tried"):
        requests.complete(db, me, wish)
        requests.bring_back(db, me, wish, told["tried"], told.get("passes_on"), told["shared_by"])
