"""A suggestion for what free money could do: everybody who asked first, then what adds most.

Each person has some ways to combine their own wishes. Along the upper hull of expected step over
cost, money goes to the steepest next step until it is used; among those for whom that is a close
call the last of it is shared out exactly. It weighs wishes, never people, and nothing happens until
a person decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from service.budgets.model_plan import Assumed, Option

TOGETHER = 8  #: of one person's wishes, how many are combined at most
CLOSE_CALLS = 30  #: people among whom the last money is shared out exactly
MOST_STATES = 4000


@dataclass(frozen=True, slots=True)
class Way:
    """A combination of one person's wishes: what it costs, and the steps one may expect of it."""

    options: tuple[Option, ...]
    cost: int
    value: float


@dataclass(frozen=True, slots=True)
class Partial:
    """Ways chosen for the first of some people."""

    cost: int
    value: float
    ways: tuple[Way, ...]

    def with_(self, way: Way) -> "Partial":
        return Partial(self.cost + way.cost, self.value + way.value, (*self.ways, way))


def suggest(options: Sequence[Option], money: int, assumed: Assumed) -> list[Option]:
    """The wishes to spend at most `money` on, in the order they were given.

    `money` is what is left after the reserve. Whoever comes first gets something; nobody gets
    more than the cap.
    """
    first = coming_first(options, money, assumed)
    people = [_ways(own, assumed.cap, person in first) for person, own in _by_person(options)]
    chosen = [ways[0] for ways in people]
    left = money - sum(way.cost for way in chosen)
    left, slope = _climb([_hull(ways) for ways in people], chosen, left)
    _settle(people, chosen, left, slope)
    taken = {option.id for way in chosen for option in way.options}
    return [option for option in options if option.id in taken]


def coming_first(options: Sequence[Option], money: int, assumed: Assumed) -> set[int]:
    """Who comes first: everybody who asked for something up to the floor; if there is not enough
    for all of them, those who ask for least, so that it reaches as many as it can."""
    cheapest: dict[int, int] = {}
    for option in options:
        if option.cost <= min(assumed.floor, assumed.cap):
            cheapest[option.person_id] = min(
                option.cost, cheapest.get(option.person_id, option.cost)
            )
    first = set()
    for person, cost in sorted(cheapest.items(), key=lambda one: (one[1], one[0])):
        money -= cost
        if money < 0:
            break
        first.add(person)
    return first


def _by_person(options: Iterable[Option]) -> Iterable[tuple[int, list[Option]]]:
    own: dict[int, list[Option]] = {}
    for option in options:
        own.setdefault(option.person_id, []).append(option)
    return own.items()


def _ways(own: list[Option], cap: int, comes_first: bool) -> list[Way]:
    """The ways to combine, cheapest first; one that costs more also brings more."""
    own = sorted(own, key=lambda one: one.value / max(one.cost, 1), reverse=True)
    cheap = min(own, key=lambda one: one.cost)
    own = own[:TOGETHER] if cheap in own[:TOGETHER] else [*own[: TOGETHER - 1], cheap]
    ways = [
        Way(some, sum(one.cost for one in some), sum(one.value for one in some))
        for number in range(1 if comes_first else 0, len(own) + 1)
        for some in combinations(own, number)
    ]
    worth: list[Way] = []
    for way in sorted((w for w in ways if w.cost <= cap), key=lambda w: (w.cost, -w.value)):
        if not worth or way.value > worth[-1].value:
            worth.append(way)
    return worth


def _hull(ways: list[Way]) -> list[Way]:
    """Of these ways those from which each next step is less steep than the one before."""
    hull: list[Way] = []
    for way in ways:
        while len(hull) > 1 and _slope(hull[-2], hull[-1]) <= _slope(hull[-2], way):
            hull.pop()
        hull.append(way)
    return hull


def _slope(low: Way, high: Way) -> float:
    """Expected step per unit of money between two ways."""
    return (high.value - low.value) / max(high.cost - low.cost, 1e-9)


def _climb(people: list[list[Way]], chosen: list[Way], left: int) -> tuple[int, float]:
    """Take the steepest next steps while they fit; what is left, and the slope of the first that
    did not fit: what money is worth here (0 when all fits)."""
    steps = sorted(
        (
            (_slope(low, high), person, place)
            for person, ways in enumerate(people)
            for place, (low, high) in enumerate(pairwise(ways), 1)
        ),
        key=lambda step: (-step[0], step[1], step[2]),
    )
    worth = 0.0
    for slope, person, place in steps:
        way = people[person][place]
        more = way.cost - chosen[person].cost
        if more <= left and chosen[person] is people[person][place - 1]:
            chosen[person], left = way, left - more
        else:
            worth = worth or slope
    return left, worth


def _settle(people: list[list[Way]], chosen: list[Way], left: int, slope: float) -> None:
    """Choose anew, exactly, among those for whom it is the closest call at this worth of money."""

    def gain(way: Way) -> float:
        return way.value - slope * way.cost

    def regret(person: int) -> float:
        gains = sorted(map(gain, people[person]), reverse=True)
        return gains[0] - gains[1]

    open_calls = [person for person, ways in enumerate(people) if len(ways) > 1]
    core = sorted(open_calls, key=regret)[:CLOSE_CALLS]
    money = left + sum(chosen[person].cost for person in core)
    best = [max(map(gain, people[person])) for person in core]
    states = [Partial(0, 0.0, ())]
    least = sum(chosen[person].value for person in core)
    for place, person in enumerate(core):
        rest = sum(best[place + 1 :]) + slope * money
        grown = (state.with_(way) for state in states for way in people[person])
        # What cannot become better than what is chosen, even with all that is left, goes.
        states = _worth([
            state for state in grown
            if state.cost <= money and state.value - slope * state.cost + rest > least - 1e-12
        ])  # fmt: skip
    if states:
        for person, way in zip(core, states[-1].ways, strict=True):
            chosen[person] = way


def _worth(states: list[Partial]) -> list[Partial]:
    """Those that bring more where they cost more, cheapest first; so many as one can look at."""
    worth: list[Partial] = []
    for state in sorted(states, key=lambda one: (one.cost, -one.value)):
        if not worth or state.value > worth[-1].value:
            worth.append(state)
    return worth[-MOST_STATES:]
