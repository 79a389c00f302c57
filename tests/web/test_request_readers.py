"""The page of a request says who reads it, and that is who does."""

from typing import Any

import pytest

from service.budgets import actions_requests as requests
from service.budgets.model import Budget, Mode
from service.budgets.model_requests import Part
from service.db.sql import Connection
from tests.budgets.making import make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.browse import Browse, plain, text

TITLE = "Burn-out coaching"
LEAD = "Whoever leads the team reads title and wish when they plan."
PLANNERS = "Whoever plans with the budget sees who asks, the amount and the hours."
OWNERS = "The budget owners read the amount in the ledger."
TEAM = "Once reserved, the team reads title and amount in the ledger."
TEAM_HIDDEN = "Once reserved, the team reads the amount in the ledger, and no title."
ALL = "Once reserved, everybody who takes part reads title and amount in the ledger."
ALL_HIDDEN = "Once reserved, everybody who takes part reads the amount in the ledger, and no title."


def sent(db: Connection, cast: Cast, budget: Budget, **wish: Any) -> int:
    made = make_request(db, cast.actor(cast.bob), budget, title=TITLE, **wish)
    advisers = [(cast.charlie.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)]
    is_asked = budget.mode == Mode.ADVICE
    requests.send(db, cast.actor(cast.bob), made, advisers if is_asked else [])
    return made


@pytest.mark.parametrize(
    ("whose", "mode", "hides", "shows", "told"),
    [
        ("team", Mode.TRUST, False, False, (TEAM, OWNERS)),
        ("team", Mode.TRUST, True, False, (TEAM_HIDDEN, OWNERS)),
        ("team", Mode.ADVICE, False, False, (TEAM, PLANNERS)),
        ("team", Mode.ADVICE, True, True, (TEAM_HIDDEN, LEAD)),
        ("team", Mode.APPROVE, False, False, (TEAM, PLANNERS)),
        ("all", Mode.ADVICE, False, False, (ALL, PLANNERS)),
        ("all", Mode.APPROVE, True, False, (ALL_HIDDEN,)),
        ("all", Mode.TRUST, False, True, (ALL,)),
        ("bob", Mode.ADVICE, False, False, (PLANNERS,)),
        ("bob", Mode.TRUST, False, False, (OWNERS,)),
        ("bob", Mode.TRUST, False, True, ()),
    ],
)
def test_each_case_is_told_truly(
    db: Connection, cast: Cast, browse: Browse, whose: str, mode: Mode, hides: bool, shows: bool,
    told: tuple[str, ...],
) -> None:  # fmt: skip
    of = {"team": {"team_id": cast.team_id}, "bob": {"person_id": cast.bob.id}}.get(whose, {})
    made = sent(
        db, cast, make_budget(db, mode=mode, **of), hides_title=hides, shows_to_planners=shows
    )
    page = plain(text(browse(cast.bob), f"/requests/{made}"))
    known = (LEAD, PLANNERS, OWNERS, TEAM, TEAM_HIDDEN, ALL, ALL_HIDDEN)
    assert {one for one in known if one in page} == set(told)


@pytest.mark.parametrize("hides", [False, True])
def test_the_ledger_is_read_as_it_says(
    db: Connection, cast: Cast, browse: Browse, hides: bool
) -> None:
    make_owner(db, cast, "charlie")
    budget = make_budget(db, team_id=cast.team_id)
    sent(db, cast, budget, hides_title=hides)
    assert (TITLE in text(browse(cast.alice), f"/budgets/{budget.id}")) != hides
    assert TITLE not in text(browse(cast.charlie), f"/budgets/{budget.id}"), "only the amount"


@pytest.mark.parametrize("shows", [False, True])
def test_who_leads_reads_the_wish_as_it_says(
    db: Connection, cast: Cast, browse: Browse, shows: bool
) -> None:
    budget = make_budget(db, team_id=cast.team_id, mode=Mode.ADVICE)
    sent(db, cast, budget, shows_to_planners=shows)
    page = plain(text(browse(cast.alice), f"/budgets/{budget.id}/plan"))
    assert (TITLE in page) == shows
    assert "Bob" in page


def test_what_was_not_sent_is_read_by_its_writer_alone(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, make_budget(db, team_id=cast.team_id), shows_to_planners=True)
    for is_taken_back in (False, True):
        if is_taken_back:
            requests.cancel(db, bob, made)
        page = plain(text(browse(cast.bob), f"/requests/{made}"))
        assert "Only you read this." in page
        assert "reads title" not in page
