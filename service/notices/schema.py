"""What may be sent about notices."""

from typing import Any

from marshmallow import fields, validate

from service.notices.model import Rhythm
from service.notices.model_chat import Product
from service.schema import Sent

CHOOSE = "Choose how often you want to be told."
CHOOSE_CHAT = "Choose Slack or Teams."
NO_ADDRESS = "Paste the whole address that Slack or Teams gave, beginning with https."


def _rhythm() -> fields.Enum[Rhythm]:
    messages: dict[str, Any] = {"required": CHOOSE, "unknown": CHOOSE}
    return fields.Enum(Rhythm, by_value=True, required=True, error_messages=messages)


class NoticesSent(Sent):
    """One field for each kind, by its name."""

    asks = _rhythm()
    words = _rhythm()
    thanks = _rhythm()
    motion = _rhythm()
    proposals = _rhythm()
    unseen = _rhythm()
    reports = _rhythm()
    development = _rhythm()
    weekly_on = fields.Int(required=True, validate=validate.Range(1, 7))
    signs_in = fields.Bool(load_default=False)


class ChatSent(Sent):
    product = fields.Enum(
        Product,
        by_value=True,
        required=True,
        error_messages={"required": CHOOSE_CHAT, "unknown": CHOOSE_CHAT},
    )
    address = fields.Str(
        required=True,
        validate=validate.Length(max=2000, error=NO_ADDRESS),
        error_messages={"required": NO_ADDRESS},
    )
    language = fields.Str(required=True, validate=validate.OneOf(["en", "nl"]))
