"""What one is told, ended by one click, and links in mail that sign in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import clock
from service.actor import System
from service.connections.secrets import Vault
from service.db.sql import Connection, column, value
from service.notices import actions, reads
from service.notices.model import Kind, Rhythm, State
from service.people import actions_enter, actions_links
from service.people.errors import LinkIsSpent
from service.web import here
from tests.cast import Cast
from tests.conftest import KEY
from tests.feedback.making import bob_asks_alice
from tests.web.browse import Browse, plain, text

SYSTEM = System("test")
GIVEN = {
    "asks": "weekly", "words": "daily", "thanks": "daily", "motion": "weekly",
    "proposals": "never", "unseen": "never", "reports": "daily", "development": "never",
    "weekly_on": "4", "signs_in": "1",
}  # fmt: skip


def test_one_chooses_what_to_be_told(db: Connection, cast: Cast, browse: Browse) -> None:
    bob = browse(cast.bob)
    assert bob.post("/settings/notices", data=GIVEN).location == "/settings/notices"
    mine = reads.choice(db, cast.actor(cast.bob))
    assert mine.rhythms[Kind.ASKS] == Rhythm.WEEKLY
    assert (mine.mail.weekly_on, mine.mail.signs_in) == (4, True)
    assert 'name="asks" value="weekly" checked' in text(bob, "/settings/notices")
    assert reads.choice(db, cast.actor(cast.alice)).rhythms[Kind.ASKS] == Rhythm.DAILY


def test_what_does_not_fit_is_kept(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.bob).post("/settings/notices", data=GIVEN | {"asks": "hourly"})
    assert answer.status_code == 422
    assert 'name="words" value="daily" checked' in answer.get_data(as_text=True)


# ending it


def seal(text: str) -> str:
    return Vault(KEY).seal(text).decode()


def test_a_mail_program_ends_it_without_a_session_or_token(
    app: Flask, db: Connection, cast: Cast
) -> None:
    """CSRF protection is on here, as it is in production."""
    address = f"/unsubscribe/{seal(f'unsubscribe {cast.bob.id}')}"
    answer = app.test_client().post(address, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    rhythms = reads.choice(db, cast.actor(cast.bob)).rhythms
    assert set(rhythms.values()) == {Rhythm.NEVER}
    assert reads.choice(db, cast.actor(cast.alice)).rhythms[Kind.ASKS] == Rhythm.DAILY


def test_looking_ends_nothing(db: Connection, cast: Cast, client: FlaskClient) -> None:
    answer = client.get(f"/unsubscribe/{seal(f'unsubscribe {cast.bob.id}')}")
    assert "End them" in answer.get_data(as_text=True)
    assert reads.choice(db, cast.actor(cast.bob)).rhythms[Kind.ASKS] == Rhythm.DAILY


@pytest.mark.parametrize("text", ["something else", "a secret of a connection"])
def test_another_seal_ends_nothing(client: FlaskClient, text: str) -> None:
    assert client.get(f"/unsubscribe/{seal(text)}").status_code == 404
    assert client.post("/unsubscribe/forged").status_code == 404


# links that sign in


def test_a_link_signs_in_once_and_opens_the_form(
    app: Flask, db: Connection, cast: Cast, browse: Browse
) -> None:
    ask = bob_asks_alice(db, cast)
    token = actions_enter.make(db, SYSTEM, cast.alice.id, f"/asks/{ask}")
    phone = app.test_client()
    assert "Hello Alice" in plain(text(phone, f"/enter/{token}"))
    opened = phone.post(f"/enter/{token}", follow_redirects=True)
    assert "What did you see of Bob?" in opened.get_data(as_text=True)
    other = app.test_client()
    assert other.post(f"/enter/{token}").status_code == 404
    assert other.get(f"/enter/{token}").location == f"/asks/{ask}"
    assert other.get(f"/asks/{ask}").location.startswith("/sign-in")


def test_who_is_here_already_goes_straight_on(db: Connection, cast: Cast, browse: Browse) -> None:
    token = actions_enter.make(db, SYSTEM, cast.alice.id, "/feedback")
    assert browse(cast.alice).get(f"/enter/{token}").location == "/feedback"
    assert browse(cast.bob).get(f"/enter/{token}").status_code == 200
    assert value(db, "SELECT count(*) FROM one_time_link WHERE used_at IS NULL") == 1


def test_a_link_lasts_a_day(app: Flask, db: Connection, cast: Cast, browse: Browse) -> None:
    client = app.test_client()
    token = actions_enter.make(db, SYSTEM, cast.alice.id, "/feedback")
    with clock.at(clock.now() + timedelta(hours=24)):
        assert client.post(f"/enter/{token}").status_code == 404
        assert client.get(f"/enter/{token}").location == "/feedback"
        assert client.get("/feedback").location.startswith("/sign-in")


def test_a_link_that_signs_in_chooses_no_password(
    db: Connection, cast: Cast, client: FlaskClient
) -> None:
    token = actions_enter.make(db, SYSTEM, cast.alice.id, "/")
    with pytest.raises(LinkIsSpent):
        actions_links.accept(db, SYSTEM, token, "a password of somebody else")
    assert client.get(f"/link/{token}").status_code == 404
    _, invitation = actions_links.new_link(db, cast.actor(cast.dana), cast.bob.id)
    with pytest.raises(LinkIsSpent):
        actions_enter.use(db, SYSTEM, invitation)


# for the administrator


def failed(db: Connection, cast: Cast) -> int:
    actions.write_sealed(db, SYSTEM, cast.bob.id, b"sealed")
    letter_id = int(value(db, "SELECT max(id) FROM letter"))
    actions.settle(db, SYSTEM, letter_id, State.FAILED, "550 no such user")
    return letter_id


def test_what_failed_is_shown_and_can_be_sent_again(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    letter_id, dana = failed(db, cast), browse(cast.dana)
    page = plain(text(dana, "/mail"))
    assert "Bob not sent" in page
    assert "550 no such user" in page
    dana.post(f"/mail/{letter_id}/again")
    assert column(db, "SELECT state FROM letter") == ["waiting"]
    assert dana.post(f"/mail/{letter_id}/again").status_code == 404


def test_it_can_be_let_be(db: Connection, cast: Cast, browse: Browse) -> None:
    browse(cast.dana).post(f"/mail/{failed(db, cast)}/let-go")
    assert db.execute("SELECT state, sealed FROM letter").fetchall() == [("nothing", None)]


def test_others_have_no_such_page(db: Connection, cast: Cast, browse: Browse) -> None:
    letter_id = failed(db, cast)
    for person in (cast.alice, cast.bob):
        assert browse(person).get("/mail").status_code == 404
        for address in ("test", f"{letter_id}/again", f"{letter_id}/let-go"):
            assert browse(person).post(f"/mail/{address}").status_code == 404


def test_a_try_goes_to_oneself(app: Flask, db: Connection, cast: Cast, browse: Browse) -> None:
    parts: here.Parts = app.extensions["gezel"]
    settings = replace(parts.settings, smtp_url="smtp://localhost:2525")
    app.extensions["gezel"] = replace(parts, settings=settings)
    browse(cast.dana).post("/mail/test")
    assert column(db, "SELECT person_id FROM letter") == [cast.dana.id]
