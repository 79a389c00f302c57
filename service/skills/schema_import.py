"""What may be sent to take in a catalogue."""

from marshmallow import fields
from marshmallow.validate import Length

from service.schema import Sent

MOST_TEXT = 2_000_000


class FileSent(Sent):
    """`mark` is that of the plan which was announced."""

    mark = fields.String(load_default="", validate=Length(max=64))
