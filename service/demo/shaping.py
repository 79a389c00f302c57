"""How the catalogue of the demo is shaped: its stewards, and what people propose."""

from datetime import timedelta
from typing import Any

from service import clock
from service.actor import Member, System
from service.db import sql
from service.demo.door import WHO, Door
from service.demo.organisation import texts
from service.skills import actions_catalogue as catalogue
from service.skills import actions_proposals as proposals
from service.skills import reads, reads_catalogue, schema_proposals

Q = sql.load(__package__)
PLAY = System("demo")


def shape(db: sql.Connection) -> None:
    """Name stewards; of the proposals of late one was accepted, another waits."""
    told = texts("shaping")
    for area, emails in told["stewards"].items():
        for email in emails:
            catalogue.name_steward(db, PLAY, area, _somebody(db, email).person_id)
    for one in told["proposals"]:
        with clock.at(clock.now() - timedelta(days=one["days_ago"])):
            _propose(db, one)


def _propose(db: sql.Connection, one: dict[str, Any]) -> None:
    me = _somebody(db, one["by"])
    found = reads.skill(db, me, one["skill"]).skill
    typed = schema_proposals.typed_of(reads_catalogue.words(db, me, found.id)) | one["words"]
    proposal_id = proposals.begin(db, me, None, one["skill"], typed, one["reason"])
    proposals.send(db, me, proposal_id)
    if "accepted_by" in one:
        steward = _somebody(db, one["accepted_by"])
        proposals.accept(db, steward, proposal_id, found.version_id, one["answer"])


def _somebody(db: sql.Connection, email: str) -> Member:
    person = sql.one(db, Door, Q["doors"], emails=[email])
    return Member(person.id, is_administrator=email == WHO["administrator"])
