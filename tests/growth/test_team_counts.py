"""An attack on the pictures of teams: nothing that was shown, put together, tells of one person.

The attacker knows the most one can know: who is in each count, and when what they said changed.
"""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.growth.team_counts import AT_LEAST, Count, Known, Told, differing, may_be_shown

PRIME = 2_147_483_647
NO, CAN, WANTS, HELPS = (Told(one == 1, False, one == 2, one == 3) for one in range(4))
PEOPLE = 12
#: Who moves, into what (2 is: takes it back); then which teams are looked at.
EVENTS = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from([NO, CAN, WANTS, HELPS, None])),
    min_size=1, max_size=40,
)  # fmt: skip
TEAMS = st.lists(
    st.sets(st.integers(0, PEOPLE - 1), min_size=5), min_size=1, max_size=4, unique_by=frozenset
)


def rank(rows: Sequence[Sequence[int]]) -> int:
    """The rank of a matrix, reckoned modulo a large prime."""
    left = [list(row) for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((r for r in range(found, len(left)) if left[r][column] % PRIME), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        inverse = pow(left[found][column], -1, PRIME)
        for r in range(found + 1, len(left)):
            times = left[r][column] * inverse % PRIME
            left[r] = [(a - times * b) % PRIME for a, b in zip(left[r], left[found], strict=True)]
        found += 1
    return found


def betrayed(shown: Sequence[Count]) -> set[int]:
    """People of whom some sum or difference of what was shown tells alone."""
    unknowns = sorted({(who, *_bits(told)) for count in shown for who, told in count.items()})
    rows = [
        [int(count.get(who) is not None and _bits(count[who]) == tuple(bits))
         for who, *bits in unknowns]
        for count in shown
    ]  # fmt: skip
    whole = rank(rows)
    return {
        unknown[0]
        for place, unknown in enumerate(unknowns)
        if rank([*rows, [int(n == place) for n in range(len(unknowns))]]) == whole
    }


def _bits(told: object) -> tuple[bool, ...]:
    assert isinstance(told, Told)
    return told.alone, told.passes_on, told.wants, told.helps


def history(
    events: Sequence[tuple[int, Told | None]],
    teams: Sequence[set[int]],
    rule: Callable[[Count, Sequence[Count], Sequence[Known]], bool],
    showing: Sequence[set[int]] = (),
) -> list[Count]:
    """All counts of one skill that become known while people say things, by a rule; `showing` are
    who show what they say to one reader each, who forgets nothing."""
    said: dict[int, Told] = {who: (NO, CAN)[who % 2] for who in range(PEOPLE)}
    shown: list[Count] = []
    known: list[set[tuple[int, Told]]] = [set() for _ in showing]
    for who, told in [(0, said[0]), *events]:
        if told is None:
            said.pop(who, None)
        else:
            said[who] = told
        for some, reader in zip(showing, known, strict=True):
            reader |= {(one, said[one]) for one in some if one in said}
        for team in teams:
            now = {one: said[one] for one in team if one in said}
            if now not in shown and rule(now, shown, known):
                shown.append(now)
    return shown


@settings(max_examples=150, deadline=None)
@given(EVENTS, TEAMS)
def test_no_history_betrays_anybody(
    events: list[tuple[int, Told | None]], teams: list[set[int]]
) -> None:
    shown = history(events, teams, may_be_shown)
    assert betrayed(shown) == set()
    for place, one in enumerate(shown):
        assert len(one) >= AT_LEAST
        assert all(len(differing(one, other)) >= AT_LEAST for other in shown[:place])


def test_the_attack_works_where_nothing_is_held_back() -> None:
    """The same attacker, against a rule that only counts to five: it is a real attack."""

    def five(now: Count, *_: object) -> bool:
        return len(now) >= AT_LEAST

    everybody = set(range(PEOPLE))
    by_date = history([(3, WANTS)], [everybody], five)
    assert len(differing(*by_date[-2:])) == 1
    by_member = history([], [everybody, everybody - {7}], five)
    assert betrayed(by_member) == {7}
    parts = [everybody, set(range(5)), set(range(5, 11))]
    assert betrayed(history([], parts, five)) == {11}
    assert betrayed(history([], parts, may_be_shown)) == set()


@settings(max_examples=150, deadline=None)
@given(EVENTS, TEAMS, st.lists(st.sets(st.integers(0, PEOPLE - 1), max_size=6), max_size=3))
def test_who_knows_some_learns_of_none_of_the_others(
    events: list[tuple[int, Told | None]], teams: list[set[int]], showing: list[set[int]]
) -> None:
    """Readers to whom some show, all the time, what they say."""
    shown = history(events, teams, may_be_shown, showing)
    for some in showing:
        rest = [{who: told for who, told in one.items() if who not in some} for one in shown]
        assert betrayed(rest) == set()


def test_five_changes_are_shown_together() -> None:
    everybody = set(range(PEOPLE))
    changes: list[tuple[int, Told | None]] = [(who, WANTS) for who in range(5)]
    assert len(history(changes[:4], [everybody], may_be_shown)) == 1
    assert len(history(changes, [everybody], may_be_shown)) == 2
    back: list[tuple[int, Told | None]] = [(who, (NO, CAN)[who % 2]) for who in range(4)]
    assert len(history([*changes, *back], [everybody], may_be_shown)) == 2, "one from the first"


@pytest.mark.parametrize("last", range(3))
def test_two_people_are_not_held_against_each_other(last: int) -> None:
    """Three teams that overlap: the last would tell which of two is further, and so both of them
    where they differ."""
    some, more = (dict.fromkeys(range(first, first + AT_LEAST), NO) for first in (10, 20))
    teams: list[Count] = [{1: CAN} | some | more, {2: CAN} | some, more]
    *before, new = [*teams[:last], *teams[last + 1 :], teams[last]]
    assert may_be_shown(before[0], [])
    assert may_be_shown(before[1], before[:1])
    assert not may_be_shown(new, before)
