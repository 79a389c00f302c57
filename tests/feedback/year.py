"""A year of an invented organisation: tickets close, people answer, pause, name and let things be.

Everything goes through the real code. What happened is remembered here apart from the database, so
that `test_year` and the benchmark can hold the asks of the year against it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from service import clock
from service.actor import Member, System
from service.db.sql import Connection, column
from service.errors import Conflict, NotFound
from service.feedback import actions, reads
from service.feedback.model import Answers
from service.jobs.after_work import after_work
from service.people import actions_pace
from service.people.model import Asking
from service.people.model_pace import UNTIL_I_SAY_SO, Pace
from service.work import actions as work
from service.work.model import Part, Role
from tests.cast import make_account, make_connection, make_person
from tests.feedback.tickets import BEGIN, HOURS, Ticket, invented, issue, page

PLAY = System("a year")
ZONE = ZoneInfo("Europe/Amsterdam")
OPEN_ASKS = (
    "SELECT id, giver_id, opened_at FROM ask WHERE state = 'open' AND closes_at > %s ORDER BY id"
)


@dataclass
class Somebody:
    id: int
    account: str
    team: int
    asking: Asking
    answers: float  #: how likely they answer
    paces: list[tuple[datetime, Pace]] = field(default_factory=list)

    @property
    def me(self) -> Member:
        return Member(self.id)

    def pace_at(self, time: datetime) -> Pace:
        return [pace for since, pace in self.paces if since <= time][-1]


class Year:
    """`play` it; `there` holds who took part in which work item, by the ids of the database.

    `looked_at` is how much of all work one and the same person looks at, beside others.
    """

    def __init__(
        self,
        db: Connection,
        chance: Random,
        people: int,
        tickets: int,
        days: int = 365,
        looked_at: float = 0.0,
    ) -> None:
        self.db, self.chance, self.days, self.looked_at = db, chance, days, looked_at
        self.there: dict[int, set[int]] = defaultdict(set)
        self.wrote: dict[int, set[int]] = defaultdict(set)
        self.named: set[tuple[int, int, int]] = set()  #: work item, giver, receiver
        self.rhythms: dict[int, int] = {}
        with clock.at(self._time(0, 8)):
            self.people = self._people(people)
        teams = [one.team for one in self.people]
        self._by_day: dict[int, list[Ticket]] = defaultdict(list)
        for number in range(tickets):
            ticket = invented(chance, number, teams, days, looked_at)
            self._by_day[ticket.day].append(ticket)
        self._reopens: dict[int, list[Ticket]] = defaultdict(list)

    def play(self, each_day: Callable[[], object] = lambda: None) -> None:
        doings = {10: self._answer, 11: self._choose, 14: self._by_hand}
        for day in range(self.days):
            for hour in sorted((*HOURS, *doings)):
                with clock.at(self._time(day, hour)), self.db.transaction():
                    if hour in doings:
                        doings[hour]()
                    else:
                        self._hear(day, hour)
                        actions.ask_waiting(self.db, PLAY)
            each_day()

    def _time(self, day: int, hour: int) -> datetime:
        when = BEGIN + timedelta(days=day)
        return datetime(when.year, when.month, when.day, hour, tzinfo=ZONE).astimezone(UTC)

    # who there is ───────────────────────────────────────────────────────────────────────────

    def _people(self, number: int) -> list[Somebody]:
        self.jira, self.wiki = make_connection(self.db, "jira"), make_connection(self.db, "wiki")
        teams = [self._team(n) for n in range(max(1, number // 7))]
        return [self._somebody(n, teams[n % len(teams)]) for n in range(number)]

    def _team(self, number: int) -> int:
        rhythm = 5 if self.chance.random() < 0.2 else None
        row = self.db.execute(
            "INSERT INTO team (name, takes_part, rhythm, created_at) VALUES (%s, true, %s, %s)"
            " RETURNING id",
            (f"Team {number}", rhythm, clock.now()),
        ).fetchone()
        assert row
        if rhythm:
            self.rhythms[row[0]] = rhythm
        return int(row[0])

    def _somebody(self, number: int, team: int) -> Somebody:
        person = make_person(self.db, f"Person{number}")
        for connection in (self.jira, self.wiki):
            make_account(self.db, connection, person)
        leads = not self.db.execute("SELECT FROM membership WHERE team_id = %s", (team,)).fetchall()
        self.db.execute(
            "INSERT INTO membership (team_id, person_id, is_lead, since) VALUES (%s, %s, %s, %s)",
            (team, person.id, leads, clock.today()),
        )
        asking = self.chance.choices(list(Asking), (75, 15, 10))[0]
        self.db.execute("UPDATE person SET asking = %s WHERE id = %s", (asking, person.id))
        made = Somebody(
            person.id, f"acc-person{number}", team, asking, self.chance.choice((0.4, 0.7, 0.9))
        )
        made.paces.append((clock.now(), Pace()))
        if self.chance.random() < 0.3:
            self._choose_pace(made)
        return made

    def _choose_pace(self, one: Somebody) -> None:
        off = self.chance.choice(((6, 7), (5, 6, 7), (3, 6, 7), ()))
        hours = self.chance.choice(((19, 8), (17, 10), (0, 0), (12, 13)))
        paused_until = one.paces[-1][1].paused_until
        pace = Pace(self.chance.choice((1, 2, 3, 5, 7)), off, *hours, paused_until)
        actions_pace.choose_pace(self.db, one.me, pace)
        one.paces.append((clock.now(), pace))

    # what they do ───────────────────────────────────────────────────────────────────────────

    def _hear(self, day: int, hour: int) -> None:
        done = [one for one in self._by_day[day] if one.hour == hour]
        again = self._reopens.pop(day, []) if hour == HOURS[0] else []
        if not done and not again:
            return
        self._hear_pages([one for one in done if one.writer is not None])
        states = [issue(one, True) for one in done] + [issue(one, False) for one in again]
        parts = [
            Part(one.key, self.people[place].account, role, clock.now())
            for one in done
            for place, role in one.roles
        ]
        changed = work.hear(self.db, PLAY, self.jira, states, parts, [])
        self._remember(done)
        after_work(self.db, PLAY, changed)
        for one in done:
            if one.reopens_after:
                self._reopens[day + one.reopens_after].append(one)

    def _hear_pages(self, tickets: list[Ticket]) -> None:
        states = [page(one) for one in tickets]
        parts = [
            Part(f"page-{one.number}", self.people[one.writer].account, Role.PAGE_AUTHOR,
                 clock.now())
            for one in tickets if one.writer is not None
        ]  # fmt: skip
        work.hear(self.db, PLAY, self.wiki, states, parts, [], kind="page")

    def _remember(self, tickets: list[Ticket]) -> None:
        found = self.db.execute(
            "SELECT external_id, id FROM work_item WHERE connection_id = %s"
            " AND external_id = ANY(%s)",
            (self.jira, [one.key for one in tickets]),
        ).fetchall()
        ids = dict(found)
        for one in tickets:
            self.there[ids[one.key]] |= {self.people[place].id for place, _ in one.roles}
            if one.writer is not None:
                self.wrote[ids[one.key]].add(self.people[one.writer].id)

    def _answer(self) -> None:
        """Who is asked answers, passes, or lets it lie."""
        by_id = {one.id: one for one in self.people}
        for ask_id, giver_id, opened_at in self.db.execute(OPEN_ASKS, (clock.now(),)).fetchall():
            luck = Random(f"{ask_id}")  # noqa: S311  how it goes with an ask is settled once
            waited, will = (clock.now() - opened_at).days, luck.random()
            if waited < luck.choice((0, 1, 1, 2, 4, 9)):
                continue
            giver = by_id[giver_id]
            if will < giver.answers:
                actions.give(self.db, giver.me, ask_id, Answers("parts", moment="I saw it."))
            elif will > 0.92:
                actions.pass_(self.db, giver.me, ask_id)

    def _choose(self) -> None:
        """Some change their pace, pause, go on, and decide about what is proposed to them."""
        for one in self.chance.sample(self.people, max(1, len(self.people) // 60)):
            self._choose_pace(one)
        for one in self.chance.sample(self.people, max(1, len(self.people) // 100)):
            self._pause_or_go_on(one)
        for one in (one for one in self.people if one.asking == Asking.PROPOSE):
            if self.chance.random() < 0.3:
                self._decide(one)

    def _pause_or_go_on(self, one: Somebody) -> None:
        pace = one.paces[-1][1]
        until: date | None = None
        if pace.is_paused(clock.local().date()):
            actions_pace.go_on(self.db, one.me)
        else:
            away = timedelta(days=self.chance.randint(2, 30))
            until = self.chance.choice((clock.local().date() + away, UNTIL_I_SAY_SO))
            actions_pace.pause(self.db, one.me, until)
        chosen = Pace(pace.weekly_most, pace.days_off, pace.quiet_from, pace.quiet_until, until)
        one.paces.append((clock.now(), chosen))

    def _decide(self, one: Somebody) -> None:
        for proposal in reads.proposals(self.db, one.me):
            doing = actions.send_proposed if self.chance.random() < 0.7 else actions.drop_proposed
            _or_not(partial(doing, self.db, one.me, proposal.id))

    def _by_hand(self) -> None:
        """Somebody names whoever comes to mind, there or not, for some work of theirs."""
        for one in self.chance.sample(self.people, max(1, len(self.people) // 40)):
            mine = [item for item, people in self.there.items() if one.id in people][-3:]
            if mine:
                item, giver = self.chance.choice(mine), self.chance.choice(self.people)
                naming = partial(actions.name_coworker, self.db, one.me, item, giver.id, "My part")
                if _or_not(naming):
                    self.named.add((item, giver.id, one.id))


def _or_not(doing: Callable[[], object]) -> bool:
    """Whether it was allowed; a refusal is an answer too."""
    try:
        doing()
    except (Conflict, NotFound):
        return False
    return True


def share_with_a_voice(db: Connection) -> tuple[int, int]:
    """Work about which somebody said something, and all work that was done."""
    (said,) = column(db, "SELECT count(DISTINCT work_item_id) FROM feedback")
    (done,) = column(
        db, "SELECT count(*) FROM work_item WHERE kind = 'issue' AND done_at IS NOT NULL"
    )
    return said, done
