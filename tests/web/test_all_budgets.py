"""All budgets, for those who keep them: by whose they are, by name, together, in pages."""

import re
from datetime import date

import pytest

from service.budgets import reads
from service.db.sql import Connection
from tests.budgets.making import EURO, HOUR, make_budget, make_owner
from tests.cast import Cast
from tests.web.browse import Browse, plain, text


@pytest.fixture
def owner(db: Connection, cast: Cast, browse: Browse) -> Browse:
    make_owner(db, cast, "charlie")
    make_budget(db, name="For everybody")
    make_budget(db, name="Weavers 2026", team_id=cast.team_id, money=200 * EURO, minutes=0)
    make_budget(db, name="Own choice", person_id=cast.bob.id, money=50 * EURO, minutes=0)
    return browse


def names(page: str) -> list[str]:
    return [name for name in ("For everybody", "Weavers 2026", "Own choice") if name in page]


@pytest.mark.parametrize(
    ("query", "shown", "together"),
    [
        ("", ["For everybody", "Weavers 2026", "Own choice"], "3 budgets: € 1,250 free"),
        ("whose=organisation", ["For everybody"], "1 budget: € 1,000 free of € 1,000"),
        ("whose=team", ["Weavers 2026"], "1 budget: € 200 free"),
        ("whose=person&words=", ["Own choice"], "1 budget: € 50 free"),
        ("words=weAVers", ["Weavers 2026"], "1 budget: € 200 free"),
        ("words=bob", ["Own choice"], "1 budget: € 50 free"),
        ("words=100%25", [], "No budget is like that."),
        ("whose=team&words=own", [], "No budget is like that."),
    ],
)
def test_they_are_found_by_whose_and_by_name(
    cast: Cast, owner: Browse, query: str, shown: list[str], together: str
) -> None:
    page = text(owner(cast.charlie), f"/budgets/all?{query}")
    assert names(plain(page.split("<h1>")[1])) == shown
    assert together in plain(page).replace("\xa0", " ")


def test_each_currency_has_its_sum(db: Connection, cast: Cast, owner: Browse) -> None:
    make_budget(db, name="Across the sea", currency="USD", money=70 * EURO, minutes=3 * HOUR)
    page = plain(text(owner(cast.charlie), "/budgets/all")).replace("\xa0", " ")
    assert "3 budgets: € 1,250 free of € 1,250 , € 0 spent, € 0 reserved · 40 hours of 40" in page
    assert "1 budget: $ 70 free of $ 70" in page


def test_what_ended_is_asked_for(db: Connection, cast: Cast, owner: Browse) -> None:
    make_budget(db, name="Before", begins_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    assert "Before" not in text(owner(cast.charlie), "/budgets/all").split("<h1>")[1]
    page = text(owner(cast.charlie), "/budgets/all?all=yes&whose=organisation")
    assert "Before" in page
    assert "2 budgets: € 2,000 free" in plain(page).replace("\xa0", " ")


def test_a_filter_goes_with_the_pages(db: Connection, cast: Cast, owner: Browse) -> None:
    for number in range(reads.PAGE):
        make_budget(db, name=f"Loom {number}", team_id=cast.team_id)
    page = text(owner(cast.charlie), "/budgets/all?whose=team")
    assert "26 budgets" in plain(page)
    (older,) = re.findall(r'href="([^"]+)">Earlier', page)
    assert "Weavers 2026" in text(owner(cast.charlie), older.replace("&amp;", "&"))


def test_what_is_there_for_me_has_pages(db: Connection, cast: Cast, owner: Browse) -> None:
    for number in range(reads.PAGE):
        make_budget(db, name=f"Loom {number}", person_id=cast.bob.id)
    bob = owner(cast.bob)
    first = text(bob, "/budgets")
    assert "For everybody" not in first
    after = first.split("?there_after=")[1].split("#")[0]
    second = text(bob, f"/budgets?there_after={after}")
    assert names(second) == ["For everybody", "Weavers 2026", "Own choice"]
