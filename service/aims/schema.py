"""What may be sent about oneself."""

from typing import Any

from marshmallow import fields, post_load, validate

from service.aims.model_found import Finders, Order, Wanted
from service.aims.model_step import Kind
from service.schema import Sent, Words

ID = validate.Range(min=1, max=2**63 - 1)
SLUG = validate.Length(max=120)
FEW = validate.Length(max=20, error="Choose twenty skills at most.")


class PlacementSent(Sent):
    level = fields.Int(
        load_default=None,
        validate=validate.Range(1, 5, error="Choose one of the five levels."),
        error_messages={"invalid": "Choose one of the five levels."},
    )
    wish = fields.Int(
        load_default=0,
        validate=validate.Range(0, 3, error="Choose one of the four wishes."),
        error_messages={"invalid": "Choose one of the four wishes."},
    )
    glad_to_help = fields.Bool(
        load_default=False, error_messages={"invalid": "Say yes or leave it open."}
    )


class FocusSent(Sent):
    will_try = fields.Str(
        load_default=None,
        validate=validate.Length(max=300, error="Keep it within 300 characters."),
        error_messages={"invalid": "Write it in words."},
    )
    shown = fields.Bool(load_default=False, error_messages={"invalid": "Say yes or leave it open."})


class StepSent(Sent):
    kind = fields.Enum(
        Kind,
        by_value=True,
        load_default=Kind.TRY,
        error_messages={"unknown": "Choose one of the five kinds."},
    )
    moment = fields.Str(
        required=True,
        validate=validate.Length(max=200, error="Keep it within 200 characters."),
        error_messages={"required": "Say when you will do it.", "invalid": "Write it in words."},
    )
    deed = fields.Str(
        required=True,
        validate=validate.Length(max=300, error="Keep it within 300 characters."),
        error_messages={"required": "Say what you will do.", "invalid": "Write it in words."},
    )


class StepEndSent(Sent):
    how_it_went = fields.Str(
        load_default=None,
        validate=validate.Length(max=400, error="Keep it within 400 characters."),
        error_messages={"invalid": "Write it in words."},
    )


class FindableSent(Sent):
    who = fields.Enum(
        Finders,
        by_value=True,
        required=True,
        error_messages={
            "required": "Choose who may find you.",
            "unknown": "Choose who may find you.",
        },
    )
    sentence = fields.Str(
        load_default=None,
        validate=validate.Length(max=300, error="Keep it within 300 characters."),
        error_messages={"invalid": "Write it in words."},
    )


class PeopleQuery(Sent):
    """A search for people; it loads as `wanted` with the order and the place in it."""

    help = fields.List(fields.Str(validate=SLUG), load_default=list, validate=FEW)
    learn = fields.List(fields.Str(validate=SLUG), load_default=list, validate=FEW)
    team = fields.Int(load_default=None, validate=ID)
    words = Words(load_default=())
    join = fields.Str(load_default="all", validate=validate.OneOf(["all", "any"]))
    order = fields.Enum(Order, by_value=True, load_default=Order.TODAY)
    day = fields.Date(load_default=None)
    after = fields.Int(load_default=None, validate=ID)

    @post_load
    def with_wanted(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        wanted = Wanted(
            helps_with=frozenset(data["help"]),
            would_learn=frozenset(data["learn"]),
            team_id=data["team"],
            words=data["words"],
            needs_all=data["join"] == "all",
        )
        return data | {"wanted": wanted}


class OpenWorkQuery(Sent):
    skill = fields.Str(load_default=None, validate=SLUG)
    before = fields.AwareDateTime(load_default=None)
    before_id = fields.Int(load_default=None, validate=ID)
