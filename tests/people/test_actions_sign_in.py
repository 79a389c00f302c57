"""Signing in: limits, and nothing that tells whether an address exists."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from service import clock
from service.actor import System
from service.db import sql
from service.db.sql import Connection
from service.people import actions, actions_links, actions_sign_in, passwords
from service.people.errors import NotYourPassword, TooManyTries, WrongPassword
from tests.cast import Cast

SYSTEM = System("test")
PASSWORD = "seven looms and a shuttle"
TRIES = "SELECT count(*) FROM sign_in_attempt"


@pytest.fixture
def bob(db: Connection, cast: Cast) -> int:
    _, token = actions_links.new_link(db, SYSTEM, cast.bob.id)
    return actions.accept(db, SYSTEM, token, PASSWORD).id


def attempt(db: Connection, email: str, password: str, remote: str = "192.0.2.1") -> int:
    return actions_sign_in.sign_in(db, SYSTEM, email, password, remote)


def fail(db: Connection, email: str, times: int, remote: str = "192.0.2.1") -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            attempt(db, email, "not this one", remote)


def test_the_right_password_opens(db: Connection, bob: int) -> None:
    assert attempt(db, "Bob@Example.org", PASSWORD) == bob


@pytest.mark.parametrize("email", ["bob@example.org", "alice@example.org", "nobody@example.org"])
def test_wrong_without_password_and_unknown_read_the_same(
    db: Connection, bob: int, email: str
) -> None:
    with pytest.raises(WrongPassword) as wrong:
        attempt(db, email, "not this one")
    assert wrong.value.message == "This e-mail address and password do not belong together."
    assert sql.value(db, TRIES) == 2


def test_an_unknown_address_takes_as_much_work(
    db: Connection, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    verify = passwords._hasher.verify

    class Counting:
        def verify(self, password_hash: str, password: str) -> bool:
            checked.append(password)
            return verify(password_hash, password)

        hash = staticmethod(passwords._hasher.hash)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    with pytest.raises(WrongPassword):
        attempt(db, "nobody@example.org", "some password")
    assert checked == ["some password"]


@pytest.mark.parametrize("email", ["bob@example.org", "nobody@example.org"])
def test_ten_tries_then_wait(db: Connection, bob: int, email: str) -> None:
    fail(db, email, 10)
    with pytest.raises(TooManyTries):
        attempt(db, email, PASSWORD, "198.51.100.7")
    with clock.at(clock.now() + timedelta(minutes=16)):
        fail(db, email, 1)


def test_success_clears_the_count(db: Connection, bob: int) -> None:
    fail(db, "bob@example.org", 9)
    attempt(db, "bob@example.org", PASSWORD)
    fail(db, "bob@example.org", 9)
    assert attempt(db, "bob@example.org", PASSWORD) == bob


@pytest.mark.parametrize(
    ("places", "other"),
    [
        (["192.0.2.1"], "192.0.2.2"),
        (["2001:db8::1", "2001:db8::ffff"], "2001:db8:0:1::1"),
    ],
)
def test_one_place_cannot_try_many_addresses(
    db: Connection, monkeypatch: pytest.MonkeyPatch, places: list[str], other: str
) -> None:
    monkeypatch.setattr(actions_sign_in, "TRIES_FROM_ONE_PLACE", 4)
    for number in range(4):
        fail(db, f"somebody-{number}@example.org", 1, places[number % len(places)])
    with pytest.raises(TooManyTries):
        attempt(db, "somebody-9@example.org", PASSWORD, places[-1])
    fail(db, "somebody-9@example.org", 1, other)


def test_no_address_stands_in_what_is_counted(db: Connection) -> None:
    fail(db, "nobody@example.org", 1, "192.0.2.1")
    kept = " ".join(sql.column(db, "SELECT who FROM sign_in_attempt"))
    assert "nobody" not in kept
    assert "192.0.2" not in kept


def test_old_tries_and_links_are_forgotten(db: Connection, bob: int) -> None:
    fail(db, "bob@example.org", 3)
    with clock.at(clock.now() + timedelta(days=45)):
        actions.forget_attempts(db, SYSTEM)
    assert sql.value(db, TRIES) == 0
    assert sql.value(db, "SELECT count(*) FROM one_time_link") == 0


def test_forgetting_is_counted_too(db: Connection) -> None:
    for _ in range(10):
        actions_sign_in.count_forgetting(db, SYSTEM, "bob@example.org", "192.0.2.1")
    with pytest.raises(TooManyTries):
        actions_sign_in.count_forgetting(db, SYSTEM, "bob@example.org", "192.0.2.1")


def test_my_password_changes_only_with_the_present_one(
    db: Connection, cast: Cast, bob: int
) -> None:
    me = cast.actor(cast.bob)
    with pytest.raises(NotYourPassword) as wrong:
        actions_sign_in.change_password(db, me, "not this one", "a new password")
    assert "present" in wrong.value.fields
    actions_sign_in.change_password(db, me, PASSWORD, "a new password")
    assert attempt(db, "bob@example.org", "a new password") == bob


def test_an_open_screen_cannot_be_used_to_guess(db: Connection, cast: Cast, bob: int) -> None:
    me = cast.actor(cast.bob)
    for _ in range(10):
        with pytest.raises(NotYourPassword):
            actions_sign_in.change_password(db, me, "not this one", "a new password")
    with pytest.raises(TooManyTries):
        actions_sign_in.change_password(db, me, PASSWORD, "a new password")


def test_a_weaker_hash_is_renewed_when_it_is_used(db: Connection, cast: Cast, bob: int) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    db.execute("UPDATE person SET password_hash = %s WHERE id = %s", (weak, bob))
    attempt(db, "bob@example.org", PASSWORD)
    kept = sql.value(db, "SELECT password_hash FROM person WHERE id = %(id)s", id=bob)
    assert kept != weak
    assert attempt(db, "bob@example.org", PASSWORD) == bob


def test_who_left_does_not_come_in(db: Connection, bob: int) -> None:
    actions.leave(db, SYSTEM, bob)
    fail(db, "bob@example.org", 1)
    with pytest.raises(WrongPassword):
        attempt(db, "bob@example.org", PASSWORD)
