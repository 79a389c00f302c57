"""Who may see and change rules: administrators, and the stewards of the area that keeps a rule."""

from service.actor import Actor, must_administer
from service.db import sql


def must_see_rules(db: sql.Connection, actor: Actor) -> None:
    """Administrators and the system pass, and whoever is a steward once areas have stewards."""
    del db  # the stewards of any area are one query on it away
    must_administer(actor)


def must_keep_rules(db: sql.Connection, actor: Actor, area: str) -> None:
    """Administrators and the system pass, and stewards of this area once areas have stewards."""
    del db, area  # as above, but of this area
    must_administer(actor)
