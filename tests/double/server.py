"""The double's HTTP server: real sockets, in a thread of the test or as a process of its own."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.double import confluence
from tests.double.checked import Checker
from tests.double.jira import Jira
from tests.double.mischief import Mischief
from tests.double.oauth import Atlassian
from tests.double.refusals import Refusal
from tests.double.webhooks import Webhooks
from tests.double.world import World

OPEN = ("/oauth/token", "/authorize")


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it came in."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: Any


@dataclass(slots=True)
class Double:
    """The running double, in the hands of a test."""

    world: World
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    planned: list[Mischief] = field(default_factory=list)
    #: runs before each call, so that the world can change between two
    between: Callable[[Call], None] | None = None

    def misbehave(self, *mischief: Mischief) -> None:
        """The next calls go wrong, one by one."""
        self.planned += mischief

    def paths(self) -> list[str]:
        return [f"{call.method} {call.path}" for call in self.calls]


class App:
    """The WSGI application: who asks, what for, and whether the documents know it."""

    def __init__(self, double: Double, every: int) -> None:
        self.double, self.checker = double, Checker(every)
        self.lock = threading.Lock()
        self.map, self.views = Map(), dict[str, Callable[..., Any]]()

    def serve_at(self, url: str) -> None:
        world = self.double.world
        parts = (
            Jira(world, url, True), Jira(world, url, False), Webhooks(world, url),
            confluence.Cloud(world, url), confluence.DataCenter(world, url), Atlassian(world, url),
        )  # fmt: skip
        for part in parts:
            for method, path, view in part.routes():
                name = f"{method} {path}"
                self.views[name] = view
                self.map.add(Rule(path, methods=[method], endpoint=name, strict_slashes=False))

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        with self.lock:
            response, mischief = self._answer(request)
        if mischief:
            response = mischief.done(request)
        return response(environ, start_response)

    def _answer(self, request: Request) -> tuple[Response, Mischief | None]:
        path = _on_its_site(request.path, self.double.world)
        call = _call(request, path)
        self.double.calls.append(call)
        if self.double.between:
            self.double.between(call)
        mischief = self._mischief(path)
        if mischief and not mischief.after_work:
            return Response(), mischief
        status, body, headers = self._worked(request, path)
        self.double.faults += self.checker.faults(path, request, status, body)
        content = b"" if body is None else json.dumps(body, separators=(",", ":")).encode()
        return Response(content, status, headers, mimetype="application/json"), mischief

    def _mischief(self, path: str) -> Mischief | None:
        for one in self.double.planned:
            if one.fits(path):
                self.double.planned.remove(one)
                return one
        return None

    def _worked(self, request: Request, path: str) -> tuple[int, Any, dict[str, str]]:
        try:
            if not _may_ask(request, path, self.double.world):
                raise Refusal(401, "You are not authenticated.")
            adapter = self.map.bind("double", path_info=path, default_method=request.method)
            name, given = adapter.match()
            found = self.views[name](request, **given)
        except Refusal as refusal:
            return refusal.status, refusal.body, {}
        except HTTPException as error:
            return error.code or 500, {"message": f"{request.method} {path} is not there"}, {}
        if not isinstance(found, tuple):
            return 200, found, {}
        return (*found, {}) if len(found) == 2 else found


def _on_its_site(path: str, world: World) -> str:
    """The path as the site itself knows it, where the call came through Atlassian's API host."""
    for kind in ("jira", "confluence"):
        path = path.removeprefix(f"/ex/{kind}/{world.cloud_id}")
    return path


def _may_ask(request: Request, path: str, world: World) -> bool:
    """Tokens of OAuth are taken at the API host alone, the others at the site alone."""
    if path in OPEN:
        return True
    given = request.headers.get("Authorization", "")
    at_api_host = request.path.startswith(("/ex/", "/oauth/", "/app/"))
    if at_api_host:
        return given == f"Bearer {world.access}"
    pair = f"{world.email}:{world.api_token}".encode()
    basic = f"Basic {base64.b64encode(pair).decode()}"
    return given in (basic, f"Bearer {world.personal_token}")


def _call(request: Request, path: str) -> Call:
    content = request.get_data()
    try:
        body = json.loads(content) if content else None
    except ValueError:
        body = content
    query = request.args.to_dict(flat=False)
    return Call(request.method, path, query, dict(request.headers), body)


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps the line open, as Jira does

    def log(self, *_: object) -> None:
        """The calls are in `Double.calls`."""

    def log_error(self, *_: object) -> None:
        """A client that gave up is what some tests are about."""


def made(world: World, every: int = 1, port: int = 0) -> tuple[Double, BaseWSGIServer]:
    """A double that listens, and the server to run it; `every` says how much is checked."""
    double = Double(world)
    app = App(double, every)
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=_Quiet)
    double.url = f"http://127.0.0.1:{server.server_port}"
    app.serve_at(double.url)
    return double, server


@contextmanager
def running(world: World, every: int = 1) -> Iterator[Double]:
    double, server = made(world, every)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
