"""What the receiver does with words on their page, and what the giver finds of it."""

from service import clock
from service.db.sql import Connection, value
from service.feedback.model import Seen
from tests.cast import Cast
from tests.feedback.making import make_skill, words_from_alice
from tests.web.browse import Browse, plain, text


def test_giver_finds_what_their_words_set_in_motion(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    given = words_from_alice(db, cast)
    bob, alice = browse(cast.bob), browse(cast.alice)
    sent = {"thanks": "on", "helped": "partly", "will_do": "Draw it first."}
    assert bob.post(f"/feedback/{given}/react", data=sent).status_code == 303
    assert "Bob gave something back for your words" in text(alice, "/")
    assert "Draw it first." in text(alice, "/feedback/given")
    page = plain(text(alice, f"/feedback/{given}"))
    assert "Bob thanks you. It helped Bob partly." in page
    assert "“Draw it first.”" in page
    assert "Bob gave something back" not in text(alice, "/")


def test_what_is_too_long_is_kept_in_the_form(db: Connection, cast: Cast, browse: Browse) -> None:
    given, bob = words_from_alice(db, cast), browse(cast.bob)
    for action, field in (("react", "will_do"), ("ask", "question")):
        answer = bob.post(f"/feedback/{given}/{action}", data={field: "x" * 301})
        assert answer.status_code == 422
        assert f"{'x' * 301}</textarea>" in answer.text
        assert f'id="{field}-error"' in answer.text
    assert value(db, "SELECT count(*) FROM reaction") == 0


def test_a_question_goes_there_and_back(db: Connection, cast: Cast, browse: Browse) -> None:
    given, bob, alice = words_from_alice(db, cast), browse(cast.bob), browse(cast.alice)
    bob.post(f"/feedback/{given}/ask", data={"question": "Which option?"})
    assert "Bob asks you something about your words" in text(alice, "/")
    assert "“Which option?”" in text(alice, f"/feedback/{given}")
    assert "Bob asks you something about your words" in text(alice, "/")
    wrong = alice.post(f"/feedback/{given}/answer-back", data={"answer": " "})
    assert wrong.status_code == 422
    alice.post(f"/feedback/{given}/answer-back", data={"answer": "The second."})
    assert "“The second.”" in text(bob, f"/feedback/{given}")
    assert "Bob asks you something" not in text(alice, "/")
    assert bob.post(f"/feedback/{given}/ask", data={"question": "And?"}).status_code == 409


def test_receiver_chooses_for_the_map(db: Connection, cast: Cast, browse: Browse) -> None:
    one, other = make_skill(db, "testing", 1), make_skill(db, "design", 2)
    given = words_from_alice(db, cast, Seen(one, 3), Seen(other, None))
    bob = browse(cast.bob)
    page = text(bob, f"/feedback/{given}")
    assert f'name="skill_ids" value="{one}" checked' in page
    assert f'name="skill_ids" value="{other}"' not in page  # could not be seen
    assert bob.post(f"/feedback/{given}/map").status_code == 303
    assert f'name="skill_ids" value="{one}">' in text(bob, f"/feedback/{given}")
    assert "skill_ids" not in text(browse(cast.alice), f"/feedback/{given}")


def test_words_are_shown_to_one_person(db: Connection, cast: Cast, browse: Browse) -> None:
    given = words_from_alice(db, cast, readers="team")
    bob, charlie, alice = browse(cast.bob), browse(cast.charlie), browse(cast.alice)
    person = {"person_id": str(cast.charlie.id)}
    assert bob.post(f"/feedback/{given}/show", data=person).status_code == 303
    page = plain(text(charlie, f"/feedback/{given}"))
    assert "Bob showed it to you" in page
    assert "Alice saw parts of it" in page or "they did it together" in page
    assert "With you." in plain(text(charlie, "/"))
    assert "Bob showed it to Charlie." in plain(text(alice, f"/feedback/{given}"))
    assert bob.post(f"/feedback/{given}/show", data={}).status_code == 422
    assert bob.post(f"/feedback/{given}/show", data=person).status_code == 409
    bob.post(f"/feedback/{given}/hide", data=person)
    assert charlie.get(f"/feedback/{given}").status_code == 404


def test_without_a_wall_the_page_says_so(db: Connection, cast: Cast, browse: Browse) -> None:
    given, bob = words_from_alice(db, cast, readers="wall"), browse(cast.bob)
    assert "Put it on the wall" in text(bob, f"/feedback/{given}")
    db.execute("UPDATE team SET wall_opened_at = NULL")
    page = text(bob, f"/feedback/{given}")
    assert "Your team has no wall yet." in page
    assert "Put it on the wall" not in page
    assert bob.post(f"/feedback/{given}/share").status_code == 409


def test_looking_ahead_is_not_seeing(db: Connection, cast: Cast, browse: Browse) -> None:
    given = words_from_alice(db, cast)
    browse(cast.bob).post(f"/feedback/{given}/react", data={"thanks": "on"})
    ahead = {"Sec-Purpose": "prefetch"}
    browse(cast.alice).get(f"/feedback/{given}", headers=ahead)
    assert value(db, "SELECT seen_at FROM reaction") is None
    text(browse(cast.alice), f"/feedback/{given}")
    assert value(db, "SELECT seen_at FROM reaction") == clock.now()
