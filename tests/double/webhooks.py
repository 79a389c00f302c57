"""The double's webhooks of administrators: Jira of both kinds, and Confluence Data Center."""

from collections.abc import Callable
from typing import Any

from werkzeug import Request

from tests.double.refusals import Refusal
from tests.double.world import Json, World


class Webhooks:
    def __init__(self, world: World, base: str) -> None:
        self.world, self.base = world, base

    def routes(self) -> list[tuple[str, str, Callable[..., Any]]]:
        jira, confluence = "/rest/webhooks/1.0/webhook", "/rest/api/webhooks"
        return [
            ("GET", jira, lambda _: self._all()),
            ("POST", jira, self.create),
            ("DELETE", f"{jira}/<int:hook_id>", self.delete),
            ("GET", confluence, lambda _: {"results": self._all()}),
            ("POST", confluence, self.create),
            ("DELETE", f"{confluence}/<int:hook_id>", self.delete),
        ]

    def create(self, request: Request) -> tuple[int, Json]:
        """The secret is written once and never told again."""
        hook_id, hook = self.world.next_id(), request.get_json()
        self.world.webhooks[hook_id] = hook | {"id": hook_id}
        return 201, self._told(hook_id, hook)

    def delete(self, request: Request, hook_id: int) -> tuple[int, None]:
        if self.world.webhooks.pop(hook_id, None) is None:
            raise Refusal(404, "There is no such webhook.")
        return 204, None

    def _all(self) -> list[Json]:
        return [self._told(hook_id, hook) for hook_id, hook in self.world.webhooks.items()]

    def _told(self, hook_id: int, hook: Json) -> Json:
        told = {key: hook[key] for key in ("name", "url", "events") if key in hook}
        if "configuration" in hook:
            return told | {"id": hook_id, "active": True}
        own = f"{self.base}/rest/webhooks/1.0/webhook/{hook_id}"
        return told | {"self": own, "enabled": True, "isSigned": "secret" in hook}
