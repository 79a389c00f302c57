"""A budget for a person by their contract: the grant is shown first, and the ledger says how."""

import re

import pytest

from service.budgets import reads
from service.db.sql import Connection, value
from tests.budgets.making import KEEP, make_owner
from tests.cast import Cast
from tests.web.browse import Browse, plain, text

Sent = dict[str, str]


@pytest.fixture
def new(db: Connection, cast: Cast) -> Sent:
    """A budget that Charlie makes for Bob: 80 % from April on."""
    make_owner(db, cast, "charlie")
    return {
        "name": "Bob 2026", "whose": f"person-{cast.bob.id}", "currency": "EUR",
        "begins_on": "2026-01-01", "ends_on": "2026-12-31", "money": "1500", "minutes": "40",
        "mode": "trust", "trust_limit": "250", "carry_years": "1", "percent": "80",
        "since": "2026-04-01",
    }  # fmt: skip


def budgets(db: Connection) -> int:
    return int(value(db, "SELECT count(*) FROM budget"))


def test_the_grant_is_shown_before_it_is_made_and_the_ledger_says_how(
    db: Connection, cast: Cast, browse: Browse, new: Sent
) -> None:
    owner = browse(cast.charlie)
    answer = owner.post("/budgets/new", data=new)
    page = plain(answer.text).replace("\xa0", " ")
    assert (answer.status_code, budgets(db)) == (200, 0)
    assert "It comes to €904.11 and 24.1" in page.replace("€ ", "€")
    assert 'name="since" type="date" value="2026-04-01"' in answer.text
    seen = re.search(r'name="seen" value="([^"]+)"', answer.text)
    assert seen
    made = owner.post("/budgets/new", data=new | {"seen": seen[1]})
    assert made.status_code == 303
    (budget,) = reads.budgets(db, KEEP)
    assert (budget.free, budget.free_minutes) == (90_411, 1447)
    for reader in (cast.charlie, cast.bob):
        ledger = plain(text(browse(reader), made.location)).replace("\xa0", " ")
        told = "80% of full time from April 1, 2026 on, of € 1,500 and 40 hours"
        assert told.replace("€ ", "€") in ledger.replace("€ ", "€")


def test_what_was_shown_for_other_numbers_makes_nothing(
    db: Connection, cast: Cast, browse: Browse, new: Sent
) -> None:
    owner = browse(cast.charlie)
    seen = re.search(r'name="seen" value="([^"]+)"', owner.post("/budgets/new", data=new).text)
    assert seen
    changed = new | {"seen": seen[1], "percent": "60"}
    assert owner.post("/budgets/new", data=changed).status_code == 200
    assert budgets(db) == 0


def test_a_whole_period_of_full_time_is_made_at_once(
    db: Connection, cast: Cast, browse: Browse, new: Sent
) -> None:
    whole = new | {"percent": "100", "since": ""}
    assert browse(cast.charlie).post("/budgets/new", data=whole).status_code == 303
    (budget,) = reads.budgets(db, KEEP)
    assert (budget.free, budget.free_minutes) == (150_000, 2400)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"whose": "organisation"}, "Only the budget of a person goes by contract."),
        ({"whose": "organisation", "since": ""}, "Only the budget of a person goes by contract."),
        ({"since": "2027-01-01"}, "Write a day within the period."),
        ({"since": "2025-12-31"}, "Write a day within the period."),
        ({"percent": "0"}, "Write a percentage from 1 to 100."),
        ({"percent": "much"}, "Write a percentage from 1 to 100."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(
    db: Connection, cast: Cast, browse: Browse, new: Sent, wrong: Sent, said: str
) -> None:
    answer = browse(cast.charlie).post("/budgets/new", data=new | wrong)
    assert (answer.status_code, budgets(db)) == (422, 0)
    assert said in plain(answer.text)
    assert 'value="Bob 2026"' in answer.text
    assert re.search(r"<details[^>]* open", answer.text)


def test_the_next_period_goes_by_contract_too(
    db: Connection, cast: Cast, browse: Browse, new: Sent
) -> None:
    owner = browse(cast.charlie)
    owner.post("/budgets/new", data=new | {"percent": "100", "since": ""})
    (budget,) = reads.budgets(db, KEEP)
    following, address = (
        Sent(
            begins_on="2027-01-01", ends_on="2027-12-31", money="1000", minutes="40", percent="60"
        ),
        f"/budgets/{budget.id}/next",
    )
    assert "Part of full time" in text(owner, address)
    answer = owner.post(address, data=following)
    assert (answer.status_code, budgets(db)) == (200, 1)
    assert "It comes to € 600 and 24 hours." in plain(answer.text).replace("\xa0", " ")
    seen = re.search(r'name="seen" value="([^"]+)"', answer.text)
    assert seen
    made = owner.post(address, data=following | {"seen": seen[1]})
    assert made.status_code == 303
    after = plain(text(owner, made.location)).replace("\xa0", " ")
    assert "60% of full time, of € 1,000 and 40 hours" in after
    (granted,) = db.execute(
        "SELECT money, minutes FROM ledger WHERE kind = 'grant' AND budget_id <> %s", (budget.id,)
    ).fetchall()
    assert granted == (60_000, 1440), "beside what went over"


def test_the_next_period_of_a_team_does_not(
    db: Connection, cast: Cast, browse: Browse, new: Sent
) -> None:
    owner = browse(cast.charlie)
    whole = {"percent": "100", "since": "", "whose": f"team-{cast.team_id}"}
    owner.post("/budgets/new", data=new | whole)
    (budget,) = reads.budgets(db, KEEP)
    address = f"/budgets/{budget.id}/next"
    assert "Part of full time" not in text(owner, address)
    sent = Sent(begins_on="2027-01-01", ends_on="2027-12-31", money="1000", percent="60")
    answer = owner.post(address, data=sent)
    assert (answer.status_code, budgets(db)) == (422, 1)
