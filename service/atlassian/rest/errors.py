"""What can go wrong in asking Atlassian, in words that say what to do.

The docstring of a class is its message, in English and marked for translation; `values` fill it.
No message, value or cause holds a secret.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from service.atlassian.model import NotUnderstood
from service.atlassian.rest.limits import Scope

LONGEST_REASON = 300


class AtlassianError(Exception):
    """Something went wrong in asking Atlassian."""

    def __init__(self, **values: Any) -> None:
        self.message = " ".join((type(self).__doc__ or "").split("\n\n")[0].split())
        self.values = {name: _short(value) for name, value in values.items()}
        super().__init__(self.message % self.values if self.values else self.message)


class CannotBeReached(AtlassianError):
    """%(host)s cannot be reached. Check the address, and whether a firewall or proxy is between."""


class TooSlow(AtlassianError):
    """%(host)s did not answer in time. Try again later."""


class ProxyFailed(AtlassianError):
    """The outbound proxy cannot be used. Check its address and password in the settings."""


class NotTrusted(AtlassianError):
    """The certificate of %(host)s is not trusted. Put the CA file of your organisation in the \
settings."""


class OutOfOrder(AtlassianError):
    """%(host)s answered with an error of its own (%(status)s). Try again later."""


class Elsewhere(AtlassianError):
    """%(host)s sends us on to %(address)s. Use that address, if it is yours."""


class WrongCredentials(AtlassianError):
    """%(host)s does not accept these credentials. Check the e-mail address and token, or make a \
new token."""


class CaptchaNeeded(AtlassianError):
    """%(host)s wants to see a person after too many wrong tries. Sign in there once in a browser, \
then try again."""


class NotAllowed(AtlassianError):
    """%(host)s does not allow this: %(reason)s. Give the account of the token the right to it."""


class NotThere(AtlassianError):
    """%(host)s knows nothing here, or this account may not see it: %(reason)s."""


class Changed(AtlassianError):
    """This was changed on %(host)s in the meantime. Look again, then decide."""


class Refused(AtlassianError):
    """%(host)s refuses this: %(reason)s."""


class UnusableAnswer(AtlassianError):
    """%(host)s answered something that cannot be used: %(reason)s. Check that the address is that \
of Jira or Confluence itself."""


class TokenExpired(AtlassianError):
    """The access token has expired, and there is no way to renew it here."""


class NeedsReconnect(AtlassianError):
    """Atlassian no longer accepts the permission that was given. Connect again."""


class SlowDown(AtlassianError):
    """%(host)s asks us to wait until %(until)s (%(reason)s)."""

    def __init__(self, host: str, until: datetime, scope: Scope, reason: str) -> None:
        self.until, self.scope, self.reason = until, scope, _short(reason)
        super().__init__(host=host, until=f"{until:%Y-%m-%d %H:%M:%S} UTC", reason=reason)


@contextmanager
def reading(host: str) -> Iterator[None]:
    """Inside, an answer that cannot be read is an UnusableAnswer."""
    try:
        yield
    except NotUnderstood as error:
        raise UnusableAnswer(host=host, reason=error.reason.rstrip(".")) from error


def _short(value: Any) -> Any:
    return value[:LONGEST_REASON] if isinstance(value, str) else value
