"""Reads the accounts in a Jira body."""

from service.atlassian.fields import Json, child, ident, text
from service.atlassian.model import AccountKind, User

# Jira writes this where it does not know, or may not say, whose account it was.
NOBODY = "unknown"

_KINDS = {"app": AccountKind.APP, "customer": AccountKind.CUSTOMER}


def user(parent: Json, key: str, at: str) -> User | None:
    """The account under a key; None when nobody is there or it has no id of its own."""
    found = child(parent, key, at)
    if found is None:
        return None
    here = f"{at}{key}."
    user_id = _id(found, here)
    if user_id is None or user_id == NOBODY:
        return None
    email = text(found, "emailAddress", here)
    return User(
        id=user_id,
        name=text(found, "displayName", here) or user_id,
        kind=_KINDS.get(text(found, "accountType", here), AccountKind.PERSON),
        email=email if "@" in email else None,
    )


def _id(found: Json, here: str) -> str | None:
    """Cloud's accountId; on Data Center the key, or the name where old servers have no key."""
    return (
        ident(found, "accountId", here) or ident(found, "key", here) or ident(found, "name", here)
    )
