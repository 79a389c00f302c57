"""What can go wrong, in words a person can act on. The docstring of a class is its message.

Messages are written in English and marked for translation; the edge translates them.
"""

from typing import Any


def said_by(error: type[Exception]) -> str:
    """The message of an error: the first paragraph of its docstring, on one line."""
    return " ".join((error.__doc__ or "").split("\n\n")[0].split())


class GezelError(Exception):
    """Something went wrong in Gezel."""

    def __init__(self, message: str | None = None, **values: Any) -> None:
        self.message = message or said_by(type(self))
        self.values = values
        super().__init__(self.message % values if values else self.message)


class NotFound(GezelError):
    """There is nothing here, or nothing that is yours to see."""


class Forbidden(GezelError):
    """You can see this, but it is not yours to change."""


class Conflict(GezelError):
    """This was changed in the meantime. Look again, then decide."""


class Invalid(GezelError):
    """Something in the form needs another look.

    `fields` maps the name of a field to its messages, as marshmallow gives them; a `field` alone
    gets the message of the class.
    """

    def __init__(
        self, field: str | None = None, fields: dict[str, list[str]] | None = None, **values: Any
    ) -> None:
        super().__init__(**values)
        self.fields = fields or ({field: [self.message]} if field else {})


class Unavailable(GezelError):
    """The database cannot be reached just now. Try again in a moment."""


class Misconfigured(GezelError):
    """Gezel cannot start with these settings."""
