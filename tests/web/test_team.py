"""The picture of my team as a page: sharing, offering, introducing, and strangers."""

import pytest

from service.db.sql import Connection, value
from tests.cast import Cast
from tests.growth.teams import count, join, make_skill, observe, people, place, show
from tests.web.browse import Browse, plain, statements, text


def test_i_share_offer_and_take_it_back(db: Connection, cast: Cast, browse: Browse) -> None:
    lace, bob, alice = make_skill(db, "lace"), browse(cast.bob), browse(cast.alice)
    assert "You are in no count and no list here." in plain(text(bob, "/team"))
    assert bob.post("/team/share", data={"how": "shouted"}).status_code == 422
    assert bob.post("/team/share", data={"how": "named"}).status_code == 303
    offer = {"skill_id": str(lace), "words": "On Tuesdays."}
    assert bob.post("/team/offers", data=offer).status_code == 303
    assert bob.post("/team/offers", data=offer | {"words": " "}).status_code == 422
    assert "On Tuesdays." in text(alice, "/team")
    bob.post(f"/team/offers/{lace}/drop")
    assert "On Tuesdays." not in text(alice, "/team")
    assert bob.post("/team/share", data={}).status_code == 303
    assert "You are in no count" in plain(text(bob, "/team"))


def test_a_picture_says_the_same_by_ear(db: Connection, cast: Cast, browse: Browse) -> None:
    lace, many = make_skill(db, "lace"), people(db, 5)
    join(db, cast.team_id, *many)
    for person in many:
        place(db, person, lace, 2 if person != many[0] else 4, wish=2, glad=person in many[:2])
    count(db)
    page = plain(text(browse(cast.bob), "/team"))
    assert "Lace 1 one thread none 5 none 2 " in page
    assert "One of us does this alone." in page
    assert "5 want to learn it." in page


def test_they_find_each_other_on_their_first_page(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    lace = make_skill(db, "lace")
    place(db, cast.alice, lace, 5, glad=True)
    place(db, cast.bob, lace, 1, wish=3)
    for person in (cast.alice, cast.bob):
        browse(person).post("/team/share", data={"how": "named"})
    alice = browse(cast.alice)
    assert "Bob would like to grow in Lace . Alice is glad to help." in plain(text(alice, "/team"))
    address = f"/team/{cast.team_id}/introduce"
    pairing = {"skill_id": str(lace), "learner_ids": [str(cast.bob.id)]}
    for stranger in (cast.charlie, cast.dana):
        assert browse(stranger).post(address, data=pairing).status_code == 404
        assert browse(stranger).get(f"/team/{cast.team_id}").status_code == 404
    assert alice.post(address, data=pairing).status_code == 303
    assert alice.post(address, data=pairing).status_code == 303
    assert value(db, "SELECT count(*) FROM introduction") == 1, "a second time does nothing"
    assert "Alice is glad to help you with Lace" in plain(text(browse(cast.bob), "/"))
    assert "Bob would like to learn Lace from you" in plain(text(alice, "/"))


def test_who_introduced_them_or_one_of_them_takes_it_back(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    lace = make_skill(db, "lace")
    place(db, cast.alice, lace, 5, glad=True)
    place(db, cast.bob, lace, 1, wish=3)
    for person in (cast.alice, cast.bob):
        browse(person).post("/team/share", data={"how": "named"})
    alice, bob, team = browse(cast.alice), browse(cast.bob), f"/team/{cast.team_id}"
    alice.post(f"{team}/introduce", data={"skill_id": lace, "learner_ids": [cast.bob.id]})
    pair = {"skill_id": lace, "learner_id": cast.bob.id, "helper_id": cast.alice.id}
    drop = f"{team}/introductions/drop"
    assert drop in text(alice, team)
    assert drop in text(bob, team)
    assert browse(cast.charlie).post(drop, data=pair).status_code == 404
    assert bob.post(drop, data=pair).status_code == 303
    assert "Alice is glad to help you" not in plain(text(bob, "/"))
    assert "Introduce them" in text(alice, team)


def test_skills_without_a_picture_stand_together(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    for slug in ("lace", "wool"):
        place(db, cast.alice, make_skill(db, slug), 5, glad=True)
    browse(cast.alice).post("/team/share", data={"how": "named"})
    page = plain(text(browse(cast.bob), "/team"))
    assert "2 skills have no picture" in page
    assert "Lace Alice glad to help Wool Alice glad to help" in page


def test_in_no_team_there_is_no_picture(cast: Cast, browse: Browse) -> None:
    assert "You are in no team now." in plain(text(browse(cast.charlie), "/team"))


def test_ranges_shown_to_the_team_cost_no_more_queries(
    db: Connection, cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    lace, many = make_skill(db, "lace"), people(db, 8)
    join(db, cast.team_id, *many)
    for person in many[:5]:
        place(db, person, lace, 2)
    count(db)
    bob, taken = browse(cast.bob), []
    for person in many[5:]:
        observe(db, cast, person, lace, 4)
        show(db, person, lace)
        taken.append(statements(monkeypatch, lambda: text(bob, "/team")))
    assert "Lace none 3 show it none" in plain(text(bob, "/team"))
    assert len({*taken}) == 1
