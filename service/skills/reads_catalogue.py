"""Questions about the catalogue as text: its files, versions, areas and stewards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from service.actor import Actor
from service.db import sql
from service.errors import NotFound
from service.skills import stewards as tending
from service.skills.model_proposals import AreaName, Steward, Version
from service.skills.model_words import (
    LevelWords,
    Lines,
    SkillWords,
    Words,
    WrittenArea,
    WrittenSkill,
)

Q = sql.load(__package__)
PAGE = 20


def written(db: sql.Connection, actor: Actor) -> list[WrittenArea]:
    """The whole catalogue as it is now, archived skills too; merged ones are part of others."""
    del actor  # the catalogue is everybody's, and holds nothing about anyone
    rows = sql.every(db, _TextRow, Q["written"])
    return [_area(list(group)) for _, group in groupby(rows, key=lambda row: row.area)]


def areas(db: sql.Connection, actor: Actor) -> list[AreaName]:
    """All areas, also those without skills."""
    del actor  # the catalogue is everybody's
    return sql.every(db, AreaName, Q["areas"])


def area(db: sql.Connection, actor: Actor, slug: str) -> AreaName:
    del actor  # the catalogue is everybody's
    return sql.one(db, AreaName, Q["area_by_slug"], slug=slug)


def stewards(db: sql.Connection, actor: Actor, area: str | None = None) -> list[Steward]:
    """Who looks after which area: everybody may know whom to ask."""
    del actor  # a role in the open, as who leads a team
    return sql.every(db, Steward, Q["stewards"], area=area)


def tended(db: sql.Connection, actor: Actor) -> frozenset[int]:
    """Ids of the areas that I may shape."""
    return tending.tended(db, actor)


def tended_areas(db: sql.Connection, actor: Actor) -> frozenset[str]:
    """The areas that I may shape, by their names in addresses."""
    mine = tended(db, actor)
    return frozenset(one.slug for one in areas(db, actor) if one.id in mine)


def versions(
    db: sql.Connection, actor: Actor, skill_id: int, before: int | None = None, limit: int = PAGE
) -> list[Version]:
    """Versions of a skill, newest first, `before` a number; one more than `limit` at most."""
    del actor  # the catalogue is everybody's
    rows = sql.every(
        db, _VersionRow, Q["versions"], skill_id=skill_id, before=before, limit=limit + 1
    )
    texts = sql.every(db, _LevelRow, Q["version_levels"], ids=[row.id for row in rows])
    by_version = {key: list(group) for key, group in groupby(texts, lambda t: t.skill_version_id)}
    return [row.version(by_version.get(row.id, [])) for row in rows]


def words(db: sql.Connection, actor: Actor, skill_id: int) -> SkillWords:
    """What a skill says now."""
    found = versions(db, actor, skill_id, limit=0)
    if not found:
        raise NotFound
    return found[0].words


@dataclass(frozen=True, slots=True)
class _LevelRow:
    skill_version_id: int
    summary_en: str
    summary_nl: str
    signals_en: Sequence[str]
    signals_nl: Sequence[str]
    examples_en: Sequence[str]
    examples_nl: Sequence[str]

    @property
    def words(self) -> LevelWords:
        return LevelWords(
            Words(self.summary_en, self.summary_nl),
            Lines(tuple(self.signals_en), tuple(self.signals_nl)),
            Lines(tuple(self.examples_en), tuple(self.examples_nl)),
        )


@dataclass(frozen=True, slots=True)
class _VersionRow:
    id: int
    number: int
    name_en: str
    name_nl: str
    summary_en: str
    summary_nl: str
    valid_from: datetime
    made_by: str | None

    def version(self, levels: Sequence[_LevelRow]) -> Version:
        words = SkillWords(
            Words(self.name_en, self.name_nl),
            Words(self.summary_en, self.summary_nl),
            tuple(level.words for level in levels),
        )
        return Version(self.id, self.number, self.valid_from, self.made_by, words)


@dataclass(frozen=True, slots=True)
class _TextRow:
    """A level of a skill with all that stands around it; an area without skills is one row."""

    area: str
    area_en: str
    area_nl: str
    skill: str | None
    is_archived: bool
    name_en: str
    name_nl: str
    summary_en: str
    summary_nl: str
    level_en: str
    level_nl: str
    signals_en: Sequence[str]
    signals_nl: Sequence[str]
    examples_en: Sequence[str]
    examples_nl: Sequence[str]


def _area(rows: list[_TextRow]) -> WrittenArea:
    one = rows[0]
    return WrittenArea(one.area, Words(one.area_en, one.area_nl), tuple(_skills(rows)))


def _skills(rows: list[_TextRow]) -> Iterator[WrittenSkill]:
    for slug, group in groupby(rows, key=lambda row: row.skill):
        if slug is not None:
            yield _skill(slug, list(group))


def _skill(slug: str, rows: list[_TextRow]) -> WrittenSkill:
    one = rows[0]
    levels = tuple(
        LevelWords(
            Words(row.level_en, row.level_nl),
            Lines(tuple(row.signals_en), tuple(row.signals_nl)),
            Lines(tuple(row.examples_en), tuple(row.examples_nl)),
        )
        for row in rows
    )
    name, summary = Words(one.name_en, one.name_nl), Words(one.summary_en, one.summary_nl)
    return WrittenSkill(slug, SkillWords(name, summary, levels), one.is_archived)
