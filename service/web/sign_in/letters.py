"""Mails with a one-time link, where mail is set up; else an administrator hands the link over."""

import json

from flask import url_for
from flask_babel import force_locale, gettext

from service.actor import System
from service.notices import actions
from service.people.model import Person
from service.web import here

LETTERS = System("letters with links")


def address_of(token: str) -> str:
    """Where a one-time link leads, on the public address."""
    return here.parts().settings.public_url + url_for("sign_in.link", token=token)


def can_be_sent() -> bool:
    return here.parts().settings.smtp_url is not None


def send_invitation(person: Person, token: str) -> None:
    """In the caller's transaction; nothing without mail."""
    with force_locale(person.language):
        subject = gettext("Come and join Gezel")
        body = gettext(
            "Hello %(name)s,\n\nGezel helps colleagues tell each other what they saw in finished "
            "work. You are invited. This link is yours alone, works once, and for two weeks:\n\n"
            "%(link)s\n\nFirst you read what Gezel does, and choose how it may ask about you.",
            name=person.first_name,
            link=address_of(token),
        )
    _send(person, subject, body)


def send_reset(person: Person, token: str) -> None:
    """In the caller's transaction; nothing without mail."""
    with force_locale(person.language):
        subject = gettext("A new password for Gezel")
        body = gettext(
            "Hello %(name)s,\n\nWith this link you choose a new password. It works once, and for "
            "a day:\n\n%(link)s\n\nDid you not ask for it? Then leave it; nothing has changed.",
            name=person.first_name,
            link=address_of(token),
        )
    _send(person, subject, body)


def send_test(person: Person) -> None:
    """In the caller's transaction; nothing without mail."""
    with force_locale(person.language):
        subject = gettext("Mail from Gezel arrives")
        body = gettext("Hello %(name)s,\n\nThis is a try, and it worked.", name=person.first_name)
    _send(person, subject, body)


def _send(person: Person, subject: str, body: str) -> None:
    if can_be_sent():
        # Sealed: it stands in a table until it is sent, and a link opens a door.
        sealed = here.parts().vault.seal(json.dumps({"subject": subject, "body": body}))
        actions.write_sealed(here.db(), LETTERS, person.id, sealed)
