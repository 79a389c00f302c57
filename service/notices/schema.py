"""What may be sent about notices."""

from marshmallow import fields, validate

from service.notices.model import Rhythm
from service.schema import Sent

CHOOSE = "Choose how often you want to be told."


def _rhythm() -> fields.Enum[Rhythm]:
    messages = {"required": CHOOSE, "unknown": CHOOSE}
    return fields.Enum(Rhythm, by_value=True, required=True, error_messages=messages)


class NoticesSent(Sent):
    """One field for each kind, by its name."""

    asks = _rhythm()
    words = _rhythm()
    proposals = _rhythm()
    unseen = _rhythm()
    weekly_on = fields.Int(required=True, validate=validate.Range(1, 7))
    signs_in = fields.Bool(load_default=False)
