"""Reads the accounts in what Confluence writes."""

from service.atlassian.fields import Json, child, ident, text
from service.atlassian.jira_users import NOBODY
from service.atlassian.model import AccountKind, User

_KINDS = {"app": AccountKind.APP, "customer": AccountKind.CUSTOMER}


def user(parent: Json, key: str, at: str) -> User | None:
    """The account under a key: accountId on Cloud, userKey on Data Center.

    Forge puts the account id in place of every name and address; such a name is the id again.
    """
    found = child(parent, key, at)
    if found is None:
        return None
    here = f"{at}{key}."
    user_id = ident(found, "accountId", here) or ident(found, "userKey", here)
    if user_id is None or user_id == NOBODY:
        return None
    email = text(found, "email", here)
    name = text(found, "displayName", here) or text(found, "publicName", here)
    return User(
        id=user_id,
        name=name or user_id,
        kind=_KINDS.get(text(found, "accountType", here), AccountKind.PERSON),
        email=email if "@" in email else None,
    )


def by_id(user_id: str | None) -> User | None:
    """An account of which only the id is told."""
    if user_id is None or user_id == NOBODY:
        return None
    return User(user_id, user_id, AccountKind.PERSON, None)
