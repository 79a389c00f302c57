"""A suggestion with the reason of each line, from wishes as they stand."""

from collections.abc import Mapping, Sequence

from service.budgets import aid
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
    """What free money could do, never with more hours than there are free.

    Wishes that cost no money need no plan for money, and are left out; one that alone needs more
    hours than there are, too.
    """
    costly = [wish for wish in wishes if wish.money > 0 and wish.minutes <= minutes]
    options = {wish.id: _option(wish, assumed) for wish in costly}
    kept = max(0, free) * assumed.reserve_percent // 100
    money = max(0, free) - kept
    taken = {option.id for option in aid.suggest(list(options.values()), money, assumed)}
    chosen = _within(minutes, [wish for wish in costly if wish.id in taken], options, assumed)
    inside = {wish.id for wish in chosen}
    used = sum(wish.money for wish in chosen)
    outside = sorted(
        (wish for wish in costly if wish.id not in inside), key=lambda w: _dear(options[w.id])
    )
    first = _first_lines(chosen, options, assumed)
    lines = [
        Suggested(
            wish,
            Turn.FIRST if wish.id in first else Turn.MOST,
            step_of(wish, assumed),
            _next_up(wish, chosen, outside, money - used, assumed.cap),
        )
        for wish in sorted(chosen, key=lambda w: (w.id not in first, w.person.lower(), w.id))
    ]
    return Suggestion(free, kept, used, money - used, lines, outside)


def _option(wish: Wish, assumed: Assumed) -> Option:
    value = step_of(wish, assumed) * assumed.weight(wish.id)
    return Option(wish.id, wish.person_id, wish.money, value)


def _within(
    minutes: int, chosen: Sequence[Wish], options: Mapping[int, Option], assumed: Assumed
) -> list[Wish]:
    """Those of the chosen for which there are hours: the first round, then the least dear."""
    first = _first_lines(chosen, options, assumed)
    found = []
    for wish in sorted(chosen, key=lambda w: (w.id not in first, _dear(options[w.id]))):
        if wish.minutes <= minutes:
            minutes -= wish.minutes
            found.append(wish)
    return found


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


def _next_up(
    wish: Wish, chosen: Sequence[Wish], outside: Sequence[Wish], left: int, cap: int
) -> Wish | None:
    """The best of what is outside that would fit in its place."""
    for other in outside:
        own = sum(
            one.money for one in chosen if one.person_id == other.person_id and one.id != wish.id
        )
        if other.money <= wish.money + left and own + other.money <= cap:
            return other
    return None
