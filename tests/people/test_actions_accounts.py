"""Accounts: seen in batches, matched by people."""

import pytest

from service.actor import System
from service.db import sql
from service.db.sql import Connection
from service.errors import Forbidden, NotFound
from service.people import actions, actions_accounts, reads_accounts, reads_links
from service.people.errors import LinkIsSpent, NoLongerFree
from service.people.model import SeenAccount
from tests.cast import Cast

SYSTEM = System("test")
OWNER = "SELECT person_id FROM account WHERE id = %(id)s"
PROMISED = "SELECT args -> 'account_ids' FROM procrastinate_jobs WHERE task_name = %(job)s"


def seen(name: str, kind: str = "person", email: str | None = None) -> SeenAccount:
    return SeenAccount(f"id-{name}", name, kind, email)


def know(db: Connection, cast: Cast, *users: SeenAccount) -> dict[str, int]:
    return actions.know_accounts(db, SYSTEM, cast.jira, users)


def owner(db: Connection, account_id: int) -> int | None:
    found: int | None = sql.value(db, OWNER, id=account_id)
    return found


def test_seen_again_is_the_same_account(db: Connection, cast: Cast) -> None:
    first = know(db, cast, seen("eve"), seen("fred"), seen("eve"))
    assert set(first) == {"id-eve", "id-fred"}
    assert know(db, cast, seen("fred"), seen("eve")) == first
    assert know(db, cast) == {}


def test_an_unchanged_account_is_not_written(db: Connection, cast: Cast) -> None:
    ids = know(db, cast, seen("eve"), seen("fred"))
    before = dict(db.execute("SELECT id, xmin::text FROM account").fetchall())
    know(db, cast, seen("eve"), SeenAccount("id-fred", "Fred the second", "person"))
    after = db.execute("SELECT id, xmin::text, ctid::text FROM account").fetchall()
    assert before[ids["id-eve"]]
    changed = sql.value(db, "SELECT name FROM account WHERE id = %(id)s", id=ids["id-fred"])
    assert changed == "Fred the second"
    places = {row[0]: row[2] for row in after}
    know(db, cast, seen("eve"), SeenAccount("id-fred", "Fred the second", "person"))
    again = dict(db.execute("SELECT id, ctid::text FROM account").fetchall())
    assert again == places


def test_an_address_that_is_somebodys_matches(db: Connection, cast: Cast) -> None:
    ids = know(db, cast, seen("b", email="Bob@example.org"), seen("x", email="x@example.org"))
    assert owner(db, ids["id-b"]) == cast.bob.id
    assert owner(db, ids["id-x"]) is None
    known = know(db, cast, seen("late"))
    know(db, cast, seen("late", email="charlie@example.org"))
    assert owner(db, known["id-late"]) == cast.charlie.id


def test_what_an_administrator_matched_stays(db: Connection, cast: Cast) -> None:
    ids = know(db, cast, seen("shared"))
    actions.match_account(db, SYSTEM, ids["id-shared"], cast.alice.id)
    know(db, cast, seen("shared", email="bob@example.org"))
    assert owner(db, ids["id-shared"]) == cast.alice.id


@pytest.mark.parametrize("kind", ["app", "customer"])
def test_apps_and_customers_never_become_people(db: Connection, cast: Cast, kind: str) -> None:
    ids = know(db, cast, seen("robot", kind, "bob@example.org"))
    assert owner(db, ids["id-robot"]) is None
    with pytest.raises(NotFound):
        actions.match_account(db, SYSTEM, ids["id-robot"], cast.bob.id)
    with pytest.raises(NotFound):
        reads_accounts.account(db, SYSTEM, ids["id-robot"])


def test_an_account_that_turns_out_to_be_an_app_loses_its_person(
    db: Connection, cast: Cast
) -> None:
    ids = know(db, cast, seen("eve", email="bob@example.org"))
    know(db, cast, seen("eve", "app"))
    assert owner(db, ids["id-eve"]) is None


