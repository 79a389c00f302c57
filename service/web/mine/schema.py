"""What the address of a table may say."""

from marshmallow import fields, validate

from service.schema import Sent


class FromQuery(Sent):
    """From which row on."""

    skip = fields.Int(load_default=0, validate=validate.Range(0, 2**31 - 1))
