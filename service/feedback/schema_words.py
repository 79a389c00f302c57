"""What may be sent with words that come full circle: reactions, thanks and reports."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from service import clock
from service.feedback.model_reactions import ANSWER, QUESTION, WILL_DO, Helped
from service.feedback.model_reports import OUTCOME, REASON
from service.feedback.model_thanks import EFFECT, HAPPENING, OLDEST, PURPOSE
from service.feedback.readers import Readers
from service.feedback.schema import (
    CHOOSE_COLLEAGUE,
    LARGEST_ID,
    TOO_LONG,
    WHO_READS,
)
from service.schema import Sent

SAY_IT = "Write a few words first."
SAY_EFFECT = "Say what it made possible: that is what stays with people."
WHICH_DAY = "Say which day it was."
WHICH_MOMENT = "Say in a few words which moment it was."
NOT_YET = "That day is still to come."
TOO_OLD = "Choose a day of the past year."


def _text(limit: int, needed: str | None = None) -> fields.Str:
    length = validate.Length(max=limit, error=TOO_LONG)
    if needed is None:
        return fields.Str(load_default=None, validate=length)
    return fields.Str(required=True, validate=length, error_messages={"required": needed})


def _id(**more: Any) -> fields.Int:
    return fields.Int(
        validate=validate.Range(1, LARGEST_ID, error=CHOOSE_COLLEAGUE),
        error_messages={"invalid": CHOOSE_COLLEAGUE, "required": CHOOSE_COLLEAGUE},
        **more,
    )


class ReactionSent(Sent):
    thanks = fields.Bool(load_default=False)
    helped = fields.Str(load_default=None, validate=validate.OneOf([str(one) for one in Helped]))
    will_do = _text(WILL_DO)


class QuestionSent(Sent):
    question = _text(QUESTION, SAY_IT)


class AnswerSent(Sent):
    answer = _text(ANSWER, SAY_IT)


class MapSent(Sent):
    skill_ids = fields.List(_id(), load_default=list)


class ShownSent(Sent):
    person_id = _id(required=True)


class ReportSent(Sent):
    reason = _text(REASON, SAY_IT)


class OutcomeSent(Sent):
    outcome = _text(OUTCOME, SAY_IT)


class TrustedSent(Sent):
    people = fields.List(_id(), load_default=list)


class ForWorkSent(Sent):
    """Which work the form for thanks is about, when one comes from there."""

    work = fields.Int(load_default=None, validate=validate.Range(1, LARGEST_ID))


class WallSent(Sent):
    before = fields.AwareDateTime(load_default=None)


class ThanksSent(Sent):
    people = fields.List(_id(), load_default=list)
    team_id = _id(load_default=None)
    work_item_id = _id(load_default=None)
    happened_on = fields.Date(load_default=None, error_messages={"invalid": WHICH_DAY})
    happening = _text(HAPPENING)
    effect = _text(EFFECT, SAY_EFFECT)
    purpose = _text(PURPOSE)
    readers = fields.Str(
        load_default=str(Readers.TWO),
        validate=validate.OneOf([str(Readers.TWO), str(Readers.WALL)], error=WHO_READS),
    )

    @validates_schema(skip_on_field_errors=False)
    def hangs_somewhere(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("work_item_id") is not None:
            return
        wrong = _wrong_day(data.get("happened_on", ...))
        if data.get("happening", "") is None:
            wrong["happening"] = [WHICH_MOMENT]
        if wrong:
            raise ValidationError(wrong)

    @post_load
    def on_one_of_them(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The fields of `model_thanks.Thanking`; work needs no day, and a team no names."""
        if data["work_item_id"] is not None:
            data |= {"happened_on": None, "happening": None}
        data["people"] = () if data["team_id"] else tuple(dict.fromkeys(data["people"]))
        return data


def _wrong_day(day: Any) -> dict[str, list[str]]:
    """What is wrong with the day of a moment; `...` was no date, and has its message already."""
    if day is ...:
        return {}
    if day is None:
        return {"happened_on": [WHICH_DAY]}
    return _outside(day)


def _outside(day: date) -> dict[str, list[str]]:
    if day > clock.today():
        return {"happened_on": [NOT_YET]}
    return {"happened_on": [TOO_OLD]} if day < clock.today() - OLDEST else {}
