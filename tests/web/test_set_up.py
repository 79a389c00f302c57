"""The set-up against the double: what goes wrong is said where it is changed, and harms nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.actor import System
from service.connections import actions_scope, reads, reads_scope, reads_setup
from service.connections.model import Product
from service.connections.model_scope import ProjectChoice
from service.connections.model_setup import Step
from service.connections.secrets import Vault
from service.db.sql import Connection, value
from service.settings import Settings
from tests.atlassian.rest.conftest import double, world
from tests.cast import Cast, sign_in
from tests.double.mischief import Mischief, too_many
from tests.double.server import Double
from tests.double.world import World
from tests.jobs.conftest import Connected, connected

__all__ = ["connected", "double", "world"]
SYSTEM = System("test")


@pytest.fixture
def dana(app: Flask, settings: Settings, cast: Cast) -> Iterator[FlaskClient]:
    at = replace(settings, public_url="https://gezel.example.org")
    app.extensions["gezel"] = replace(app.extensions["gezel"], settings=at)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_client() as client:
        yield sign_in(client, cast.dana)


def secret(db: Connection, settings: Settings, name: str) -> str:
    return Vault(settings.secret_key).open(reads.sealed_secrets(db, SYSTEM, name).secret)


# an address and a token ─────────────────────────────────────────────────────────────────────


def typed(there: Double, **more: str) -> dict[str, str]:
    usual = {"base_url": there.url, "email": there.world.email, "token": there.world.api_token}
    return usual | more


@pytest.mark.parametrize(
    ("mischief", "field", "words"),
    [
        (Mischief(401), "token", "does not accept these credentials"),
        (Mischief(403), "token", "does not allow this"),
        (Mischief(401, {"X-Seraph-LoginReason": "AUTHENTICATION_DENIED"}), "token", "in a browser"),
        (Mischief(302, {"Location": "https://else.example.org/login"}), "base_url",
         "https://else.example.org/login"),
        (Mischief(404), "base_url", "knows nothing here"),
        (Mischief(200, body=b"<html>Welcome</html>"), "base_url", "not JSON"),
        (too_many("jira-quota-global-based", Retry_After="900"), "base_url", "asks us to wait"),
    ],
)  # fmt: skip
def test_each_failure_says_what_to_change_at_its_field(
    dana: FlaskClient, db: Connection, double: Double, mischief: Mischief, field: str, words: str
) -> None:
    dana.post("/connections/new", data={"name": "ours", "product": "jira-cloud"})
    double.misbehave(mischief)
    answer = dana.post("/connections/ours/access", data=typed(double, token="a token of mine"))
    assert answer.status_code == 422
    [_, after] = answer.text.split(f'id="{field}-error"')
    assert words in after.split("</p>")[0]
    assert f'value="{double.url}"' in answer.text
    assert f'value="{double.world.email}"' in answer.text
    assert "a token of mine" not in answer.text
    assert value(db, "SELECT auth FROM connection WHERE name = 'ours'") == "none"


def test_what_works_is_kept_sealed(dana: FlaskClient, db: Connection, double: Double) -> None:
    dana.post("/connections/new", data={"name": "ours", "product": "jira-cloud"})
    answer = dana.post("/connections/ours/access", data=typed(double, base_url=double.url + "/"))
    assert answer.headers["Location"] == "/connections/ours/projects"
    kept = db.execute("SELECT base_url, auth, credentials FROM connection WHERE name = 'ours'")
    [(base_url, auth, credentials)] = kept.fetchall()
    assert (base_url, auth) == (double.url, "api_token")
    assert double.world.email.encode() not in bytes(credentials)


# the webhook ────────────────────────────────────────────────────────────────────────────────


def test_a_webhook_that_cannot_be_made_leaves_the_secret_as_it_was(
    dana: FlaskClient, db: Connection, double: Double, connected: Connected, settings: Settings
) -> None:
    connected(Product.JIRA_CLOUD)
    before = secret(db, settings, "jira-cloud")
    double.misbehave(Mischief(403, body=b'{"errorMessages": ["You are no administrator."]}'))
    answer = dana.post("/connections/jira-cloud/hook")
    assert answer.status_code == 422
    assert "You are no administrator" in answer.text
    assert secret(db, settings, "jira-cloud") == before
    assert double.world.webhooks == {}


def test_one_that_was_there_stays_until_another_is_made(
    dana: FlaskClient, db: Connection, double: Double, connected: Connected, settings: Settings
) -> None:
    connection_id = connected(Product.JIRA_DATACENTER)
    dana.post("/connections/jira-datacenter/hook")
    [first] = double.world.webhooks
    double.misbehave(Mischief(403))
    dana.post("/connections/jira-datacenter/hook")
    assert list(double.world.webhooks) == [first]
    dana.post("/connections/jira-datacenter/hook")
    [(second, hook)] = double.world.webhooks.items()
    assert second != first
    assert hook["url"] == "https://gezel.example.org/webhooks/jira-datacenter"
    assert hook["secret"] == secret(db, settings, "jira-datacenter")
    known = reads_setup.registrations(db, SYSTEM, connection_id, by_app=False)
    assert known == [str(second)]


def test_one_that_somebody_took_away_there_is_made_again(
    dana: FlaskClient, double: Double, connected: Connected
) -> None:
    connected(Product.CONFLUENCE_DATACENTER)
    dana.post("/connections/confluence-datacenter/hook")
    double.world.webhooks.clear()
    answer = dana.post("/connections/confluence-datacenter/hook")
    assert answer.status_code == 303
    assert len(double.world.webhooks) == 1


def test_confluence_cloud_has_none_to_make_and_is_done_once_it_can_be_asked(
    dana: FlaskClient, db: Connection, connected: Connected
) -> None:
    connected(Product.CONFLUENCE_CLOUD)
    page = dana.get("/connections/confluence-cloud/hook").text
    assert "Confluence Cloud is asked" in page
    assert "Make the webhook" not in page
    assert dana.post("/connections/confluence-cloud/hook").status_code == 404
    assert reads_setup.set_up(db, SYSTEM, "confluence-cloud").is_done(Step.HOOK)


# what is taken ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def harbour(world: World) -> World:
    """Three projects, of which issues are stories and bugs."""
    for key in ("HARB", "QUAY", "SHIP"):
        world.project(key)
    for name in ("Story", "Bug"):
        world.issue_type(name)
    return world


def test_types_are_chosen_for_the_chosen_projects(
    dana: FlaskClient, db: Connection, connected: Connected, harbour: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    page = dana.get("/connections/jira-cloud/projects").text
    assert 'name="types" value="Bug"' in page
    sent = {"takes": "chosen", "chosen": ["HARB"], "shown": ["HARB", "QUAY", "SHIP"]}
    dana.post("/connections/jira-cloud/projects", data=sent | {"some_types": "yes", "types": "Bug"})
    found = reads_scope.scope(db, SYSTEM, connection_id)
    assert found.refusal("HARB", "Bug") is None
    assert found.refusal("HARB", "Story")
    assert found.refusal("QUAY", "Bug")
    assert 'value="Bug" checked' in dana.get("/connections/jira-cloud/projects").text
    dana.post("/connections/jira-cloud/projects", data=sent | {"types": "Bug"})
    assert reads_scope.scope(db, SYSTEM, connection_id).refusal("HARB", "Story") is None


def test_no_type_at_all_is_said_and_what_was_ticked_is_kept(
    dana: FlaskClient, db: Connection, connected: Connected, harbour: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    dana.get("/connections/jira-cloud/projects")
    sent = {"takes": "chosen", "chosen": "HARB", "key_only": "HARB", "some_types": "yes"}
    answer = dana.post("/connections/jira-cloud/projects", data=sent)
    assert answer.status_code == 422
    assert 'id="types-error"' in answer.text
    assert 'name="chosen" value="HARB" checked' in answer.text
    assert 'name="key_only" value="HARB" checked' in answer.text
    assert reads_scope.scope(db, SYSTEM, connection_id).chosen_keys == []


def test_what_stands_on_another_page_of_the_list_stays(
    dana: FlaskClient, db: Connection, connected: Connected, harbour: World
) -> None:
    connection_id = connected(Product.JIRA_CLOUD)
    ship = [ProjectChoice("SHIP", keeps_titles=False)]
    actions_scope.choose(db, SYSTEM, connection_id, False, ship)
    sent = {"takes": "chosen", "chosen": "HARB", "shown": ["HARB", "QUAY"]}
    dana.post("/connections/jira-cloud/projects", data=sent)
    found = reads_scope.scope(db, SYSTEM, connection_id)
    assert found.chosen_keys == ["HARB", "SHIP"]
    assert not found.keeps_title("SHIP")
