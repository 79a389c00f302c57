"""What may be sent about people, teams and accounts."""

from datetime import date, timedelta
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from service import clock
from service.people.model import EMAIL, LONGEST_EMAIL, LONGEST_NAME, Asking, Standing
from service.people.model_pace import MOST_A_WEEK, WEEKDAYS
from service.people.passwords import LONGEST, SHORTEST
from service.schema import Sent

MISSING: dict[str, Any] = {"required": "Fill this in."}
NAME = validate.Length(max=LONGEST_NAME, error="Use 120 characters at most.")
ADDRESS = validate.And(
    validate.Length(max=LONGEST_EMAIL, error="Use 254 characters at most."),
    validate.Regexp(rf"^{EMAIL}$", error="Write an e-mail address, like name@example.org."),
)
PASSWORD = validate.Length(
    min=SHORTEST, max=LONGEST, error="Use 10 to 200 characters; a few words in a row do well."
)
ID = validate.Range(min=1, max=2**63 - 1)
SEARCH = validate.Length(max=LONGEST_NAME, error="Shorten the search.")


def _not_later(day: date) -> None:
    """East of Greenwich it may be tomorrow already."""
    if day > (clock.now() + timedelta(hours=14)).date():
        raise ValidationError("Choose today or a day before it.")


def _is_ahead(day: date) -> None:
    if not clock.local().date() < day <= clock.local().date() + timedelta(days=366):
        raise ValidationError("Choose a day after today, within a year.")


def _name() -> fields.Str:
    return fields.Str(required=True, validate=NAME, error_messages=MISSING)


def _email() -> fields.Str:
    return fields.Str(required=True, validate=ADDRESS, error_messages=MISSING)


def _password() -> fields.Str:
    return fields.Str(required=True, validate=PASSWORD, error_messages=MISSING)


def _day() -> fields.Date:
    return fields.Date(
        load_default=None,
        validate=_not_later,
        error_messages={"invalid": "Write a date, like 2026-03-02."},
    )


class SignInSent(Sent):
    # Not checked for shape: whatever was typed is simply right or not.
    email = fields.Str(
        required=True,
        validate=validate.Length(max=LONGEST_EMAIL, error="Use 254 characters at most."),
        error_messages=MISSING,
    )
    password = fields.Str(
        required=True,
        validate=validate.Length(max=LONGEST, error="Use 200 characters at most."),
        error_messages=MISSING,
    )
    back = fields.Str(load_default="/")


class ForgotSent(Sent):
    email = _email()


class PasswordSent(Sent):
    password = _password()


class SetupSent(Sent):
    name = _name()
    email = _email()
    password = _password()


class ErasingSent(Sent):
    """The e-mail address, typed to be sure."""

    email = fields.Str(
        required=True,
        validate=validate.Length(max=LONGEST_EMAIL, error="Use 254 characters at most."),
        error_messages=MISSING,
    )


class PasswordChangeSent(Sent):
    present = fields.Str(required=True, error_messages=MISSING)
    password = _password()


class OneselfSent(Sent):
    name = _name()
    language = fields.Str(required=True, validate=validate.OneOf(["en", "nl"]))


class AskingSent(Sent):
    asking = fields.Enum(
        Asking,
        by_value=True,
        required=True,
        error_messages={
            "required": "Choose one of the three.",
            "unknown": "Choose one of the three.",
        },
    )


class InviteSent(Sent):
    name = _name()
    email = _email()
    team_id = fields.Int(load_default=None, validate=ID)


class PersonSent(Sent):
    name = _name()
    email = _email()


class RosterSent(Sent):
    text = fields.Str(load_default="")


class PeopleFilter(Sent):
    search = fields.Str(load_default=None, validate=SEARCH)
    team_id = fields.Int(load_default=None, validate=ID)
    standing = fields.Str(
        load_default=None, validate=validate.OneOf([str(standing) for standing in Standing])
    )
    after = fields.Int(load_default=None, validate=ID)


class SearchSent(Sent):
    search = fields.Str(load_default=None, validate=SEARCH)
    after = fields.Int(load_default=None, validate=ID)


class TeamSent(Sent):
    name = _name()


class JoinSent(Sent):
    team_id = fields.Int(required=True, validate=ID, error_messages=MISSING)
    person_id = fields.Int(required=True, validate=ID, error_messages=MISSING)
    is_lead = fields.Bool(load_default=False)
    since = _day()


class LeaveTeamSent(Sent):
    until = _day()


class YesOrNoSent(Sent):
    yes = fields.Bool(load_default=False)


class WhoSent(Sent):
    person_id = fields.Int(required=True, validate=ID, error_messages=MISSING)


class PaceSent(Sent):
    weekly_most = fields.Int(required=True, validate=validate.Range(1, MOST_A_WEEK))
    days_off = fields.List(
        fields.Int(validate=validate.OneOf(WEEKDAYS)),
        load_default=list,
        validate=validate.Length(max=6, error="Leave at least one day on which you can be asked."),
    )
    quiet_from = fields.Int(required=True, validate=validate.Range(0, 23))
    quiet_until = fields.Int(required=True, validate=validate.Range(0, 23))

    @post_load
    def without_repeats(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return data | {"days_off": tuple(sorted(set(data["days_off"])))}


class PauseSent(Sent):
    until = fields.Date(
        load_default=None,
        validate=_is_ahead,
        error_messages={"invalid": "Write a date, like 2026-03-02."},
    )


class RhythmSent(Sent):
    rhythm = fields.Int(load_default=None, validate=validate.OneOf(WEEKDAYS))
