"""What may be sent about merging and about stewards."""

from marshmallow import fields
from marshmallow.validate import Length, Range

from service.schema import Sent


class IntoSent(Sent):
    """The skill that another becomes part of, by its name in addresses."""

    into = fields.String(load_default=None, validate=Length(max=60))


class StewardSent(Sent):
    """Who is to look after an area."""

    person_id = fields.Integer(required=True, validate=Range(min=1, max=2**63 - 1))
