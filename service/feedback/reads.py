"""Questions about asks and feedback."""

from datetime import timedelta

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.feedback.model import (
    AskAboutMe,
    AskLine,
    Draft,
    Observation,
    SkillChoice,
    Words,
)
from service.feedback.readers import Part

Q = sql.load(__package__)
PAGE = 20
FEW = 3
#: How long words that were read stay on the first page, and shared words too.
RECENT = timedelta(days=7)
SHARED_LATELY = timedelta(days=30)


def open_asks(db: sql.Connection, actor: Actor) -> list[AskLine]:
    """What I am asked now: three at most."""
    return sql.every(
        db, AskLine, Q["open_asks"], giver_id=person_of(actor), id=None, now=clock.now()
    )


def ask(db: sql.Connection, actor: Actor, ask_id: int) -> AskLine:
    """An ask to me, also one that is closed; what was only proposed does not exist for me."""
    return sql.one(
        db, AskLine, Q["open_asks"], giver_id=person_of(actor), id=ask_id, now=clock.now()
    )


def skill_choices(db: sql.Connection, actor: Actor, ask_id: int) -> list[SkillChoice]:
    """All skills, for the form about an ask to me: the receiver's focus first, then linked ones."""
    return sql.every(
        db, SkillChoice, Q["skill_choices"],
        giver_id=person_of(actor), ask_id=ask_id, now=clock.now(),
    )  # fmt: skip


def draft(db: sql.Connection, actor: Actor, ask_id: int) -> Draft | None:
    return sql.first(db, Draft, Q["draft"], giver_id=person_of(actor), ask_id=ask_id)


def feedback_of_ask(db: sql.Connection, actor: Actor, ask_id: int) -> int | None:
    """The id of the feedback with which I answered an ask."""
    found: int | None = sql.value(
        db, Q["feedback_of_ask"], giver_id=person_of(actor), ask_id=ask_id
    )
    return found


def has_given(db: sql.Connection, actor: Actor) -> bool:
    """Whether I ever said what I saw."""
    return bool(sql.value(db, Q["has_given"], giver_id=person_of(actor)))


def proposals(db: sql.Connection, actor: Actor) -> list[AskAboutMe]:
    """Whom Gezel proposes to ask about my work; nothing is sent before I say so."""
    return sql.every(db, AskAboutMe, Q["proposals"], receiver_id=person_of(actor), limit=PAGE)


def asks_about_me(
    db: sql.Connection, actor: Actor, work_item_id: int | None = None
) -> list[AskAboutMe]:
    """Who was asked about me, in the last three weeks, and has not answered."""
    return sql.every(
        db, AskAboutMe, Q["asks_about_me"],
        receiver_id=person_of(actor), work_item_id=work_item_id, now=clock.now(), limit=PAGE,
    )  # fmt: skip


def feedback(db: sql.Connection, actor: Actor, feedback_id: int) -> Words:
    """A feedback, as far as I may read it; NotFound where I may read nothing of it."""
    found = sql.one(db, Words, Q["feedback"], id=feedback_id, reader_id=person_of(actor))
    return found.for_its_reader()


def words_for(db: sql.Connection, actor: Actor, before: int | None = None) -> list[Words]:
    """A page of what I received, latest first."""
    return sql.every(
        db, Words, Q["words_for"], person_id=person_of(actor), before=before, limit=PAGE
    )


def words_by(db: sql.Connection, actor: Actor, before: int | None = None) -> list[Words]:
    """A page of what I gave, latest first."""
    return sql.every(
        db, Words, Q["words_by"], person_id=person_of(actor), before=before, limit=PAGE
    )


def words_to_read(db: sql.Connection, actor: Actor) -> list[Words]:
    """What I have not read yet, then what I read this week; a few."""
    return sql.every(
        db, Words, Q["words_to_read"],
        person_id=person_of(actor), since=clock.now() - RECENT, limit=FEW,
    )  # fmt: skip


def shared_words(db: sql.Connection, actor: Actor) -> list[Words]:
    """What colleagues lately shared with my team or on the wall; a few."""
    found = sql.every(
        db, Words, Q["shared_words"],
        person_id=person_of(actor), since=clock.now() - SHARED_LATELY, limit=FEW,
    )  # fmt: skip
    return [words.for_its_reader() for words in found]


def observations(db: sql.Connection, actor: Actor, words: list[Words]) -> list[Observation]:
    """What was seen of skills in these words; they were read as this actor before."""
    person_of(actor)
    ids = [one.id for one in words if one.may_read(Part.OBSERVATIONS)]
    return sql.every(db, Observation, Q["observations"], feedback_ids=ids) if ids else []
