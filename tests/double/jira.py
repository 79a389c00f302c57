"""The double as Jira: Cloud (v3) and Data Center (v2)."""

import base64
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from werkzeug import Request

from tests.double import jql
from tests.double.bodies import Bodies
from tests.double.refusals import Refusal
from tests.double.world import DoubleIssue, Json, World

MOST_ROWS = 5000
MONTH = timedelta(days=30)
DYNAMIC_EVENTS = 5

Route = tuple[str, str, Callable[..., Any]]


class Jira:
    """Each method answers one path: what it returns is the JSON of a 200, or (status, JSON)."""

    def __init__(self, world: World, base: str, is_cloud: bool) -> None:
        self.world, self.is_cloud = world, is_cloud
        self.bodies = Bodies(world, base, is_cloud)

    def routes(self) -> list[Route]:
        root = self.bodies.rest.removeprefix(self.bodies.base)
        both: list[Route] = [
            ("GET", "/myself", self.myself),
            ("GET", "/status", lambda _: [self.bodies.status(s) for s in self.world.statuses]),
            ("GET", "/field", lambda _: self.world.fields),
            ("GET", "/issuetype", lambda _: [self.bodies.issue_type(t) for t in self.world.types]),
            ("GET", "/issue/<issue_id>", self.issue),
            ("GET", "/user", self.user),
            ("POST", "/issue/<issue_id>/remotelink", self.put_link),
            ("DELETE", "/issue/<issue_id>/remotelink", self.delete_link),
        ]
        cloud: list[Route] = [
            ("GET", "/project/search", self.projects),
            ("GET", "/user/bulk", self.users),
            ("POST", "/search/jql", self.search_by_token),
            ("POST", "/search/approximate-count", self.count),
            ("POST", "/changelog/bulkfetch", self.changelogs),
            ("GET", "/webhook", self.dynamic),
            ("POST", "/webhook", self.register_dynamic),
            ("DELETE", "/webhook", self.delete_dynamic),
            ("PUT", "/webhook/refresh", self.refresh_dynamic),
        ]
        datacenter: list[Route] = [
            ("GET", "/project", self.all_projects),
            ("GET", "/search", self.search_by_offset),
        ]
        return [(m, root + p, f) for m, p, f in both + (cloud if self.is_cloud else datacenter)]

    def myself(self, _: Request) -> Json:
        told = self.bodies.user(self.world.me) or {}
        return told | {"timeZone": str(self.world.zone)}

    def all_projects(self, _: Request) -> list[Json]:
        return [self.bodies.project(key) for key in self.world.projects]

    def projects(self, request: Request) -> Json:
        keys = sorted(self.world.projects)
        return _page(request, [self.bodies.project(key) for key in keys])

    def user(self, request: Request) -> Json:
        key = request.args.get("accountId") or request.args.get("key")
        if key not in self.world.users:
            raise Refusal(404, "The user does not exist.")
        return self.bodies.user(key) or {}

    def users(self, request: Request) -> Json:
        ids = [one for one in request.args.getlist("accountId") if one in self.world.users]
        return _page(request, [self.bodies.user(one) for one in ids])

    def issue(self, request: Request, issue_id: str) -> Json:
        issue = self._issue(issue_id)
        fields = set(request.args.get("fields", "*all").split(","))
        return self.bodies.issue(issue, fields, "changelog" in request.args.get("expand", ""))

    def search_by_token(self, request: Request) -> Json:
        asked = request.get_json()
        found = jql.found(self.world, asked["jql"])
        if token := asked.get("nextPageToken"):
            last = base64.b64decode(token).decode().split(" ")
            found = [issue for issue in found if _token_order(issue) > tuple(last)]
        size = min(asked.get("maxResults", 50), MOST_ROWS)
        fields = set(asked.get("fields", ["id"]))
        page, is_last = found[:size], len(found) <= size
        body: Json = {"issues": [self.bodies.issue(one, fields, False) for one in page]}
        if not is_last:
            body["nextPageToken"] = base64.b64encode(" ".join(_token_order(page[-1])).encode())
            body["nextPageToken"] = body["nextPageToken"].decode()
        return body | {"isLast": is_last}

    def search_by_offset(self, request: Request) -> Json:
        found = jql.found(self.world, request.args["jql"])
        start, size = int(request.args.get("startAt", 0)), int(request.args.get("maxResults", 50))
        fields = set(request.args.get("fields", "*all").split(","))
        expands = "changelog" in request.args.get("expand", "")
        page = [self.bodies.issue(one, fields, expands) for one in found[start : start + size]]
        return {"startAt": start, "maxResults": size, "total": len(found), "issues": page}

    def count(self, request: Request) -> Json:
        return {"count": len(jql.found(self.world, request.get_json()["jql"]))}

    def changelogs(self, request: Request) -> Json:
        """The rows of a page are histories: those of one issue may go on in the next."""
        asked = request.get_json()
        wanted, start = set(asked.get("fieldIds", [])), int(asked.get("nextPageToken") or 0)
        rows = [
            (issue_id, self.bodies.history(one | {"items": items}))
            for issue_id in asked["issueIdsOrKeys"]
            if issue_id in self.world.issues
            for one in self.world.issues[issue_id].histories
            if (items := [i for i in one["items"] if not wanted or i["fieldId"] in wanted])
        ]
        end = start + asked.get("maxResults", 1000)
        logs: dict[str, list[Json]] = {}
        for issue_id, told in rows[start:end]:
            logs.setdefault(issue_id, []).append(told)
        found = [{"issueId": one, "changeHistories": told} for one, told in logs.items()]
        more = {"nextPageToken": str(end)} if end < len(rows) else {}
        return {"issueChangeLogs": found} | more

    def put_link(self, request: Request, issue_id: str) -> tuple[int, Json]:
        links = self.world.links.setdefault(self._issue(issue_id).id, {})
        body = request.get_json()
        is_new = body["globalId"] not in links
        link_id = self.world.next_id() if is_new else links[body["globalId"]]["id"]
        links[body["globalId"]] = body | {"id": link_id}
        own = f"{self.bodies.rest}/issue/{issue_id}/remotelink/{link_id}"
        return 201 if is_new else 200, {"id": link_id, "self": own}

    def delete_link(self, request: Request, issue_id: str) -> tuple[int, None]:
        links = self.world.links.get(self._issue(issue_id).id, {})
        if links.pop(request.args["globalId"], None) is None:
            raise Refusal(404, "The remote link does not exist.")
        return 204, None

    def dynamic(self, request: Request) -> Json:
        return _page(request, list(self.world.webhooks.values()))

    def register_dynamic(self, request: Request) -> Json:
        asked = request.get_json()
        results: list[dict[str, Any]] = []
        for hook in asked["webhooks"]:
            if len(self.world.webhooks) >= DYNAMIC_EVENTS:
                results.append({"errors": ["You have reached the limit of webhooks."]})
                continue
            hook_id = self.world.next_id()
            end = _millis(self.world, MONTH)
            more = {"id": hook_id, "url": asked["url"], "expirationDate": end}
            self.world.webhooks[hook_id] = hook | more
            results.append({"createdWebhookId": hook_id})
        return {"webhookRegistrationResult": results}

    def refresh_dynamic(self, request: Request) -> Json:
        end = _millis(self.world, MONTH)
        for hook_id in request.get_json()["webhookIds"]:
            if hook_id in self.world.webhooks:
                self.world.webhooks[hook_id]["expirationDate"] = end
        return {"expirationDate": end}

    def delete_dynamic(self, request: Request) -> tuple[int, None]:
        for hook_id in request.get_json()["webhookIds"]:
            self.world.webhooks.pop(hook_id, None)
        return 202, None

    def _issue(self, id_or_key: str) -> DoubleIssue:
        for issue in [self.world.issues.get(id_or_key), *self.world.issues.values()]:
            if issue and id_or_key in (issue.id, issue.key):
                return issue
        raise Refusal(404, "Issue does not exist or you do not have permission to see it.")


def _page(request: Request, rows: Sequence[Any]) -> Json:
    start, size = int(request.args.get("startAt", 0)), int(request.args.get("maxResults", 50))
    found = list(rows[start : start + size])
    is_last = start + size >= len(rows)
    sizes = {"startAt": start, "maxResults": size, "total": len(rows), "isLast": is_last}
    return sizes | {"values": found}


def _token_order(issue: DoubleIssue) -> tuple[str, str, str]:
    return issue.updated.isoformat(), issue.project, f"{issue.number:09d}"


def _millis(world: World, more: timedelta) -> int:
    return int((world.now + more).timestamp() * 1000)
