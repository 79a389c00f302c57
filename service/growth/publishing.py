"""Where somebody published their own map; only they may, and only of themselves."""

from dataclasses import dataclass
from datetime import datetime

from service import clock
from service.actor import Actor, person_of
from service.db import sql

Q = sql.load(__package__)
MOST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A space of Confluence where a page can be made."""

    connection_id: int
    connection: str
    key: str
    name: str
    external_id: str

    @property
    def id(self) -> str:
        return f"{self.connection_id}:{self.key}"


@dataclass(frozen=True, slots=True)
class Published:
    id: int
    connection_id: int
    space_key: str
    external_id: str
    address: str
    published_at: datetime


def places(db: sql.Connection, actor: Actor) -> list[Place]:
    """Where I may publish: in spaces that are taken anyway."""
    person_of(actor)
    return sql.every(db, Place, Q["places_to_publish"], limit=MOST)


def mine(db: sql.Connection, actor: Actor) -> Published | None:
    return sql.first(db, Published, Q["my_published"], person_id=person_of(actor))


def keep(db: sql.Connection, actor: Actor, place: Place, external_id: str, address: str) -> None:
    """My map stands there now, and may be remembered also when it is gone."""
    me, now = person_of(actor), clock.now()
    sql.run(
        db, Q["keep_published"],
        person_id=me, connection_id=place.connection_id, space_key=place.key,
        external_id=external_id, address=address, now=now,
    )  # fmt: skip
    sql.run(db, Q["remember_published"], person_id=me, now=now)


def forget(db: sql.Connection, actor: Actor) -> None:
    sql.run(db, Q["forget_published"], person_id=person_of(actor))
