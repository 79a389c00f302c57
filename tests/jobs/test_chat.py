"""A channel is told once a day at most, that there is something and never what."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from typing import cast as cast_to

import pytest

from service import clock
from service.actor import System
from service.connections.secrets import Vault
from service.db.pool import Pool
from service.db.sql import Connection, column
from service.errors import Forbidden, NotFound
from service.feedback import actions as feedback
from service.jobs.sending import Post
from service.notices import actions_chat, reads_chat
from service.notices.model_chat import Product, host_of
from service.people import actions_pace
from service.settings import Settings
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.feedback.making import DAY, words_from_alice
from tests.one_connection import OneConnection

SYSTEM = System("test")
SENT = "SELECT state FROM letter WHERE chat_id IS NOT NULL ORDER BY id"


@dataclass
class Channel:
    said: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200


@contextmanager
def listening(channel: Channel) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"]))
            channel.said.append(json.loads(text))
            self.send_response(channel.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook"
        server.shutdown()


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def post(db: Connection, settings: Settings) -> Post:
    public = replace(settings, public_url="https://gezel.example.org")
    return Post(cast_to(Pool, OneConnection(db)), public, Vault(settings.secret_key))


@pytest.fixture
def team(db: Connection, cast: Cast, post: Post, channel: Channel) -> Iterator[int]:
    """Alice's team, with a channel of Slack."""
    with listening(channel) as address:
        sealed = post.vault.seal(address)
        actions_chat.set_up(
            db, cast.actor(cast.alice), cast.team_id, Product.SLACK, sealed, "127.0.0.1", "nl"
        )
        yield cast.team_id


def deliver(db: Connection, post: Post) -> None:
    post.write()
    for letter_id in column(db, "SELECT id FROM letter WHERE state = 'waiting'"):
        post.send(letter_id)
        post.send(letter_id)


def share(db: Connection, cast: Cast, readers: str = "team") -> None:
    words = words_from_alice(db, cast, readers=readers)
    with clock.at(clock.now() + DAY):
        feedback.share(db, cast.actor(cast.bob), words)


def test_shared_words_are_told_of_without_a_name_or_a_word(
    db: Connection, cast: Cast, post: Post, channel: Channel, team: int
) -> None:
    share(db, cast)
    with clock.at(MONDAY + DAY):
        deliver(db, post)
        deliver(db, post)
    (message,) = channel.said
    assert message["text"].startswith("Er zijn woorden gedeeld met het team.")
    assert "<https://gezel.example.org|" in message["text"]
    for private in ("Alice", "Bob", "PAY-231", "You drew"):
        assert private not in json.dumps(message)
    with clock.at(MONDAY + 2 * DAY):
        deliver(db, post)
    assert len(channel.said) == 1


def test_the_day_of_the_team_is_said(
    db: Connection, cast: Cast, post: Post, channel: Channel, team: int
) -> None:
    actions_pace.choose_rhythm(db, cast.actor(cast.alice), team, 5)
    for day in range(7):
        with clock.at(MONDAY + day * DAY):
            deliver(db, post)
    assert len(channel.said) == 1


def test_what_is_no_longer_shared_is_not_told(
    db: Connection, cast: Cast, post: Post, channel: Channel, team: int
) -> None:
    share(db, cast)
    with clock.at(MONDAY + DAY):
        post.write()
        db.execute("UPDATE feedback SET shared_at = NULL")
        deliver(db, post)
    assert channel.said == []
    assert column(db, SENT) == ["nothing"]


def test_what_is_on_the_wall_is_not_told_to_a_team(
    db: Connection, cast: Cast, post: Post, channel: Channel, team: int
) -> None:
    share(db, cast, "wall")
    with clock.at(MONDAY + DAY):
        deliver(db, post)
    assert channel.said == []


@pytest.mark.parametrize(("status", "state"), [(500, "waiting"), (429, "waiting"), (404, "failed")])
def test_a_channel_that_refuses_is_tried_again_or_shown(
    db: Connection, cast: Cast, post: Post, channel: Channel, team: int, status: int, state: str
) -> None:
    channel.status = status
    share(db, cast)
    with clock.at(MONDAY + DAY):
        post.write()
        (letter_id,) = column(db, "SELECT id FROM letter WHERE state = 'waiting'")
        post.send(letter_id)
    assert column(db, SENT) == [state]


def test_a_channel_is_set_up_by_who_leads(db: Connection, cast: Cast, team: int) -> None:
    def set_up(person: Any, team_id: int | None) -> None:
        actions_chat.set_up(
            db, cast.actor(person), team_id, Product.TEAMS, b"sealed", "example.org", "en"
        )

    with pytest.raises(Forbidden):
        set_up(cast.bob, team)
    with pytest.raises(NotFound):
        set_up(cast.charlie, team)
    with pytest.raises(NotFound):
        set_up(cast.alice, None)
    set_up(cast.dana, None)
    chat = reads_chat.chat(db, cast.actor(cast.dana), None)
    assert chat
    assert chat.product == Product.TEAMS
    with pytest.raises(NotFound):
        reads_chat.chat(db, cast.actor(cast.charlie), team)


@pytest.mark.parametrize(
    ("product", "address", "host"),
    [
        (Product.SLACK, "https://hooks.slack.com/services/T/B/x", "hooks.slack.com"),
        (Product.SLACK, "http://hooks.slack.com/services/T/B/x", None),
        (Product.SLACK, "https://hooks.slack.com.example.org/x", None),
        (Product.SLACK, "https://hooks.slack.com:8443/x", None),
        (Product.SLACK, "https://me@hooks.slack.com/x", None),
        (Product.SLACK, "https://127.0.0.1/x", None),
        (Product.SLACK, "https://[::1/x", None),
        (Product.TEAMS, "https://a1.webhook.office.com/x", "a1.webhook.office.com"),
        (Product.TEAMS, "https://webhook.office.com.example.org/x", None),
        (Product.TEAMS, "https://hooks.slack.com/x", None),
        (Product.TEAMS, "http://chat.internal:8065/x", "chat.internal:8065"),
    ],
)
def test_an_address_leads_to_the_product_and_nowhere_else(
    product: Product, address: str, host: str | None
) -> None:
    assert host_of(product, address, ("chat.internal:8065",)) == host
