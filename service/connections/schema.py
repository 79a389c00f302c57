"""What may be sent about connections."""

from marshmallow import fields, validate

from service.connections.model import Product, State
from service.schema import Sent


class NewConnection(Sent):
    name = fields.Str(
        required=True,
        validate=validate.Regexp(
            r"^[a-z0-9][a-z0-9-]{0,62}$",
            error="Use small letters, digits and hyphens, 63 at most: our-jira.",
        ),
    )
    product = fields.Str(required=True, validate=validate.OneOf([str(p) for p in Product]))


class DeliveryFilter(Sent):
    state = fields.Str(load_default=None, validate=validate.OneOf([str(s) for s in State]))
    connection = fields.Str(load_default=None, validate=validate.Length(max=63))
    before = fields.Int(load_default=None, validate=validate.Range(1, 2**63 - 1))


class LookSent(Sent):
    reason = fields.Str(
        required=True,
        validate=validate.Length(
            min=5, max=300, error="Say in 5 to 300 characters why you look at it."
        ),
        error_messages={"required": "Say in 5 to 300 characters why you look at it."},
    )


class TryAllSent(Sent):
    state = fields.Str(
        required=True, validate=validate.OneOf([str(State.QUARANTINED), str(State.FAILED)])
    )


class LooksFilter(Sent):
    before = fields.Int(load_default=None, validate=validate.Range(1, 2**63 - 1))
