"""Everything about me tells no more of a colleague's request than its page would."""

from typing import Any

import pytest

from service.budgets import actions_requests as requests
from service.budgets.model import Mode
from service.budgets.model_requests import Part
from service.db.sql import Connection
from tests.budgets.making import make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.browse import Browse, plain

TITLE = "Burn-out coaching"


def decided(db: Connection, cast: Cast, browse: Browse, **wish: Any) -> int:
    """Bob's request, which Charlie, who keeps budgets, decided in a plan."""
    make_owner(db, cast, "charlie")
    budget, bob = make_budget(db, mode=Mode.ADVICE), cast.actor(cast.bob)
    made = make_request(db, bob, budget, title=TITLE, **wish)
    requests.send(db, bob, made, [(cast.alice.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)])
    charlie = browse(cast.charlie)
    plan = charlie.post(f"/budgets/{budget.id}/plan", data={"name": "Spring"}).location
    charlie.post(f"{plan}/add", data={"request_id": made})
    charlie.post(f"{plan}/lines/{made}", data={"yes": "1"})
    assert charlie.post(f"{plan}/commit").status_code == 303
    return made


@pytest.mark.parametrize("shows", [False, True])
def test_who_decided_in_a_plan_reads_a_title_only_where_it_is_shown(
    db: Connection, cast: Cast, browse: Browse, shows: bool
) -> None:
    made = decided(db, cast, browse, shows_to_planners=shows)
    charlie = browse(cast.charlie)
    (row,) = charlie.get("/mine.json").json["budgets"]["request_steps"]  # type: ignore[index]
    assert (row["name"], row["state"]) == (TITLE if shows else None, "committed")
    page = plain(charlie.get("/mine").text)
    assert (TITLE in page) == shows
    assert ("title kept private" in page) != shows
    assert charlie.get(f"/requests/{made}").status_code == (200 if shows else 404)


def test_who_asked_and_who_advised_read_it(db: Connection, cast: Cast, browse: Browse) -> None:
    decided(db, cast, browse)
    for person in (cast.bob, cast.alice):
        assert TITLE in browse(person).get("/mine").text


def test_what_was_never_sent_stays_with_its_writer(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    """Taking a draft back shows it to nobody."""
    make_owner(db, cast, "charlie")
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, make_budget(db), shows_to_planners=True)
    requests.cancel(db, bob, made)
    assert browse(cast.charlie).get(f"/requests/{made}").status_code == 404
    assert browse(cast.bob).get(f"/requests/{made}").status_code == 200
