"""What may be sent about plans."""

from typing import Any

from marshmallow import fields, post_load, validate

from service.budgets.model_plan import EFFECTS, Assumed
from service.budgets.schema import ID, MISSING, NAME, minor
from service.schema import Sent

STEP = validate.Range(min=0, max=2, error="Write a step from 0 to 2 levels, like 0.2.")


def _step() -> fields.Float:
    return fields.Float(load_default=None, validate=STEP, allow_nan=False)


class AssumedQuery(Sent):
    """What a plan assumes; what is absent is as usual. `weight` is 12:more for request 12."""

    def __init__(self, currency: str = "EUR", allowance: int = 0, **options: Any) -> None:
        self.currency, self.allowance = currency, allowance
        super().__init__(**options)

    reserve = fields.Int(
        load_default=15,
        validate=validate.Range(min=0, max=90, error="Write a percentage from 0 to 90."),
    )
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
        fields.Str(validate=validate.Regexp(r"^\d{1,18}:(less|usual|more)$")), load_default=list
    )

    @post_load
    def as_assumed(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The usual floor is 0.8 of what there is for each, the usual cap three times that."""
        floor = minor(data["floor"], self.currency, "floor") or self.allowance * 8 // 10
        cap = minor(data["cap"], self.currency, "cap") or self.allowance * 3
        effects = {
            kind: usual if data[kind] is None else data[kind] for kind, usual in EFFECTS.items()
        }
        pairs = [one.split(":") for one in data["weight"]]
        weights = {int(number): weight for number, weight in pairs if weight != "usual"}
        return {"assumed": Assumed(data["reserve"], floor, cap, effects, weights)}


class KeptSent(Sent):
    name = fields.Str(required=True, validate=NAME, error_messages=MISSING)


class LineSent(Sent):
    yes = fields.Bool(load_default=False)
    reason = fields.Str(
        load_default=None, validate=validate.Length(max=300, error="Use 300 characters at most.")
    )


class AddedSent(Sent):
    request_id = fields.Int(required=True, validate=ID, error_messages=MISSING)
