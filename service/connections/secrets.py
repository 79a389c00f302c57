"""Secrets of connections: made here, kept encrypted, compared in constant time."""

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.errors import Misconfigured


class WrongKey(Misconfigured):
    """A connection's secret cannot be read with this GEZEL_SECRET_KEY. \
Set the key it was kept with, or rotate the connection."""


class Vault:
    """Seals texts with a key derived from the settings' secret key."""

    def __init__(self, secret_key: str) -> None:
        derived = HKDF(hashes.SHA256(), length=32, salt=None, info=b"gezel connection secrets")
        self._fernet = Fernet(base64.urlsafe_b64encode(derived.derive(secret_key.encode())))

    def seal(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """The text that was sealed; WrongKey when it was sealed with another key."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken as wrong:
            raise WrongKey from wrong


def fresh() -> str:
    """A new secret for a webhook: 43 characters, 256 bits."""
    return secrets.token_urlsafe(32)
