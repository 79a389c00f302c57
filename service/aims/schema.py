"""What may be sent about oneself."""

from marshmallow import fields, validate

from service.schema import Sent


class PlacementSent(Sent):
    level = fields.Int(
        load_default=None,
        validate=validate.Range(1, 5, error="Choose one of the five levels."),
        error_messages={"invalid": "Choose one of the five levels."},
    )
    wish = fields.Int(
        load_default=0,
        validate=validate.Range(0, 3, error="Choose one of the four wishes."),
        error_messages={"invalid": "Choose one of the four wishes."},
    )
    glad_to_help = fields.Bool(
        load_default=False, error_messages={"invalid": "Say yes or leave it open."}
    )
    will_try = fields.Str(
        load_default=None,
        validate=validate.Length(max=300, error="Keep it within 300 characters."),
        error_messages={"invalid": "Write it in words."},
    )
