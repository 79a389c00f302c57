"""Mail, by the SMTP server of the settings: `smtp://user:password@host:587` or `smtps://`."""

import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from service.settings import Settings

TIMEOUT_SECONDS = 20


class NotTaken(Exception):
    """It surely did not arrive. `is_final`: trying again would not help."""

    def __init__(self, reason: str, is_final: bool = False) -> None:
        self.is_final = is_final
        super().__init__(reason)


class MayHaveArrived(Exception):
    """The line broke after the text was sent: nobody knows."""


def hand_over(settings: Settings, message: EmailMessage, begin: Callable[[], bool]) -> bool:
    """Hand one mail to the server. `begin` is asked right before it can arrive; False ends it.

    What fails before that moment, like a server that is away or an address it does not know, is
    NotTaken. RFC 5321, 4.2.1: an answer of 4xx may go away by itself, one of 5xx does not.
    """
    try:
        with _server(settings.smtp_url) as server:
            _must(server.mail(settings.mail_from))
            _must(server.rcpt(str(message["To"])))
            return begin() and _text(server, message)
    except (smtplib.SMTPException, OSError) as error:
        raise NotTaken(_words(error)) from error


def _text(server: smtplib.SMTP, message: EmailMessage) -> bool:
    try:
        answer = server.data(message.as_bytes(policy=SMTP))
    except smtplib.SMTPDataError as refused:
        answer = (refused.smtp_code, _bytes(refused.smtp_error))
    except (smtplib.SMTPException, OSError) as error:
        raise MayHaveArrived(_words(error)) from error
    _must(answer)
    return True


def _must(answer: tuple[int, bytes]) -> None:
    code, said = answer
    if code not in (250, 251):
        raise NotTaken(f"{code} {said.decode(errors='replace')}", is_final=code >= 500)


def _bytes(said: bytes | str) -> bytes:
    return said.encode() if isinstance(said, str) else said


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _server(url: str | None) -> smtplib.SMTP:
    if not url:
        raise NotTaken("There is no GEZEL_SMTP_URL, so no mail can be sent.")
    place = urlsplit(url)
    host = place.hostname or "localhost"
    if place.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, place.port or 465, timeout=TIMEOUT_SECONDS)
    else:
        server = smtplib.SMTP(host, place.port or 25, timeout=TIMEOUT_SECONDS)
    try:
        server.ehlo()
        if place.scheme != "smtps" and server.has_extn("starttls"):
            server.starttls()
            server.ehlo()
        if place.username:
            server.login(unquote(place.username), unquote(place.password or ""))
    except BaseException:
        server.close()
        raise
    return server
