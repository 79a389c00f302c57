"""The ways to prove oneself: what a request claims to be, and whether that is true.

A request says by its address and headers which way it goes, and is held to that way alone. Forge
has an address of its own, `/webhooks/<connection>/forge`: two ways use a bearer token, and which
of them counts must not be up to the token.
"""

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import clock
from service.atlassian import signature
from service.atlassian.forge_keys import Keys
from service.atlassian.tokens import ForgeApp, OAuthApp
from service.connections.model import Channel
from service.errors import NotFound
from service.settings import Settings
from service.webhooks.senders import Sender

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# By what follows the connection in the address: channels in the order they are looked for, with
# the header that holds the proof. OAuth comes first, as its webhooks may be signed as well.
PLACES = {
    "": {
        Channel.OAUTH: "HTTP_AUTHORIZATION",
        Channel.WEBHOOK: "HTTP_X_HUB_SIGNATURE",
        Channel.AUTOMATION: "HTTP_X_GEZEL_SECRET",
    },
    "forge": {Channel.FORGE: "HTTP_AUTHORIZATION"},
}


@dataclass(frozen=True, slots=True)
class Claim:
    """The channel that a request says it comes by, and its proof, which may be wrong."""

    channel: Channel
    proof: str


def claimed(environ: "WSGIEnvironment", place: str, sender: Sender) -> Claim | None:
    """The first claim that this sender may make; None without any, NotFound for a strange place."""
    if place not in PLACES:
        raise NotFound
    for channel, header in PLACES[place].items():
        proof = environ.get(header)
        if proof and channel in sender.channels:
            return Claim(channel, proof)
    return None


@dataclass(frozen=True, slots=True)
class Proofs:
    """What the settings know of our apps; None of what they do not."""

    oauth: OAuthApp | None
    forge: ForgeApp | None

    def allow_reading(self, claim: Claim, sender: Sender) -> bool:
        """Whether the body may be read: all but a signature is proven without it.

        KeysAway when the keys of Forge cannot be had just now.
        """
        match claim.channel:
            case Channel.WEBHOOK:
                return True
            case Channel.AUTOMATION:
                return _is_secret(claim.proof, sender.secrets)
            case Channel.OAUTH:
                return self.oauth is not None and self.oauth.signed(claim.proof, clock.now())
            case Channel.FORGE:
                return self.forge is not None and self.forge.signed(
                    claim.proof, sender.cloud_id, clock.now()
                )


def covers(claim: Claim, body: bytes, sender: Sender) -> bool:
    """Whether the proof fits the body; only a signature says anything of it."""
    if claim.channel is not Channel.WEBHOOK:
        return True
    return signature.is_right(claim.proof, body, sender.secrets)


def of(settings: Settings) -> Proofs:
    """The ways that these settings know."""
    return Proofs(_oauth(settings), _forge(settings))


def _oauth(settings: Settings) -> OAuthApp | None:
    secret = settings.atlassian_client_secret
    return OAuthApp(secret) if secret else None


def _forge(settings: Settings) -> ForgeApp | None:
    if not settings.forge_app_id:
        return None
    keys = Keys(settings.forge_keys_url, settings.outbound_proxy, settings.ca_file)
    return ForgeApp(settings.forge_app_id, keys)


def _is_secret(given: str, secrets: list[str]) -> bool:
    claimed = given.encode("utf-8", "replace")
    return any(hmac.compare_digest(claimed, secret.encode()) for secret in secrets if secret)
