"""Proof of the sender by a token: `Authorization: Bearer …`, a JWT, in the two ways of Atlassian.

Dynamic webhooks of an OAuth 2.0 app are signed with the app's client secret (HS256); calls of
Forge with a key of Forge (RS256). Each way takes its one method only, whatever a token says of
itself. A token does not cover the body: what it proves is who sends.

Sources: developer.atlassian.com, "Webhooks", section on OAuth 2.0 apps, and "Forge Remote
essentials". Which claims an OAuth app's token bears is not documented beyond its signature, so only
its times are checked, and it must have an end.
"""

import re
from datetime import datetime
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeyFlexible, OctKey

from service.atlassian.forge_keys import Keys

LONGEST = 8192
LEEWAY_SECONDS = 30  # clocks differ
ISSUER = "forge/invocation-token"
_HS256 = jws.JWSRegistry(algorithms=["HS256"], strict_check_header=False)
_RS256 = jws.JWSRegistry(algorithms=["RS256"], strict_check_header=False)
_SITE = re.compile(r"^https://[^/]+/ex/(?:jira|confluence)/([^/]+)")


class OAuthApp:
    """Our OAuth 2.0 app, by its client secret. An empty secret proves nothing."""

    def __init__(self, secret: str) -> None:
        self._key = OctKey.import_key(secret) if secret else None

    def signed(self, header: str, now: datetime) -> bool:
        """Whether this `Authorization` holds a token signed for the app, valid at this time."""
        if self._key is None:
            return False
        claims = _claims(header, self._key, _HS256)
        return claims is not None and _hold(claims, now)


class ForgeApp:
    """Our Forge app: its id, `ari:cloud:ecosystem::app/…`, and the keys of Forge."""

    def __init__(self, app_id: str, keys: Keys) -> None:
        self._id, self._keys = app_id, keys

    def signed(self, header: str, cloud_id: str | None, now: datetime) -> bool:
        """Whether this `Authorization` holds a token of Forge for our app, valid at this time, and
        for this site where its cloud id is known. KeysAway when that cannot be said just now.
        """

        def key_of(token: Any) -> Any:
            return self._keys.find(token.headers().get("kid"), now)

        claims = _claims(header, key_of, _RS256)
        return (
            claims is not None
            and _hold(claims, now, iss=ISSUER, aud=self._id)
            and (cloud_id is None or _sites(claims) == {cloud_id})
        )


def _claims(header: str, key: KeyFlexible, method: jws.JWSRegistry) -> dict[str, Any] | None:
    """What a rightly signed token says; None for anything else."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or len(token) > LONGEST or not token.isascii():
        return None
    try:
        return jwt.decode(token.strip(), key, registry=method).claims
    except (JoseError, ValueError, TypeError, RecursionError):  # the latter two: of odd JSON
        return None


def _hold(claims: dict[str, Any], now: datetime, **expected: str) -> bool:
    """Whether the token is valid at this time, has an end, and says what is expected."""
    wanted: dict[str, jwt.ClaimsOption] = {
        name: {"essential": True, "value": value} for name, value in expected.items()
    }
    registry = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()), leeway=LEEWAY_SECONDS, exp={"essential": True}, **wanted
    )
    try:
        registry.validate(claims)
    except JoseError:
        return False
    return True


def _sites(claims: dict[str, Any]) -> set[object]:
    """The cloud ids a token of Forge names: calls of events have one in their API address only."""
    app, context = claims.get("app"), claims.get("context")
    found: set[object] = set()
    if isinstance(app, dict):
        found.update(_SITE.findall(str(app.get("apiBaseUrl"))))
    if isinstance(context, dict) and context.get("cloudId") is not None:
        found.add(str(context["cloudId"]))
    return found
