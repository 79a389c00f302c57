"""Thanks and walls on their pages."""

import re

import pytest

from service import clock
from service.db.sql import Connection, value
from service.feedback import actions_reports
from tests.cast import Cast, make_person
from tests.feedback.making import DAY, contribute, make_work
from tests.web.browse import Browse, plain, text


def moment(**other: str) -> dict[str, str]:
    said = {"happening": "The fair", "happened_on": "2026-03-01", "effect": "We went home."}
    return said | other


def thank_bob(cast: Cast, browse: Browse, **other: str) -> str:
    """Alice thanks Bob for a moment; the address of the thanks."""
    sent = moment(people=str(cast.bob.id), **other)
    answer = browse(cast.alice).post("/thanks", data=sent)
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_thanks_for_a_moment_are_found_by_who_is_thanked(cast: Cast, browse: Browse) -> None:
    address, bob = thank_bob(cast, browse, purpose="Late visitors"), browse(cast.bob)
    assert "From Alice: The fair, 1 March" in plain(text(bob, "/"))
    page = plain(text(bob, address))
    assert "Thanks from Alice" in page
    assert "“We went home.” for whom Late visitors" in page
    assert "Only those who are thanked, and Alice" in page
    assert "new" not in re.findall(r'class="g-tag g-tag-thanks">(\w+)', text(bob, "/thanks"))
    assert browse(cast.charlie).get(address).status_code == 404


def test_the_form_names_who_reads_what_is_reported(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    alice = browse(cast.alice)
    assert "Nobody is chosen yet to read reports" in plain(text(alice, "/thanks/new"))
    tess, theo = make_person(db, "Tess"), make_person(db, "Theo")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.id, theo.id])
    said = "Only if somebody you thank reports it, %s too: chosen for that, and no manager"
    form = plain(text(alice, "/thanks/new"))
    assert said % "Tess and Theo read it" in form
    assert form.index("Only if somebody") < form.index("Because of this")
    assert said % "Theo reads it" in plain(text(browse(tess), "/thanks/new"))


def test_thanks_for_work_begin_on_its_page(db: Connection, cast: Cast, browse: Browse) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee", alice="reviewer")
    alice = browse(cast.alice)
    assert f'href="/thanks/new?work={work}"' in text(alice, f"/work/{work}")
    form = text(alice, f"/thanks/new?work={work}")
    assert "Split payments" in form
    assert f'value="{cast.bob.id}"' in form
    assert f'value="{cast.charlie.id}"' not in form
    sent = {"work_item_id": str(work), "people": str(cast.bob.id), "effect": "It works."}
    address = alice.post("/thanks", data=sent).headers["Location"]
    assert "Split payments" in text(browse(cast.bob), address)
    assert "by you, for Bob" in plain(text(alice, f"/work/{work}"))
    assert browse(cast.charlie).get(f"/thanks/new?work={work}").status_code == 404
    assert browse(cast.charlie).post("/thanks", data=sent).status_code == 404


WRONG = {
    "nobody": ({}, "Say whom you thank"),
    "oneself": ({"people": "{alice}"}, "Somebody among these"),
    "no effect": ({"people": "{bob}", "effect": " "}, "Say what it made possible"),
    "no day": ({"people": "{bob}", "happened_on": ""}, "Say which day it was."),
    "no date": ({"people": "{bob}", "happened_on": "Monday"}, "Say which day it was."),
    "tomorrow": ({"people": "{bob}", "happened_on": "2026-03-03"}, "still to come"),
    "long ago": ({"people": "{bob}", "happened_on": "2025-02-01"}, "the past year"),
    "no moment": ({"people": "{bob}", "happening": ""}, "which moment it was"),
    "too long": ({"people": "{bob}", "purpose": "x" * 201}, "longer than fits"),
    "team of others": ({"people": "{bob}", "readers": "team"}, "Choose who may read this."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_is_said_and_kept(cast: Cast, browse: Browse, name: str) -> None:
    changed, said = WRONG[name]
    ids = {"alice": cast.alice.id, "bob": cast.bob.id}
    sent = moment() | {field: text.format(**ids) for field, text in changed.items()}
    answer = browse(cast.alice).post("/thanks", data=sent)
    assert answer.status_code == 422
    assert said in plain(answer.text)
    assert sent["effect"].strip() in answer.text


def test_a_whole_team_is_thanked(cast: Cast, browse: Browse) -> None:
    sent = moment(team_id=str(cast.team_id))
    address = browse(cast.charlie).post("/thanks", data=sent).headers["Location"]
    assert "Your thanks to Loom" in text(browse(cast.charlie), address)
    assert "For Loom" in plain(text(browse(cast.bob), address))


def test_thanks_hang_on_the_wall_when_their_receiver_agrees(cast: Cast, browse: Browse) -> None:
    address = thank_bob(cast, browse, readers="wall")
    bob, charlie, wall = browse(cast.bob), browse(cast.charlie), f"/walls/{cast.team_id}"
    assert "We went home." not in text(charlie, wall)
    assert bob.post(f"{address}/agree").status_code == 303
    assert "Alice about Bob, The fair, 1 March" in plain(text(charlie, wall))
    assert "They hang there now." in text(bob, address)
    bob.post(f"{address}/disagree")
    assert "We went home." not in text(charlie, wall)


def test_a_team_opens_a_wall_together(db: Connection, cast: Cast, browse: Browse) -> None:
    bob, wall = browse(cast.bob), f"/walls/{cast.team_id}"
    bob.post(f"{wall}/close")
    assert "No team has a wall yet." in text(browse(cast.charlie), "/walls")
    assert browse(cast.charlie).get(wall).status_code == 404
    assert "We agreed to have one" in text(bob, "/walls")
    assert "We agreed to have one" in text(bob, wall)
    assert bob.post(f"{wall}/open").status_code == 303
    assert "Nothing hangs here yet." in text(browse(cast.charlie), wall)


def test_no_page_counts_thanks(cast: Cast, browse: Browse) -> None:
    """Seven times thanked, and no seven on any page about it."""
    for day in range(1, 8):
        thank_bob(cast, browse, readers="wall", happened_on=f"2026-02-0{day}", happening="A day")
    for address in ("/thanks", "/walls", f"/walls/{cast.team_id}"):
        page = plain(text(browse(cast.bob), address).replace("7 February", ""))
        assert not re.search(r"\b7\b|seven", page, re.I), address


def test_giver_takes_thanks_back(cast: Cast, browse: Browse) -> None:
    address, alice = thank_bob(cast, browse), browse(cast.alice)
    assert alice.post(f"{address}/withdraw").status_code == 303
    assert "You took these words back" in text(alice, address)
    assert "You took these words back." in text(alice, "/thanks")
    assert browse(cast.bob).get(address).status_code == 404


def test_old_thanks_stay(cast: Cast, browse: Browse) -> None:
    address, alice = thank_bob(cast, browse), browse(cast.alice)
    with clock.at(clock.now() + 31 * DAY):
        assert "/withdraw" not in text(alice, address)
        assert alice.post(f"{address}/withdraw").status_code == 409


def test_opening_is_reading(db: Connection, cast: Cast, browse: Browse) -> None:
    address = thank_bob(cast, browse)
    browse(cast.bob).get(address, headers={"Sec-Purpose": "prefetch"})
    text(browse(cast.alice), address)
    assert value(db, "SELECT first_read_at FROM thanked") is None
    text(browse(cast.bob), address)
    assert value(db, "SELECT first_read_at FROM thanked") == clock.now()
