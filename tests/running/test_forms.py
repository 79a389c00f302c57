"""The bodies that damage starts from: it could break little if they meant nothing."""

import copy
import json
from typing import Any

import pytest

from service.atlassian.model import Ignored
from service.atlassian.payloads import read
from tests.atlassian.test_damage import WRONG, damage, outcome, ways
from tests.running.forms import by_way, of_pages
from tests.running.ways import WAYS, Way


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.product} {way.channel}")
def test_known_bodies_are_understood_in_each_form(way: Way) -> None:
    events = [read(json.dumps(body).encode()) for body in by_way()[way]]
    assert any(not isinstance(event, Ignored) for event in events)


@pytest.mark.parametrize("body", list(of_pages()), ids=lambda body: body["eventType"])
def test_a_wrong_value_anywhere_is_refused_or_harmless(body: dict[str, Any]) -> None:
    for way in ways(body):
        for value in WRONG:
            wrong = copy.deepcopy(body)
            damage(wrong, way, value)
            assert outcome(json.dumps(wrong).encode())
