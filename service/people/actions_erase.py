"""Forgetting who a person was."""

from service import clock
from service.actor import Actor, must_be_or_system
from service.db import sql
from service.errors import NotFound
from service.people.lasting import must_not_be_last
from service.people.model import fresh_key

Q = sql.load(__package__)
#: What stands in place of a name, in the language that the person chose here.
NAMES = {"in_english": "Ex-colleague", "in_dutch": "Oud-collega"}
STEPS = ("erase_pace", "erase_memberships", "erase_links", "part_accounts", "drop_claims")


def erase(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """Name, address, teams and accounts. The row stays for what others received from them."""
    must_be_or_system(actor, person_id)
    must_not_be_last(db, person_id)
    for step in STEPS:
        sql.run(db, Q[step], person_id=person_id)
    erased = sql.run(
        db, Q["erase_person"],
        person_id=person_id, email=f"{person_id}@erased.invalid", session_key=fresh_key(),
        now=clock.now(), **NAMES,
    )  # fmt: skip
    if not erased:
        raise NotFound
