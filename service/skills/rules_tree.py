"""The conditions of a rule as a tree; in the database and in forms it is JSON.

A node is one of {"all": [node…]}, {"any": [node…]}, {"not": node} and
{"field": name, "is": [value…]}.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Field(StrEnum):
    """What a condition looks at. A project is an issue's, a space is a page's."""

    CONNECTION = "connection"
    PROJECT = "project"
    TYPE = "type"
    COMPONENT = "component"
    LABEL = "label"
    EPIC = "epic"
    SPACE = "space"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Is:
    """A field has one of these values; a title has one of these words."""

    field: Field
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: "Node"


Node = Is | AllOf | AnyOf | Not


def all_of(**values: list[str] | tuple[str, ...]) -> Node:
    """The tree of a plain rule, by field: `all_of(component=["API"], title=["refin*"])`."""
    return AllOf(tuple(Is(Field(name), tuple(given)) for name, given in values.items()))


def from_json(kept: Json) -> Node:
    """A tree as we kept it ourselves; what others send goes through the schema."""
    match kept:
        case {"all": nodes}:
            return AllOf(tuple(map(from_json, nodes)))
        case {"any": nodes}:
            return AnyOf(tuple(map(from_json, nodes)))
        case {"not": node}:
            return Not(from_json(node))
        case _:
            return Is(Field(kept["field"]), tuple(kept["is"]))


def as_json(node: Node) -> Json:
    match node:
        case AllOf(nodes):
            return {"all": [as_json(one) for one in nodes]}
        case AnyOf(nodes):
            return {"any": [as_json(one) for one in nodes]}
        case Not(inner):
            return {"not": as_json(inner)}
        case Is(field, values):
            return {"field": str(field), "is": list(values)}


def leaves(node: Node) -> Iterator[Is]:
    """All conditions on a field, in the order of reading."""
    match node:
        case AllOf(nodes) | AnyOf(nodes):
            for one in nodes:
                yield from leaves(one)
        case Not(inner):
            yield from leaves(inner)
        case Is():
            yield node
