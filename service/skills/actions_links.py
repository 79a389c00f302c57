"""What those who did a piece of work say of its skills: each for their own part in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.errors import NotFound
from service.skills import suggestions
from service.skills.model_links import Source
from service.skills.reads_terms import Heard, my_words, understood
from service.skills.suggestions import Lesson, Suggestion
from service.skills.terms import Key

Q = sql.load(__package__)


@dataclass(frozen=True, slots=True)
class _Said:
    is_mine: bool
    said_at: datetime


def say(
    db: sql.Connection,
    actor: Actor,
    key: Key,
    work_item_id: int,
    skill_id: int,
    is_mine: bool | None,
) -> bool | None:
    """My yes or no to a skill of my work, or None to unsay it; what I had said before.

    A yes to what no link says makes one. Each answer is learnt from at once, and what an answer
    before it taught is taken back.
    """
    person_id = person_of(actor)
    with db.transaction():
        skill_now = sql.value(db, Q["skill_to_answer"], skill_id=skill_id)
        where = {"work_item_id": work_item_id, "skill_id": skill_now, "person_id": person_id}
        did_it = sql.value(db, Q["did_it"], work_item_id=work_item_id, person_id=person_id)
        if skill_now is None or not did_it:
            raise NotFound
        before = sql.first(db, _Said, Q["my_answer"], **where)
        if (before.is_mine if before else None) == is_mine:
            return is_mine
        heard = _heard(db, actor, key, work_item_id)
        if heard and before:
            _unlearn(db, heard, where, before)
            heard = _heard(db, actor, key, work_item_id)
        offered = heard.suggested(work_item_id) if heard else []
        if heard and before:
            _count_outcome(db, _lesson(heard, where, before, offered).turned())
        _keep(db, where, is_mine, offered)
        if heard and is_mine is not None:
            _learn(db, _lesson(heard, where, _Said(is_mine, clock.now()), offered))
    return before.is_mine if before else None


def say_many(
    db: sql.Connection, actor: Actor, key: Key, pairs: Iterable[tuple[int, int]], is_mine: bool
) -> int:
    """The same yes or no to many pairs of work and skill, all or none; how many there were."""
    person_of(actor)
    chosen = sorted(set(pairs))
    with db.transaction():
        for work_item_id, skill_id in chosen:
            say(db, actor, key, work_item_id, skill_id, is_mine)
    return len(chosen)


def change(
    db: sql.Connection, actor: Actor, key: Key, work_item_id: int, skill_id: int, other_id: int
) -> None:
    """Not this skill but another one."""
    person_of(actor)
    with db.transaction():
        say(db, actor, key, work_item_id, skill_id, False)
        say(db, actor, key, work_item_id, other_id, True)


def _keep(
    db: sql.Connection, where: dict[str, int], is_mine: bool | None, offered: list[Suggestion]
) -> None:
    if is_mine is None:
        sql.run(db, Q["drop_answer"], **where)
    else:
        _answer(db, where, is_mine)
    if is_mine:
        is_suggested = any(one.skill_id == where["skill_id"] for one in offered)
        source = Source.SUGGESTION if is_suggested else Source.PERSON
        sql.run(db, Q["add_link"], source=source, now=clock.now(), **where)
    else:
        pair = {"work_item_id": where["work_item_id"], "skill_id": where["skill_id"]}
        sql.run(db, Q["drop_link_of_nobody"], **pair)


def _answer(db: sql.Connection, where: dict[str, int], is_mine: bool) -> None:
    if not sql.run(db, Q["keep_answer"], is_mine=is_mine, now=clock.now(), **where):
        raise NotFound  # there is no such skill


def _heard(db: sql.Connection, actor: Actor, key: Key, work_item_id: int) -> Heard | None:
    """The words of the work; None where no title is kept, so that nothing is learnt from it."""
    found = my_words(db, actor, [work_item_id])
    return understood(db, actor, key, found) if found else None


def _lesson(
    heard: Heard, where: dict[str, int], said: _Said, offered: Iterable[Suggestion] = ()
) -> Lesson:
    weights = heard.weights[where["work_item_id"]]
    now = suggestions.weight_of(said.said_at)
    return suggestions.lesson(where["skill_id"], weights, said.is_mine, now, offered)


def _learn(db: sql.Connection, lesson: Lesson) -> None:
    _count_terms(db, Q["learn_terms"], lesson)
    _count_outcome(db, lesson)


def _unlearn(db: sql.Connection, heard: Heard, where: dict[str, int], before: _Said) -> None:
    """Take the terms back. Which suggestion it answered shows only when that is done."""
    _count_terms(db, Q["unlearn_terms"], _lesson(heard, where, before).turned())


def _count_terms(db: sql.Connection, query: LiteralString, lesson: Lesson) -> None:
    sql.run(
        db, query,
        skill_id=lesson.skill_id,
        is_yes=lesson.is_yes,
        hashes=list(lesson.by_term),
        amounts=list(lesson.by_term.values()),
    )  # fmt: skip
    total = sum(lesson.by_term.values())
    sql.run(db, Q["learn_skill"], skill_id=lesson.skill_id, **_sides(lesson.is_yes, total))


def _count_outcome(db: sql.Connection, lesson: Lesson) -> None:
    if lesson.step is not None:
        sides = _sides(lesson.is_yes, lesson.weight)
        sql.run(db, Q["count_outcome"], step=lesson.step, **sides)


def _sides(is_yes: bool, amount: float) -> dict[str, float]:
    return {"yes": amount, "no": 0.0} if is_yes else {"yes": 0.0, "no": amount}
