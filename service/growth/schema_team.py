"""What may be sent about the picture of a team."""

from typing import Any

from marshmallow import fields, validate

from service.growth.team_model import How
from service.schema import Sent

MISSING: dict[str, Any] = {"required": "Fill this in."}
ID = validate.Range(min=1, max=2**63 - 1)


class ShareSent(Sent):
    """Absent: in no picture."""

    how = fields.Enum(How, by_value=True, load_default=None)
    counts_focus = fields.Bool(load_default=False)


class OfferSent(Sent):
    skill_id = fields.Int(required=True, validate=ID, error_messages=MISSING)
    words = fields.Str(
        required=True,
        validate=validate.Length(max=300, error="Use 300 characters at most."),
        error_messages=MISSING,
    )


class PairingSent(Sent):
    skill_id = fields.Int(required=True, validate=ID)
    learner_ids = fields.List(
        fields.Int(validate=ID), required=True, validate=validate.Length(min=1, max=200)
    )


class IntroductionSent(Sent):
    skill_id = fields.Int(required=True, validate=ID)
    learner_id = fields.Int(required=True, validate=ID)
    helper_id = fields.Int(required=True, validate=ID)
