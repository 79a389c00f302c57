"""My focus and who may find me, as pages."""

import pytest
from flask.testing import FlaskClient

from service.aims import reads_focus, reads_found
from service.aims.model_found import Findable, Finders
from service.db.sql import Connection
from tests.aims.saying import let_find, say
from tests.cast import Cast
from tests.feedback.making import bob_asks_alice, focus_on, make_skill
from tests.web.browse import Browse, plain, text

FOCUS = "/map/facilitating/focus"
TRY = "If it goes round in circles, then I park one topic."


@pytest.fixture
def bob(browse: Browse, cast: Cast) -> FlaskClient:
    return browse(cast.bob)


@pytest.fixture
def facilitating(db: Connection) -> int:
    return make_skill(db, "facilitating")


def test_a_focus_is_chosen_with_what_i_will_try(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    form = text(bob, FOCUS)
    assert "Whoever is asked about my work sees" in form
    assert 'id="shown" name="shown" value="yes" aria-describedby="shown-hint" checked' in form
    answer = bob.post(FOCUS, data={"will_try": TRY, "shown": "yes"})
    assert (answer.status_code, answer.location) == (303, "/map/facilitating")
    (mine,) = reads_focus.focuses(db, cast.actor(cast.bob))
    assert (mine.will_try, mine.is_shown_to_givers) == (TRY, True)
    for page in ("/map/facilitating", "/aims", FOCUS, "/"):
        assert TRY in text(bob, page), page


def test_givers_see_my_focus_unless_i_switch_that_off(
    db: Connection, cast: Cast, bob: FlaskClient, browse: Browse, facilitating: int
) -> None:
    ask = f"/asks/{bob_asks_alice(db, cast)}"
    for sent, is_seen in (({"will_try": TRY, "shown": "yes"}, True), ({"will_try": TRY}, False)):
        bob.post(FOCUS, data=sent)
        page = plain(text(browse(cast.alice), ask))
        assert ("Bob asks especially about Facilitating" in page) == is_seen
        assert TRY not in page


def test_what_was_typed_stays_when_it_is_too_long(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    answer = bob.post(FOCUS, data={"will_try": "x" * 301})
    assert answer.status_code == 422
    assert "x" * 301 in answer.text
    assert "Keep it within 300 characters." in answer.text
    assert reads_focus.focuses(db, cast.actor(cast.bob)) == []


def test_a_fourth_focus_offers_to_let_one_rest(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    for number in range(3):
        focus_on(db, cast.bob, make_skill(db, f"skill-{number}"))
    assert "Three skills are your focus already" in text(bob, FOCUS)
    answer = bob.post(FOCUS, data={"will_try": TRY})
    assert answer.status_code == 422
    assert bob.post("/map/skill-1/focus/rest").status_code == 303
    assert "Three skills are your focus already" not in text(bob, FOCUS)


def test_who_may_find_me_is_kept_and_shown_to_me_as_others_read_it(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    say(db, cast.bob, facilitating, level=5, glad=True)
    assert 'name="who" value="nobody" checked' in text(bob, "/aims")
    sent = {"who": "teams", "sentence": "After lunch, with a drawing."}
    assert bob.post("/aims/found", data=sent).status_code == 303
    mine = reads_found.findable(db, cast.actor(cast.bob))
    assert mine == Findable(Finders.TEAMS, "After lunch, with a drawing.")
    page = plain(text(bob, "/aims"))
    assert "Bob Loom “After lunch, with a drawing.” Glad to help with Facilitating" in page


def test_a_choice_that_is_none_changes_nothing(
    db: Connection, cast: Cast, bob: FlaskClient
) -> None:
    let_find(db, cast.bob, Finders.TEAMS, "Ask me.")
    for sent in ({"who": "leads", "sentence": "New."}, {"sentence": "New."}):
        answer = bob.post("/aims/found", data=sent)
        assert answer.status_code == 422
        assert "Choose who may find you." in answer.text
        assert "New." in answer.text
    assert reads_found.findable(db, cast.actor(cast.bob)).sentence == "Ask me."


def test_my_aims_are_on_no_page_of_others(
    db: Connection, cast: Cast, bob: FlaskClient, browse: Browse, facilitating: int
) -> None:
    bob.post(FOCUS, data={"will_try": TRY, "shown": "yes"})
    bob.post("/aims/found", data={"who": "nobody", "sentence": "Ask me after lunch."})
    for person in (cast.alice, cast.charlie, cast.dana):
        for page in ("/aims", FOCUS, "/map/facilitating", "/map", "/search", "/search?words=lunch"):
            read = text(browse(person), page)
            assert TRY not in read
            assert "after lunch" not in read
    assert "after lunch" not in text(browse(cast.dana), f"/people/{cast.bob.id}")
