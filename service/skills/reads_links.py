"""Questions about the links of my work: which there are, why, and what I said of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.actor import Actor, person_of
from service.db import sql
from service.skills import reads_terms
from service.skills.model import Skill
from service.skills.model_links import MyLink, Source
from service.skills.reads import skills
from service.skills.reads_terms import Worded
from service.skills.rules_tree import Json, from_json
from service.skills.terms import Key

Q = sql.load(__package__)
PAGE = 25


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Finished work of which I said nothing yet."""

    id: int
    key: str | None
    title: str | None
    project_name: str | None
    status: str | None
    done_at: datetime
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Row:
    work_item_id: int
    skill_id: int
    slug: str
    name_en: str
    name_nl: str
    source: str | None
    added_by: str | None
    is_added_by_me: bool | None
    is_mine: bool | None
    conditions: Json | None


def my_links(
    db: sql.Connection, actor: Actor, key: Key, work_item_ids: Sequence[int]
) -> dict[int, list[MyLink]]:
    """By work item, of those that I did: its links and suggestions, and what I refused.

    Suggestions come last, the surest first.
    """
    person_id = person_of(actor)
    rows = sql.every(db, _Row, Q["my_links"], ids=list(work_item_ids), person_id=person_id)
    by_id = {skill.id: skill for skill in skills(db, actor)}
    offered: dict[tuple[int, int], Worded] = {
        (one.work_item_id, one.skill_id): one
        for one in reads_terms.suggested(db, actor, key, work_item_ids)
        if one.skill_id in by_id
    }
    found: dict[int, list[MyLink]] = {one: [] for one in work_item_ids}
    for row in rows:
        why = offered.pop((row.work_item_id, row.skill_id), None)
        found[row.work_item_id].append(_link(row, why))
    for one in offered.values():
        found[one.work_item_id].append(_suggestion(by_id[one.skill_id], one))
    return found


def unanswered_work(
    db: sql.Connection, actor: Actor, before: datetime | None = None, before_id: int | None = None
) -> list[Unanswered]:
    """A page of my finished work of which I said nothing yet, latest first."""
    return sql.every(
        db, Unanswered, Q["unanswered_work"],
        person_id=person_of(actor), before=before, before_id=before_id, limit=PAGE,
    )  # fmt: skip


def _link(row: _Row, offered: Worded | None) -> MyLink:
    return MyLink(
        work_item_id=row.work_item_id,
        skill_id=row.skill_id,
        slug=row.slug,
        name_en=row.name_en,
        name_nl=row.name_nl,
        source=Source(row.source) if row.source else None,
        is_mine=row.is_mine,
        rule=None if row.conditions is None else from_json(row.conditions),
        added_by=row.added_by,
        is_added_by_me=bool(row.is_added_by_me),
        words=offered.words if offered else (),
        confidence=offered.confidence if offered else None,
    )


def _suggestion(skill: Skill, one: Worded) -> MyLink:
    return MyLink(
        work_item_id=one.work_item_id,
        skill_id=skill.id,
        slug=skill.slug,
        name_en=skill.name_en,
        name_nl=skill.name_nl,
        source=Source.SUGGESTION,
        is_mine=None,
        words=one.words,
        confidence=one.confidence,
    )
