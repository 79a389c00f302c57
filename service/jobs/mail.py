"""Mail, by the SMTP server of the settings: `smtp://user:password@host:587` or `smtps://`."""

import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from service.errors import Misconfigured
from service.settings import Settings

TIMEOUT_SECONDS = 20


def send(settings: Settings, to: str, subject: str, body: str) -> None:
    """Hand one plain mail to the server; smtplib's errors reach the job, which tries again."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, to, subject
    message.set_content(body)
    with _server(settings.smtp_url) as server:
        server.send_message(message)


def _server(url: str | None) -> smtplib.SMTP:
    if not url:
        raise Misconfigured("There is no GEZEL_SMTP_URL, so no mail can be sent.")
    place = urlsplit(url)
    host = place.hostname or "localhost"
    if place.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, place.port or 465, timeout=TIMEOUT_SECONDS)
    else:
        server = smtplib.SMTP(host, place.port or 25, timeout=TIMEOUT_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls()
    if place.username:
        server.login(unquote(place.username), unquote(place.password or ""))
    return server
