"""A suggestion for what free money and hours could do: everybody who asked first, then what adds
most.

Each person has some ways to combine their own wishes. Hours get a price in expected steps; along
the upper hull of what is left of a step over its cost, money goes to the steepest next step until
it is used. The price is the one at which the hours just suffice. Among those for whom that is a
close call the last money and hours are shared out exactly. It weighs wishes, never people, and
nothing happens until a person decides.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import combinations, pairwise
from typing import TypeVar

from service.budgets.model_plan import Assumed, Option

TOGETHER = 8  #: of one person's wishes, how many are combined at most
CLOSE_CALLS = 30  #: people among whom the last money is shared out exactly
MOST_STATES = 1000
HALVINGS = 12  #: by which the price of an hour is found


@dataclass(frozen=True, slots=True)
class Way:
    """A combination of one person's wishes: what it costs, the minutes it takes, and the steps one
    may expect of it."""

    options: tuple[Option, ...]
    cost: int
    minutes: int
    value: float


@dataclass(frozen=True, slots=True)
class Left:
    """What is not given to anybody yet."""

    money: int
    minutes: int

    def less(self, one: Way | Option) -> "Left":
        return Left(self.money - one.cost, self.minutes - one.minutes)

    def and_(self, one: Way) -> "Left":
        return Left(self.money + one.cost, self.minutes + one.minutes)

    @property
    def is_enough(self) -> bool:
        return self.money >= 0 and self.minutes >= 0


@dataclass(frozen=True, slots=True)
class Price:
    """What a unit of money and a minute are worth at the margin, in steps."""

    money: float
    minute: float

    def gain(self, one: "Way | Partial") -> float:
        return one.value - self.money * one.cost - self.minute * one.minutes


@dataclass(frozen=True, slots=True)
class Partial:
    """Ways chosen for the first of some people."""

    cost: int
    minutes: int
    value: float
    ways: tuple[Way, ...]


Some = TypeVar("Some", Way, Partial)


@dataclass(slots=True)
class Choice:
    """A way for everybody, what is left, and what it was worth where something did not fit."""

    ways: list[Way]
    left: Left
    price: Price

    @property
    def value(self) -> float:
        return sum(way.value for way in self.ways)

    def take(self, person: int, way: Way) -> None:
        self.left = self.left.and_(self.ways[person]).less(way)
        self.ways[person] = way


def suggest(options: Sequence[Option], money: int, minutes: int, assumed: Assumed) -> list[Option]:
    """The wishes to spend at most `money` and `minutes` on, in the order they were given.

    `money` is what is left after the reserve. Whoever comes first gets something; nobody gets
    more than the cap.
    """
    if sum(option.minutes for option in options) <= minutes:
        options = [replace(option, minutes=0) for option in options]
    first = coming_first(options, money, minutes, assumed)
    own = _by_person(options)
    people = [_ways(some, assumed.cap, who in first) for who, some in own.items()]
    least = [_least(ways, first.get(who)) for who, ways in zip(own, people, strict=True)]
    choice = _at_the_right_price(people, least, Left(money, minutes))
    _settle(people, choice)
    taken = {option.id for way in choice.ways for option in way.options}
    return [option for option in options if option.id in taken]


def coming_first(
    options: Sequence[Option], money: int, minutes: int, assumed: Assumed
) -> dict[int, Option]:
    """Who comes first, with what at least: everybody who asked for something up to the floor; if
    there is not enough for all of them, those who ask for least, so that it reaches as many as it
    can."""
    small = [option for option in options if option.cost <= min(assumed.floor, assumed.cap)]
    sizes: list[Callable[[Option], float]] = [
        lambda one: one.cost,
        lambda one: one.minutes,
        lambda one: one.cost / max(money, 1) + one.minutes / max(minutes, 1),
    ]
    return max((_reached(small, Left(money, minutes), size) for size in sizes), key=len)


def _reached(
    options: Sequence[Option], left: Left, size: Callable[[Option], float]
) -> dict[int, Option]:
    """By person the smallest wish, from the smallest on as long as there is enough."""
    found: dict[int, Option] = {}
    for option in sorted(options, key=lambda one: (size(one), one.person_id, one.id)):
        if option.person_id not in found and left.less(option).is_enough:
            found[option.person_id] = option
            left = left.less(option)
    return found


def _by_person(options: Iterable[Option]) -> dict[int, list[Option]]:
    own: dict[int, list[Option]] = {}
    for option in options:
        own.setdefault(option.person_id, []).append(option)
    return own


def _ways(own: list[Option], cap: int, comes_first: bool) -> list[Way]:
    """The ways to combine that are worth it, cheapest first."""
    own = sorted(own, key=lambda one: one.value / max(one.cost, 1), reverse=True)
    small = {min(own, key=lambda one: one.cost), min(own, key=lambda one: one.minutes)}
    others = [one for one in own if one not in small][: TOGETHER - len(small)]
    ways = [
        _way(together)
        for number in range(1 if comes_first else 0, TOGETHER + 1)
        for together in combinations((*small, *others), number)
    ]
    return _undominated(way for way in ways if way.cost <= cap)


def _least(ways: list[Way], option: Option | None) -> Way:
    """The way that takes no more than what somebody comes first with; else the cheapest."""
    fitting = (w for w in ways if option and w.cost <= option.cost and w.minutes <= option.minutes)
    return next(fitting, ways[0])


def _way(some: tuple[Option, ...]) -> Way:
    return Way(
        some, sum(one.cost for one in some), sum(one.minutes for one in some),
        sum(one.value for one in some),
    )  # fmt: skip


def _undominated(some: Iterable[Some]) -> list[Some]:
    """Those that bring more wherever they cost more money or hours, cheapest first."""
    found: list[Some] = []
    minutes: list[int] = []
    values: list[float] = []
    for one in sorted(some, key=lambda one: (one.cost, one.minutes, -one.value)):
        place = bisect_right(minutes, one.minutes)
        if place and values[place - 1] >= one.value:
            continue
        found.append(one)
        end = place
        while end < len(values) and values[end] <= one.value:
            end += 1
        minutes[place:end], values[place:end] = [one.minutes], [one.value]
    return found


def _at_the_right_price(people: list[list[Way]], least: list[Way], left: Left) -> Choice:
    """The choice at the lowest price of an hour at which there are hours enough, filled up."""
    best = _climb(people, left, 0.0)
    if best.left.minutes >= 0:
        return best
    best = Choice(least, left, best.price)
    for way in least:
        best.left = best.left.less(way)
    low, high = 0.0, max(w.value / w.minutes for ways in people for w in ways if w.minutes)
    for _ in range(HALVINGS):
        price = (low + high) / 2
        found = _climb(people, left, price)
        if not found.left.is_enough:
            low = price
            continue
        high = price
        best = max(best, found, key=lambda one: one.value)
    _fill(people, best)
    return best


def _climb(people: list[list[Way]], left: Left, minute: float) -> Choice:
    """From the cheapest way of everybody, take the steepest next steps while there is money."""
    hulls = [_hull(ways, minute) for ways in people]
    choice = Choice([hull[0] for hull in hulls], left, Price(0.0, minute))
    for way in choice.ways:
        choice.left = choice.left.less(way)
    steps = sorted(
        (
            (_slope(low, high, minute), person, place)
            for person, ways in enumerate(hulls)
            for place, (low, high) in enumerate(pairwise(ways), 1)
        ),
        key=lambda step: (-step[0], step[1], step[2]),
    )
    for slope, person, place in steps:
        low, high = hulls[person][place - 1 : place + 1]
        if choice.ways[person] is low and high.cost - low.cost <= choice.left.money:
            choice.take(person, high)
        elif not choice.price.money:
            choice.price = Price(slope, minute)
    return choice


def _fill(people: list[list[Way]], choice: Choice) -> None:
    """Take what brings more and still fits, first what brings most for what it takes."""
    gain = choice.price.gain
    steps = [
        (gain(way) - gain(now), person, way)
        for person, now in enumerate(choice.ways)
        for way in people[person]
        if way.value > now.value
    ]
    for _, person, way in sorted(steps, key=lambda step: -step[0]):
        after = choice.left.and_(choice.ways[person]).less(way)
        if way.value > choice.ways[person].value and after.is_enough:
            choice.take(person, way)


def _hull(ways: list[Way], minute: float) -> list[Way]:
    """Of these ways those from which each next step is less steep than the one before."""
    hull = ways[:1]
    for way in ways[1:]:
        if _worth(way, minute) <= _worth(hull[-1], minute):
            continue
        while len(hull) > 1 and _slope(hull[-2], hull[-1], minute) <= _slope(hull[-2], way, minute):
            hull.pop()
        hull.append(way)
    return hull


def _worth(way: Way, minute: float) -> float:
    return way.value - minute * way.minutes


def _slope(low: Way, high: Way, minute: float) -> float:
    """Expected step per unit of money between two ways, after the hours are paid for."""
    return (_worth(high, minute) - _worth(low, minute)) / max(high.cost - low.cost, 1e-9)


def _settle(people: list[list[Way]], choice: Choice) -> None:
    """Choose anew, exactly, among those for whom it is the closest call at these prices."""
    gain = choice.price.gain

    def regret(person: int) -> float:
        gains = nlargest(2, map(gain, people[person]))
        return gains[0] - gains[1]

    open_calls = [person for person, ways in enumerate(people) if len(ways) > 1]
    core = sorted(open_calls, key=regret)[:CLOSE_CALLS]
    left = choice.left
    for person in core:
        left = left.and_(choice.ways[person])
    best = [max(map(gain, people[person])) for person in core]
    # What cannot become better than what is chosen, even with all that is left, goes.
    least = sum(choice.ways[person].value for person in core) - 1e-12
    least -= choice.price.money * left.money + choice.price.minute * left.minutes
    states = [Partial(0, 0, 0.0, ())]
    for place, person in enumerate(core):
        bar = least - sum(best[place + 1 :])
        states = _most_worth(_grown(states, people[person], left, choice.price, bar), gain)
    if states:
        found = max(states, key=lambda state: state.value)
        for person, way in zip(core, found.ways, strict=True):
            choice.take(person, way)


def _grown(
    states: Iterable[Partial], ways: Sequence[Way], left: Left, price: Price, bar: float
) -> Iterable[Partial]:
    """These with each way of one person more, where there is enough and they gain above the bar."""
    gains = [(way, price.gain(way)) for way in ways]
    for state in states:
        room, over = Left(left.money - state.cost, left.minutes - state.minutes), price.gain(state)
        for way, more in gains:
            if over + more > bar and way.cost <= room.money and way.minutes <= room.minutes:
                yield Partial(
                    state.cost + way.cost, state.minutes + way.minutes, state.value + way.value,
                    (*state.ways, way),
                )  # fmt: skip


def _most_worth(states: Iterable[Partial], gain: Callable[[Partial], float]) -> list[Partial]:
    """Those that are not dominated, so many as one can look at."""
    found = _undominated(states)
    return found if len(found) <= MOST_STATES else nlargest(MOST_STATES, found, key=gain)
