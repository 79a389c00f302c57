"""The form with which one says what one saw, and deciding about asks."""

import json
import re

from service import clock
from service.db.sql import Connection, value
from service.feedback import actions, reads
from tests.cast import Cast
from tests.feedback.making import (
    DAY,
    bob_asks_alice,
    contribute,
    focus_on,
    make_skill,
    make_work,
)
from tests.skills.items import confirm
from tests.web.browse import Browse, plain, text

# the form


def test_form_says_who_reads_before_the_first_field(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    page = text(browse(cast.alice), f"/asks/{bob_asks_alice(db, cast)}")
    assert page.index("Only Bob and you read this.") < page.index('name="closeness"')
    assert "What did you see of Bob?" in page
    assert "Split payments" in page


def test_form_offers_focus_first_then_links_then_others(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    plain_skill, linked, focus = (
        make_skill(db, slug, n) for n, slug in enumerate(["testing", "design", "teaching"])
    )
    ask = bob_asks_alice(db, cast)
    work = value(db, "SELECT work_item_id FROM ask WHERE id = %(id)s", id=ask)
    confirm(db, work, linked, cast.bob.id)
    focus_on(db, cast.bob, focus)
    page = text(browse(cast.alice), f"/asks/{ask}")
    places = [page.index(f'data-shows="seen-{skill}"') for skill in (focus, linked, plain_skill)]
    assert places == sorted(places)
    assert page.index("Other skills") > places[1]
    assert "Bob asks especially about" in plain(page)


def test_answer_reaches_the_receiver(db: Connection, cast: Cast, browse: Browse) -> None:
    skill = make_skill(db, "facilitating")
    ask = bob_asks_alice(db, cast)
    answer = browse(cast.alice).post(
        f"/asks/{ask}/answer",
        data={
            "closeness": "together",
            "skills": [str(skill)],
            f"seen-{skill}": "4",
            f"more-{skill}": "on",
            "moment": "You drew both\r\noptions.",
            "effect": "We shipped before the fair.",
            "step": "Park one topic.",
        },
    )
    given = reads.feedback_of_ask(db, cast.actor(cast.alice), ask)
    assert answer.status_code == 303
    assert answer.location == f"/feedback/{given}"
    read = plain(text(browse(cast.bob), f"/feedback/{given}"))
    assert "Words from Alice" in read
    assert "You drew both options." in read
    assert "Park one topic." in read
    assert "this work could not show more" in read


def test_failing_form_keeps_what_was_typed(db: Connection, cast: Cast, browse: Browse) -> None:
    skill = make_skill(db, "facilitating")
    ask = bob_asks_alice(db, cast)
    answer = browse(cast.alice).post(
        f"/asks/{ask}/answer",
        data={"skills": [str(skill)], "step": "Park <one> topic.", "readers": "wall"},
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Park &lt;one&gt; topic." in page
    assert re.search(rf'value="{skill}"[^>]* checked', page)
    assert re.search(r'value="wall"[^>]* checked', page)
    for field in ("closeness", f"seen-{skill}", "moment", "effect"):
        assert f'<a href="#{field}">' in page
        assert f'id="{field}"' in page
        assert f'aria-describedby="{field}-error"' in page
        assert f'id="{field}-error"' in page


def test_form_says_what_changes_with_the_readers(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    ask = bob_asks_alice(db, cast)
    actions.save_draft(db, cast.actor(cast.alice), ask, {"readers": ["team"]})
    page = text(browse(cast.alice), f"/asks/{ask}")
    assert '<span id="who-reads">Bob and you read this; the team too, if Bob agrees.</span>' in page


def test_draft_is_kept_and_found_again(db: Connection, cast: Cast, browse: Browse) -> None:
    ask = bob_asks_alice(db, cast)
    alice = browse(cast.alice)
    typed = {"closeness": "parts", "moment": "You dr"}
    by_script = alice.post(f"/asks/{ask}/draft", data=typed, headers={"Accept": "application/json"})
    assert json.loads(by_script.data) == {"saved_at": clock.now().isoformat()}
    by_button = alice.post(f"/asks/{ask}/draft", data=typed)
    assert by_button.location == f"/asks/{ask}"
    page = text(alice, f"/asks/{ask}")
    assert ">You dr</textarea>" in page
    assert re.search(r'value="parts" checked', page)
    assert "Saved at 10:00" in page
    assert "Go on with the draft" in text(alice, "/")


def test_form_without_script_needs_no_script(db: Connection, cast: Cast, browse: Browse) -> None:
    page = text(browse(cast.alice), f"/asks/{bob_asks_alice(db, cast)}")
    assert "onclick" not in page
    assert " style=" not in page
    assert re.findall(r"<script(?![^>]* src=)", page) == []


def test_passing_is_quiet(db: Connection, cast: Cast, browse: Browse) -> None:
    ask = bob_asks_alice(db, cast)
    before = plain(text(browse(cast.bob), "/feedback"))
    assert browse(cast.alice).post(f"/asks/{ask}/pass").location == "/"
    assert plain(text(browse(cast.bob), "/feedback")) == before
    assert browse(cast.alice).get(f"/asks/{ask}").status_code == 409


def test_closed_ask_says_so(db: Connection, cast: Cast, browse: Browse) -> None:
    ask = bob_asks_alice(db, cast)
    with clock.at(clock.now() + 21 * DAY):
        for answer in (
            browse(cast.alice).get(f"/asks/{ask}"),
            browse(cast.alice).post(
                f"/asks/{ask}/answer", data={"closeness": "parts", "effect": "It works."}
            ),
        ):
            assert answer.status_code == 409
            assert "This ask is closed." in answer.get_data(as_text=True)


def test_named_can_say_that_they_were_not_there(db: Connection, cast: Cast, browse: Browse) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee", alice="mover")
    named = browse(cast.bob).post(f"/work/{work}/ask", data={"giver_id": str(cast.alice.id)})
    assert named.location == f"/work/{work}"
    (ask,) = reads.open_asks(db, cast.actor(cast.alice))
    page = plain(text(browse(cast.alice), f"/asks/{ask.id}"))
    assert "Bob says you were there." in page
    assert "I was not there" in page
    assert browse(cast.alice).post(f"/asks/{ask.id}/absent").status_code == 303
    assert reads.open_asks(db, cast.actor(cast.alice)) == []


def test_others_are_not_offered_absence(db: Connection, cast: Cast, browse: Browse) -> None:
    page = text(browse(cast.alice), f"/asks/{bob_asks_alice(db, cast)}")
    assert "I was not there" not in page


# proposals


def test_receiver_decides_about_a_proposal(db: Connection, cast: Cast, browse: Browse) -> None:
    db.execute("UPDATE person SET asking = 'propose'")
    ask = bob_asks_alice(db, cast)
    assert browse(cast.alice).get(f"/asks/{ask}").status_code == 404
    assert "Alice reviewed it." in text(browse(cast.bob), "/")
    browse(cast.bob).post(f"/asks/{ask}/send")
    assert browse(cast.alice).get(f"/asks/{ask}").status_code == 200


def test_dropped_proposal_is_gone(db: Connection, cast: Cast, browse: Browse) -> None:
    db.execute("UPDATE person SET asking = 'propose'")
    ask = bob_asks_alice(db, cast)
    browse(cast.bob).post(f"/asks/{ask}/drop")
    assert browse(cast.alice).get(f"/asks/{ask}").status_code == 404
    assert "Shall Gezel ask them?" not in text(browse(cast.bob), "/")
