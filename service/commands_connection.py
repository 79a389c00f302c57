"""What the commands about connections do: adding one, a new secret, the list."""

from dataclasses import dataclass
from pathlib import Path

from service.actor import System
from service.atlassian.rest import site
from service.calls import Calls, credentials_of
from service.commands import database
from service.connections import (
    actions,
    actions_access,
    actions_scope,
    reads,
    reads_scope,
    schema,
)
from service.connections.model import Auth, Connection, Product
from service.connections.model_scope import ProjectChoice
from service.connections.secrets import Vault
from service.db import pool as pools
from service.db import sql
from service.settings import Settings

COMMAND = System("command line")


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a site: `texts` are base_url and token and, for Cloud, email."""

    texts: dict[str, str]


def add(
    data: Path,
    name: str,
    product: Product,
    projects: list[str] | None = None,
    opening: Opening | None = None,
) -> dict[str, str]:
    """A new connection: `name`, `product`, `takes`, `webhook_url` and `secret`.

    It takes the `projects` with these keys; None means all. An `opening` is tried first, and kept
    only when it works; then `account` is the name of the account there.
    """
    takes_all = projects is None
    with database(data) as (settings, db), db.transaction():
        vault = Vault(settings.secret_key)
        made, secret = actions.add(db, COMMAND, vault, name, product, takes_all_projects=takes_all)
        choices = [ProjectChoice(key) for key in projects or []]
        actions_scope.choose(db, COMMAND, made.id, takes_all, choices)
        account = _open(settings, db, vault, made, opening) if opening else {}
        return _described(settings, db, made) | {"secret": secret} | account


def rotate(data: Path, name: str) -> dict[str, str]:
    """The same with a new secret."""
    with database(data) as (settings, db):
        found = reads.connection(db, COMMAND, name)
        secret = actions.rotate(db, COMMAND, Vault(settings.secret_key), name)
        return _described(settings, db, found) | {"secret": secret}


def listed(data: Path) -> list[dict[str, str]]:
    with database(data) as (settings, db):
        return [_described(settings, db, one) for one in reads.connections(db, COMMAND)]


def _open(
    settings: Settings, db: sql.Connection, vault: Vault, made: Connection, opening: Opening
) -> dict[str, str]:
    """Try an address with a token, and keep both."""
    product = site.Product(made.product)
    auth = Auth.API_TOKEN if product.is_cloud else Auth.PERSONAL_TOKEN
    sent = schema.opening(Product(made.product), opening.texts)
    base_url = sent.pop("base_url")
    pool = pools.of(settings)
    try:
        calls = Calls(pool, settings, vault)
        account = calls.who_am_i(product, base_url, credentials_of(auth, sent))
    finally:
        pool.close()
    actions_access.give(db, COMMAND, vault, made.id, base_url, auth, sent)
    return {"account": account}


def _described(settings: Settings, db: sql.Connection, one: Connection) -> dict[str, str]:
    return {
        "name": one.name,
        "product": str(one.product),
        "takes": _takes(db, one),
        "webhook_url": f"{settings.public_url}/webhooks/{one.name}",
    }


def _takes(db: sql.Connection, one: Connection) -> str:
    if one.takes_all_projects:
        return "all projects"
    return ", ".join(reads_scope.chosen_keys(db, COMMAND, one.id)) or "nothing yet"
