"""Proofs by tokens: keys that are away or strange, apps that are not ours, and time."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from service import clock
from service.db.sql import Connection
from service.settings import Settings
from tests.atlassian.key_server import KeyServer
from tests.atlassian.tokens import (
    OTHER_KEY,
    by_hand,
    by_key,
    forge_claims,
    oauth_claims,
)
from tests.conftest import MONDAY
from tests.webhooks.proving import (
    BODY,
    Make,
    Post,
    bearer,
    client,
    door,
    forge,
    keys,
    make,
    oauth,
    post,
    settings,
)

__all__ = ["client", "keys", "make", "post", "settings"]


def test_while_the_keys_are_away_the_sender_tries_again(
    make: Make, post: Post, keys: KeyServer, db: Connection
) -> None:
    make()
    keys.status = 500
    assert post("jira-cloud/forge", **forge()).status_code == 503
    keys.status = 200
    assert post("jira-cloud/forge", **forge()).status_code == 503
    later = MONDAY + timedelta(minutes=1)
    with clock.at(later):
        assert post("jira-cloud/forge", **forge()).status_code == 202
    assert len(keys.asked) == 2


def test_strange_key_ids_cost_one_call_a_minute(make: Make, post: Post, keys: KeyServer) -> None:
    make()
    for number in range(5):
        token = by_key(forge_claims(MONDAY), OTHER_KEY, f"forge/{number}")
        assert post("jira-cloud/forge", **bearer(token)).status_code == 401
    assert len(keys.asked) == 1


@pytest.mark.parametrize("empty", [None, ""])
def test_without_our_apps_in_the_settings_nobody_is_believed(
    db: Connection, settings: Settings, make: Make, empty: str | None
) -> None:
    bare = replace(settings, atlassian_client_secret=empty, forge_app_id=empty)
    client = door(db, bare)
    make(auth="oauth")
    for place, headers in (
        ("jira-cloud", oauth()),
        ("jira-cloud", bearer(by_hand(oauth_claims(MONDAY), b""))),
        ("jira-cloud/forge", forge()),
        ("jira-cloud/forge", forge(aud="")),
    ):
        assert client.post(f"/webhooks/{place}", data=BODY, headers=headers).status_code == 401


def test_a_token_ends_when_the_clock_says(make: Make, post: Post, monday: datetime) -> None:
    make(auth="oauth")
    with clock.at(monday + timedelta(minutes=10)):
        assert post(**oauth()).status_code == 401
