"""What is kept of the words of work, and for how long: counts for good, hashes for a while."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

import orjson
from psycopg.types.json import Json

from service import clock
from service.actor import Actor, must_be_system
from service.db import sql
from service.skills import terms
from service.skills.reads_terms import Known, Vocabulary
from service.skills.terms import KNOWN_FROM, LONGEST_TEXT, MOST_KEPT, Key, Term

Q = sql.load(__package__)
KEPT = timedelta(days=90)
#: After the last answer, so that it can be taken back together with what it taught.
AFTER_ANSWER = timedelta(hours=1)
RARE_KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Unheard:
    id: int
    title: str
    description: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """A piece of work with the terms of its title, and those that are kept of its description."""

    item: _Unheard
    title: dict[int, Term]
    kept: list[Term]


def tell(
    db: sql.Connection,
    actor: Actor,
    connection_id: int,
    kind: str,
    descriptions: Mapping[str, str | None],
    same_words: Collection[str] = (),
) -> None:
    """Have the words of work heard, by its id on the connection, once nothing else waits.

    Only of work whose title is kept; where nothing was told of its description, or it is among
    `same_words`, what is kept of it stays. The caller holds the transaction.
    """
    must_be_system(actor)
    if not descriptions:
        return
    told = [
        {
            "external_id": external_id,
            "description": text and text[:LONGEST_TEXT],
            "is_same": external_id in same_words,
        }
        for external_id, text in sorted(descriptions.items())
    ]
    rows = Json(told, dumps=orjson.dumps)
    sql.run(db, Q["tell_words"], connection_id=connection_id, kind=kind, told=rows)


def hear(db: sql.Connection, actor: Actor, key: Key, limit: int = 500) -> int:
    """Read words that wait: count the terms of work once, and keep hashes; of how many items.

    The text itself is gone afterwards.
    """
    must_be_system(actor)
    with db.transaction():
        items = sql.every(db, _Unheard, Q["take_told"], limit=limit)
        read = _read(db, key, items)
        _count(db, [one for one in read if one.item.is_new])
        sql.run(
            db, Q["keep_hashes"],
            ids=[one.item.id for one in read], hashes=[_literal(one.kept) for one in read],
            now=clock.now(),
        )  # fmt: skip
    return len(items)


def _literal(kept: list[Term]) -> str:
    """As PostgreSQL writes an array: an array of arrays would ask for equal lengths."""
    return "{" + ",".join(str(term.hash) for term in sorted(kept, key=lambda one: one.hash)) + "}"


def forget_hidden(db: sql.Connection, actor: Actor, work_item_ids: list[int]) -> None:
    """Hashes go at once with the title: of work that became secret, was deleted or moved out."""
    must_be_system(actor)
    if work_item_ids:
        sql.run(db, Q["forget_hidden"], ids=work_item_ids)


def forget(db: sql.Connection, actor: Actor) -> int:
    """Hashes go once those who did the work have answered, or after 90 days; from how many items.

    Terms that never came into the vocabulary go after a year.
    """
    must_be_system(actor)
    now = clock.now()
    sql.run(db, Q["forget_rare_terms"], too_old=(now - RARE_KEPT).date())
    return sql.run(db, Q["forget_hashes"], too_old=now - KEPT, answered=now - AFTER_ANSWER)


def _read(db: sql.Connection, key: Key, items: list[_Unheard]) -> list[_Read]:
    titles = {item.id: {one.hash: one for one in terms.read(item.title, key)} for item in items}
    rest = {
        item.id: [
            one for one in terms.read(item.description, key) if one.hash not in titles[item.id]
        ]
        for item in items
    }
    long = [found for found in rest.values() if len(found) > MOST_KEPT]
    hashes = sorted({term.hash for found in long for term in found})
    known = {one.hash: one.items for one in sql.every(db, Known, Q["known_terms"], hashes=hashes)}
    whole = sql.first(db, Vocabulary, Q["vocabulary"]) or Vocabulary(0, 0)
    return [
        _Read(item, titles[item.id], terms.kept(rest[item.id], known, whole.items))
        for item in items
    ]


def _count(db: sql.Connection, read: list[_Read]) -> None:
    found = [term for one in read for term in (*one.title.values(), *one.kept)]
    if not found:
        return
    times = Counter(term.hash for term in found)
    hashes = sorted(times)
    ripe = sql.column(
        db, Q["count_terms"],
        hashes=hashes, items=[times[one] for one in hashes], today=clock.now().date(),
        known_from=KNOWN_FROM,
    )  # fmt: skip
    words = {term.hash: term.word for term in found}
    named = sql.run(db, Q["name_terms"], hashes=ripe, words=[words[one] for one in ripe])
    sql.run(db, Q["grow_vocabulary"], items=len(read), words=named)
