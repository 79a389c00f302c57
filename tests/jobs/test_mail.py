"""Mail goes to a real SMTP server, and what went wrong tells whether it can have arrived."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest

from service.jobs import mail
from service.settings import Settings
from tests.jobs.post import Inbox, serving


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def with_mail(inbox: Inbox, settings: Settings) -> Iterator[Settings]:
    with serving(inbox) as url:
        yield replace(settings, smtp_url=url, mail_from="gezel@example.org")


def letter() -> EmailMessage:
    message = EmailMessage()
    message["To"], message["Subject"] = "bob@example.org", "Welkom"
    message.set_content("Één link, één keer: https://example.org/x\n.\nen een punt")
    return message


def test_a_mail_arrives(with_mail: Settings, inbox: Inbox) -> None:
    assert mail.hand_over(with_mail, letter(), lambda: True)
    (message,) = inbox.mails
    assert (message["To"], message["Subject"]) == ("bob@example.org", "Welkom")
    assert "Één link" in message.get_content()
    assert ["", *message.get_content().splitlines()[1:3]] == ["", ".", "en een punt"]


def test_it_does_not_arrive_when_it_may_not_begin(with_mail: Settings, inbox: Inbox) -> None:
    assert not mail.hand_over(with_mail, letter(), lambda: False)
    assert inbox.mails == []


@pytest.mark.parametrize(
    ("settings_of", "is_final"),
    [({"on_rcpt": "550 no such user"}, True), ({"on_rcpt": "450 busy"}, False),
     ({"on_data": "554 too bad"}, True), ({"on_data": "451 later"}, False)],
)  # fmt: skip
def test_a_refusal_is_for_now_or_for_good(
    with_mail: Settings, inbox: Inbox, settings_of: dict[str, str], is_final: bool
) -> None:
    for name, value in settings_of.items():
        setattr(inbox, name, value)
    with pytest.raises(mail.NotTaken) as refusal:
        mail.hand_over(with_mail, letter(), lambda: True)
    assert refusal.value.is_final is is_final


def test_a_line_that_breaks_after_the_text_leaves_it_unknown(
    with_mail: Settings, inbox: Inbox
) -> None:
    inbox.hangs_up = True
    with pytest.raises(mail.MayHaveArrived):
        mail.hand_over(with_mail, letter(), lambda: True)


@pytest.mark.parametrize("url", [None, "smtp://127.0.0.1:1"])
def test_without_a_server_nothing_begins(settings: Settings, url: str | None) -> None:
    begun = []

    def begin() -> bool:
        begun.append(True)
        return True

    with pytest.raises(mail.NotTaken):
        mail.hand_over(replace(settings, smtp_url=url), letter(), begin)
    assert begun == []
