"""What may be sent about rules."""

import json
from collections.abc import Iterator
from typing import Any

from marshmallow import ValidationError, fields, validate

from service.schema import Sent
from service.skills.rules import ANY_ENDING, folded
from service.skills.rules_tree import AllOf, AnyOf, Field, Is, Node, Not, as_json, leaves

DEPTH = 4  #: a condition in a group in a group in the whole; "not" counts for nothing
LEAVES = 40
VALUES = 50
LENGTH = 80
NAMES = frozenset(Field)
SIZE = 60_000  #: characters of the whole as JSON, as the database limits it too


class Conditions(fields.Field[Node]):
    """A tree of conditions, as JSON or as text of it.

    Errors go by the place of the node: "0.2" is the third in the first, "" is the whole.
    """

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Node:
        judge = _Judge()
        node = judge.node(_parsed(value), "", 1)
        if node is None or judge.errors:
            raise ValidationError(judge.errors)
        if len(list(leaves(node))) > LEAVES:
            raise ValidationError({"": ["Forty conditions at most; make a second rule."]})
        if len(json.dumps(as_json(node), ensure_ascii=False)) > SIZE:
            raise ValidationError({"": ["This is more than one rule can hold; make a second."]})
        return node


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


class _Judge:
    """Reads what was sent; a node that does not fit is None, and `errors` says why."""

    def __init__(self) -> None:
        self.errors: dict[str, list[str]] = {}

    def node(self, sent: Any, place: str, depth: int) -> Node | None:
        if depth > DEPTH:
            return self._refused(place, "Groups go three deep at most.")
        match sent:
            case {"all": list(inner)} if len(sent) == 1:
                nodes = self._group(inner, place, depth)
                return AllOf(nodes) if nodes else None
            case {"any": list(inner)} if len(sent) == 1:
                nodes = self._group(inner, place, depth)
                return AnyOf(nodes) if nodes else None
            case {"not": dict(inner)} if len(sent) == 1 and "not" not in inner:
                node = self.node(inner, place, depth)
                return Not(node) if node else None
            case {"field": str(name), "is": list(values)} if len(sent) == 2 and name in NAMES:
                return self._is(Field(name), values, place)
        return self._refused(place, "This does not fit here.")

    def _group(self, inner: list[Any], place: str, depth: int) -> tuple[Node, ...] | None:
        if not inner:
            return self._refused(place, "Add a condition to this group, or remove the group.")
        if len(inner) > LEAVES:
            return self._refused(place, "Forty conditions at most; make a second rule.")
        nodes = [
            self.node(one, f"{place}.{number}".lstrip("."), depth + 1)
            for number, one in enumerate(inner)
        ]
        return tuple(node for node in nodes if node is not None)

    def _is(self, field: Field, sent: list[Any], place: str) -> Node | None:
        values = tuple(_once(one for one in sent if isinstance(one, str)))
        if not values:
            return self._refused(place, "Write at least one value, or remove this condition.")
        if len(values) > VALUES:
            return self._refused(place, "Fifty values at most.")
        if any(len(value) > LENGTH for value in values):
            return self._refused(place, "A value has at most 80 characters.")
        if field is Field.TITLE and not all(word.rstrip(ANY_ENDING) for word in values):
            return self._refused(place, "A word needs letters before the *.")
        return Is(field, values)

    def _refused(self, place: str, message: str) -> Any:
        self.errors.setdefault(place, []).append(message)


def _once(sent: Iterator[str]) -> Iterator[str]:
    """Each value once, whatever its capitals, with single spaces."""
    seen = set()
    for text in sent:
        # NUL and halves of a sign cannot be kept by PostgreSQL, and mean nothing in a text.
        value = " ".join(text.replace("\x00", "").encode(errors="ignore").decode().split())
        if value and folded(value) not in seen:
            seen.add(folded(value))
            yield value


class RuleSent(Sent):
    """A rule as it is kept: its conditions, the area that keeps it, and which form was changed."""

    conditions = Conditions(required=True)
    area = fields.Str(required=True, validate=validate.Length(max=100))
    seen = fields.Int(load_default=0, validate=validate.Range(0, 2**63 - 1))


class FormSent(Sent):
    """Which earlier form of a rule to begin with."""

    change = fields.Int(load_default=None, validate=validate.Range(1, 2**63 - 1))


class HistorySent(Sent):
    """From before which change to go on with the history."""

    before = fields.Int(load_default=None, validate=validate.Range(1, 2**63 - 1))
