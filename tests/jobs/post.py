"""A real SMTP server that keeps what it takes, and can be told to refuse, fail or hang up."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from service import clock
from service.db.sql import Connection, column
from service.jobs.sending import Post
from tests.conftest import MONDAY
from tests.feedback.making import DAY

SECRET = "zq-words"  #: what no mail may hold


@dataclass
class Inbox:
    """`on_rcpt` and `on_data` are what the server answers; `taken` is called when text came in."""

    mails: list[EmailMessage] = field(default_factory=list)
    on_rcpt: str = "250 OK"
    on_data: str = "250 OK"
    hangs_up: bool = False
    taken: Callable[[], object] = lambda: None

    async def handle_RCPT(  # noqa: N802  as aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.on_rcpt

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.on_data.startswith("250"):
            text = cast(bytes, envelope.content)
            self.mails.append(message_from_bytes(text, policy=default))
        self.taken()
        if self.hangs_up:
            cast(Any, server).transport.abort()
        return self.on_data


@contextmanager
def serving(inbox: Inbox) -> Iterator[str]:
    """The address of a server that puts mail in this inbox."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def deliver(db: Connection, post: Post) -> None:
    """What the worker does: write what is due, and run the jobs that were promised."""
    post.write()
    for letter_id in column(db, "SELECT id FROM letter WHERE state = 'waiting' ORDER BY id"):
        post.send(letter_id)
        post.send(letter_id)  # a job of a dead worker runs again


def must_tell_once(db: Connection, post: Post, inbox: Inbox, says: tuple[str, str, str]) -> None:
    """One mail to an address with a subject and a link, and none of the words it is about."""
    to, subject, page = says
    deliver(db, post)
    (mail,) = inbox.mails
    assert (mail["To"], mail["Subject"]) == (to, subject)
    for kind in ("plain", "html"):
        text = part(mail, kind)
        assert f"https://gezel.example.org{page}" in text
        assert SECRET not in text
        assert "Two minutes" not in text, "it asks nothing"
    with clock.at(MONDAY + DAY):
        deliver(db, post)
    assert len(inbox.mails) == 1


def part(message: EmailMessage, kind: str) -> str:
    """The text or HTML of a mail."""
    found = message.get_body(preferencelist=(kind,))
    assert found is not None
    return str(found.get_content())
