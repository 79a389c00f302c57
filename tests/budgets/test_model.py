"""Pure sums: lots, carrying over, pro rata, how far a period is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.budgets.model import Budget, Kind, Line, Mode, carried, lots, period_after, pro_rata

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def line(kind: Kind, money: int, lot: int | None = None, minutes: int = 0) -> Line:
    return Line(1, kind, money, minutes, date(lot, 1, 1) if lot else None, None, NOW)


def budget(years: int) -> Budget:
    return Budget(
        1, "Growing", None, None, "EUR", date(2026, 1, 1), date(2026, 12, 31), Mode.TRUST, None,
        10_000, None, years, False, None,
    )  # fmt: skip


def test_what_was_granted_first_is_used_first() -> None:
    lines = [
        line(Kind.GRANT, 500, 2026, minutes=60),
        line(Kind.CARRY, 300, 2025),
        line(Kind.RESERVE, -400),
        line(Kind.RELEASE, 400),
        line(Kind.SPEND, -350, minutes=-30),
    ]
    left = [(lot.granted_on.year, lot.money, lot.minutes) for lot in lots(lines)]
    assert left == [(2025, 0, 0), (2026, 450, 30)]


def test_what_is_too_old_does_not_go_over() -> None:
    lines = [line(Kind.CARRY, 300, 2025), line(Kind.GRANT, 500, 2026), line(Kind.SPEND, -100)]
    days = (date(2027, 1, 1), date(2027, 1, 2))
    over = {years: [lot.money for lot in carried(budget(years), lines, *days)]
            for years in (0, 1, 2)}  # fmt: skip
    assert over == {0: [], 1: [500], 2: [200, 500]}


def test_a_debt_is_no_lot_that_goes_over() -> None:
    lines = [line(Kind.GRANT, 500, 2026), line(Kind.SPEND, -700)]
    assert [lot.money for lot in lots(lines)] == [-200]
    assert carried(budget(3), lines, date(2027, 1, 1), date(2027, 1, 2)) == []


def test_what_was_corrected_is_taken_from_what_came_over() -> None:
    lines = [
        line(Kind.CARRY, 500, 2025),
        line(Kind.CORRECT, -200, 2026, minutes=-60),
        line(Kind.CARRY, 0, 2025, minutes=90),
    ]
    assert [(lot.money, lot.minutes) for lot in lots(lines)] == [(300, 30), (0, 0)]
    (over,) = carried(budget(2), lines, date(2027, 1, 1), date(2027, 1, 2))
    assert (over.money, over.minutes) == (300, 30), "no more than is free"


@pytest.mark.parametrize(
    ("begins", "ends", "then"),
    [("2026-01-01", "2026-12-31", "2027-12-31"), ("2027-01-01", "2027-12-31", "2028-12-31"),
     ("2026-04-01", "2027-03-31", "2028-03-31"), ("2027-09-01", "2028-08-31", "2029-08-31"),
     ("2026-01-01", "2026-03-31", "2026-06-30"), ("2026-11-15", "2027-02-14", "2027-05-14"),
     ("2028-02-29", "2028-02-29", "2028-03-01"), ("2026-03-02", "2026-03-15", "2026-03-29"),
     ("2026-01-31", "2026-02-28", "2026-03-29")],
)  # fmt: skip
def test_the_next_period_is_as_long(begins: str, ends: str, then: str) -> None:
    last = date.fromisoformat(ends)
    found = period_after(date.fromisoformat(begins), last)
    assert found == (last + timedelta(days=1), date.fromisoformat(then))


@pytest.mark.parametrize(
    ("percent", "since", "due"),
    [(100, None, 120_000), (50, None, 60_000), (100, date(2026, 7, 2), 60_164),
     (80, date(2026, 7, 2), 48_132), (100, date(2027, 1, 1), 0), (100, date(2025, 1, 1), 120_000)],
)  # fmt: skip
def test_pro_rata_by_contract_and_by_day(percent: int, since: date | None, due: int) -> None:
    assert pro_rata(120_000, percent, since, date(2026, 1, 1), date(2026, 12, 31)) == due


def test_trust_ends_at_its_limit() -> None:
    assert budget(1).way(10_000, 60) == Mode.TRUST
    assert budget(1).way(10_001, 0) == Mode.ADVICE


def test_how_far_the_year_is() -> None:
    days = [date(2025, 1, 1), date(2026, 7, 2), date(2028, 1, 1)]
    assert [round(budget(1).passed(day), 2) for day in days] == [0, 0.5, 1]
