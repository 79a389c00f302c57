"""What may be sent about a period: its days, and what is granted for it, whole or by contract."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from service.budgets.ledger import Amount, due
from service.budgets.schema import MISSING, Currency, Day, Hours, Settings, minor
from service.schema import Sent

NO_PART = "Write a percentage from 1 to 100."


@dataclass(frozen=True, slots=True)
class Contract:
    """By what a grant is a part: of full time, and of the period from a day on."""

    whole: Amount
    percent: int
    since: date | None


class PeriodSent(Sent):
    """A period and its grant. Only what is a person's goes by contract, and `seen` is the grant
    that was shown for it, in minor units and minutes."""

    begins_on = Day(required=True, error_messages=MISSING)
    ends_on = Day(required=True, error_messages=MISSING)
    money = fields.Str(load_default=None)
    minutes = Hours(load_default=0)
    percent = fields.Int(
        load_default=100,
        validate=validate.Range(min=1, max=100, error=NO_PART),
        error_messages={"invalid": NO_PART},
    )
    since = Day(load_default=None)
    seen = fields.Str(load_default=None)

    @validates_schema
    def end_after_beginning(self, data: dict[str, Any], **_: Any) -> None:
        if data["ends_on"] < data["begins_on"]:
            raise ValidationError("It ends before it begins.", "ends_on")

    @validates_schema
    def begin_within(self, data: dict[str, Any], **_: Any) -> None:
        if data["since"] and not data["begins_on"] <= data["since"] <= data["ends_on"]:
            raise ValidationError("Write a day within the period.", "since")

    def by_contract(
        self, data: dict[str, Any], currency: str, is_of_person: bool
    ) -> dict[str, Any]:
        """With the grant in place of what it is made of, and the contract if there is one."""
        whole = Amount(minor(data.pop("money"), currency, "money"), data.pop("minutes"))
        percent, since = data.pop("percent"), data.pop("since")
        is_part = percent < 100 or since is not None
        if is_part and not is_of_person:
            raise ValidationError(
                "Only the budget of a person goes by contract.", "since" if since else "percent"
            )
        return data | {
            "granted": due(whole, percent, since, data["begins_on"], data["ends_on"]),
            "contract": Contract(whole, percent, since) if is_part else None,
        }


class BudgetSent(Settings, PeriodSent):
    """A new budget. `whose` is organisation, person-7 or team-3."""

    whose = fields.Str(
        required=True,
        validate=validate.Regexp(r"^(organisation|(person|team)-\d{1,18})$"),
        error_messages=MISSING,
    )
    currency = Currency(required=True, error_messages=MISSING)

    @post_load
    def as_budget(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        kind, _sign, number = data.pop("whose").partition("-")
        whose = {
            "person_id": int(number) if kind == "person" else None,
            "team_id": int(number) if kind == "team" else None,
        }
        currency = data["currency"]
        granted = self.by_contract(data, currency, kind == "person")
        return self.settled(granted, currency) | whose
