"""No damage to a body breaks the reader: it reads what is left, or says what is wrong."""

import copy
import json
from collections.abc import Iterator
from dataclasses import astuple
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.atlassian.model import NotUnderstood
from service.atlassian.model_pages import AnyEvent
from service.atlassian.payloads import read
from tests.atlassian.bodies import OWN, of, sent

Way = tuple[str | int, ...]

UNREAD = {"avatarUrls", "votes", "watches", "progress", "priority", "sprint", "issuelinks"}
DELETED = object()
WRONG: tuple[object, ...] = (
    DELETED,
    None,
    "",
    "word",
    5,
    -1.5,
    True,
    [],
    [[]],
    {},
    {"a": []},
    ["\ud800"],
    10**25,
)


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """The way to everything in a body, but for what the reader never looks at."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in inside:
        if step not in UNREAD:
            yield (*way, step)
            if isinstance(inner, dict | list):
                yield from ways(inner, (*way, step))


def damage(payload: Any, way: Way, value: object) -> None:
    """Put a value at the end of the way, or take away what is there, if the way still exists."""
    for step in way[:-1]:
        payload = _inside(payload, step)
    if isinstance(payload, dict) and value is DELETED:
        payload.pop(way[-1], None)
    elif _inside(payload, way[-1]) is not None or isinstance(payload, dict):
        payload[way[-1]] = None if value is DELETED else copy.deepcopy(value)


def _inside(payload: Any, step: str | int) -> Any:
    if isinstance(payload, dict):
        return payload.get(step)
    fits = isinstance(payload, list) and isinstance(step, int) and step < len(payload)
    return payload[step] if fits else None


def outcome(body: bytes) -> AnyEvent | str:
    """The event, or the reason why there is none; any other error fails the test."""
    try:
        return read(body)
    except NotUnderstood as error:
        return error.reason


def texts(found: AnyEvent | str) -> list[str]:
    """Every text that would be kept, or the reason."""
    if isinstance(found, str):
        return [found]
    kept: list[str] = []
    waiting: list[Any] = [astuple(found)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting.extend(value)
        elif isinstance(value, str) and value:
            kept.append(value)
    return kept


BODIES = {f"{file.parent.name}/{file.stem}": file.read_bytes() for file in of(OWN)}
PLACES = [(body, way) for body in BODIES.values() for way in ways(json.loads(body))]
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(10**30), max_value=10**30)
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.sampled_from(["\x00", "\ud800", "unknown", "0001-01-01T00:00:00+14:00", "9" * 400]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(place=st.sampled_from(PLACES), value=ANYTHING, again=st.sampled_from(PLACES), other=ANYTHING)
def test_a_damaged_body_is_read_or_refused_with_a_reason(
    place: tuple[bytes, Way], value: object, again: tuple[bytes, Way], other: object
) -> None:
    payload = json.loads(place[0])
    damage(payload, place[1], value)
    damage(payload, again[1], other)
    for text in texts(outcome(sent(payload))):
        assert "\x00" not in text
        assert text.encode()


@pytest.mark.parametrize("name", BODIES)
def test_a_wrong_value_anywhere_is_refused_or_harmless(name: str) -> None:
    for way in ways(json.loads(BODIES[name])):
        for value in WRONG:
            payload = json.loads(BODIES[name])
            damage(payload, way, value)
            assert outcome(sent(payload))


@given(st.binary(max_size=200))
@example(b"\xed\xa0\x80")
@example(b'{"webhookEvent": NaN}')
def test_any_bytes_are_refused_with_a_reason(body: bytes) -> None:
    assert str(outcome(body)).endswith(".")


def test_the_places_cover_what_the_reader_looks_at() -> None:
    steps = {way[-1] for _, way in PLACES}
    assert {"statusCategory", "hierarchyLevel", "tmpToAccountId", "toString", "self"} <= steps
