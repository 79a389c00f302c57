"""What may be sent to the pages of a dialogue."""

from typing import cast

from marshmallow import fields, validate

from service.growth.model_dialogue import Says
from service.schema import Sent

ID = validate.Range(1, 2**63 - 1)


class ProposalSent(Sent):
    level = fields.Int(
        required=True,
        validate=validate.Range(1, 5, error="Choose one of the five levels."),
        error_messages={
            "required": "Choose one of the five levels.",
            "invalid": "Choose one of the five levels.",
        },
    )


class EvidenceSent(Sent):
    work_item_id = fields.Int(
        required=True,
        validate=ID,
        error_messages={
            "required": "Choose a piece of work.",
            "invalid": "Choose a piece of work.",
        },
    )
    what = fields.Str(
        required=True,
        validate=validate.Length(max=300, error="Keep it within 300 characters."),
        error_messages={"required": "Say what you did in it.", "invalid": "Write it in words."},
    )


class PeerSent(Sent):
    person_id = fields.Int(
        required=True,
        validate=ID,
        error_messages={"required": "Choose a colleague.", "invalid": "Choose a colleague."},
    )


class NoteSent(Sent):
    note = fields.Str(
        required=True,
        validate=validate.Length(max=1000, error="Keep it within 1000 characters."),
        error_messages={
            "required": "Write what you see together.",
            "invalid": "Write it in words.",
        },
    )
    next_step = fields.Str(
        load_default=None,
        validate=validate.Length(max=300, error="Keep it within 300 characters."),
        error_messages={"invalid": "Write it in words."},
    )
    look_back_on = fields.Date(
        load_default=None, error_messages={"invalid": "Write a day, such as 2026-11-30."}
    )


class OutcomeSent(Sent):
    outcome = fields.Str(
        required=True,
        validate=validate.OneOf(["agreed", "later"], error="Choose how it ends."),
        error_messages={"required": "Choose how it ends.", "invalid": "Choose how it ends."},
    )


def answers_sent(signals: int) -> type[Sent]:
    """A form with an answer and an example for each signal, counted from one."""
    says = {
        f"says-{n}": fields.Enum(
            Says,
            by_value=True,
            required=True,
            error_messages={
                "required": "Choose one of the three.",
                "unknown": "Choose one of the three.",
            },
        )
        for n in range(1, signals + 1)
    }
    examples = {
        f"example-{n}": fields.Str(
            load_default=None,
            validate=validate.Length(max=300, error="Keep it within 300 characters."),
            error_messages={"invalid": "Write it in words."},
        )
        for n in range(1, signals + 1)
    }
    return cast(type[Sent], Sent.from_dict({**says, **examples}, name="AnswersSent"))
