"""Whatever people do at once, in whatever order: the sums hold and every step was legal.

A machine of hypothesis plays on a real PostgreSQL with committed transactions; some of its steps
are several clients at the same moment.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from itertools import count
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from service import clock
from service.actor import Actor
from service.budgets import actions, reads_plan
from service.budgets import actions_buying as buying
from service.budgets import actions_deciding as deciding
from service.budgets import actions_plan as planning
from service.budgets import actions_requests as requests
from service.budgets.errors import CarriedAlready
from service.budgets.ledger import Amount
from service.budgets.model import Budget, Mode
from service.budgets.model_plan import Assumed
from service.budgets.model_requests import LEAST, NEXT, OPEN_FOR, Part, State
from service.db.sql import Connection, value
from service.errors import GezelError
from tests.budgets.conftest import AT_ONCE
from tests.budgets.making import EURO, HOUR, KEEP, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast, assemble
from tests.growth.teams import join, leave, make_team

AMOUNTS = st.integers(0, 400).map(lambda euro: euro * EURO)
#: Who, from which budget, how much money, how many hours, and whether it is sent at once.
WISHES = st.tuples(st.integers(0, 1), st.integers(0, 3), AMOUNTS, st.integers(0, 5), st.booleans())
NUMBERS = count()
NEXT_YEAR = (date(2027, 1, 1), date(2027, 12, 31))
LITTLE = Amount(500 * EURO, 8 * HOUR)  #: so that there is often not enough
LIMITS = {"trust_limit": 300 * EURO, "trust_minutes": 4 * HOUR}
#: What mostly happens to a wish where it is, so that many of them come to their end.
FITTING = {
    State.DRAFT: ["send"],
    State.ADVICE: ["advise", "commit", "plan"],
    State.PENDING: ["approve", "question", "decline", "plan"],
    State.QUESTION: ["answer"],
    State.COMMITTED: ["purchase", "cancel"],
    State.PURCHASED: ["put right", "complete"],
    State.COMPLETED: ["put right", "share"],
}
Wish = tuple[int, int, int, int, bool]
Step = tuple[Callable[..., object], tuple[Any, ...]]


class Play(RuleBasedStateMachine):
    """Bob and Charlie ask; Alice owns four budgets of their team, one for each way of deciding and
    one that may go below zero, and those that follow."""

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
        self.team = make_team(self.db, f"Lace {next(NUMBERS)}")
        join(self.db, self.team, cast.bob, cast.charlie)
        self.budgets = [self._budget(mode) for mode in Mode]
        self.budgets.append(self._budget(Mode.TRUST, may_go_below=True))
        self.asked: list[tuple[Actor, int]] = []
        self.advice: list[int] = []

    def _budget(self, mode: Mode, **more: Any) -> Budget:
        return make_budget(
            self.db, LITTLE.money, LITTLE.minutes, mode, team_id=self.team, **LIMITS, **more
        )

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

    @rule(
        data=st.data(),
        wishes=st.lists(WISHES, min_size=1, max_size=3),
        numbers=st.lists(st.integers(1, AT_ONCE), min_size=1, max_size=6),
    )
    def live_a_day(self, data: st.DataObject, wishes: list[Wish], numbers: list[int]) -> None:
        """People wish, and then take up to four steps at once, again and again."""
        for wish in wishes:
            self.wish(*wish)
        for number in numbers:
            self.act_together(data, number)

    def wish(self, who: int, budget: int, money: int, hours: int, is_sent: bool) -> None:
        if money or hours:
            actor = self.people[who]
            wish = make_request(
                self.db, actor, self.budgets[budget], money=money, minutes=hours * HOUR
            )
            self.asked.append((actor, wish))
            if is_sent:
                self.together([(requests.send, (actor, wish, self.others))])

    @rule(
        what=st.sampled_from(["grant", "begin", "end", "leave", "wait"]),
        budget=st.integers(0, 3), newest=st.integers(1, 3),
    )  # fmt: skip
    def meanwhile(self, what: str, budget: int, newest: int) -> None:
        """What happens less often than that people ask and decide."""
        {
            "grant": lambda: self.grant(budget),
            "begin": lambda: self.begin_next(budget),
            "end": self.let_the_year_end,
            "leave": lambda: self.go_on_when_they_left(newest),
            "wait": self.let_time_pass,
        }[what]()

    def go_on_when_they_left(self, newest: int) -> None:
        """Nothing more is reserved, until they are in the team again."""
        before, both = self._reserved(), (self.cast.bob, self.cast.charlie)
        for person in both:
            leave(self.db, self.team, person)
        for actor, wish in self.asked[-newest:]:
            self.together([
                (requests.send, (actor, wish, self.others)),
                (requests.commit, (actor, wish)),
                (deciding.approve, (self.owner, wish, None)),
            ])  # fmt: skip
        join(self.db, self.team, *both)
        assert self._reserved() == before

    def _reserved(self) -> int:
        """How often something was reserved."""
        return int(value(
            self.db,
            "SELECT count(*) FROM ledger WHERE kind = 'reserve' AND budget_id = ANY(%(budgets)s)",
            budgets=[one.id for one in self.budgets],
        ))  # fmt: skip

    def grant(self, budget: int) -> None:
        actions.grant(self.db, self.owner, self.budgets[budget].id, LITTLE, None)

    def begin_next(self, budget: int) -> None:
        with suppress(CarriedAlready):
            self.budgets.append(actions.begin_next(
                self.db, self.owner, self.budgets[budget].id, Amount(EURO, 60), *NEXT_YEAR
            ))  # fmt: skip

    def let_the_year_end(self) -> None:
        """What is free goes over by itself, however often one looks."""
        with clock.at(clock.now().replace(year=NEXT_YEAR[0].year)):
            for _ in range(2):
                actions.carry_ended(self.db, KEEP)

    @rule(data=st.data(), number=st.integers(1, AT_ONCE))
    def act_when_it_is_over(self, data: st.DataObject, number: int) -> None:
        before = self._reserved()
        with clock.at(clock.now().replace(year=NEXT_YEAR[0].year)):
            self.act_together(data, number)
        assert self._reserved() == before

    def act_together(self, data: st.DataObject, number: int) -> None:
        if self.asked:
            self.together([self._step(data) for _ in range(number)])

    def _step(self, data: st.DataObject) -> Step:
        """What fits where a wish is, or anything at all. What is drawn never hangs on where it is:
        whoever was first at once would make a story that cannot be told again."""
        actor, wish = data.draw(st.sampled_from(self.asked[-3:]))
        money = data.draw(AMOUNTS)
        budget = data.draw(st.sampled_from(self.budgets))
        fits, choice = data.draw(st.integers(0, 4)) > 0, data.draw(st.integers(0, 99))
        ways: dict[str, Step] = {
            "send": (requests.send, (actor, wish, self.others)),
            "advise": (self._advise, (wish,)),
            "commit": (requests.commit, (actor, wish)),
            "cancel": (requests.cancel, (actor, wish)),
            "complete": (requests.complete, (actor, wish)),
            "share": (requests.bring_back, (actor, wish, "I tried it.", None, "talk")),
            "purchase": (buying.purchase, (actor, wish, Amount(money, 60), NO_BILL)),
            "put right": (buying.put_right, (actor, wish, Amount(money, 30))),
            "approve": (deciding.approve, (self.owner, wish, None)),
            "question": (deciding.question, (self.owner, wish, "For whom?")),
            "decline": (deciding.decline, (self.owner, wish, "Not this way.", "Another way.")),
            "answer": (requests.answer_question, (actor, wish, "For us.")),
            "correct": (actions.correct, (self.owner, budget.id, Amount(-money, 0), "less")),
            "carry": (actions.carry_over, (self.owner, budget.id)),
            "plan": (self._plan, (wish,)),
        }
        state = value(self.db, "SELECT state FROM request WHERE id = %(id)s", id=wish)
        names = FITTING.get(state, list(ways)) if fits else list(ways)
        return ways[names[choice % len(names)]]

    def _advise(self, db: Connection, wish: int) -> None:
        """Both say something, and it is answered."""
        actor = next(one for one, asked in self.asked if asked == wish)
        for advice_id, adviser in db.execute(
            "SELECT id, adviser_id FROM advice WHERE request_id = %s", (wish,)
        ).fetchall():
            deciding.advise(db, self.advisers[adviser], advice_id, "Do it.")
            requests.answer_advice(db, actor, advice_id, "I will.", clock.now())

    def _plan(self, db: Connection, wish: int) -> None:
        """All that is suggested for the budget of a wish is agreed to, and carried out."""
        budget = value(db, "SELECT budget_id FROM request WHERE id = %(id)s", id=wish)
        plan = planning.keep(db, self.owner, budget, "All of it", Assumed(0, 10**6, 10**6))
        for line in reads_plan.lines(db, self.owner, plan):
            planning.decide(db, self.owner, plan, line.id, True, None, None)
        planning.commit(db, self.owner, plan)

    def let_time_pass(self) -> None:
        """What nobody moves is reminded, and then ends."""
        for day in (OPEN_FOR, OPEN_FOR + LEAST):
            with clock.at(clock.now() + day):
                requests.close_late(self.db, KEEP)

    @property
    def may_go_below(self) -> set[int]:
        return {one.id for one in self.budgets if one.may_go_below}

    @invariant()
    def sums_hold(self) -> None:
        rows = self.db.execute(
            "SELECT budget_id, granted, reserved, spent, free, granted_minutes, reserved_minutes,"
            " spent_minutes, free_minutes FROM balance WHERE budget_id = ANY(%s)",
            ([one.id for one in self.budgets],),
        ).fetchall()
        assert len(rows) == len(self.budgets)
        for budget, granted, reserved, spent, free, *hours in rows:
            if budget not in self.may_go_below:
                assert free >= 0
                assert hours[3] >= 0
            assert granted == reserved + spent + free
            assert hours[0] == hours[1] + hours[2] + hours[3]
            assert [(reserved, hours[1]), (spent, hours[2])] == self._by_requests(budget)

    @invariant()
    def what_went_over_arrived(self) -> None:
        assert self.db.execute(
            "SELECT coalesce(sum(money), 0), coalesce(sum(minutes), 0) FROM ledger"
            " WHERE kind = 'carry' AND budget_id = ANY(%s)",
            ([one.id for one in self.budgets],),
        ).fetchone() == (0, 0)

    @invariant()
    def nothing_comes_to_more_than_was_decided(self) -> None:
        rows = self.db.execute(
            "SELECT way, money, minutes, real_money, real_minutes FROM request"
            " WHERE real_money IS NOT NULL AND id = ANY(%s)"
            " AND (way <> 'advice' OR EXISTS (SELECT FROM request_step AS step"
            " WHERE request_id = request.id AND step.state = 'committed' AND by_id <> person_id))",
            ([wish for _, wish in self.asked],),
        ).fetchall()
        for way, money, minutes, real, real_minutes in rows:
            most = LIMITS if way == Mode.TRUST else {"trust_limit": money, "trust_minutes": minutes}
            assert real <= most["trust_limit"]
            assert real_minutes <= most["trust_minutes"]

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
            stateful_step_count=12, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
