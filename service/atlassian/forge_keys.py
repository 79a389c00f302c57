"""The public keys that Forge signs its calls with: fetched when needed, and never in a rush.

Source: developer.atlassian.com, "Forge Remote essentials", section on verifying remote requests.
"""

from datetime import datetime, timedelta
from threading import Lock
from typing import Any

import requests
import structlog
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import RSAKey

log = structlog.get_logger()

FRESH = timedelta(hours=1)
# While the keys cannot be fetched, those at hand are trusted so long; a withdrawn one no longer.
TRUSTED = timedelta(hours=12)
# Whoever invents key ids must not make us call Atlassian for each.
APART = timedelta(minutes=1)
TIMEOUT_SECONDS = (2, 2)  # Forge itself gives up after five
WAIT_SECONDS = 1  # for another thread that is fetching


class KeysAway(Exception):
    """The keys could not be fetched: a token can neither be believed nor refused."""


class Keys:
    """The keys at one address, by their ids.

    `proxy` is the outbound proxy and `ca_file` a file with certificates to trust; None for neither.
    """

    def __init__(self, url: str, proxy: str | None, ca_file: str | None) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False  # the settings alone say how to go out
        self._session.proxies = {"http": proxy, "https": proxy} if proxy else {}
        self._session.verify = ca_file or True
        self._lock = Lock()
        self._keys: dict[str, RSAKey] = {}
        self._fetched_at: datetime | None = None
        self._tried_at: datetime | None = None

    def find(self, key_id: object, now: datetime) -> RSAKey:
        """The key of this id. InvalidKeyIdError when there is none, KeysAway when nobody knows."""
        if key_id not in self._keys or not self._within(FRESH, now):
            self._refresh(now)
        if not self._within(TRUSTED, now):
            raise KeysAway
        if key_id in self._keys:
            return self._keys[str(key_id)]
        if self._tried_at != self._fetched_at:
            raise KeysAway
        raise InvalidKeyIdError

    def _within(self, age: timedelta, now: datetime) -> bool:
        return self._fetched_at is not None and now - self._fetched_at < age

    def _refresh(self, now: datetime) -> None:
        """Fetch the keys anew, unless that was tried a moment ago or is being done."""
        if not self._lock.acquire(timeout=WAIT_SECONDS):
            return
        try:
            if self._tried_at is None or abs(now - self._tried_at) >= APART:
                self._tried_at = now
                self._fetch(now)
        finally:
            self._lock.release()

    def _fetch(self, now: datetime) -> None:
        try:
            answer = self._session.get(self._url, timeout=TIMEOUT_SECONDS)
            answer.raise_for_status()
            keys = [RSAKey.import_key(key) for key in _rsa(answer.json())]
        except (requests.RequestException, JoseError, ValueError, TypeError, KeyError) as away:
            log.warning("the keys of Forge could not be fetched", url=self._url, why=str(away))
            return
        self._keys = {key.kid: key for key in keys if key.kid}
        self._fetched_at = now


def _rsa(content: Any) -> list[dict[str, Any]]:
    """The RSA keys of a key set (RFC 7517); others cannot have signed what we take."""
    return [key for key in content["keys"] if key["kty"] == "RSA"]
