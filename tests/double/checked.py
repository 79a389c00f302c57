"""Holds what goes over the wire against Atlassian's OpenAPI documents.

The documents leave some doors open that a wrong field could walk through; they are closed here:
a parameter or field that is not documented is a fault. Two things differ from the documents in
life: Jira answers null where they say text, so that nulls are left out first; and they know nothing
of a few old paths, of OAuth and of the report of personal data, which are not looked at.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse
from werkzeug import Request

from tests.double.world import Json

SPECS = Path(__file__).resolve().parents[3] / "shared" / "specs"
HOST = "http://double"
JIRA, CONFLUENCE = "jira-cloud-swagger-v3.v3.json", "confluence-cloud-openapi-v2.v3.json"
ROOTS = {JIRA: ("/rest/api/3/", ""), CONFLUENCE: ("/wiki/api/v2/", "/wiki/api/v2")}


class SpecsMissing(Exception):
    """Atlassian's OpenAPI documents are not here. They belong in ../shared/specs beside this \
folder; their addresses are developer.atlassian.com/cloud/jira/platform/swagger-v3.v3.json and \
dac-static.atlassian.com/cloud/confluence/openapi-v2.v3.json."""


class Checker:
    """`every` = 1 looks at each call, 20 at one in twenty, 0 at none."""

    def __init__(self, every: int = 1) -> None:
        self.every, self.calls = every, 0
        self.specs = {name: _read(SPECS / name) for name in ROOTS} if every else {}

    def faults(self, path: str, request: Request, status: int, body: Any) -> list[str]:
        """What is wrong with a call and its answer; `path` is as on the site's own host."""
        self.calls += 1
        name = next((one for one, (root, _) in ROOTS.items() if path.startswith(root)), None)
        if name is None or not self.every or self.calls % self.every:
            return []
        asked = MockRequest(
            HOST,
            request.method.lower(),
            path,
            args=request.args.to_dict(flat=False),
            headers=dict(request.headers),
            data=request.get_data() or None,
            content_type="application/json",
        )
        found = _unknown_parameters(self.specs[name], path, request)
        try:
            self.specs[name].validate_request(asked)
            if status < 400:
                content = b"" if body is None else json.dumps(_without_nulls(body)).encode()
                self.specs[name].validate_response(asked, MockResponse(content, status))
        except OpenAPIError as error:
            found.append(_in_words(error))
        return [f"{request.method} {path}: {fault}" for fault in found]


def _without_empty_content(spec: Any) -> None:
    """Content of no kind at all means that there is no body."""
    for path in spec["paths"].values():
        for answer in (one for way in path.values() for one in _answers(way)):
            if answer.get("content") == {}:
                del answer["content"]


def _answers(way: Any) -> list[Any]:
    return list(way["responses"].values()) if isinstance(way, dict) and "responses" in way else []


@cache
def _read(file: Path) -> OpenAPI:
    """Once a process: they are large."""
    if not file.exists():
        raise SpecsMissing(SpecsMissing.__doc__)
    spec = json.loads(file.read_text())
    spec["servers"] = [{"url": HOST + ROOTS[file.name][1]}]
    _without_security(spec)
    _closed(spec)
    _without_empty_content(spec)
    return OpenAPI.from_dict(spec, config=Config(spec_validator_cls=None))


def _without_security(spec: Json) -> None:
    """Who may ask is the double's own to decide."""
    spec.pop("security", None)
    spec["components"].pop("securitySchemes", None)
    for path in spec["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict):
                operation.pop("security", None)


def _closed(spec: Json) -> None:
    """No object may hold what its schema does not name; objects put together become one."""
    for schema in _schemas(spec):
        parts = schema.get("allOf", [])
        if len(parts) > 1:
            schema.pop("allOf")
            merged: Json = {}
            for part in parts:
                for key, value in _followed(spec, part).get("properties", {}).items():
                    old = merged.get(key)
                    merged[key] = value if old is None else _merged(spec, old, value)
            schema |= {"type": "object", "properties": merged}
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)


def _merged(spec: Json, one: Json, other: Json) -> Json:
    both = [_followed(spec, part).get("properties", {}) for part in (one, other)]
    return {"type": "object", "properties": both[0] | both[1]}


def _followed(spec: Json, schema: Json) -> Json:
    if "$ref" not in schema:
        return schema
    found: Any = spec
    for step in schema["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return _followed(spec, found)


def _schemas(found: Any) -> list[Json]:
    """Every object in the document that may be a schema."""
    if isinstance(found, list):
        return [schema for one in found for schema in _schemas(one)]
    if not isinstance(found, dict):
        return []
    own = [found] if "allOf" in found or isinstance(found.get("properties"), dict) else []
    return own + [schema for one in list(found.values()) for schema in _schemas(one)]


def _unknown_parameters(spec: OpenAPI, path: str, request: Request) -> list[str]:
    """openapi-core overlooks parameters that are not documented."""
    paths = spec.spec.read_value()["paths"]
    own = path.removeprefix("/wiki/api/v2")
    for template, operations in paths.items():
        if _fits(template, own) and request.method.lower() in operations:
            operation = operations[request.method.lower()]
            known = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
            return [f"{name} is not a parameter" for name in request.args if name not in known]
    return []


def _fits(template: str, path: str) -> bool:
    steps, own = template.split("/"), path.split("/")
    return len(steps) == len(own) and all(
        step.startswith("{") or step == one for step, one in zip(steps, own, strict=True)
    )


def _without_nulls(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: _without_nulls(one) for key, one in found.items() if one is not None}
    return [_without_nulls(one) for one in found] if isinstance(found, list) else found


def _in_words(error: BaseException) -> str:
    """The error and what caused it: which field, and why."""
    words = [str(error)]
    for one in getattr(error.__cause__, "schema_errors", []) or []:
        words.append(f"{'.'.join(map(str, one.absolute_path))} {one.message[:200]}")
    if error.__cause__ is not None and len(words) == 1:
        words.append(str(error.__cause__)[:300])
    return ": ".join(words)
