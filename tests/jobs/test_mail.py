"""Mail goes to a real SMTP server."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from service.errors import Misconfigured
from service.jobs import mail
from service.settings import Settings


class Inbox(Handler):
    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.mails.append(message)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[Controller]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


def test_a_mail_arrives(server: Controller, inbox: Inbox, settings: Settings) -> None:
    url = f"smtp://127.0.0.1:{server.port}"
    with_server = replace(settings, smtp_url=url, mail_from="gezel@example.org")
    mail.send(with_server, "bob@example.org", "Welkom", "Één link, één keer: https://example.org/x")
    (message,) = inbox.mails
    assert (message["From"], message["To"], message["Subject"]) == (
        "gezel@example.org", "bob@example.org", "Welkom",
    )  # fmt: skip
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert "Één link" in payload.decode()


def test_without_a_server_it_says_so(settings: Settings) -> None:
    with pytest.raises(Misconfigured):
        mail.send(settings, "bob@example.org", "Welkom", "x")


def test_a_server_that_is_away_is_an_error_for_the_job(settings: Settings) -> None:
    with pytest.raises(OSError, match="refused"):
        mail.send(replace(settings, smtp_url="smtp://127.0.0.1:1"), "b@example.org", "x", "x")
