"""What may be sent about rules."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from service.schema import Sent
from service.skills.rules import ANY_ENDING, CONDITIONS, folded

VALUES = 20
LENGTH = 80


class Values(fields.Field[list[str]]):
    """Several values, with commas between them; each stands once."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[str]:
        if not isinstance(value, str):
            raise ValidationError("Write values with commas between them.")
        values = list(_once(value))
        if len(values) > VALUES:
            raise ValidationError("Twenty values at most; make a second rule for the others.")
        if any(len(one) > LENGTH for one in values):
            raise ValidationError("A value has at most 80 characters.")
        return values


def _once(text: str) -> Iterator[str]:
    seen = set()
    for part in text.replace("\n", ",").split(","):
        value = " ".join(part.split())
        if value and folded(value) not in seen:
            seen.add(folded(value))
            yield value


class RuleSent(Sent):
    """The conditions of a rule, at least one."""

    projects = Values(load_default=list)
    issue_types = Values(load_default=list)
    components = Values(load_default=list)
    labels = Values(load_default=list)
    epics = Values(load_default=list)
    title_words = Values(load_default=list)

    @validates_schema
    def asks_something(self, data: Mapping[str, Any], **_: Any) -> None:
        if not any(data.get(name) for name in CONDITIONS):
            raise ValidationError("Fill in at least one condition.", "conditions")

    @validates_schema
    def words_have_a_beginning(self, data: Mapping[str, Any], **_: Any) -> None:
        if not all(word.rstrip(ANY_ENDING) for word in data.get("title_words", ())):
            raise ValidationError("A word needs letters before the *.", "title_words")