def test_matching_is_followed_by_what_its_work_means(db: Connection, cast: Cast) -> None:
    account_id = know(db, cast, seen("eve"))["id-eve"]
    with pytest.raises(NotFound):
        actions.match_account(db, cast.actor(cast.alice), account_id, cast.alice.id)
    actions.match_account(db, cast.actor(cast.dana), account_id, cast.bob.id)
    assert sql.column(db, PROMISED, job="follow_accounts") == [[account_id]]
    actions_accounts.unmatch_account(db, SYSTEM, account_id)
    assert owner(db, account_id) is None


def test_nothing_is_matched_to_who_left(db: Connection, cast: Cast) -> None:
    account_id = know(db, cast, seen("eve"))["id-eve"]
    actions.leave(db, SYSTEM, cast.bob.id)
    with pytest.raises(NotFound):
        actions.match_account(db, SYSTEM, account_id, cast.bob.id)


def test_a_claim_waits_until_an_administrator_agrees(db: Connection, cast: Cast) -> None:
    bob, charlie, dana = (cast.actor(p) for p in (cast.bob, cast.charlie, cast.dana))
    account_id = know(db, cast, seen("eve"))["id-eve"]
    actions_accounts.claim_account(db, bob, account_id)
    assert owner(db, account_id) is None
    with pytest.raises(NoLongerFree):
        actions_accounts.claim_account(db, charlie, account_id)
    with pytest.raises(NotFound):
        actions_accounts.withdraw_claim(db, charlie, account_id)
    (claim,) = reads_accounts.claims(db, dana)
    assert reads_accounts.unmatched(db, dana) == []
    assert (claim.id, claim.claimant) == (account_id, "Bob")
    with pytest.raises(NotFound):  # the page showed another claimant
        actions_accounts.confirm_claim(db, dana, account_id, cast.charlie.id)
    with pytest.raises(NotFound):
        actions_accounts.confirm_claim(db, bob, account_id, cast.bob.id)
    actions_accounts.confirm_claim(db, dana, account_id, cast.bob.id)
    assert owner(db, account_id) == cast.bob.id
    assert reads_accounts.claims(db, dana) == []


