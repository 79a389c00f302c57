"""One-time links: once, for a while, and nothing of them kept but a hash."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.db import sql
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.people import actions, actions_links, actions_sign_in, reads, reads_links
from service.people.errors import AddressTaken, AlreadySetUp, LinkIsSpent
from service.people.model import Purpose, Standing
from tests.cast import Cast

SYSTEM = System("test")
PASSWORD = "seven looms and a shuttle"


def sign_in(db: Connection, email: str, password: str = PASSWORD) -> int:
    return actions_sign_in.sign_in(db, SYSTEM, email, password, "192.0.2.1")


def test_an_invitation_opens_once(db: Connection) -> None:
    eve, token = actions.invite(db, SYSTEM, "Eve", "Eve@Example.org")
    assert (eve.email, eve.standing) == ("eve@example.org", Standing.INVITED)
    assert len(token) == 43
    accepted = actions.accept(db, SYSTEM, token, PASSWORD)
    assert accepted.id == eve.id == sign_in(db, "EVE@example.org")
    with pytest.raises(LinkIsSpent):
        actions.accept(db, SYSTEM, token, "another password")
    assert sign_in(db, "eve@example.org") == eve.id


def test_only_a_hash_of_the_token_is_kept(db: Connection) -> None:
    _, token = actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    kept = sql.value(db, "SELECT one_time_link::text FROM one_time_link")
    assert token not in kept
    assert token.encode().hex() not in kept


def test_looking_at_a_link_does_not_use_it(db: Connection) -> None:
    eve, token = actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    for _ in range(3):
        link = reads_links.link(db, SYSTEM, token)
        assert (link.purpose, link.person_id, link.name) == (Purpose.INVITE, eve.id, "Eve")
    assert actions.accept(db, SYSTEM, token, PASSWORD)
    with pytest.raises(LinkIsSpent):
        reads_links.link(db, SYSTEM, token)


@pytest.mark.parametrize(("days", "works"), [(13.9, True), (14.1, False)])
def test_an_invitation_is_good_for_two_weeks(db: Connection, days: float, works: bool) -> None:
    _, token = actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    with clock.at(clock.now() + timedelta(days=days)):
        if works:
            assert actions.accept(db, SYSTEM, token, PASSWORD)
        else:
            with pytest.raises(LinkIsSpent):
                actions.accept(db, SYSTEM, token, PASSWORD)


def test_an_address_is_invited_once_and_needs_an_existing_team(db: Connection, cast: Cast) -> None:
    with pytest.raises(AddressTaken):
        actions.invite(db, SYSTEM, "Bob again", "BOB@example.org")
    with pytest.raises(NotFound):
        actions.invite(db, SYSTEM, "Eve", "eve@example.org", team_id=999_999)
    assert reads.person_by_email(db, SYSTEM, "eve@example.org") is None


def test_a_new_link_replaces_the_old(db: Connection, cast: Cast) -> None:
    eve, old = actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    _, new = actions_links.new_link(db, cast.actor(cast.dana), eve.id)
    with pytest.raises(LinkIsSpent):
        reads_links.link(db, SYSTEM, old)
    assert reads_links.link(db, SYSTEM, new).purpose == Purpose.INVITE
    _, reset = actions_links.new_link(db, cast.actor(cast.dana), cast.bob.id)
    assert reads_links.link(db, SYSTEM, reset).purpose == Purpose.RESET
    with pytest.raises(NotFound):
        actions_links.new_link(db, cast.actor(cast.alice), cast.bob.id)


def test_a_reset_ends_every_session_and_every_other_link(db: Connection, cast: Cast) -> None:
    _, first = actions_links.new_link(db, SYSTEM, cast.bob.id)
    actions.accept(db, SYSTEM, first, PASSWORD)
    one = actions_links.reset_link(db, SYSTEM, "Bob@example.org")
    two = actions_links.reset_link(db, SYSTEM, "bob@example.org")
    assert one
    assert two
    before = sql.value(db, "SELECT session_key FROM person WHERE id = %(id)s", id=cast.bob.id)
    actions.accept(db, SYSTEM, one[1], "a second password")
    after = sql.value(db, "SELECT session_key FROM person WHERE id = %(id)s", id=cast.bob.id)
    assert before != after
    with pytest.raises(LinkIsSpent):
        actions.accept(db, SYSTEM, two[1], PASSWORD)


def test_a_reset_is_only_for_who_has_a_password_here(db: Connection, cast: Cast) -> None:
    actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    for address in ("nobody@example.org", "eve@example.org"):
        assert actions_links.reset_link(db, SYSTEM, address) is None


def test_links_of_a_leaver_stop(db: Connection, cast: Cast) -> None:
    _, token = actions_links.new_link(db, SYSTEM, cast.bob.id)
    actions.leave(db, SYSTEM, cast.bob.id)
    with pytest.raises(LinkIsSpent):
        actions.accept(db, SYSTEM, token, PASSWORD)
    with pytest.raises(NotFound):
        actions_links.new_link(db, SYSTEM, cast.bob.id)


def test_the_first_visit_makes_the_administrator(db: Connection) -> None:
    old = actions.setup_link(db, SYSTEM)
    token = actions.setup_link(db, SYSTEM)
    assert old
    assert token
    with pytest.raises(LinkIsSpent):
        actions_links.set_up(db, SYSTEM, old, "Dana", "dana@example.org", PASSWORD)
    with pytest.raises(LinkIsSpent):  # it is for nobody, so it sets nobody's password
        actions.accept(db, SYSTEM, token, PASSWORD)
    dana = actions_links.set_up(db, SYSTEM, token, "Dana", "Dana@example.org", PASSWORD, "nl")
    assert (dana.is_administrator, dana.language, dana.email) == (True, "nl", "dana@example.org")
    assert sign_in(db, "dana@example.org") == dana.id
    assert actions.setup_link(db, SYSTEM) is None


def test_a_setup_link_is_good_for_an_hour_and_while_nobody_is_here(db: Connection) -> None:
    token = actions.setup_link(db, SYSTEM)
    assert token
    with clock.at(clock.now() + timedelta(minutes=61)), pytest.raises(LinkIsSpent):
        reads_links.link(db, SYSTEM, token)
    _, invitation = actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    with pytest.raises(AlreadySetUp):
        actions_links.set_up(db, SYSTEM, token, "Dana", "dana@example.org", PASSWORD)
    with pytest.raises(LinkIsSpent):
        actions_links.set_up(db, SYSTEM, invitation, "Dana", "dana@example.org", PASSWORD)


def test_only_the_doors_of_the_house_may_open_links(db: Connection, cast: Cast) -> None:
    _, token = actions.invite(db, SYSTEM, "Eve", "eve@example.org")
    with pytest.raises(Forbidden):
        actions.accept(db, cast.actor(cast.dana), token, PASSWORD)
