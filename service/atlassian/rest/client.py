"""A client of one site: proves who we are, waits when asked to, and tries again what may be."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import requests

from service.atlassian.rest import errors, limits, transport
from service.atlassian.rest.site import OAuthGrant, Site
from service.atlassian.rest.transport import Answer

TRACE_HEADER = "X-Atlassian-Webhook-Trace"
OURS = "gezel"
TRIES = 4
BASE_SECONDS = 2.0
# A longer wait is the caller's: it pauses the connection rather than hold a worker.
PATIENCE_SECONDS = 8.0
# A token this close to its end may be over when the call arrives.
ALMOST = timedelta(seconds=60)

Renew = Callable[[OAuthGrant], OAuthGrant]
_AGAIN_LATER = (errors.CannotBeReached, errors.TooSlow)


def _machine_time() -> datetime:
    return datetime.now(UTC)


class Client:
    """Asks one site. Keeps open connections and the current grant, and stores nothing.

    `renew` gets the grant that is over and gives one that is good: the caller locks the row, takes
    the grant another process may have saved meanwhile or else refreshes it, and saves it. Without
    it a grant that is over raises TokenExpired. `trace` marks our writes, so that their echo can
    be recognised.
    """

    def __init__(
        self,
        site: Site,
        renew: Renew | None = None,
        trace: str = OURS,
        now: Callable[[], datetime] = _machine_time,
        sleep: Callable[[float], object] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.site = site
        self.host = transport.host_of(site.root)
        self._renew, self._trace = renew, trace
        self._now, self._sleep, self._chance = now, sleep, chance
        self._session = transport.session(site.proxy, site.ca_file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._session.close()

    def get(self, path: str, **params: Any) -> Answer:
        """Read what is at a path; a parameter that is None is left out."""
        return self._call("GET", path, reads=True, params=params)

    def ask(self, path: str, question: Any, root: str | None = None) -> Answer:
        """Read by a POST that changes nothing, such as a search."""
        return self._call("POST", path, reads=True, root=root, json=question)

    def change(self, method: str, path: str, body: Any = None, **params: Any) -> Answer:
        """Change something. It is tried once, unless the site says that it did not even look."""
        headers = {TRACE_HEADER: self._trace}
        return self._call(method, path, reads=False, json=body, params=params, headers=headers)

    def _call(
        self, method: str, path: str, reads: bool, root: str | None = None, **more: Any
    ) -> Answer:
        for earlier in range(TRIES):
            is_last = earlier == TRIES - 1
            try:
                response = self._authorized(method, (root or self.site.root) + path, **more)
            except _AGAIN_LATER:
                if is_last or not reads:
                    raise
                self._sleep(self._wait(earlier, 0.0))
                continue
            if response.status_code == 429:
                self._pause(response, earlier, is_last)
            elif response.status_code >= 500:
                self._out_of_order(response, earlier, is_last or not reads)
            else:
                return transport.answer(response)
        raise AssertionError("the last try answers or raises")

    def _authorized(self, method: str, url: str, **more: Any) -> requests.Response:
        """One call with a grant that is good; a grant refused once is renewed once."""
        grant = self.site.credentials
        if isinstance(grant, OAuthGrant) and grant.expires_at - ALMOST <= self._now():
            self._renewed(grant)
        response = self._send(method, url, **more)
        if isinstance(grant, OAuthGrant) and response.status_code == 401:
            if self.site.credentials is grant:
                self._renewed(grant)
                response = self._send(method, url, **more)
            if response.status_code == 401:
                raise errors.NeedsReconnect
        return response

    def _send(self, method: str, url: str, **more: Any) -> requests.Response:
        proof = transport.proof(self.site.credentials)
        return transport.send(self._session, method, url, auth=proof, **more)

    def _renewed(self, grant: OAuthGrant) -> None:
        if self._renew is None:
            raise errors.TokenExpired
        self.site = replace(self.site, credentials=self._renew(grant))

    def _pause(self, response: requests.Response, earlier: int, is_last: bool) -> None:
        """After a 429, which was not looked at, so that even a write may be sent again."""
        limit, asked = self._told(response)
        wait = self._wait(earlier, asked)
        if is_last or asked > PATIENCE_SECONDS or "quota" in limit.reason:
            until = limit.until or self._now() + timedelta(seconds=wait)
            raise errors.SlowDown(self.host, until, limit.scope, limit.reason)
        self._sleep(wait)

    def _out_of_order(self, response: requests.Response, earlier: int, is_last: bool) -> None:
        """After a 5xx: a write may have been done all the same, and is not sent again."""
        limit, asked = self._told(response)
        if limit.until and asked > PATIENCE_SECONDS:
            reason = f"status {response.status_code}"
            raise errors.SlowDown(self.host, limit.until, limits.Scope.CONNECTION, reason)
        if is_last:
            raise errors.OutOfOrder(host=self.host, status=response.status_code)
        self._sleep(self._wait(earlier, asked))

    def _told(self, response: requests.Response) -> tuple[limits.Limit, float]:
        """What the answer says of waiting, and the seconds it asks for."""
        now = self._now()
        limit = limits.told(response.headers, now)
        return limit, (limit.until - now).total_seconds() if limit.until else 0.0

    def _wait(self, earlier: int, asked: float) -> float:
        """Two seconds, four, eight, never less than asked for, and up to half as much more."""
        return max(asked, BASE_SECONDS * 2**earlier) * (1 + self._chance() / 2)
