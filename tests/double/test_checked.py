"""The double notices a wrong field, in what it hears and in what it says."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.double import checked, server
from tests.double.checked import Checker, SpecsMissing
from tests.double.server import Double
from tests.double.world import World


@pytest.fixture
def double() -> Iterator[Double]:
    with server.running(World()) as double:
        yield double


def call(double: Double, method: str, path: str, **more: Any) -> requests.Response:
    who = (double.world.email, double.world.api_token)
    return requests.request(method, double.url + path, auth=who, timeout=5, **more)


def search(double: Double, **more: Any) -> requests.Response:
    question = {"jql": 'updated >= "2026-01-01 00:00"', "fields": ["id"]} | more
    return call(double, "POST", "/rest/api/3/search/jql", json=question)


def test_what_is_right_is_no_fault(double: Double) -> None:
    double.world.issue("HARB", 1)
    assert search(double).json()["isLast"]
    assert double.faults == []


def test_a_field_that_the_document_does_not_know(double: Double) -> None:
    search(double, startAt=5)
    assert "startAt" in double.faults[0]


def test_a_field_of_the_wrong_type(double: Double) -> None:
    search(double, fieldsByKeys="yes")
    assert "fieldsByKeys" in double.faults[0]


def test_a_parameter_that_the_document_does_not_know(double: Double) -> None:
    call(double, "GET", "/rest/api/3/project/search?start=5")
    assert "start is not a parameter" in double.faults[0]


def test_a_path_that_the_document_does_not_know(double: Double) -> None:
    assert call(double, "GET", "/rest/api/3/nowhere").status_code == 404
    assert "/rest/api/3/nowhere" in double.faults[0]


def test_a_page_without_what_is_needed(double: Double) -> None:
    page = double.world.page("TEAM", "Our skills", double.world.me)
    asked = {"id": page.id, "status": "current", "title": "x", "version": {"number": 2}}
    body = {"representation": "storage", "value": "<p/>"}
    call(double, "PUT", f"/wiki/api/v2/pages/{page.id}", json=asked | {"body": body})
    assert double.faults == []
    odd = body | {"colour": "red"}
    call(double, "PUT", f"/wiki/api/v2/pages/{page.id}", json=asked | {"body": odd})
    assert "body" in double.faults[0]


def test_an_answer_with_a_wrong_field(double: Double) -> None:
    double.world.fields = [{"id": "customfield_1", "colour": "red"}]
    call(double, "GET", "/rest/api/3/field")
    assert "colour" in double.faults[0]


def test_an_answer_of_confluence_with_a_wrong_type(double: Double) -> None:
    page = double.world.page("TEAM", "Our skills", double.world.me)
    page.now.title = 5  # type: ignore[assignment]  # this is the mistake
    call(double, "GET", "/wiki/api/v2/pages")
    assert "title" in double.faults[0]


def test_documents_that_are_not_here_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr(checked, "SPECS", tmp_path)
    with pytest.raises(SpecsMissing, match="shared/specs"):
        Checker()
    Checker(every=0)


def test_looking_may_be_left_to_one_in_so_many() -> None:
    with server.running(World(), every=3) as double:
        for _ in range(6):
            search(double, startAt=5)
    assert len(double.faults) == 2