def test_a_claim_can_be_refused_and_withdrawn(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    account_id = know(db, cast, seen("eve"))["id-eve"]
    actions_accounts.claim_account(db, bob, account_id)
    actions_accounts.refuse_claim(db, SYSTEM, account_id, cast.bob.id)
    actions_accounts.claim_account(db, bob, account_id)
    actions_accounts.withdraw_claim(db, bob, account_id)
    assert [found.id for found in reads_accounts.free(db, bob, "EVE")] == [account_id]


def test_lists_of_accounts(db: Connection, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    know(db, cast, seen("b"), seen("a"), seen("C"), seen("robot", "app"))
    assert [one.name for one in reads_accounts.unmatched(db, SYSTEM)] == ["a", "b", "C"]
    monkeypatch.setattr(reads_accounts, "PAGE", 2)
    first = reads_accounts.unmatched(db, SYSTEM)
    rest = reads_accounts.unmatched(db, SYSTEM, after=first[-1].id)
    assert [one.name for one in rest] == ["C"]
    mine = reads_accounts.my_accounts(db, cast.actor(cast.bob))
    assert [one.external_id for one in mine] == ["acc-bob"]


def test_an_account_that_was_parted_stays_nobodys(db: Connection, cast: Cast) -> None:
    """Data Center sends the address with every body; a wrong match must be undoable."""
    account_id = cast.accounts["bob"]
    actions_accounts.unmatch_account(db, cast.actor(cast.dana), account_id)
    know(db, cast, SeenAccount("acc-bob", "Bob", "person", cast.bob.email))
    assert sql.value(db, OWNER, id=account_id) is None


def test_an_app_stays_one_whatever_comes_later_in_the_batch(db: Connection, cast: Cast) -> None:
    know(db, cast, seen("robot", "app"), seen("robot"))
    kind = sql.value(db, "SELECT kind FROM account WHERE external_id = 'id-robot'")
    assert kind == "app"


def test_a_match_by_address_lets_follow_what_follows(db: Connection, cast: Cast) -> None:
    known = know(db, cast, seen("eve"))
    assert sql.value(db, PROMISED, job="follow_accounts") is None
    db.execute("UPDATE person SET email = 'eve@example.org' WHERE id = %s", (cast.bob.id,))
    know(db, cast, seen("eve", email="Eve@example.org"))
    assert sql.value(db, PROMISED, job="follow_accounts") == [known["id-eve"]]


def test_an_address_counts_when_its_owner_came_in_by_it(db: Connection, cast: Cast) -> None:
    """An administrator may mistype an address: then it is somebody else's."""
    fred, token = actions.invite(db, SYSTEM, "Fred", "fred@example.org")
    account_id = know(db, cast, seen("fred", email=fred.email))["id-fred"]
    assert owner(db, account_id) is None
    actions.accept(db, SYSTEM, token, "seven looms and a shuttle")
    know(db, cast, seen("fred", email=fred.email))
    assert owner(db, account_id) == fred.id


def test_another_address_is_not_proved_by_the_one_before(db: Connection, cast: Cast) -> None:
    actions.describe(db, SYSTEM, cast.bob.id, "Robert", "bob@example.org")
    actions.describe(db, SYSTEM, cast.charlie.id, "Charlie", "eve@example.org")
    ids = know(db, cast, seen("b", email="bob@example.org"), seen("e", email="eve@example.org"))
    assert owner(db, ids["id-b"]) == cast.bob.id
    assert owner(db, ids["id-e"]) is None


def test_a_link_made_for_another_address_is_spent(db: Connection, cast: Cast) -> None:
    fred, token = actions.invite(db, SYSTEM, "Fred", "ferd@example.org")
    actions.describe(db, SYSTEM, fred.id, "Freddy", "ferd@example.org")
    assert reads_links.link(db, SYSTEM, token).person_id == fred.id
    actions.describe(db, SYSTEM, fred.id, "Fred", "fred@example.org")
    with pytest.raises(LinkIsSpent):
        actions.accept(db, SYSTEM, token, "seven looms and a shuttle")


def test_the_last_claimant_of_a_released_account(db: Connection, cast: Cast) -> None:
    bob, account_id = cast.actor(cast.bob), cast.accounts["bob"]
    with pytest.raises(NotFound):
        actions_accounts.release_account(db, cast.actor(cast.alice), account_id)
    with pytest.raises(Forbidden):
        actions_accounts.release_account(db, SYSTEM, account_id)
    assert owner(db, account_id) == cast.bob.id
    actions_accounts.release_account(db, bob, account_id)
    know(db, cast, SeenAccount("acc-bob", "Bob", "person", cast.bob.email))
    assert owner(db, account_id) is None
    assert moves(db) == [([account_id], [cast.bob.id])]
    actions_accounts.claim_account(db, bob, account_id)
    actions_accounts.confirm_claim(db, SYSTEM, account_id, cast.bob.id)
    assert owner(db, account_id) == cast.bob.id


def moves(db: Connection) -> list[tuple[list[int], list[int] | None]]:
    """Accounts whose change of hands is promised to be followed, and whose they were."""
    return db.execute(
        "SELECT args -> 'account_ids', args -> 'parted' FROM procrastinate_jobs ORDER BY id"
    ).fetchall()


def test_repointing_tells_whose_it_was(db: Connection, cast: Cast) -> None:
    account_id = cast.accounts["bob"]
    actions.match_account(db, SYSTEM, account_id, cast.charlie.id)
    actions.match_account(db, SYSTEM, account_id, cast.charlie.id)
    assert moves(db) == [([account_id], [cast.bob.id]), ([account_id], [])]
