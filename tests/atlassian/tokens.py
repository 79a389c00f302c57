"""Tokens as Atlassian makes them, and as nobody should."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from service.atlassian.tokens import ISSUER

CLIENT_SECRET = "the client secret of our app, long enough to be one"
APP = "ari:cloud:ecosystem::app/5f2a6c1e-0000-4000-8000-000000000001"
SITE = "11111111-2222-4333-8444-555555555555"
OTHER_SITE = "99999999-2222-4333-8444-555555555555"
KEY = RSAKey.generate_key(2048, {"kid": "forge/one"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "forge/two"})


def times(now: datetime) -> dict[str, int]:
    """Valid from a minute ago until five minutes from now."""
    return {
        "iat": int((now - timedelta(minutes=1)).timestamp()),
        "nbf": int((now - timedelta(minutes=1)).timestamp()),
        "exp": int((now + timedelta(minutes=5)).timestamp()),
    }


def oauth_claims(now: datetime, **other: Any) -> dict[str, Any]:
    return times(now) | other


def forge_claims(now: datetime, site: str = SITE, **other: Any) -> dict[str, Any]:
    """What Forge says when it hands on an event: the site is in the API address only."""
    app = {"id": APP, "apiBaseUrl": f"https://api.atlassian.com/ex/jira/{site}"}
    return times(now) | {"iss": ISSUER, "aud": APP, "app": app} | other


def by_secret(claims: dict[str, Any], secret: str = CLIENT_SECRET, method: str = "HS256") -> str:
    header = {"alg": method}
    return jwt.encode(header, claims, OctKey.import_key(secret), algorithms=[method])


def by_key(
    claims: dict[str, Any], key: RSAKey = KEY, key_id: str | None = "forge/one", **header: Any
) -> str:
    named = {"kid": key_id} if key_id else {}
    return jwt.encode({"alg": "RS256", **named, **header}, claims, key)


def by_nobody(claims: dict[str, Any], method: str = "none") -> str:
    return _joined({"alg": method, "typ": "JWT", "kid": "forge/one"}, claims) + "."


def by_hand(claims: dict[str, Any], secret: bytes, key_id: str = "forge/one") -> str:
    """HS256 with any bytes at all, also those that a library refuses as a secret."""
    text = _joined({"alg": "HS256", "typ": "JWT", "kid": key_id}, claims)
    return f"{text}.{_encoded(hmac.new(secret, text.encode(), hashlib.sha256).digest())}"


def _joined(header: dict[str, Any], claims: dict[str, Any]) -> str:
    return ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
