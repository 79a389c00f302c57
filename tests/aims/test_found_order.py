"""In which order people are found: by name, or another one each day that is fair to all."""

from collections import Counter
from datetime import timedelta

import pytest

from service.aims import reads_found
from service.aims.model_found import FoundPerson, Order, Wanted
from service.db.sql import Connection
from tests.aims.saying import DAY, found, let_find
from tests.cast import Cast, make_person

NAMES = [f"Person{number:02}" for number in range(reads_found.PAGE * 2 + 5)]


@pytest.fixture
def many(db: Connection, cast: Cast) -> list[str]:
    for name in reversed(NAMES):
        let_find(db, make_person(db, name))
    return NAMES


def paged(db: Connection, cast: Cast, order: Order) -> list[str]:
    names: list[str] = []
    last: FoundPerson | None = None
    while True:
        page = reads_found.people(
            db, cast.actor(cast.dana), Wanted(), order, DAY, last.id if last else None
        )
        names += [person.name for person, _ in page[: reads_found.PAGE]]
        if len(page) <= reads_found.PAGE:
            return names
        last = page[reads_found.PAGE - 1][0]


def test_by_name_is_by_name_through_all_pages(db: Connection, cast: Cast, many: list[str]) -> None:
    assert paged(db, cast, Order.NAME) == many


def test_the_order_of_a_day_goes_through_everybody_once(
    db: Connection, cast: Cast, many: list[str]
) -> None:
    names = paged(db, cast, Order.TODAY)
    assert names != many
    assert sorted(names) == many
    assert paged(db, cast, Order.TODAY) == names


def test_the_order_changes_with_the_day_and_the_one_who_searches(
    db: Connection, cast: Cast, many: list[str]
) -> None:
    dana, alice = cast.actor(cast.dana), cast.actor(cast.alice)
    today = found(db, dana, order=Order.TODAY)
    assert found(db, dana, order=Order.TODAY, day=DAY + timedelta(days=1)) != today
    assert found(db, alice, order=Order.TODAY) != today


def test_over_the_days_everybody_is_first_about_as_often(db: Connection, cast: Cast) -> None:
    for name in "ABCD":
        let_find(db, make_person(db, name))
    days = [DAY + timedelta(days=number) for number in range(400)]
    first = Counter(found(db, cast.actor(cast.dana), order=Order.TODAY, day=day)[0] for day in days)
    # 100 times each is expected, give or take four standard deviations.
    assert all(65 <= first[name] <= 135 for name in "ABCD"), first
