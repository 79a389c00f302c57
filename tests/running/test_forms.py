"""The bodies that damage starts from: it could break little if they meant nothing."""

import json

import pytest

from service.atlassian.model import Ignored
from service.atlassian.payloads import read
from tests.running.forms import by_way
from tests.running.ways import WAYS, Way


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.product} {way.channel}")
def test_known_bodies_are_understood_in_each_form(way: Way) -> None:
    events = [read(json.dumps(body).encode()) for body in by_way()[way]]
    assert any(not isinstance(event, Ignored) for event in events)
