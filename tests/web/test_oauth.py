"""OAuth 2.0 in the set-up: to Atlassian and back, only in the browser that began it."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import cast as cast_to
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import clock
from service.actor import System
from service.atlassian.rest.site import OAuthGrant
from service.calls import Calls
from service.connections import actions, actions_scope, reads_access, reads_setup
from service.connections.model import Product
from service.connections.model_scope import ProjectChoice
from service.connections.secrets import Vault
from service.db.pool import Pool
from service.db.sql import Connection, value
from service.jobs import hooks
from service.jobs.asking import Asking
from service.settings import Settings
from service.webhooks import telling
from tests.atlassian.rest.conftest import double, world
from tests.cast import Cast, sign_in
from tests.double.server import Double
from tests.double.world import World
from tests.one_connection import OneConnection

__all__ = ["double", "world"]
SYSTEM = System("test")


@pytest.fixture
def oauth_settings(settings: Settings, double: Double) -> Settings:
    return replace(
        settings, atlassian_client_id="our app", atlassian_client_secret=double.world.client_secret,
        atlassian_auth_url=double.url, atlassian_api_url=double.url,
    )  # fmt: skip


@pytest.fixture
def oauth_app(app: Flask, oauth_settings: Settings) -> Flask:
    app.extensions["gezel"] = replace(app.extensions["gezel"], settings=oauth_settings)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def dana(oauth_app: Flask, cast: Cast) -> FlaskClient:
    return sign_in(oauth_app.test_client(), cast.dana)


@pytest.fixture
def connection_id(db: Connection, settings: Settings) -> int:
    vault = Vault(settings.secret_key)
    made, _ = actions.add(db, SYSTEM, vault, "cloud", Product.JIRA_CLOUD, takes_all_projects=False)
    return made.id


def asked(dana: FlaskClient) -> dict[str, list[str]]:
    """What Atlassian is asked."""
    answer = dana.get("/connections/cloud/oauth")
    found = re.search(r'href="([^"]+/authorize[^"]+)"', answer.text)
    assert found
    return parse_qs(urlsplit(unescape(found[1])).query)


def test_what_is_asked_is_the_least_and_can_be_renewed(
    dana: FlaskClient, connection_id: int
) -> None:
    sent = asked(dana)
    assert sent["client_id"] == ["our app"]
    assert sent["redirect_uri"][0].endswith("/connections/oauth")
    assert "offline_access" in sent["scope"][0]
    assert "manage:jira-configuration" not in sent["scope"][0]


def test_back_with_a_code_the_connection_can_be_asked(
    dana: FlaskClient, db: Connection, connection_id: int, double: Double, oauth_settings: Settings
) -> None:
    state = asked(dana)["state"][0]
    answer = dana.get(f"/connections/oauth?state={state}&code=the+code")
    assert answer.headers["Location"].endswith("/connections/cloud/projects")
    access = reads_access.access(db, SYSTEM, connection_id)
    assert (access.auth, access.cloud_id) == ("oauth", double.world.cloud_id)
    assert double.world.access not in str(access.credentials)
    calls = Calls(
        cast_to(Pool, OneConnection(db)), oauth_settings, Vault(oauth_settings.secret_key)
    )
    grant = calls.credentials(access)
    assert isinstance(grant, OAuthGrant)
    assert grant.access == double.world.access


@pytest.mark.parametrize("state", ["", "another"])
def test_a_code_that_this_browser_did_not_ask_for_is_refused(
    dana: FlaskClient, db: Connection, connection_id: int, double: Double, state: str
) -> None:
    asked(dana)
    assert dana.get(f"/connections/oauth?state={state}&code=the+code").status_code == 409
    assert double.calls == []
    assert reads_access.access(db, SYSTEM, connection_id).auth == "none"


def test_the_word_is_good_for_one_return(dana: FlaskClient, connection_id: int) -> None:
    state = asked(dana)["state"][0]
    dana.get(f"/connections/oauth?state={state}&error=access_denied")
    assert dana.get(f"/connections/oauth?state={state}&code=the+code").status_code == 409


def test_a_no_at_atlassian_changes_nothing(
    dana: FlaskClient, db: Connection, connection_id: int
) -> None:
    state = asked(dana)["state"][0]
    answer = dana.get(f"/connections/oauth?state={state}&error=access_denied")
    assert answer.headers["Location"].endswith("/connections/cloud/access")
    assert reads_access.access(db, SYSTEM, connection_id).auth == "none"


def test_our_app_makes_webhooks_of_the_chosen_projects_and_renews_them(
    dana: FlaskClient, db: Connection, connection_id: int, double: Double, world: World,
    oauth_settings: Settings, monday: datetime,
) -> None:  # fmt: skip
    world.project("HARB")
    state = asked(dana)["state"][0]
    dana.get(f"/connections/oauth?state={state}&code=the+code")
    actions_scope.choose(db, SYSTEM, connection_id, False, [ProjectChoice("HARB")])
    dana.post("/connections/cloud/hook")
    dana.post("/connections/cloud/hook")
    [made] = world.webhooks.values()
    assert made["jqlFilter"] == 'project in ("HARB")'
    ends = "SELECT max(expires_at) FROM registration"
    first = value(db, ends)
    assert reads_setup.registrations(db, SYSTEM, connection_id, by_app=True) == [str(made["id"])]
    asking = asking_by(db, oauth_settings)
    world.now = monday + timedelta(days=25)
    assert hooks.refresh(asking) == 0
    with clock.at(first - timedelta(days=5)):
        assert hooks.refresh(asking) == 1
    assert value(db, ends) > first


def test_one_that_is_gone_there_is_not_taken_for_renewed(
    dana: FlaskClient, db: Connection, connection_id: int, world: World, oauth_settings: Settings
) -> None:
    world.project("HARB")
    state = asked(dana)["state"][0]
    dana.get(f"/connections/oauth?state={state}&code=the+code")
    actions_scope.choose(db, SYSTEM, connection_id, False, [ProjectChoice("HARB")])
    dana.post("/connections/cloud/hook")
    world.webhooks.clear()
    with clock.at(value(db, "SELECT max(expires_at) FROM registration") - timedelta(days=5)):
        assert hooks.refresh(asking_by(db, oauth_settings)) == 0
    assert not reads_setup.set_up(db, SYSTEM, "cloud").has_hook


def test_before_anything_is_taken_no_webhook_is_made(
    dana: FlaskClient, connection_id: int, world: World
) -> None:
    state = asked(dana)["state"][0]
    dana.get(f"/connections/oauth?state={state}&code=the+code")
    answer = dana.post("/connections/cloud/hook")
    assert answer.status_code == 422
    assert "Choose first what is taken" in answer.text
    assert world.webhooks == {}


def asking_by(db: Connection, settings: Settings) -> Asking:
    pool = cast_to(Pool, OneConnection(db))
    return Asking(pool, Calls(pool, settings, Vault(settings.secret_key)), telling.hear)


def test_the_door_is_there_only_with_an_app(
    app: Flask, settings: Settings, dana: FlaskClient, connection_id: int
) -> None:
    assert "Allow it at Atlassian" in dana.get("/connections/cloud/access").text
    app.extensions["gezel"] = replace(app.extensions["gezel"], settings=settings)
    assert "Allow it at Atlassian" not in dana.get("/connections/cloud/access").text
