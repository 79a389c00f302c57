"""What may be sent about budgets."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from service.budgets import money
from service.budgets.model import Mode, Whose
from service.schema import Sent

MISSING: dict[str, Any] = {"required": "Fill this in."}
ID = validate.Range(min=1, max=2**63 - 1)
NAME = validate.Length(max=120, error="Use 120 characters at most.")
NOTE = validate.Length(max=200, error="Use 200 characters at most.")
DAY: dict[str, Any] = {"invalid": "Write a date, like 2026-03-02."}
YEARS = validate.Range(
    date(2000, 1, 1), date(2999, 12, 31), error="Write a day of the years 2000 to 2999."
)
NO_AMOUNT = "Write an amount, like 1250 or 1,250.50."
NO_WHOLE = "Write a whole amount, like 1250."  #: in a currency without smaller parts


class Day(fields.Date):
    """A day of our time; far off it is a slip of the finger."""

    def __init__(self, **options: Any) -> None:
        messages = options.pop("error_messages", {})
        super().__init__(validate=YEARS, error_messages=messages | DAY, **options)


class Hours(fields.Field[int]):
    """Minutes, from hours as people write them."""

    def __init__(self, signed: bool = False, **options: Any) -> None:
        self.signed = signed
        super().__init__(**options)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        return in_minutes(str(value), signed=self.signed)


class Currency(fields.Str):
    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> str:
        code = super()._deserialize(value, *rest, **more).upper()
        if not money.is_known(code):
            raise ValidationError("Write the three letters of a currency in use, like EUR.")
        return code


def in_minutes(text: str, field: str = "_schema", signed: bool = False) -> int:
    """Hours as they were typed, in minutes."""
    minutes = money.read_hours(text[:20])
    if minutes is None or (minutes < 0 and not signed):
        raise ValidationError("Write hours, like 8 or 7:30.", field)
    if abs(minutes) > money.MOST_MINUTES:
        raise ValidationError("This is more than can be.", field)
    return minutes


def minor(text: str | None, currency: str, field: str, signed: bool = False) -> int:
    """An amount as it was typed, in minor units of a currency."""
    if text is None:
        return 0
    amount = money.read(text[:40], money.decimals(currency))
    if amount is None or (amount < 0 and not signed):
        raise ValidationError(NO_AMOUNT if money.decimals(currency) else NO_WHOLE, field)
    if abs(amount) > money.MOST:
        raise ValidationError("This is more than can be.", field)
    return amount


class Settings(Sent):
    """How a budget is decided on; subclasses know in what currency."""

    name = fields.Str(required=True, validate=NAME, error_messages=MISSING)
    mode = fields.Enum(Mode, by_value=True, required=True, error_messages=MISSING)
    demanded_by = fields.Str(load_default=None, validate=NOTE)
    trust_limit = fields.Str(load_default=None)
    trust_minutes = Hours(load_default=None)
    carry_years = fields.Int(
        load_default=1,
        validate=validate.Range(min=0, max=5, error="Write a number of years from 0 to 5."),
    )
    may_go_below = fields.Bool(load_default=False)

    @validates_schema
    def say_who_demands_it(self, data: dict[str, Any], **_: Any) -> None:
        if data["mode"] == Mode.APPROVE and not data["demanded_by"]:
            raise ValidationError(
                "Say which law or funder demands approval; otherwise choose advice.", "demanded_by"
            )

    def settled(self, data: dict[str, Any], currency: str) -> dict[str, Any]:
        """With the trust limit as an amount, and nobody who demands what is not demanded."""
        limit = minor(data["trust_limit"], currency, "trust_limit")
        demanded = data["demanded_by"] if data["mode"] == Mode.APPROVE else None
        return data | {"trust_limit": limit, "demanded_by": demanded}


class ChangeSent(Settings):
    pass


class MovedSent(Sent):
    """Money or hours that come to a budget; `sums` knows its currency."""

    money = fields.Str(load_default=None)
    minutes = Hours(load_default=0)
    note = fields.Str(load_default=None, validate=NOTE)


class CorrectedSent(Sent):
    money = fields.Str(load_default=None)
    minutes = Hours(load_default=0, signed=True)
    note = fields.Str(required=True, validate=NOTE, error_messages=MISSING)


class KeySent(Sent):
    """The key of a form, so that it counts once; absent where a program sends one."""

    key = fields.UUID(load_default=None)


class LedgerQuery(Sent):
    until = fields.Int(load_default=None, validate=ID)


class BudgetsQuery(Sent):
    after = fields.Int(load_default=None, validate=ID)
    all = fields.Bool(load_default=False)
    whose = fields.Enum(Whose, by_value=True, load_default=None)
    words = fields.Str(load_default=None, validate=NAME)


class OwnerSent(Sent):
    person_id = fields.Int(required=True, validate=ID, error_messages=MISSING)
