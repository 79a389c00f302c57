"""Whatever people do at once, in whatever order: the sums hold and every step was legal.

A machine of hypothesis plays on a real PostgreSQL with committed transactions; some of its steps
are several clients at the same moment.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from service import clock
from service.actor import Actor
from service.budgets import actions
from service.budgets import actions_buying as buying
from service.budgets import actions_deciding as deciding
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.budgets.model import Mode
from service.budgets.model_requests import LEAST, NEXT, OPEN_FOR, Part, State
from service.db import migrate, pool
from service.db.sql import Connection
from service.errors import GezelError
from tests.budgets.making import EURO, KEEP, make_budget, make_owner, make_request
from tests.cast import Cast, assemble

SCHEMA = "gezel_test_budgets"
AT_ONCE = 4
AMOUNTS = st.integers(0, 700).map(lambda euro: euro * EURO)
Step = tuple[Callable[..., object], tuple[Any, ...]]


@pytest.fixture
def lines(database_url: str) -> Iterator[list[Connection]]:
    """Connections to a schema of our own; gone afterwards."""
    opened = [pool.connect(database_url, SCHEMA) for _ in range(AT_ONCE)]
    for one in opened:
        one.execute("SET synchronous_commit = off")  # what a crash would lose is not asked here
    opened[0].execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    migrate.migrate(opened[0], SCHEMA)
    try:
        yield opened
    finally:
        opened[0].execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        for one in opened:
            one.close()


class Play(RuleBasedStateMachine):
    """Bob and Charlie ask, Alice owns; three budgets, one for each way of deciding."""

    lines: list[Connection]
    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.db = self.lines[0]
        cast = self.cast
        self.people = [cast.actor(cast.bob), cast.actor(cast.charlie)]
        self.others = [(cast.alice.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)]
        self.advisers = {cast.alice.id: cast.actor(cast.alice), cast.dana.id: cast.actor(cast.dana)}
        self.owner = make_owner(self.db, cast, "alice")
        self.budgets = [make_budget(self.db, mode=mode) for mode in Mode]
        self.asked: list[tuple[Actor, int]] = []
        self.advice: list[int] = []

    def together(self, steps: list[Step]) -> None:
        """Take steps at the same moment, each on a line of its own. Refusals are answers too."""
        time = clock.now()

        def take(line: Connection, step: Step) -> None:
            action, values = step
            with clock.at(time), suppress(GezelError):
                action(line, *values)

        with ThreadPoolExecutor(AT_ONCE) as threads:
            for done in [
                threads.submit(take, line, step)
                for line, step in zip(self.lines, steps, strict=False)
            ]:
                done.result()

    @rule(who=st.integers(0, 1), budget=st.integers(0, 2), money=AMOUNTS, hours=st.integers(0, 9))
    def wish(self, who: int, budget: int, money: int, hours: int) -> None:
        if money or hours:
            actor = self.people[who]
            wish = make_request(
                self.db, actor, self.budgets[budget], money=money, minutes=hours * 60
            )
            self.asked.append((actor, wish))

    @rule(data=st.data(), number=st.integers(1, AT_ONCE))
    def act(self, data: st.DataObject, number: int) -> None:
        """Up to four steps at once, often on the same request."""
        if self.asked:
            self.together([self._step(data) for _ in range(number)])

    def _step(self, data: st.DataObject) -> Step:
        actor, wish = data.draw(st.sampled_from(self.asked[-3:]))
        money = data.draw(AMOUNTS)
        ways: list[Step] = [
            (requests.send, (actor, wish, self.others)),
            (requests.commit, (actor, wish)),
            (requests.cancel, (actor, wish)),
            (requests.complete, (actor, wish)),
            (requests.bring_back, (actor, wish, "I tried it.", None, "talk")),
            (buying.purchase, (actor, wish, Amount(money, 60))),
            (buying.put_right, (actor, wish, Amount(money, 30))),
            (deciding.approve, (self.owner, wish, None)),
            (deciding.question, (self.owner, wish, "For whom?")),
            (deciding.decline, (self.owner, wish, "Not this way.", "Another way.")),
            (requests.answer_question, (actor, wish, "For us.")),
            (self._advise, (wish,)),
            (actions.correct, (self.owner, self.budgets[0].id, Amount(-money, 0), "less")),
        ]
        return data.draw(st.sampled_from(ways))

    def _advise(self, db: Connection, wish: int) -> None:
        """Both say something, and it is answered."""
        actor = next(one for one, asked in self.asked if asked == wish)
        for advice_id, adviser in db.execute(
            "SELECT id, adviser_id FROM advice WHERE request_id = %s", (wish,)
        ).fetchall():
            deciding.advise(db, self.advisers[adviser], advice_id, "Do it.")
            requests.answer_advice(db, actor, advice_id, "I will.")

    @rule()
    def let_time_pass(self) -> None:
        """What nobody moves is reminded, and then ends."""
        for day in (OPEN_FOR, OPEN_FOR + LEAST):
            with clock.at(clock.now() + day):
                requests.close_late(self.db, KEEP)

    @invariant()
    def sums_hold(self) -> None:
        rows = self.db.execute(
            "SELECT budget_id, granted, reserved, spent, free, granted_minutes, reserved_minutes,"
            " spent_minutes, free_minutes FROM balance WHERE budget_id = ANY(%s)",
            ([one.id for one in self.budgets],),
        ).fetchall()
        assert len(rows) == len(self.budgets)
        for budget, granted, reserved, spent, free, *hours in rows:
            assert free >= 0
            assert hours[3] >= 0
            assert granted == reserved + spent + free
            assert hours[0] == hours[1] + hours[2] + hours[3]
            assert [(reserved, hours[1]), (spent, hours[2])] == self._by_requests(budget)

    def _by_requests(self, budget: int) -> list[tuple[int, int]]:
        """The same as the requests tell: what is committed, and what was bought."""
        return self.db.execute(
            "SELECT coalesce(sum(money) FILTER (WHERE state = 'committed'), 0),"
            " coalesce(sum(minutes) FILTER (WHERE state = 'committed'), 0)"
            " FROM request WHERE budget_id = %(id)s UNION ALL"
            " SELECT coalesce(sum(real_money), 0), coalesce(sum(real_minutes), 0)"
            " FROM request WHERE budget_id = %(id)s",
            {"id": budget},
        ).fetchall()

    @invariant()
    def the_log_tells_the_state(self) -> None:
        told = self.db.execute(
            "SELECT request.state, array_agg(request_step.state ORDER BY request_step.id)"
            " FROM request JOIN request_step ON request_id = request.id"
            " WHERE request.id = ANY(%s) GROUP BY request.id",
            ([wish for _, wish in self.asked],),
        ).fetchall()
        assert len(told) == len(self.asked)
        for state, steps in told:
            before: State | None = None
            for step in map(State, steps):
                assert step in NEXT.get(before, frozenset()), f"{before} to {step}"
                before = step
            assert before == state


def test_whatever_people_do_at_once(lines: list[Connection]) -> None:
    Play.lines, Play.cast = lines, assemble(lines[0])
    run_state_machine_as_test(
        Play,
        settings=settings(
            max_examples=40,
            stateful_step_count=40, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
