"""What a connection needs and costs, told before anything is typed: rights, calls, the way out."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from service.connections.model import Auth, Product
from service.connections.model_setup import SetUp
from service.settings import Settings

REPORT = {
    "report:personal-data": _l("tell Atlassian which accounts are kept, as it asks of each app"),
}
#: What our OAuth app asks for, and why. Beside these, `offline_access`: to renew the permission.
SCOPES: dict[Product, dict[str, LazyString]] = {
    Product.JIRA_CLOUD: {
        "read:jira-work": _l("see issues, projects, statuses and fields"),
        "read:jira-user": _l("see names of who worked on them"),
        "manage:jira-webhook": _l("make the webhook, and renew it"),
        "write:jira-work": _l("put a link on an issue, only where you turn that on"),
        **REPORT,
    },
    Product.CONFLUENCE_CLOUD: {
        "read:page:confluence": _l("see which pages changed"),
        "read:space:confluence": _l("see the spaces to choose from"),
        "read:user:confluence": _l("see names of who wrote them"),
        "write:page:confluence": _l("publish a map, only when somebody presses the button"),
        **REPORT,
    },
}
#: Every quarter of an hour: who we are (or the spaces), then what changed; Jira Data Center keeps
#: the epic in a field that is looked up.
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Needs:
    """`hosts` are those that Gezel calls; `calls` an hour where nothing happens there."""

    hosts: list[str]
    calls: int
    has_proxy: bool


def needs(found: SetUp, settings: Settings) -> Needs:
    """Of a connection as it is asked now, or would be by a token."""
    hosts = [urlsplit(found.base_url).hostname or ""] if found.base_url else []
    if found.auth == Auth.OAUTH:
        hosts = [
            urlsplit(address).hostname or ""
            for address in (settings.atlassian_api_url, settings.atlassian_auth_url)
        ]
    each = 3 if found.product == Product.JIRA_DATACENTER else 2
    return Needs(hosts, ROUNDS * each, settings.outbound_proxy is not None)
