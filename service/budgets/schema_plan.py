"""What may be sent about plans."""

from typing import Any

from marshmallow import fields, post_load, validate

from service.budgets.model_plan import EFFECTS, LESS, MORE, REACH, SPREAD, Assumed
from service.budgets.schema import ID, MISSING, NAME, in_minutes, minor
from service.schema import Sent

NO_STEP = "Write a step from 0 to 2 levels, like 0.2."
NO_LEVELS = "Write levels from 0.1 to 2, like 0.8."
NO_PERCENTAGE = "Write a percentage from 0 to 90."
NO_LESS = "Write a weight from 0.1 to 1, like 0.6."
NO_MORE = "Write a weight from 1 to 5, like 1.4."


class Number(fields.Float):
    """A number with a decimal point or comma, within bounds."""

    def __init__(self, low: float, high: float, wrong: str, usual: float | None = None) -> None:
        bounds = validate.Range(min=low, max=high, error=wrong)
        super().__init__(
            load_default=usual, validate=bounds, allow_nan=False, error_messages={"invalid": wrong}
        )

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        return super()._deserialize(str(value)[:20].replace(",", "."), *rest, **more)


def _step() -> Number:
    return Number(0, 2, NO_STEP)


class AssumedQuery(Sent):
    """What a plan assumes; what is absent is as usual. `weight` is 12:more for request 12, empty
    for what counts as usual. Without a currency floor and cap are hours."""

    def __init__(
        self, currency: str | None = "EUR", allowance: int = 0, dearest: int = 0, **options: Any
    ) -> None:
        self.currency, self.allowance, self.dearest = currency, allowance, dearest
        super().__init__(**options)

    reserve = fields.Int(
        load_default=15,
        validate=validate.Range(min=0, max=90, error=NO_PERCENTAGE),
        error_messages={"invalid": NO_PERCENTAGE},
    )
    reach = Number(0.1, 2, NO_LEVELS, REACH)
    spread = Number(0.1, 2, NO_LEVELS, SPREAD)
    less = Number(0.1, 1, NO_LESS, LESS)
    more = Number(1, 5, NO_MORE, MORE)
    floor = fields.Str(load_default=None)
    cap = fields.Str(load_default=None)
    course = _step()
    book = _step()
    coaching = _step()
    conference = _step()
    exam = _step()
    study_time = _step()
    peer_exchange = _step()
    weight = fields.List(
        fields.Str(validate=validate.Regexp(r"^(\d{1,18}:(less|usual|more))?$")), load_default=list
    )

    @post_load
    def as_assumed(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The usual floor is 0.8 of what there is for each; the usual cap three times that, and at
        least the dearest wish."""
        floor, cap = self.allowance * 8 // 10, max(self.allowance * 3, self.dearest)
        if data["floor"] is not None:
            floor = self._amount(data["floor"], "floor")
        if data["cap"] is not None:
            cap = self._amount(data["cap"], "cap")
        effects = {
            kind: usual if data[kind] is None else data[kind] for kind, usual in EFFECTS.items()
        }
        pairs = [one.split(":") for one in data["weight"] if one]
        weights = {int(number): weight for number, weight in pairs if weight != "usual"}
        others = {name: data[name] for name in ("reach", "spread", "less", "more")}
        return {"assumed": Assumed(data["reserve"], floor, cap, effects, weights, **others)}

    def _amount(self, text: str, field: str) -> int:
        return minor(text, self.currency, field) if self.currency else in_minutes(text, field)


class KeptQuery(Sent):
    after = fields.Int(load_default=None, validate=ID)
    beside = fields.Int(load_default=None, validate=ID)


class PageQuery(Sent):
    page = fields.Int(load_default=1, validate=validate.Range(min=1, max=10_000))


class KeptSent(Sent):
    name = fields.Str(required=True, validate=NAME, error_messages=MISSING)


class LineSent(Sent):
    """`was` says what the form showed as decided: nothing, yes or no."""

    yes = fields.Bool(load_default=False)
    was = fields.Bool(load_default=None, allow_none=True)
    reason = fields.Str(
        load_default=None, validate=validate.Length(max=300, error="Use 300 characters at most.")
    )


class AddedSent(Sent):
    request_id = fields.Int(required=True, validate=ID, error_messages=MISSING)
