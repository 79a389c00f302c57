"""A body is read only for somebody who proves to be there."""

import io
from typing import Any

import pytest
from werkzeug.test import Client

from tests.webhooks.proving import (
    Make,
    bearer,
    client,
    forge,
    keys,
    make,
    oauth,
    post,
    settings,
)

__all__ = ["client", "keys", "make", "post", "settings"]


class WasRead(Exception):
    pass


class Unread(io.RawIOBase):
    """A body that says when it is read."""

    def readinto(self, _: Any) -> int:
        raise WasRead


@pytest.mark.parametrize(
    ("place", "headers", "status"),
    [
        ("unknown", oauth(), 404),
        ("unknown/forge", forge(), 404),
        ("jira-cloud", {}, 401),
        ("jira-cloud/forge", {}, 401),
        ("jira-cloud", bearer("wrong"), 401),
        ("jira-cloud/forge", bearer("wrong"), 401),
        ("jira-cloud", {"X-Gezel-Secret": "wrong"}, 401),
    ],
)
def test_a_body_is_not_read_for_nothing(
    make: Make, client: Client, place: str, headers: dict[str, str], status: int
) -> None:
    make(auth="oauth")
    unread = {"wsgi.input": Unread(), "CONTENT_LENGTH": "10"}
    answer = client.post(f"/webhooks/{place}", headers=headers, environ_overrides=unread)
    assert answer.status_code == status


def test_a_body_is_read_for_a_right_proof(make: Make, client: Client) -> None:
    make(auth="oauth")
    with pytest.raises(WasRead):
        client.post(
            "/webhooks/jira-cloud", headers=oauth(), environ_overrides={"wsgi.input": Unread()}
        )
