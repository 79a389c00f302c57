"""The base of every schema for what people and programs send in."""

import re
import unicodedata
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load

# For fields that have no words of their own.
PLAIN = {
    "required": "This is needed.",
    "null": "This is needed.",
    "validator_failed": "This does not fit here.",
    "invalid": "This does not fit here.",
}
#: Signs that show nothing: spaces, controls and zero-width signs by their category; letters that
#: are blank, and what only changes the sign before it.
UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
BLANKS = {*"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0", *map(chr, range(0xFE00, 0xFE10))}
THEIRS = fields.Field.default_error_messages


class Sent(Schema):
    """An empty field means absent, as one in which nothing can be seen; space around words is
    dropped, unknown fields are ignored."""

    class Meta:
        unknown = EXCLUDE

    def on_bind_field(self, _field_name: str, field_obj: fields.Field[Any]) -> None:
        """Plain words instead of marshmallow's own."""
        standard = {**THEIRS, **type(field_obj).default_error_messages}
        for kind, words in PLAIN.items():
            if field_obj.error_messages.get(kind, words) == standard.get(kind):
                field_obj.error_messages[kind] = words

    @pre_load
    def without_blanks(self, data: Any, **_: Any) -> dict[str, Any]:
        tidy = {name: _stripped(data[name]) for name in data}
        return {name: value for name, value in tidy.items() if value not in ("", [])}


class Words(fields.Field[tuple[str, ...]]):
    """The words of what somebody typed to search for, each once; signs only part them."""

    MOST = 8
    LONGEST = 120

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[str, ...]:
        if len(str(value)) > self.LONGEST:
            raise ValidationError("Shorten the search.")
        words = dict.fromkeys(re.findall(r"[^\W_]+", str(value).lower()))
        return tuple(words)[: self.MOST]


def _stripped(value: Any) -> Any:
    if isinstance(value, list):
        return [inner for inner in map(_stripped, value) if inner != ""]
    # NUL cannot be kept by PostgreSQL and means nothing in a text; browsers send CRLF, which would
    # count twice against a limit.
    if isinstance(value, str):
        plain = value.replace("\x00", "").replace("\r\n", "\n").strip()
        return plain if is_seen(plain) else ""
    return value


def is_seen(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(unicodedata.category(s) not in UNSEEN and s not in BLANKS for s in text)
