"""The double as Confluence: Cloud (v2) and Data Center (v1)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from werkzeug import Request

from tests.double.refusals import Refusal
from tests.double.world import DoublePage, DoubleVersion, Json, World

_CQL = re.compile(r"type = page(?: and space in \((?P<spaces>[^)]*)\))? order by lastmodified desc")


class _Confluence:
    def __init__(self, world: World, base: str) -> None:
        self.world, self.base = world, base

    def newest_first(self) -> list[DoublePage]:
        pages = [page for page in self.world.pages.values() if page.status == "current"]
        return sorted(pages, key=lambda page: (page.now.at, page.id), reverse=True)

    def found(self, page_id: int) -> DoublePage:
        page = self.world.pages.get(str(page_id))
        if page is None:
            raise Refusal(404, "No content found with this id.")
        return page

    def trash(self, _: Request, page_id: int) -> tuple[int, None]:
        self.found(page_id)
        del self.world.pages[str(page_id)]
        return 204, None

    def made(self, space: str, title: str, storage: str) -> DoublePage:
        if any(p.space == space and p.now.title == title for p in self.newest_first()):
            raise Refusal(400, "A page with this title already exists in this space.")
        page = self.world.page(space, title, self.world.me)
        page.now.storage = storage
        return page

    def saved(self, page: DoublePage, asked: Json, storage: str) -> None:
        if asked["version"]["number"] != page.now.number + 1:
            raise Refusal(409, "Version must be incremented.")
        message = asked["version"].get("message", "")
        by, title = self.world.me, asked["title"]
        self.world.edit(page, by, title=title, storage=storage, message=message)


class Cloud(_Confluence):
    def routes(self) -> list[tuple[str, str, Callable[..., Any]]]:
        root = "/wiki/api/v2"
        return [
            ("GET", f"{root}/spaces", self.spaces),
            ("GET", f"{root}/pages", self.pages),
            ("POST", f"{root}/pages", self.create),
            ("GET", f"{root}/pages/<int:page_id>", lambda _, page_id: self._single(page_id)),
            ("PUT", f"{root}/pages/<int:page_id>", self.update),
            ("DELETE", f"{root}/pages/<int:page_id>", self.trash),
            ("GET", f"{root}/pages/<int:page_id>/versions", self.versions),
            ("POST", f"{root}/users-bulk", self.users),
            ("GET", "/wiki/rest/api/user/current", lambda _: self._user(self.world.me)),
        ]

    def spaces(self, request: Request) -> Any:
        rows = [
            {"id": space_id, "key": key, "name": name, "type": "global", "status": "current"}
            for key, (space_id, name) in self.world.spaces.items()
        ]
        return self._listed(request, rows)

    def pages(self, request: Request) -> Any:
        ids, title = request.args.getlist("space-id"), request.args.get("title")
        rows = [
            self._page(page)
            for page in self.newest_first()
            if (not ids or self.world.space(page.space) in ids)
            and (title is None or page.now.title == title)
        ]
        return self._listed(request, rows)

    def versions(self, request: Request, page_id: int) -> Any:
        rows = [_version(one) for one in reversed(self.found(page_id).versions)]
        return self._listed(request, rows)

    def create(self, request: Request) -> Json:
        asked = request.get_json()
        space = next(k for k, (i, _) in self.world.spaces.items() if i == asked["spaceId"])
        page = self.made(space, asked["title"], asked["body"]["value"])
        return self._single(int(page.id))

    def update(self, request: Request, page_id: int) -> Json:
        asked = request.get_json()
        self.saved(self.found(page_id), asked, asked["body"]["value"])
        return self._single(page_id)

    def users(self, request: Request) -> Json:
        ids = [one for one in request.get_json()["accountIds"] if one in self.world.users]
        return {"results": [self._user(one) for one in ids]}

    def _listed(self, request: Request, rows: list[Json]) -> tuple[int, Json, dict[str, str]]:
        """A page of rows, with the address of the next in the Link header."""
        start, size = int(request.args.get("cursor", 0)), int(request.args.get("limit", 25))
        links, headers = {"base": f"{self.base}/wiki"}, {}
        if start + size < len(rows):
            links["next"] = f"{request.path}?limit={size}&cursor={start + size}"
            headers["Link"] = f'<{links["next"]}>; rel="next", <{self.base}/wiki>; rel="base"'
        return 200, {"results": rows[start : start + size], "_links": links}, headers

    def _single(self, page_id: int) -> Json:
        page = self._page(self.found(page_id))
        return page | {"_links": page["_links"] | {"base": f"{self.base}/wiki"}}

    def _page(self, page: DoublePage) -> Json:
        first = page.versions[0]
        return {
            "id": page.id,
            "status": page.status,
            "title": page.now.title,
            "spaceId": self.world.space(page.space),
            "authorId": first.by,
            "createdAt": _iso(first.at),
            "version": _version(page.now),
            "_links": {"webui": f"/spaces/{page.space}/pages/{page.id}"},
        }

    def _user(self, user_id: str) -> Json:
        user = self.world.users[user_id]
        told = {"accountId": user.id, "displayName": user.name, "accountType": user.kind}
        return told | {"email": user.email or ""}


class DataCenter(_Confluence):
    def routes(self) -> list[tuple[str, str, Callable[..., Any]]]:
        content = "/rest/api/content"
        versions = "/rest/experimental/content/<int:page_id>/version"
        return [
            ("GET", "/rest/api/user/current", lambda _: self._user(self.world.me)),
            ("GET", "/rest/api/space", self.spaces),
            ("GET", f"{content}/search", self.search),
            ("GET", content, self.by_title),
            ("POST", content, self.create),
            ("GET", f"{content}/<int:page_id>", lambda _, page_id: self._single(page_id)),
            ("PUT", f"{content}/<int:page_id>", self.update),
            ("DELETE", f"{content}/<int:page_id>", self.trash),
            ("GET", versions, self.versions),
        ]

    def spaces(self, request: Request) -> Json:
        spaces = self.world.spaces.items()
        return self._listed(request, [{"id": int(i), "key": k, "name": n} for k, (i, n) in spaces])

    def search(self, request: Request) -> Json:
        asked = _CQL.fullmatch(request.args["cql"])
        if asked is None:
            raise Refusal(400, body={"message": "Could not parse cql."})
        keys = re.findall(r'"([^"]*)"', asked["spaces"]) if asked["spaces"] else None
        rows = [self._page(p) for p in self.newest_first() if keys is None or p.space in keys]
        return self._listed(request, rows)

    def by_title(self, request: Request) -> Json:
        wanted = (request.args["spaceKey"], request.args["title"])
        rows = [p for p in self.newest_first() if (p.space, p.now.title) == wanted]
        return self._listed(request, [self._page(page) for page in rows])

    def create(self, request: Request) -> Json:
        asked = request.get_json()
        storage = asked["body"]["storage"]["value"]
        return self._single(int(self.made(asked["space"]["key"], asked["title"], storage).id))

    def update(self, request: Request, page_id: int) -> Json:
        asked = request.get_json()
        self.saved(self.found(page_id), asked, asked["body"]["storage"]["value"])
        return self._single(page_id)

    def versions(self, request: Request, page_id: int) -> Json:
        rows = [self._version(one) for one in reversed(self.found(page_id).versions)]
        return self._listed(request, rows)

    def _listed(self, request: Request, rows: list[Json]) -> Json:
        start, size = int(request.args.get("start", 0)), int(request.args.get("limit", 25))
        some = rows[start : start + size]
        links = {"base": self.base}
        if start + size < len(rows):
            links["next"] = f"{request.path}?limit={size}&start={start + size}"
        return {"results": some, "start": start, "limit": size, "size": len(some), "_links": links}

    def _single(self, page_id: int) -> Json:
        page = self._page(self.found(page_id))
        return page | {"_links": page["_links"] | {"base": self.base}}

    def _page(self, page: DoublePage) -> Json:
        first = page.versions[0]
        space_id, name = self.world.spaces[page.space]
        return {
            "id": page.id,
            "type": "page",
            "status": page.status,
            "title": page.now.title,
            "space": {"id": int(space_id), "key": page.space, "name": name},
            "history": {"createdBy": self._user(first.by), "createdDate": _iso(first.at)},
            "version": self._version(page.now),
            "_links": {"webui": f"/display/{page.space}/{page.id}"},
        }

    def _version(self, one: DoubleVersion) -> Json:
        told = {"by": self._user(one.by), "when": _iso(one.at), "number": one.number}
        return told | {"message": one.message, "minorEdit": False}

    def _user(self, user_id: str) -> Json:
        user = self.world.users[user_id]
        name = {"username": user.id.lower(), "userKey": user.id, "displayName": user.name}
        return name | {"type": "known"}


def _version(one: DoubleVersion) -> Json:
    told = {"number": one.number, "authorId": one.by, "createdAt": _iso(one.at)}
    return told | {"message": one.message, "minorEdit": False}


def _iso(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
