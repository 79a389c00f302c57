"""Proof of the sender: `X-Hub-Signature: method=hex`, an HMAC over the raw body.

Source: developer.atlassian.com, "Webhooks", section on secured admin webhooks (WebSub form).
"""

import hmac
from collections.abc import Iterable

METHODS = frozenset({"sha256", "sha384", "sha512"})


def is_right(header: str, body: bytes, secrets: Iterable[str]) -> bool:
    """Whether one of the secrets signed this body. An empty secret proves nothing."""
    method, _, given = header.partition("=")
    method = method.strip().lower()
    if method not in METHODS:
        return False
    claimed = given.strip().lower().encode("utf-8", "replace")
    return any(_is_signed_with(secret, method, body, claimed) for secret in secrets if secret)


def of(secret: str, body: bytes) -> str:
    """The header that a sender with this secret puts on a body."""
    return "sha256=" + hmac.new(secret.encode(), body, "sha256").hexdigest()


def _is_signed_with(secret: str, method: str, body: bytes, claimed: bytes) -> bool:
    ours = hmac.new(secret.encode(), body, method).hexdigest().encode()
    return hmac.compare_digest(ours, claimed)
