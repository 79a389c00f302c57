"""Cloud knows somebody by one id everywhere; closed accounts lose their names everywhere."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.db import sql
from service.db.sql import Connection
from service.errors import Forbidden
from service.people import actions, actions_accounts, reads_accounts
from service.people.model import SeenAccount
from tests.cast import Cast, make_connection

SYSTEM = System("test")
EVE = SeenAccount("id-eve", "Eve", "person")


@pytest.fixture
def wiki(db: Connection, cast: Cast) -> int:
    """A Confluence in the cloud, beside the Jira of the cast."""
    return with_product(db, "wiki", "confluence-cloud")


def with_product(db: Connection, name: str, product: str) -> int:
    made = make_connection(db, name)
    db.execute("UPDATE connection SET product = %s WHERE id = %s", (product, made))
    return made


def know(db: Connection, connection_id: int, *users: SeenAccount) -> int:
    """Our id of the last of these accounts."""
    known = actions.know_accounts(db, SYSTEM, connection_id, users)
    return known[users[-1].external_id]


def owner(db: Connection, account_id: int) -> int | None:
    found: int | None = sql.value(
        db, "SELECT person_id FROM account WHERE id = %(id)s", id=account_id
    )
    return found


def name(db: Connection, account_id: int) -> str:
    return str(sql.value(db, "SELECT name FROM account WHERE id = %(id)s", id=account_id))


def followed(db: Connection) -> list[list[int]]:
    return sql.column(db, "SELECT args -> 'account_ids' FROM procrastinate_jobs ORDER BY id")


def test_seen_first_it_is_whose_it_is_elsewhere(db: Connection, cast: Cast, wiki: int) -> None:
    here = know(db, wiki, SeenAccount("acc-bob", "Bob", "person"))
    assert owner(db, here) == cast.bob.id
    assert followed(db) == [[here]]


def test_matched_later_it_is_matched_everywhere(db: Connection, cast: Cast, wiki: int) -> None:
    jira, page = know(db, cast.jira, EVE), know(db, wiki, EVE)
    assert (owner(db, jira), owner(db, page)) == (None, None)
    actions_accounts.claim_account(db, cast.actor(cast.charlie), page)
    actions.match_account(db, cast.actor(cast.dana), jira, cast.bob.id)
    assert (owner(db, jira), owner(db, page)) == (cast.bob.id, cast.bob.id)
    assert reads_accounts.claims(db, SYSTEM) == []
    assert followed(db) == [[jira, page]]
    actions_accounts.unmatch_account(db, SYSTEM, page)
    assert (owner(db, jira), owner(db, page)) == (None, None)


def test_matched_by_address_it_is_matched_everywhere(db: Connection, cast: Cast, wiki: int) -> None:
    jira = know(db, cast.jira, EVE)
    page = know(db, wiki, SeenAccount("id-eve", "Eve", "person", cast.bob.email))
    assert (owner(db, jira), owner(db, page)) == (cast.bob.id, cast.bob.id)
    assert followed(db) == [[page, jira]]


def test_what_somebody_said_holds_where_it_is_seen_first(
    db: Connection, cast: Cast, wiki: int
) -> None:
    actions_accounts.unmatch_account(db, SYSTEM, cast.accounts["bob"])
    here = know(db, wiki, SeenAccount("acc-bob", "Bob", "person", cast.bob.email))
    assert owner(db, here) is None
    know(db, wiki, SeenAccount("acc-bob", "Bob", "person", cast.bob.email))
    assert owner(db, here) is None


@pytest.mark.parametrize("product", ["jira-datacenter", "confluence-datacenter"])
def test_elsewhere_the_same_id_is_another_person(db: Connection, cast: Cast, product: str) -> None:
    other = with_product(db, "inside", product)
    here = know(db, other, SeenAccount("acc-bob", "Bob the other", "person"))
    assert owner(db, here) is None
    actions.match_account(db, SYSTEM, here, cast.charlie.id)
    assert owner(db, cast.accounts["bob"]) == cast.bob.id
    actions_accounts.close_accounts(db, SYSTEM, other, ["acc-bob"])
    assert name(db, cast.accounts["bob"]) == "Bob"


def test_a_closed_account_has_no_name_any_more(db: Connection, cast: Cast, wiki: int) -> None:
    bob = cast.actor(cast.bob)
    jira, page = know(db, cast.jira, EVE), know(db, wiki, EVE)
    actions_accounts.claim_account(db, bob, page)
    assert actions_accounts.close_accounts(db, SYSTEM, cast.jira, ["id-eve", "id-unknown"]) == 2
    assert actions_accounts.close_accounts(db, SYSTEM, cast.jira, ["id-eve"]) == 0
    assert (name(db, jira), name(db, page)) == ("", "")
    assert reads_accounts.claims(db, SYSTEM) == []
    assert reads_accounts.unmatched(db, SYSTEM) == []
    assert reads_accounts.free(db, bob, "") == []
    know(db, cast.jira, SeenAccount("id-eve", "Eve", "person", cast.bob.email))
    assert (name(db, jira), owner(db, jira)) == ("", None)
    third = with_product(db, "third", "jira-cloud")
    assert name(db, know(db, third, EVE)) == ""
    with pytest.raises(Forbidden):
        actions_accounts.close_accounts(db, cast.actor(cast.dana), cast.jira, ["acc-alice"])


def test_the_owner_of_a_closed_account_keeps_it(db: Connection, cast: Cast) -> None:
    actions_accounts.close_accounts(db, SYSTEM, cast.jira, ["acc-bob"])
    (mine,) = reads_accounts.my_accounts(db, cast.actor(cast.bob))
    assert (mine.name, mine.is_closed, mine.person_id) == ("", True, cast.bob.id)


def test_accounts_are_reported_once_a_week(
    db: Connection, cast: Cast, wiki: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = with_product(db, "inside", "jira-datacenter")
    know(db, inside, SeenAccount("id-inside", "Ina", "person"))
    know(db, cast.jira, SeenAccount("robot", "Robot", "app"))
    actions_accounts.close_accounts(db, SYSTEM, cast.jira, ["acc-dana"])
    with clock.at(clock.now() + timedelta(hours=1)):
        know(db, wiki, SeenAccount("acc-bob", "Bob", "person"), EVE)
    due = reads_accounts.accounts_to_report(db, SYSTEM)
    ids = [one.external_id for one in due]
    assert ids == ["acc-alice", "acc-bob", "acc-charlie", "id-eve"]
    assert due[1].known_at == clock.now()  # known in Jira before
    assert due[3].known_at == clock.now() + timedelta(hours=1)
    actions_accounts.note_reported(db, SYSTEM, ids[:2], refreshed=["acc-bob"])
    monkeypatch.setattr(reads_accounts, "A_CALL", 1)
    (rest,) = reads_accounts.accounts_to_report(db, SYSTEM)
    assert rest.external_id == "acc-charlie"
    actions_accounts.note_reported(db, SYSTEM, ["acc-charlie", "id-eve"])
    assert reads_accounts.accounts_to_report(db, SYSTEM) == []
    monkeypatch.setattr(reads_accounts, "A_CALL", 90)
    with clock.at(clock.now() + timedelta(days=7, seconds=1)):
        again = reads_accounts.accounts_to_report(db, SYSTEM)
    assert [one.external_id for one in again] == ids
    with pytest.raises(Forbidden):
        reads_accounts.accounts_to_report(db, cast.actor(cast.dana))


def test_a_refreshed_name_is_known_since_then(db: Connection, cast: Cast) -> None:
    with clock.at(clock.now() + timedelta(days=8)):
        actions_accounts.note_reported(db, SYSTEM, ["acc-bob"], refreshed=["acc-bob"])
    with clock.at(clock.now() + timedelta(days=16)):
        due = {
            one.external_id: one.known_at for one in reads_accounts.accounts_to_report(db, SYSTEM)
        }
    assert due["acc-bob"] == clock.now() + timedelta(days=8)
    assert due["acc-alice"] == clock.now()
