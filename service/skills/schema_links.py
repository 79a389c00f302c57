"""What may be sent about the skills of work."""

from typing import Any

from marshmallow import ValidationError, fields, validate

from service.schema import PLAIN, Sent

MOST_PAIRS = 200


class Pair(fields.Field[tuple[int, int]]):
    """A piece of work and a skill: "12:5"."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[int, int]:
        work, colon, skill = str(value).partition(":")
        if not (colon and work.isdecimal() and skill.isdecimal() and len(value) < 40):
            raise ValidationError(PLAIN["invalid"])
        return int(work), int(skill)


class SkillSent(Sent):
    skill_id = fields.Int(required=True, validate=validate.Range(min=1, max=2**62))


class ManySent(Sent):
    pairs = fields.List(Pair(), required=True, validate=validate.Length(min=1, max=MOST_PAIRS))


class UndoSent(Sent):
    undo = fields.List(Pair(), load_default=[], validate=validate.Length(max=MOST_PAIRS))
