"""What may be sent about connections."""

from typing import Any

from marshmallow import ValidationError, fields, validate

from service.connections.model import Product, State
from service.errors import Invalid
from service.schema import Sent


class NewConnection(Sent):
    name = fields.Str(
        required=True,
        validate=validate.Regexp(
            r"^[a-z0-9][a-z0-9-]{0,62}$",
            error="Use small letters, digits and hyphens, 63 at most: our-jira.",
        ),
    )
    product = fields.Str(required=True, validate=validate.OneOf([str(p) for p in Product]))


class DeliveryFilter(Sent):
    state = fields.Str(load_default=None, validate=validate.OneOf([str(s) for s in State]))
    connection = fields.Str(load_default=None, validate=validate.Length(max=63))
    before = fields.Int(load_default=None, validate=validate.Range(1, 2**63 - 1))


class LookSent(Sent):
    reason = fields.Str(
        required=True,
        validate=validate.Length(
            min=5, max=300, error="Say in 5 to 300 characters why you look at it."
        ),
        error_messages={"required": "Say in 5 to 300 characters why you look at it."},
    )


class TryAllSent(Sent):
    state = fields.Str(
        required=True, validate=validate.OneOf([str(State.QUARANTINED), str(State.FAILED)])
    )


class LooksFilter(Sent):
    before = fields.Int(load_default=None, validate=validate.Range(1, 2**63 - 1))


class AddressSent(Sent):
    base_url = fields.Url(
        required=True,
        schemes={"https", "http"},
        require_tld=False,
        validate=validate.Length(max=300),
        error_messages={
            "required": "Give the address you open it at, such as https://ours.atlassian.net.",
            "invalid": "This is no address. Write it as https://ours.atlassian.net.",
        },
    )


class ApiTokenSent(AddressSent):
    """Of Atlassian Cloud."""

    email = fields.Email(
        required=True,
        validate=validate.Length(max=254),
        error_messages={
            "required": "Give the e-mail address of the account that the token is of.",
            "invalid": "This is no e-mail address.",
        },
    )
    token = fields.Str(
        required=True,
        validate=validate.Length(max=1000),
        error_messages={"required": "Give the token. It is kept encrypted."},
    )


class PersonalTokenSent(AddressSent):
    """Of Data Center."""

    token = fields.Str(
        required=True,
        validate=validate.Length(max=1000),
        error_messages={"required": "Give the token. It is kept encrypted."},
    )


def opening(product: Product, texts: dict[str, str]) -> dict[str, Any]:
    """What opens a site of this product, as its form reads it; Invalid says what is wrong first."""
    schema = ApiTokenSent() if product.is_cloud else PersonalTokenSent()
    try:
        return dict(schema.load(texts))
    except ValidationError as wrong:
        messages: dict[str, list[str]] = wrong.messages_dict
        raise Invalid(fields=messages, message=next(iter(messages.values()))[0]) from wrong


class ProjectsFilter(Sent):
    search = fields.Str(load_default=None, validate=validate.Length(max=100))
    page = fields.Int(load_default=1, validate=validate.Range(1, 1000))


class ProjectsSent(ProjectsFilter):
    takes = fields.Str(required=True, validate=validate.OneOf(["all", "chosen"]))
    shown = fields.List(fields.Str(validate=validate.Length(max=255)), load_default=list)
    chosen = fields.List(fields.Str(validate=validate.Length(max=255)), load_default=list)
    key_only = fields.List(fields.Str(validate=validate.Length(max=255)), load_default=list)
    more = fields.Str(load_default="", validate=validate.Length(max=1000))
    some_types = fields.Bool(load_default=False)
    types = fields.List(fields.Str(validate=validate.Length(max=255)), load_default=list)


class StatusesSent(Sent):
    done = fields.List(fields.Str(validate=validate.Length(max=255)), load_default=list)
    reviewers = fields.List(
        fields.Str(validate=validate.Length(max=100)),
        load_default=list,
        validate=validate.Length(max=10),
    )


class PastSent(Sent):
    since = fields.Date(
        required=True,
        error_messages={
            "required": "Choose from which day on.",
            "invalid": "Choose a day, as 2026-01-31.",
        },
    )


class OAuthReturn(Sent):
    """What Atlassian sends the administrator back with."""

    state = fields.Str(load_default="", validate=validate.Length(max=200))
    code = fields.Str(load_default="", validate=validate.Length(max=10_000))


class SiteSent(Sent):
    cloud_id = fields.Str(required=True, validate=validate.Length(max=100))
