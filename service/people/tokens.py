"""Tokens of one-time links: 256 bits, of which only a hash is kept."""

import hashlib
import secrets


def fresh() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()
