"""Questions about skills and links."""

from collections.abc import Sequence
from itertools import groupby

from service.actor import Actor, System, must_administer, person_of
from service.db import sql
from service.errors import NotFound
from service.skills.model import Area, LevelText, Skill, SkillWithLevels, WorkSkill

Q = sql.load(__package__)


class SkillWasMerged(NotFound):
    """This skill became part of another. What was said of it is there."""

    def __init__(self, slug: str) -> None:
        super().__init__()
        self.slug = slug


def skills(db: sql.Connection, actor: Actor, with_archived: bool = False) -> list[Skill]:
    """All skills in the order of the catalogue; archived ones only where history is shown."""
    del actor  # the catalogue is everybody's, and holds nothing about anyone
    return sql.every(db, Skill, Q["skills"], slug=None, with_archived=with_archived)


def catalogue(db: sql.Connection, actor: Actor) -> list[Area]:
    """All areas with their skills, in order."""
    by_area = groupby(skills(db, actor), key=lambda skill: skill.area_slug)
    return [_area(list(group)) for _, group in by_area]


def _area(group: list[Skill]) -> Area:
    one = group[0]
    return Area(one.area_slug, one.area_en, one.area_nl, tuple(group))


def skill(db: sql.Connection, actor: Actor, slug: str) -> SkillWithLevels:
    """A skill with its five level texts, in the current version; SkillWasMerged says into which."""
    del actor  # the catalogue is everybody's
    found = sql.first(db, Skill, Q["skills"], slug=slug, with_archived=True)
    if found is None:
        raise _why_not(db, slug)
    return SkillWithLevels(found, sql.every(db, LevelText, Q["levels"], skill_id=found.id))


def _why_not(db: sql.Connection, slug: str) -> NotFound:
    into = sql.value(db, Q["merged_into"], slug=slug)
    return SkillWasMerged(into) if into else NotFound()


def levels(db: sql.Connection, actor: Actor) -> dict[int, list[LevelText]]:
    """The level texts of every skill, by its id."""
    del actor  # the catalogue is everybody's
    texts = sql.every(db, LevelText, Q["levels"], skill_id=None)
    return {key: list(group) for key, group in groupby(texts, key=lambda text: text.skill_id)}


def skills_of_work(
    db: sql.Connection, actor: Actor, work_item_ids: Sequence[int]
) -> list[WorkSkill]:
    """The links of these work items: for a person those that stand for them, of work they took
    part in."""
    person_id = None if isinstance(actor, System) else person_of(actor)
    return sql.every(
        db, WorkSkill, Q["skills_of_work"], ids=list(work_item_ids), person_id=person_id
    )


def count_links(db: sql.Connection, actor: Actor) -> int:
    must_administer(actor)
    return int(sql.value(db, Q["count_links"]))
