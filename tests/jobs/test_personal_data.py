"""Atlassian is told weekly whose data we hold, and what it answers is done."""

from dataclasses import replace
from datetime import datetime, timedelta

from service import clock
from service.actor import System
from service.atlassian.rest.site import OAuthGrant
from service.calls import texts_of
from service.connections import actions, actions_access
from service.connections.model import Auth, Product
from service.connections.secrets import Vault
from service.db.sql import Connection
from service.jobs import personal_data
from service.jobs.asking import Asking
from service.people.actions_accounts import know_accounts
from service.people.model import SeenAccount
from service.settings import Settings
from tests.double.server import Double
from tests.double.world import World
from tests.jobs.conftest import Connected

SYSTEM = System("test")
NAMES = "SELECT external_id, name, is_closed FROM account ORDER BY external_id"


def by_oauth(db: Connection, settings: Settings, double: Double, monday: datetime) -> int:
    vault, world = Vault(settings.secret_key), double.world
    made, _ = actions.add(db, SYSTEM, vault, "our-jira", Product.JIRA_CLOUD)
    grant = OAuthGrant(world.access, world.refresh, monday + timedelta(days=900))
    actions_access.give(
        db, SYSTEM, vault, made.id, double.url, Auth.OAUTH, texts_of(grant), world.cloud_id
    )
    return made.id


def test_closed_accounts_lose_their_names_and_each_is_told_of_once_a_week(
    db: Connection, settings: Settings, double: Double, world: World, monday: datetime,
    asking: Asking,
) -> None:  # fmt: skip
    here = replace(asking.calls, settings=replace(settings, atlassian_api_url=double.url))
    asking = replace(asking, calls=here)
    connection_id = by_oauth(db, settings, double, monday)
    seen = [SeenAccount(f"acc-{n:03}", f"Name {n}", "person", None) for n in range(95)]
    know_accounts(db, SYSTEM, connection_id, seen)
    world.closed_accounts.add("acc-007")
    with clock.at(monday + timedelta(days=8)):
        assert personal_data.run(asking) == 95
        assert personal_data.run(asking) == 0
    found = {row[0]: row[1:] for row in db.execute(NAMES)}
    assert found["acc-007"] == ("", True)
    assert found["acc-008"] == ("Name 8", False)
    assert double.paths().count("POST /app/report-accounts/") == 2


def test_what_is_told_holds_on_every_cloud_connection(
    db: Connection, settings: Settings, double: Double, world: World, monday: datetime,
    asking: Asking, connected: Connected,
) -> None:  # fmt: skip
    here = replace(asking.calls, settings=replace(settings, atlassian_api_url=double.url))
    by_oauth(db, settings, double, monday)
    wiki = connected(Product.CONFLUENCE_CLOUD)
    inside = connected(Product.JIRA_DATACENTER)
    for connection_id in (wiki, inside):
        seen = [SeenAccount("acc-1", "Ann", "person", None)]
        know_accounts(db, SYSTEM, connection_id, seen)
    world.closed_accounts.add("acc-1")
    with clock.at(monday + timedelta(days=8)):
        assert personal_data.run(replace(asking, calls=here)) == 1
    kept = "SELECT connection_id, name FROM account WHERE external_id = 'acc-1'"
    assert dict(db.execute(kept).fetchall()) == {wiki: "", inside: "Ann"}


def test_without_our_oauth_app_there_is_nothing_to_report(
    asking: Asking, connected: Connected, double: Double
) -> None:
    connected(Product.JIRA_CLOUD)
    assert personal_data.run(asking) == 0
    assert double.calls == []
