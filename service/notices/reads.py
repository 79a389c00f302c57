"""Questions about notices and letters."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from service import clock
from service.actor import Actor, must_administer, must_be_system, person_of
from service.db import sql
from service.notices.model import (
    STANDARD,
    Addressee,
    Choice,
    Kind,
    Letter,
    Line,
    MailChoice,
    Rhythm,
    Trouble,
)

Q = sql.load(__package__)
PAGE = 100


@dataclass(frozen=True, slots=True)
class _Chosen:
    person_id: int
    kind: Kind
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class _MailOf(MailChoice):
    person_id: int = 0


def choice(db: sql.Connection, actor: Actor) -> Choice:
    """What I want to be told of, and how often."""
    me = person_of(actor)
    return _choices(db, [me])[me]


def choices(db: sql.Connection, actor: Actor, person_ids: Sequence[int]) -> dict[int, Choice]:
    must_be_system(actor)
    return _choices(db, person_ids)


def letter(db: sql.Connection, actor: Actor, letter_id: int) -> Letter:
    must_be_system(actor)
    return sql.one(db, Letter, Q["letter"], id=letter_id)


def addressee(db: sql.Connection, actor: Actor, person_id: int) -> Addressee | None:
    """To whom a letter goes; None for who left."""
    must_be_system(actor)
    return sql.first(db, Addressee, Q["addressee"], person_id=person_id)


def lines(db: sql.Connection, actor: Actor, letter_id: int) -> list[Line]:
    """What a digest tells as things stand now."""
    must_be_system(actor)
    return sql.every(db, Line, Q["lines"], letter_id=letter_id, now=clock.now())


def troubles(db: sql.Connection, actor: Actor) -> list[Trouble]:
    """Letters that were not sent at the first try; the latest hundred."""
    must_administer(actor)
    return sql.every(db, Trouble, Q["troubles"], limit=PAGE)


def _choices(db: sql.Connection, person_ids: Sequence[int]) -> dict[int, Choice]:
    ids = list(person_ids)
    rhythms: dict[int, dict[Kind, Rhythm]] = defaultdict(lambda: dict(STANDARD))
    for one in sql.every(db, _Chosen, Q["rhythms"], ids=ids):
        rhythms[one.person_id][Kind(one.kind)] = Rhythm(one.rhythm)
    mail = {one.person_id: one for one in sql.every(db, _MailOf, Q["mail_choices"], ids=ids)}
    return {one: Choice(rhythms[one], mail.get(one, MailChoice())) for one in ids}
