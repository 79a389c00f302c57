"""A suggestion with the reason of each line, from wishes as they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

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


def suggestion(wishes: Sequence[Wish], free: int, minutes: int, assumed: Assumed) -> Suggestion:
    """What free money and hours could do. The reserve is of money alone."""
    options = {wish.id: _option(wish, assumed) for wish in wishes}
    kept = max(0, free) * assumed.reserve_percent // 100
    money = max(0, free) - kept
    taken = {one.id for one in aid.suggest([*options.values()], money, max(0, minutes), assumed)}
    chosen = [wish for wish in wishes if wish.id in taken]
    outside = sorted(
        (wish for wish in wishes if wish.id not in taken), key=lambda w: _dear(options[w.id])
    )
    left = Left(
        money - sum(wish.money for wish in chosen), minutes - sum(wish.minutes for wish in chosen)
    )
    in_its_place = InItsPlace(chosen, outside, left, assumed.cap)
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
    return Suggestion(free, kept, money - left.money, left.money, left.minutes, lines, outside)


def _option(wish: Wish, assumed: Assumed) -> Option:
    value = step_of(wish, assumed) * assumed.weight(wish.id)
    return Option(wish.id, wish.person_id, wish.money, value, wish.minutes)


def _dear(option: Option) -> tuple[float, int]:
    """Money for a step; what is least dear comes first."""
    return option.cost / max(option.value, 1e-9), option.id


def _first_lines(
    chosen: Sequence[Wish], options: Mapping[int, Option], assumed: Assumed
) -> set[int]:
    """The one line of each person that is theirs because everybody comes first."""
    first: dict[int, Wish] = {}
    for wish in sorted(chosen, key=lambda w: _dear(options[w.id])):
        if wish.money <= assumed.floor:
            first.setdefault(wish.person_id, wish)
    return {wish.id for wish in first.values()}


class InItsPlace:
    """What would fit in the place of a wish: the best of what is outside, by itself."""

    def __init__(
        self, chosen: Sequence[Wish], outside: Sequence[Wish], left: Left, cap: int
    ) -> None:
        self._left, self._cap = left, cap
        self._had: Counter[int] = Counter()
        for wish in chosen:
            self._had[wish.person_id] += wish.money
        self._rank = {wish.id: place for place, wish in enumerate(outside)}
        self._own: defaultdict[int, list[Wish]] = defaultdict(list)
        for wish in outside:
            self._own[wish.person_id].append(wish)
        self._others = _smallest(
            one for one in outside if self._had[one.person_id] + one.money <= cap
        )

    def of(self, wish: Wish) -> Wish | None:
        had = self._had[wish.person_id] - wish.money
        own = (one for one in self._own[wish.person_id] if had + one.money <= self._cap)
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
