"""A suggestion with the reason of each line, from wishes as they stand."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from service.budgets import aid
from service.budgets.aid import Left
from service.budgets.model_plan import (
    Assumed,
    Option,
    Suggested,
    Suggestion,
    Turn,
    Wish,
    step_of,
)

Cost = Callable[[Wish], int]  #: what of a wish is shared out: money, or minutes


def suggestion(
    wishes: Sequence[Wish], free: int, minutes: int, assumed: Assumed, of_hours: bool = False
) -> Suggestion:
    """What free money and hours could do; where there are hours alone, these are shared out."""
    cost = Wish.in_minutes if of_hours else Wish.in_money
    options = {wish.id: _option(wish, assumed, cost) for wish in wishes}
    there = Left(_after_reserve(free, assumed), _after_reserve(minutes, assumed))
    taken = _taken([options[wish.id] for wish in wishes if wish.money <= there.money],
                   there, assumed, of_hours)  # fmt: skip
    chosen = [wish for wish in wishes if wish.id in taken]
    outside = sorted(
        (wish for wish in wishes if wish.id not in taken), key=lambda w: _dear(options[w.id])
    )
    left = Left(
        there.money - sum(wish.money for wish in chosen),
        there.minutes - sum(wish.minutes for wish in chosen),
    )
    in_its_place = InItsPlace(chosen, outside, left, assumed.cap, cost)
    first = _first_lines(chosen, options, assumed)
    lines = [
        Suggested(
            wish,
            Turn.FIRST if wish.id in first else Turn.MOST,
            step_of(wish, assumed),
            in_its_place.of(wish),
        )
        for wish in sorted(chosen, key=lambda w: (w.id not in first, w.person.lower(), w.id))
    ]
    kept = Left(max(0, free) - there.money, max(0, minutes) - there.minutes)
    return Suggestion(
        free, kept.money, left.money, kept.minutes, left.minutes, lines, outside
    )  # fmt: skip


def _after_reserve(there: int, assumed: Assumed) -> int:
    return max(0, there) - max(0, there) * assumed.reserve_percent // 100


def _taken(options: Sequence[Option], there: Left, assumed: Assumed, of_hours: bool) -> set[int]:
    amount, minutes = (there.minutes, 0) if of_hours else (there.money, there.minutes)
    return {one.id for one in aid.suggest(options, amount, minutes, assumed)}


def _option(wish: Wish, assumed: Assumed, cost: Cost) -> Option:
    value = step_of(wish, assumed) * assumed.weight(wish.id)
    minutes = 0 if cost is Wish.in_minutes else wish.minutes
    return Option(wish.id, wish.person_id, cost(wish), value, minutes)


def _dear(option: Option) -> tuple[float, int]:
    """What a step costs; what is least dear comes first."""
    return option.cost / max(option.value, 1e-9), option.id


def _first_lines(
    chosen: Sequence[Wish], options: Mapping[int, Option], assumed: Assumed
) -> set[int]:
    """The one line of each person that is theirs because everybody comes first."""
    first: dict[int, Wish] = {}
    for wish in sorted(chosen, key=lambda w: _dear(options[w.id])):
        if options[wish.id].cost <= assumed.floor:
            first.setdefault(wish.person_id, wish)
    return {wish.id for wish in first.values()}


class InItsPlace:
    """What would fit in the place of a wish: the best of what is outside, by itself."""

    def __init__(
        self, chosen: Sequence[Wish], outside: Sequence[Wish], left: Left, cap: int, cost: Cost
    ) -> None:
        self._left, self._cap, self._cost = left, cap, cost
        self._had: Counter[int] = Counter()
        for wish in chosen:
            self._had[wish.person_id] += cost(wish)
        self._rank = {wish.id: place for place, wish in enumerate(outside)}
        self._own: defaultdict[int, list[Wish]] = defaultdict(list)
        for wish in outside:
            self._own[wish.person_id].append(wish)
        self._others = _smallest(
            one for one in outside if self._had[one.person_id] + cost(one) <= cap
        )

    def of(self, wish: Wish) -> Wish | None:
        had = self._had[wish.person_id] - self._cost(wish)
        own = (one for one in self._own[wish.person_id] if had + self._cost(one) <= self._cap)
        fitting = (self._first_that_fits(wish, some) for some in (own, self._others))
        return min(filter(None, fitting), key=lambda one: self._rank[one.id], default=None)

    def _first_that_fits(self, wish: Wish, some: Iterable[Wish]) -> Wish | None:
        money, minutes = wish.money + self._left.money, wish.minutes + self._left.minutes
        return next((one for one in some if one.money <= money and one.minutes <= minutes), None)


def _smallest(some: Iterable[Wish]) -> list[Wish]:
    """Without those for which a better one takes no more: they are never the first that fits."""
    found: list[Wish] = []
    for one in some:
        if not any(b.money <= one.money and b.minutes <= one.minutes for b in found):
            found.append(one)
    return found
