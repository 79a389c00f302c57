"""Questions about growth. Each person may ask them about themselves only."""

from typing import Any

from service import clock
from service.actor import Actor, person_of
from service.aims import reads as aims
from service.aims import reads_focus
from service.db import sql
from service.growth import map as maps
from service.growth import scale, timeline
from service.growth.map import GrowthMap, Row
from service.growth.model import OneWord, Practice, Sighting, Thanks
from service.growth.scale import Window
from service.growth.skill_page import SkillPage
from service.growth.timeline import PAGE, Chosen, Cursor, Happening, Rank, Said, WordlessWork, Words
from service.skills import reads as skills

Q = sql.load(__package__)
ONE_WORD = 2


def growth_map(db: sql.Connection, actor: Actor) -> GrowthMap:
    """The map of the person who asks."""
    person_id = person_of(actor)
    shown = scale.window(clock.now())
    everything = _rows(db, actor, person_id, shown)
    rows = [row for row in everything if row.is_on_map]
    others = [row.skill for row in everything if not row.is_on_map and not row.skill.archived_at]
    return GrowthMap(shown, rows, others, _one_word(db, person_id, shown, rows))


def skill_page(db: sql.Connection, actor: Actor, slug: str, before: Cursor | None) -> SkillPage:
    """What one skill rests on, for the person who asks; the timeline begins `before` a place."""
    person_id = person_of(actor)
    found = skills.skill(db, actor, slug)
    about = {"person_id": person_id, "skill_id": found.skill.id}
    shown = scale.window(clock.now())
    placements = aims.history(db, actor, found.skill.id)
    focuses = reads_focus.history(db, actor, found.skill.id)
    said: list[Happening] = [*map(Said, placements), *map(Chosen, focuses)]
    happenings, older = timeline.latest(said, *_streams(db, about, before), before=before)
    return SkillPage(
        skill=found.skill,
        levels=found.levels,
        window=shown,
        practice=sql.every(db, Practice, Q["practice"], since=shown.since, **about),
        sightings=sql.every(db, Sighting, Q["sightings"], **about),
        thanks=sql.every(db, Thanks, Q["thanks"], **about),
        placements=placements,
        focuses=focuses,
        happenings=happenings,
        older=older,
    )


def _rows(db: sql.Connection, actor: Actor, person_id: int, shown: Window) -> list[Row]:
    about: dict[str, Any] = {"person_id": person_id, "skill_id": None}
    return maps.rows(
        shown,
        skills.skills(db, actor, with_archived=True),
        aims.placements(db, actor, person_id),
        reads_focus.focuses(db, actor),
        sql.every(db, Practice, Q["practice"], since=shown.since, **about),
        sql.every(db, Sighting, Q["sightings"], **about),
        sql.every(db, Thanks, Q["thanks"], **about),
    )


def _one_word(db: sql.Connection, person_id: int, shown: Window, rows: list[Row]) -> list[OneWord]:
    waiting = sorted(
        (row for row in rows if row.waits_for_a_word), key=lambda row: (not row.is_focus, -row.wish)
    )
    return sql.every(
        db, OneWord, Q["one_word"], person_id=person_id, since=shown.until - maps.RECENTLY,
        skill_ids=[row.skill.id for row in waiting], limit=ONE_WORD,
    )  # fmt: skip


def _streams(
    db: sql.Connection, about: dict[str, int], before: Cursor | None
) -> tuple[list[Happening], list[Happening]]:
    """One more than a page of each kind, so that it shows whether there is more."""
    page = about | {
        "limit": PAGE + 1,
        "at": before and before.at,
        "before_rank": before and before.rank,
        "before_id": before and before.id,
    }
    words = sql.every(db, Words, Q["words"], rank=Rank.WORDS, **page)
    work = sql.every(db, WordlessWork, Q["wordless_work"], rank=Rank.WORK, **page)
    return [*words], [*work]
