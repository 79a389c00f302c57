"""The double as Atlassian's own hosts: tokens that rotate, and the report of personal data."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from werkzeug import Request

from tests.double.refusals import Refusal
from tests.double.world import Json, World

MOST_ACCOUNTS = 90


class Atlassian:
    def __init__(self, world: World, base: str) -> None:
        self.world, self.base = world, base

    def routes(self) -> list[tuple[str, str, Callable[..., Any]]]:
        return [
            ("GET", "/authorize", self.authorize),
            ("POST", "/oauth/token", self.token),
            ("GET", "/oauth/token/accessible-resources", self.resources),
            ("POST", "/app/report-accounts/", self.report),
        ]

    def authorize(self, request: Request) -> tuple[int, None, dict[str, str]]:
        """Somebody who is signed in there says yes at once, and is sent back with a code."""
        asked = request.args
        query = urlencode({"code": "the code", "state": asked["state"]})
        return 302, None, {"Location": f"{asked['redirect_uri']}?{query}"}

    def token(self, request: Request) -> Json:
        """A refresh token is good for one use."""
        asked = request.get_json()
        if asked.get("client_secret") != self.world.client_secret:
            raise Refusal(401, body={"error": "invalid_client"})
        is_first = asked["grant_type"] == "authorization_code"
        given = asked.get("code") if is_first else asked.get("refresh_token")
        if given != ("the code" if is_first else self.world.refresh):
            raise Refusal(403, body={"error": "invalid_grant", "error_description": "Unknown."})
        self.world.grants += 1
        self.world.access = f"access-{self.world.grants}"
        self.world.refresh = f"refresh-{self.world.grants}"
        return {
            "access_token": self.world.access,
            "refresh_token": self.world.refresh,
            "expires_in": 3600,
            "scope": "read:jira-work offline_access",
            "token_type": "Bearer",
        }

    def resources(self, _: Request) -> list[Json]:
        site = {"id": self.world.cloud_id, "url": self.base, "name": "our site"}
        return [site | {"scopes": ["read:jira-work"], "avatarUrl": f"{self.base}/avatar"}]

    def report(self, request: Request) -> tuple[int, Json | None]:
        accounts = request.get_json()["accounts"]
        if len(accounts) > MOST_ACCOUNTS:
            raise Refusal(400, "Too many accounts.")
        ids = [one["accountId"] for one in accounts]
        closed = [one for one in ids if one in self.world.closed_accounts]
        if not closed:
            return 204, None
        return 200, {"accounts": [{"accountId": one, "status": "closed"} for one in closed]}
