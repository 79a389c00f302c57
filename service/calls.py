"""A client for a connection: opens what is sealed, renews what runs out, and notes what stops us.

Between the connections, which know nobody outside, and `atlassian`, which knows nothing of us; the
edges ask through here. What is noted about a connection is kept at once, in a transaction of its
own: a renewed grant would be lost with a caller's transaction that fails, and the old one is void.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from service import clock
from service.actor import Actor, System
from service.atlassian.rest import confluence, errors, jira, oauth, site
from service.atlassian.rest.client import Client
from service.atlassian.rest.limits import Scope
from service.atlassian.rest.site import ApiToken, Credentials, OAuthGrant, PersonalToken, Site
from service.connections import actions_access as actions
from service.connections import reads_access as reads
from service.connections.access import Access, opened
from service.connections.model import Auth
from service.connections.secrets import Vault
from service.db.pool import Pool, borrowed
from service.errors import Conflict, Misconfigured
from service.settings import Settings

CALLS = System("calls")
OAUTH_RETURN = "/connections/oauth"  # where Atlassian sends the administrator back to


class OnlyListens(Conflict):
    """Gezel only listens to this connection. Give it an address and a token, then try again."""


class ReconnectFirst(Conflict):
    """Atlassian took back the permission for this connection. Connect again, then try again."""


class CallsWait(Conflict):
    """%(name)s asked for no calls until %(moment)s. Try again after that."""

    def __init__(self, name: str, until: datetime) -> None:
        self.until = until
        super().__init__(name=name, moment=f"{until:%H:%M} UTC")


@dataclass(frozen=True, slots=True)
class Calls:
    """What every call needs: where connections are kept, and how to get out."""

    pool: Pool
    settings: Settings
    vault: Vault
    sleep: Callable[[float], object] = time.sleep  #: ends early where the process is to stop

    @contextmanager
    def client(self, actor: Actor, connection_id: int) -> Iterator[Client]:
        """A client for this connection; raises Conflict when it cannot be asked just now.

        What the other side says of waiting and of lost permission is noted, and raised again.
        """
        with borrowed(self.pool) as db:
            access = reads.access(db, actor, connection_id)
        must_be_callable(access)
        place = self.site_of(access)
        with Client(
            place, renew=lambda grant: self._renewed(access.id, grant), sleep=self.sleep
        ) as client:
            try:
                yield client
            except errors.SlowDown as slow:
                self._note_wait(access, slow)
                raise
            except errors.NeedsReconnect:
                with borrowed(self.pool) as db:
                    actions.note_reconnect(db, CALLS, access.id)
                raise

    def site_of(self, access: Access) -> Site:
        return self.site(
            site.Product(access.product),
            access.base_url or "",
            self.credentials(access),
            access.cloud_id,
        )

    def who_am_i(
        self, product: site.Product, base_url: str, credentials: Credentials | None
    ) -> str:
        """The name of the account that opens this address; AtlassianError says what to change."""
        with Client(self.site(product, base_url.rstrip("/"), credentials)) as client:
            if product.is_jira:
                return jira.who_am_i(client).user.name
            return confluence.who_am_i(client).name

    def site(
        self,
        product: site.Product,
        base_url: str,
        credentials: Credentials | None,
        cloud_id: str | None = None,
    ) -> Site:
        """A site reached by the organisation's own way out."""
        return Site(
            product=product,
            base_url=base_url,
            credentials=credentials,
            cloud_id=cloud_id,
            proxy=self.settings.outbound_proxy,
            ca_file=self.settings.ca_file,
            api_host=self.settings.atlassian_api_url,
        )

    def app(self) -> oauth.App:
        """Our own OAuth app, as the settings name it."""
        at = self.settings
        if not (at.atlassian_client_id and at.atlassian_client_secret):
            raise Misconfigured(
                "Set GEZEL_ATLASSIAN_CLIENT_ID and GEZEL_ATLASSIAN_CLIENT_SECRET to connect by "
                "OAuth, or use an API token."
            )
        return oauth.App(
            client_id=at.atlassian_client_id,
            client_secret=at.atlassian_client_secret,
            redirect_uri=at.public_url + OAUTH_RETURN,
            auth_host=at.atlassian_auth_url,
            api_host=at.atlassian_api_url,
            proxy=at.outbound_proxy,
            ca_file=at.ca_file,
        )

    def credentials(self, access: Access) -> Credentials | None:
        if access.credentials is None:
            return None
        return credentials_of(access.auth, opened(self.vault, access.credentials))

    def _renewed(self, connection_id: int, void: OAuthGrant) -> OAuthGrant:
        """A good grant: the one another process kept meanwhile, else a fresh one, kept here."""
        with borrowed(self.pool) as db, db.transaction():
            kept = self.credentials(actions.hold(db, CALLS, connection_id))
            if isinstance(kept, OAuthGrant) and kept.access != void.access:
                return kept
            fresh = oauth.refresh(self.app(), void, clock.now())
            actions.renew(db, CALLS, self.vault, connection_id, texts_of(fresh))
            return fresh

    def _note_wait(self, access: Access, slow: errors.SlowDown) -> None:
        if slow.scope == Scope.CONNECTION:
            with borrowed(self.pool) as db:
                actions.note_wait(db, CALLS, access.id, slow.until, slow.reason)


def must_be_callable(access: Access) -> None:
    if access.auth == Auth.NONE:
        raise OnlyListens
    if access.needs_reconnect:
        raise ReconnectFirst
    if access.calls_wait_until and access.calls_wait_until > clock.now():
        raise CallsWait(access.name, access.calls_wait_until)


def credentials_of(auth: Auth, texts: dict[str, str]) -> Credentials | None:
    """What was kept as texts, as the client takes it."""
    match auth:
        case Auth.NONE:
            return None
        case Auth.API_TOKEN:
            return ApiToken(texts["email"], texts["token"])
        case Auth.PERSONAL_TOKEN:
            return PersonalToken(texts["token"])
        case Auth.OAUTH:
            until = datetime.fromisoformat(texts["expires_at"])
            return OAuthGrant(texts["access"], texts["refresh"], until)
        case _:
            assert_never(auth)


def texts_of(credentials: Credentials) -> dict[str, str]:
    """The same as texts, to be sealed."""
    match credentials:
        case ApiToken(email, token):
            return {"email": email, "token": token}
        case PersonalToken(token):
            return {"token": token}
        case OAuthGrant(access, refresh, expires_at):
            until = expires_at.isoformat()
            return {"access": access, "refresh": refresh, "expires_at": until}
        case _:
            assert_never(credentials)
