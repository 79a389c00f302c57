"""When counts of a team may be shown: from five people on, and so do their differences.

A count is shown of one skill in one team. What was ever shown stays known, so each new count is
held against all of the same skill that some of the same people were in, whichever team it was: two
of them differ by nobody or by five people and more, and no combination of them is the sum of one.
It protects those who let themselves be counted; who does not is in no count at all. Whoever shows a
reader where they place themselves, or by name what they wish and are glad to help with, protects
nobody else from that reader, so that all of this holds without them too.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

AT_LEAST = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody's own words on a skill add to a count."""

    alone: bool  #: places themselves at independent or further
    passes_on: bool
    wants: bool
    helps: bool  #: is glad to


Unknown = tuple[int, Hashable]  #: a person, and what they told: `Told`, or whether it is a focus
Count = Mapping[int, Hashable]  #: what each told, by person
Key = tuple[int, int]  #: team and skill
#: All counts that were ever shown, by skill, oldest first, each with its team.
Shown = Mapping[int, list[tuple[int, Count]]]
Sum = frozenset[tuple[Unknown, Fraction]]
Known = AbstractSet[Unknown]  #: what a reader knows of people anyway, now or earlier


def differing(one: Count, other: Count) -> set[int]:
    """The people by whom two counts differ."""
    return {who for who in {*one, *other} if one.get(who) != other.get(who)}


def by_skill(
    rows: Iterable[tuple[int, Key, Unknown]],
) -> defaultdict[int, list[tuple[int, Count]]]:
    """The counts that were ever shown, from their rows: which count, of what, and one in it."""
    counts: dict[int, dict[int, Hashable]] = {}
    found: defaultdict[int, list[tuple[int, Count]]] = defaultdict(list)
    for count_id, (team_id, skill_id), (who, told) in rows:
        if count_id not in counts:
            counts[count_id] = {}
            found[skill_id].append((team_id, counts[count_id]))
        counts[count_id][who] = told
    return found


def to_show(
    now: Mapping[Key, Count], shown: Shown, known: Mapping[int, Iterable[Known]]
) -> Iterator[tuple[Key, Count]]:
    """What may be shown now, one after another; `shown` grows with it."""
    for (team_id, skill_id), new in sorted(now.items(), key=lambda one: one[0]):
        before = bound_up_with(new, [one for _, one in shown[skill_id]])
        latest = [one for team, one in shown[skill_id] if team == team_id][-1:]
        if latest != [new] and may_be_shown(new, before, known[skill_id]):
            shown[skill_id].append((team_id, new))
            yield (team_id, skill_id), new


def may_be_shown(new: Count, shown: Sequence[Count], known: Iterable[Known] = ()) -> bool:
    """Whether a count may be shown after those that were. One that was shown may be again.

    `known` has what each reader knows without counts.
    """
    counted = {one for count in (new, *shown) for one in count.items()}
    return len(new) >= AT_LEAST and all(
        _tells_of_nobody(_without(new, one), [_without(count, one) for count in shown])
        for one in {frozenset(), *(frozenset(each & counted) for each in known)}
    )


def _without(count: Count, known: Known) -> Count:
    return {who: told for who, told in count.items() if (who, told) not in known}


def _tells_of_nobody(new: Count, shown: Sequence[Count]) -> bool:
    """What people told themselves after a count was shown cannot be held back any more; nothing
    may be added to it."""
    if 0 < len(new) < AT_LEAST:
        return False
    if any(0 < len(differing(new, one)) < AT_LEAST for one in shown):
        return False
    return small_sums([*shown, new]) <= small_sums(shown)


def small_sums(counts: Sequence[Count]) -> set[Sum]:
    """The sums of fewer than five people that follow from these counts together.

    Each count is an equation in what each person added at the time. In reduced echelon form every
    sum of a single person that follows is a row of its own, so that none is overlooked. Two rows
    together may still be the difference of a few.
    """
    unknowns = dict.fromkeys(one for count in counts for one in count.items())
    rows = _reduced([[Fraction(one in count.items()) for one in unknowns] for count in counts])
    sums = (
        frozenset((one, cell) for one, cell in zip(unknowns, row, strict=True) if cell)
        for row in (*rows, *_of_two(rows))
    )
    return {one for one in sums if len(one) < AT_LEAST}


def _of_two(rows: Sequence[list[Fraction]]) -> Iterator[list[Fraction]]:
    """What is left of one row when as much of another is taken away as cancels something."""
    for one, other in combinations(rows, 2):
        both = [(cell, less) for cell, less in zip(one, other, strict=True) if cell and less]
        for times in {cell / less for cell, less in both}:
            yield _minus(one, other, times)


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
