"""When counts of a team may be shown: from five people on, and so do their differences.

A count is shown of one skill in one team. What was ever shown stays known, so each new count is
held against all of the same skill that some of the same people were in, whichever team it was: two
of them differ by nobody or by five people and more, and no combination of them is the sum of one.
It protects those who let themselves be counted; who does not is in no count at all. Whoever shows a
reader where they place themselves protects nobody else from that reader, so that all of this holds
without them too.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

AT_LEAST = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody's own words on a skill add to a count."""

    alone: bool  #: places themselves at independent or further
    passes_on: bool
    wants: bool


#: What each person told, by person: `Told`, or whether a skill is their focus.
Count = Mapping[int, Hashable]
Key = tuple[int, int]  #: team and skill
#: All counts that were ever shown, by skill, oldest first, each with its team.
Shown = Mapping[int, list[tuple[int, Count]]]


def differing(one: Count, other: Count) -> set[int]:
    """The people by whom two counts differ."""
    return {who for who in {*one, *other} if one.get(who) != other.get(who)}


def to_show(
    now: Mapping[Key, Count], shown: Shown, known: Mapping[int, Iterable[Count]]
) -> Iterator[tuple[Key, Count]]:
    """What may be shown now, one after another; `shown` grows with it."""
    for (team_id, skill_id), new in sorted(now.items(), key=lambda one: one[0]):
        before = bound_up_with(new, [one for _, one in shown[skill_id]])
        latest = [one for team, one in shown[skill_id] if team == team_id][-1:]
        if latest != [new] and may_be_shown(new, before, known[skill_id]):
            shown[skill_id].append((team_id, new))
            yield (team_id, skill_id), new


def may_be_shown(new: Count, shown: Sequence[Count], known: Iterable[Count] = ()) -> bool:
    """Whether a count may be shown after those that were. One that was shown may be again.

    `known` has for each reader what some people show them of themselves anyway.
    """
    return len(new) >= AT_LEAST and all(
        _tells_of_nobody(_without(new, one), [_without(count, one) for count in shown])
        for one in ({}, *known)
    )


def _without(count: Count, known: Count) -> Count:
    return {who: told for who, told in count.items() if known.get(who) != told}


def _tells_of_nobody(new: Count, shown: Sequence[Count]) -> bool:
    """What people told themselves after a count was shown cannot be held back any more."""
    if 0 < len(new) < AT_LEAST:
        return False
    if any(0 < len(differing(new, one)) < AT_LEAST for one in shown):
        return False
    return smallest_known([*shown, new]) >= min(AT_LEAST, smallest_known(shown))


def smallest_known(counts: Sequence[Count]) -> int:
    """Of how many people the fewest sums tell that follow from these counts together.

    Each count is an equation in what each person added at the time. In reduced echelon form every
    sum of a single person that follows is a row of its own, so that none is overlooked.
    """
    unknowns = dict.fromkeys(one for count in counts for one in count.items())
    column = {unknown: place for place, unknown in enumerate(unknowns)}
    rows = []
    for count in counts:
        row = [Fraction(0)] * len(column)
        for unknown in count.items():
            row[column[unknown]] = Fraction(1)
        rows.append(row)
    return min((sum(1 for cell in row if cell) for row in _reduced(rows)), default=AT_LEAST)


def bound_up_with(new: Count, shown: Sequence[Count]) -> list[Count]:
    """Of these counts those that share a person with the new one, or with one that does."""
    people, found, rest = set(new), list[Count](), list(shown)
    while True:
        near = [one for one in rest if people & one.keys()]
        if not near:
            return found
        found += near
        rest = [one for one in rest if not people & one.keys()]
        people |= {who for one in near for who in one}


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Reduced row echelon form, without empty rows."""
    done: list[list[Fraction]] = []
    for row in rows:
        for pivot in done:
            place = _first(pivot)
            if row[place]:
                row = _minus(row, pivot, row[place])
        if not any(row):
            continue
        row = [cell / row[_first(row)] for cell in row]
        done = [_minus(one, row, one[_first(row)]) for one in done]
        done.append(row)
    return done


def _first(row: list[Fraction]) -> int:
    return next(place for place, cell in enumerate(row) if cell)


def _minus(row: list[Fraction], other: list[Fraction], times: Fraction) -> list[Fraction]:
    return [cell - times * less for cell, less in zip(row, other, strict=True)]
