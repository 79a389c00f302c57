"""What may be sent about requests."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from service.budgets.model_requests import Part, RequestKind, SharedBy
from service.budgets.schema import ID, MISSING, Day, Hours, minor
from service.schema import Sent

LONG = validate.Length(max=600, error="Use 600 characters at most.")
LINK = validate.And(
    validate.Length(max=500, error="Use 500 characters at most."),
    validate.Regexp(r"^https?://\S+$", error="Write an address that begins with https://."),
)


def _short(most: int, error: str, **options: Any) -> fields.Str:
    return fields.Str(validate=validate.Length(max=most, error=error), **options)


class RequestSent(Sent):
    """A wish, with amounts in the currency of its budget."""

    def __init__(self, currency: str = "EUR", **options: Any) -> None:
        self.currency = currency
        super().__init__(**options)

    title = _short(160, "Use 160 characters at most.", required=True, error_messages=MISSING)
    kind = fields.Enum(RequestKind, by_value=True, required=True, error_messages=MISSING)
    provider = _short(160, "Use 160 characters at most.", load_default=None)
    link = fields.Str(load_default=None, validate=LINK)
    money = fields.Str(load_default=None)
    with_vat = fields.Bool(load_default=False)
    minutes = Hours(load_default=0)
    begins_on = Day(load_default=None)
    ends_on = Day(load_default=None)
    skill_id = fields.Int(load_default=None, validate=ID)
    serves_focus = fields.Bool(load_default=False)
    why = _short(400, "Use 400 characters at most.", required=True, error_messages=MISSING)
    for_whom = _short(200, "Use 200 characters at most.", load_default=None)
    hides_title = fields.Bool(load_default=False)
    shows_to_planners = fields.Bool(load_default=False)
    shares_level = fields.Bool(load_default=False)

    @validates_schema
    def be_in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["begins_on"] and data["ends_on"] and data["ends_on"] < data["begins_on"]:
            raise ValidationError("It ends before it begins.", "ends_on")

    @post_load
    def in_amounts(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        money = minor(data["money"], self.currency, "money")
        if not money and not data["minutes"]:
            raise ValidationError("Ask for money, for hours, or for both.", "money")
        return data | {"money": money}


class AdvisersSent(Sent):
    """Who is affected, and who knows; absent where there is trust or approval."""

    affected = fields.Int(load_default=None, validate=ID)
    knows = fields.Int(load_default=None, validate=ID)

    @post_load
    def by_part(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        asked = [(data[part], part) for part in Part if data[part]]
        if len({who for who, _ in asked}) < len(asked):
            raise ValidationError("Ask two different colleagues.", "knows")
        return {"advisers": asked}


class OneMoreSent(Sent):
    adviser_id = fields.Int(required=True, validate=ID, error_messages=MISSING)
    part = fields.Enum(Part, by_value=True, required=True, error_messages=MISSING)


class SaidSent(Sent):
    said = fields.Str(required=True, validate=LONG, error_messages=MISSING)


class AnswerSent(SaidSent):
    """`said_at` says which words of advice the form showed."""

    said_at = fields.AwareDateTime(load_default=None)


class ConditionsSent(Sent):
    conditions = fields.Str(load_default=None, validate=LONG)


class DeclineSent(Sent):
    reason = fields.Str(required=True, validate=LONG, error_messages=MISSING)
    alternative = fields.Str(required=True, validate=LONG, error_messages=MISSING)


class BoughtSent(Sent):
    """What it came to; of money and hours one may be left empty."""

    money = fields.Str(load_default=None)
    minutes = Hours(load_default=None)
    no_bill = fields.Str(load_default=None, validate=LONG)

    @validates_schema
    def something(self, data: dict[str, Any], **_: Any) -> None:
        if data["money"] is None and data["minutes"] is None:
            raise ValidationError("Write what it came to, also when that is 0.", "money")

    @post_load
    def without_hours_none(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return data | {"minutes": data["minutes"] or 0}


class PutRightSent(Sent):
    """What it came to instead; an empty field is not nothing."""

    money = fields.Str(required=True, error_messages=MISSING)
    minutes = Hours(required=True, error_messages=MISSING)
    no_bill = fields.Str(load_default=None, validate=LONG)


class BroughtBackSent(Sent):
    tried = fields.Str(required=True, validate=LONG, error_messages=MISSING)
    passes_on = fields.Str(load_default=None, validate=LONG)
    shared_by = fields.Enum(SharedBy, by_value=True, required=True, error_messages=MISSING)


class ShownSent(Sent):
    hides_title = fields.Bool(load_default=False)
    shows_to_planners = fields.Bool(load_default=False)
    shares_level = fields.Bool(load_default=False)


class RequestsQuery(Sent):
    after = fields.Int(load_default=None, validate=ID)
    advise_after = fields.Int(load_default=None, validate=ID)
    decide_after = fields.Int(load_default=None, validate=ID)
    gave_after = fields.Int(load_default=None, validate=ID)
    there_after = fields.Int(load_default=None, validate=ID)
