"""My pace and the rhythm of my team, on their pages."""

from datetime import date

import pytest

from service.db.sql import Connection
from service.people import reads_pace
from service.people.model_pace import UNTIL_I_SAY_SO
from tests.cast import Cast
from tests.web.browse import Browse, plain, text

GIVEN = {"weekly_most": "2", "days_off": ["5", "6", "7"], "quiet_from": "18", "quiet_until": "9"}


def test_one_chooses_a_pace(db: Connection, cast: Cast, browse: Browse) -> None:
    bob = browse(cast.bob)
    assert bob.post("/settings/pace", data=GIVEN).location == "/settings/pace"
    mine = reads_pace.pace(db, cast.actor(cast.bob))
    assert (mine.weekly_most, mine.days_off, mine.quiet_from, mine.quiet_until) == (
        2, [5, 6, 7], 18, 9,
    )  # fmt: skip
    page = text(bob, "/settings/pace")
    assert 'name="weekly_most" value="2" checked' in page
    assert '<option value="18" selected>' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekly_most": "0"}, {"weekly_most": "8"}, {"quiet_from": "24"},
        {"days_off": ["1", "2", "3", "4", "5", "6", "7"]}, {"days_off": ["8"]},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_kept(
    db: Connection, cast: Cast, browse: Browse, wrong: dict[str, object]
) -> None:
    answer = browse(cast.bob).post("/settings/pace", data=GIVEN | {"quiet_until": "7"} | wrong)
    assert answer.status_code == 422
    assert '<option value="7" selected>' in answer.get_data(as_text=True)
    assert reads_pace.pace(db, cast.actor(cast.bob)).weekly_most == 3


def test_a_pause_begins_and_ends(db: Connection, cast: Cast, browse: Browse) -> None:
    bob = browse(cast.bob)
    bob.post("/settings/pause", data={"until": "2026-03-09"})
    assert "You are asked nothing new until 9 March." in plain(text(bob, "/settings/pace"))
    bob.post("/settings/go-on")
    bob.post("/settings/pause", data={"until": ""})
    assert reads_pace.pace(db, cast.actor(cast.bob)).paused_until == UNTIL_I_SAY_SO
    assert "until you say so" in plain(text(bob, "/settings/pace"))


@pytest.mark.parametrize("until", ["2026-03-02", "2025-01-01", "2028-01-01", "soon"])
def test_a_pause_ends_ahead(db: Connection, cast: Cast, browse: Browse, until: str) -> None:
    answer = browse(cast.bob).post("/settings/pause", data={"until": until})
    assert answer.status_code == 422
    assert reads_pace.pace(db, cast.actor(cast.bob)).paused_until is None


def test_the_rhythm_is_read_by_the_team_and_set_by_its_lead(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    address = f"/teams/{cast.team_id}/rhythm"
    assert browse(cast.alice).post(address, data={"rhythm": "5"}).location == address
    assert "once a week, on Friday" in plain(text(browse(cast.bob), address))
    assert browse(cast.bob).post(address, data={"rhythm": ""}).status_code == 403
    assert browse(cast.charlie).get(address).status_code == 404
    assert browse(cast.alice).post(address, data={"rhythm": "9"}).status_code == 422
    browse(cast.dana).post(address, data={"rhythm": ""})
    assert reads_pace.rhythm(db, cast.actor(cast.bob), cast.team_id).rhythm is None


def test_without_a_choice_the_standard_is_shown(cast: Cast, browse: Browse) -> None:
    page = text(browse(cast.bob), "/settings/pace")
    assert 'name="weekly_most" value="3" checked' in page
    assert str(date(2026, 3, 2)) not in page
