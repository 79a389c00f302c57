"""Deliveries are kept, noted and forgotten; secrets are rotated; only administrators set up."""

import pytest

from service.actor import System
from service.connections import actions, reads
from service.connections.errors import NameNotASlug, NameTaken, NoSuchConnection
from service.connections.model import Outcome, Product, State
from service.connections.secrets import Vault, WrongKey
from service.db.sql import Connection, column
from service.errors import NotFound
from tests.cast import Cast

SYSTEM = System("test")
VAULT = Vault("k" * 40)


def keep(db: Connection, cast: Cast, *states: State) -> list[Outcome]:
    for number in range(len(states)):
        actions.keep(db, SYSTEM, cast.jira, str(number), b"body")
    ids = column(db, "SELECT id FROM delivery ORDER BY id")
    return [Outcome(one, state) for one, state in zip(ids, states, strict=True)]


def test_only_understood_bodies_are_forgotten_at_once(db: Connection, cast: Cast) -> None:
    outcomes = keep(db, cast, State.DONE, State.IGNORED, State.QUARANTINED, State.FAILED)
    actions.note(db, SYSTEM, outcomes, forget=True)
    bodies = column(db, "SELECT body FROM delivery ORDER BY id")
    assert bodies == [None, None, b"body", b"body"]


def test_bodies_stay_while_they_may(db: Connection, cast: Cast) -> None:
    actions.note(db, SYSTEM, keep(db, cast, State.DONE), forget=False)
    assert column(db, "SELECT body FROM delivery") == [b"body"]


def test_a_name_is_a_slug_and_given_once(db: Connection, cast: Cast) -> None:
    with pytest.raises(NameTaken):
        actions.add(db, SYSTEM, VAULT, "jira", Product.JIRA_CLOUD)
    with pytest.raises(NameNotASlug):
        actions.add(db, SYSTEM, VAULT, "A b", Product.JIRA_CLOUD)


def test_a_strange_name_is_said(db: Connection) -> None:
    with pytest.raises(NoSuchConnection, match="nobodys"):
        actions.rotate(db, SYSTEM, VAULT, "nobodys")
    with pytest.raises(NoSuchConnection, match="nobodys"):
        reads.connection(db, SYSTEM, "nobodys")


def test_a_secret_opens_only_with_its_key() -> None:
    sealed = VAULT.seal("open sesame")
    assert VAULT.open(sealed) == "open sesame"
    with pytest.raises(WrongKey):
        Vault("another" * 9).open(sealed)


def test_only_administrators_set_up(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    with pytest.raises(NotFound):
        actions.add(db, bob, VAULT, "mine", Product.JIRA_CLOUD)
    with pytest.raises(NotFound):
        actions.rotate(db, bob, VAULT, "jira")
    with pytest.raises(NotFound):
        reads.deliveries(db, bob, state=None, connection=None, before=None)
