"""What may be sent to the pages of the map."""

import re
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from service.growth.model_share import Audience
from service.growth.model_stream import Before, Kind
from service.growth.timeline import Cursor
from service.schema import Sent

# As `str(Cursor)` writes it; 18 digits fit the database's largest number.
_EARLIER = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6})-([a-z]{4,8})-([0-9]{1,18})")
_PLACE = re.compile(r"([0-9]{8}T[0-9]{6}\.[0-9]{6})-([1-4])-([0-9]{1,18})")


class Place(fields.Field[Cursor]):
    """A place in the timeline."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Cursor:
        found = _PLACE.fullmatch(str(value))
        try:
            at, rank, number = found.groups() if found else ("", "", "")
            time = datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        except ValueError as wrong:
            raise ValidationError("This is not a place in the timeline.") from wrong
        return Cursor(time, int(rank), int(number))


class Earlier(fields.Field[Before]):
    """A place in the stream of all that happened."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Before:
        found = _EARLIER.fullmatch(str(value))
        try:
            at, kind, number = found.groups() if found else ("", "", "")
            time = datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        except ValueError as wrong:
            raise ValidationError("This is not a place in the timeline.") from wrong
        return Before(time, kind, int(number))


class StreamQuery(Sent):
    kind = fields.List(
        fields.Enum(Kind, by_value=True), load_default=list, validate=validate.Length(max=6)
    )
    skill = fields.Str(load_default=None, validate=validate.Length(max=120))
    before = Earlier(load_default=None)


class SkillQuery(Sent):
    before = Place(load_default=None)


class ShareSent(Sent):
    audience = fields.Enum(
        Audience,
        by_value=True,
        required=True,
        error_messages={
            "required": "Choose who may see it.",
            "unknown": "Choose who may see it.",
        },
    )
    with_person_id = fields.Int(load_default=None, validate=validate.Range(1, 2**63 - 1))
    months = fields.Int(
        load_default=3,
        validate=validate.OneOf([1, 3, 6, 12], error="Choose for how long."),
        error_messages={"invalid": "Choose for how long."},
    )
    shows_place = fields.Bool(
        load_default=False, error_messages={"invalid": "Say yes or leave it open."}
    )


class PortfolioQuery(Sent):
    skill = fields.List(
        fields.Str(validate=validate.Length(max=120)),
        load_default=list,
        validate=validate.Length(max=100),
    )
    levels = fields.Bool(load_default=False)


class PublishSent(Sent):
    place = fields.Str(required=True, validate=validate.Length(max=300))


class JudgementSent(Sent):
    level = fields.Int(
        required=True,
        validate=validate.Range(1, 5, error="Choose one of the five."),
        error_messages={
            "required": "Choose one of the five.",
            "invalid": "Choose one of the five.",
            "null": "Choose one of the five.",
        },
    )
