"""How a digest reads: in its reader's language, as text and HTML, ended by one click."""

from collections.abc import Callable, Sequence
from datetime import date
from email.message import EmailMessage
from email.utils import formataddr
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import jinja2
from babel.dates import format_date
from babel.support import Translations

from service.notices.model import Addressee, Line
from service.notices.model_chat import ChatToTell
from service.settings import Settings

TITLE = 90
#: A kind of line, and the page on which it goes on.
PATHS = {
    "ask": "/asks/{}",
    "reminder": "/asks/{}",
    "dialogue": "/dialogues/{}",
    "words": "/feedback/{}",
    "thanks": "/thanks/{}",
    "shown": "/feedback/{}",
    "question": "/feedback/{}",
    "motion": "/feedback/{}",
    "answer": "/feedback/{}",
    "answered": "/proposals/{}",
    "report": "/reports/{}",
    "advice": "/requests/{}",
    "decide": "/requests/{}",
    "advised": "/requests/{}",
    "wish_question": "/requests/{}",
    "decided": "/requests/{}",
    "ending": "/requests/{}",
    "proposal": "/",
    "unseen": "/work/{}",
}
ORDER = tuple(PATHS)
Address = Callable[[str], str]


def digest(
    settings: Settings,
    letter_id: int,
    to: Addressee,
    lines: Sequence[Line],
    address: Address,
    unsubscribe: str,
) -> EmailMessage:
    """`address` makes the address of a page of ours; `unsubscribe` is that which ends the digest.

    The id is that of the letter, so that a server that sees it twice can know. One-click ending is
    RFC 8058; the signature that it asks for (DKIM) is the mail server's.
    """
    words = environment(to.language)
    values = {
        "to": to,
        "groups": [(kind, [one for one in lines if one.kind == kind]) for kind in ORDER],
        "address": address,
        "addresses": {(one.kind, one.about_id): address_of(one, address) for one in lines},
        "settings_page": f"{settings.public_url}/settings/notices",
        "unsubscribe": unsubscribe,
        "kinds": [kind for kind in ORDER if any(one.kind == kind for one in lines)],
        "asks": any(one.kind in ("ask", "reminder") for one in lines),
    }
    message = begun(settings, letter_id, to)
    message["Subject"] = words.get_template("letters/subject.txt").render(values).strip()
    message["List-Unsubscribe"] = f"<{unsubscribe}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words.get_template("letters/digest.txt").render(values))
    html = words.get_template("letters/digest.html").render(values, language=to.language)
    message.add_alternative(html, subtype="html")
    message["Content-Language"] = to.language
    return message


def plain(
    settings: Settings, letter_id: int, to: Addressee, subject: str, body: str
) -> EmailMessage:
    message = begun(settings, letter_id, to)
    message["Subject"] = subject
    message.set_content(body)
    return message


def chat(to: ChatToTell, is_shared: bool, day: date | None) -> tuple[list[str], str]:
    """What is said in a channel, and what its link is called; never what was said, or of whom."""
    words = environment(to.language)
    said = words.get_template("letters/chat.txt").render(
        is_our_day=day is not None and day.isoweekday() == to.rhythm,
        is_shared=is_shared,
        is_team=to.team is not None,
    )
    label = words.get_template("letters/chat_link.txt").render().strip()
    return [line for line in said.splitlines() if line], label


def begun(settings: Settings, letter_id: int, to: Addressee) -> EmailMessage:
    message = EmailMessage()
    host = urlsplit(settings.public_url).hostname or "localhost"
    message["From"] = formataddr(("Gezel", settings.mail_from))
    message["To"] = to.email
    message["Message-ID"] = f"<letter-{letter_id}@{host}>"
    return message


def address_of(line: Line, address: Address) -> str:
    return address(PATHS[line.kind].format(line.about_id))


@cache
def environment(language: str) -> jinja2.Environment:
    """The templates, speaking this language."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("service", "templates"),
        autoescape=jinja2.select_autoescape(["html"]),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    folder = str(files("service") / "translations")
    spoken = Translations.load(folder, [language])
    made.install_gettext_translations(spoken, newstyle=True)  # type: ignore[attr-defined]  # from the extension
    made.filters["day"] = lambda time: format_date(time, "d MMMM", locale=language)
    made.filters["clipped"] = _clipped
    return made


def _clipped(text: str) -> str:
    return text if len(text) <= TITLE else text[:TITLE].rsplit(" ", 1)[0] + " …"
