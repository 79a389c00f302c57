"""A rule as one would say it: "all of: project is HARB or TIDE · type is not Epic"."""

from collections.abc import Sequence
from functools import reduce

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from service.skills.rules_tree import AllOf, AnyOf, Field, Is, Node, Not

IS = {
    Field.CONNECTION: _l("connection is %(values)s"),
    Field.PROJECT: _l("project is %(values)s"),
    Field.TYPE: _l("type is %(values)s"),
    Field.COMPONENT: _l("component is %(values)s"),
    Field.LABEL: _l("label is %(values)s"),
    Field.EPIC: _l("epic is %(values)s"),
    Field.SPACE: _l("space is %(values)s"),
    Field.TITLE: _l("title has %(values)s"),
}
IS_NOT = {
    Field.CONNECTION: _l("connection is not %(values)s"),
    Field.PROJECT: _l("project is not %(values)s"),
    Field.TYPE: _l("type is not %(values)s"),
    Field.COMPONENT: _l("component is not %(values)s"),
    Field.LABEL: _l("label is not %(values)s"),
    Field.EPIC: _l("epic is not %(values)s"),
    Field.SPACE: _l("space is not %(values)s"),
    Field.TITLE: _l("title does not have %(values)s"),
}
#: How a condition begins in the editor, after the field: what follows are values.
VERBS = {
    "is": _l("is"),
    "isnot": _l("is not"),
}
GROUPS = {
    "all": _l("all of"),
    "any": _l("any of"),
    "none": _l("none of"),
    "notall": _l("not all of"),
}
FIELDS = {
    "project": _l("project"),
    "type": _l("type"),
    "component": _l("component"),
    "label": _l("label"),
    "epic": _l("epic"),
    "title": _l("a word in the title"),
    "space": _l("space"),
    "connection": _l("connection"),
}


def sentence(node: Node) -> str:
    """The conditions, with one that stands alone said alone."""
    match node:
        case AllOf((only,)) | AnyOf((only,)):
            return sentence(only)
        case Not(AllOf((only,)) | AnyOf((only,))):
            return sentence(Not(only))
        case Not(Not(inner)):
            return sentence(inner)
        case Not(Is(field, values)):
            return str(IS_NOT[field]) % {"values": _listed(values)}
        case Is(field, values):
            return str(IS[field]) % {"values": _listed(values)}
        case AllOf(nodes):
            return _group("all", nodes)
        case AnyOf(nodes):
            return _group("any", nodes)
        case Not(AnyOf(nodes)):
            return _group("none", nodes)
        case Not(AllOf(nodes)):
            return _group("notall", nodes)
    raise AssertionError(node)


def _group(kind: str, nodes: Sequence[Node]) -> str:
    return f"{GROUPS[kind]}: {' · '.join(map(_inside, nodes))}"


def _inside(node: Node) -> str:
    """A group within a group stands in brackets, so that one hears where it ends."""
    said = sentence(node)
    return f"({said})" if " · " in said else said


def _listed(values: Sequence[str]) -> str:
    return str(reduce(_or, values))


def _or(one: str, other: str) -> str:
    return str(gettext("%(one)s or %(other)s", one=one, other=other))
