"""What taking in a file would do to the catalogue. Pure, so that what is announced is true."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.skills.model_words import Words, WrittenArea, WrittenSkill


class Kind(StrEnum):
    NEW_AREA = "new_area"
    RENAMED_AREA = "renamed_area"
    NEW_SKILL = "new_skill"
    NEW_VERSION = "new_version"
    MOVED = "moved"
    ARCHIVED = "archived"
    BROUGHT_BACK = "brought_back"
    ORDER = "order"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happens; `areas` are the slugs of the areas that it touches."""

    kind: Kind
    slug: str
    name: Words
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that would happen, and the catalogue as it would be, order included."""

    changes: tuple[Change, ...]
    result: tuple[WrittenArea, ...]

    @property
    def does_nothing(self) -> bool:
        return all(change.kind == Kind.STAYS for change in self.changes)

    @property
    def touched(self) -> frozenset[str]:
        """Slugs of the areas in which something changes."""
        real = (change for change in self.changes if change.kind != Kind.STAYS)
        return frozenset(area for change in real for area in change.areas)

    @property
    def mark(self) -> str:
        """Says whether another plan is the same one."""
        return hashlib.sha256(repr((self.changes, self.result)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Placed:
    area: str
    skill: WrittenSkill


def plan(now: Sequence[WrittenArea], wanted: Sequence[WrittenArea]) -> Plan:
    """From the catalogue now to what a file wants; what the file does not name stays."""
    result = _result(now, wanted)
    changes = (*_areas(now, wanted), *_skills(now, wanted), *_order(now, result))
    return Plan(changes, tuple(result))


def _result(now: Sequence[WrittenArea], wanted: Sequence[WrittenArea]) -> list[WrittenArea]:
    """The areas and skills of the file in its order, among those that it does not name."""
    brought = {area.slug: area.skills for area in wanted}
    home = {skill.slug: area.slug for area in wanted for skill in area.skills}
    staying = {
        area.slug: [s for s in area.skills if home.get(s.slug, area.slug) == area.slug]
        for area in now
    }
    areas = {area.slug: area for area in (*now, *wanted)}
    order = ordered([area.slug for area in now], [area.slug for area in wanted])
    return [
        WrittenArea(slug, areas[slug].name, _joined(staying.get(slug, []), brought.get(slug, ())))
        for slug in order
    ]


def _joined(
    staying: Sequence[WrittenSkill], brought: Sequence[WrittenSkill]
) -> tuple[WrittenSkill, ...]:
    skills = {skill.slug: skill for skill in (*staying, *brought)}
    order = ordered([skill.slug for skill in staying], [skill.slug for skill in brought])
    return tuple(skills[slug] for slug in order)


def ordered(now: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The slugs that are wanted in their order, the others where they are.

    A new one stands after the one before it; first of all, before the one after it.
    """
    known = iter([slug for slug in wanted if slug in now])
    result = [next(known) if slug in wanted else slug for slug in now]
    for place, slug in enumerate(wanted):
        if slug not in now:
            before = wanted[place - 1] if place else None
            after = next((one for one in wanted if one in now), None)
            result.insert(_place(result, before, after), slug)
    return result


def _place(result: Sequence[str], before: str | None, after: str | None) -> int:
    if before is not None:
        return result.index(before) + 1
    return result.index(after) if after is not None else len(result)


def _placed(areas: Sequence[WrittenArea]) -> dict[str, _Placed]:
    return {skill.slug: _Placed(area.slug, skill) for area in areas for skill in area.skills}


def _areas(now: Sequence[WrittenArea], wanted: Sequence[WrittenArea]) -> Iterator[Change]:
    known = {area.slug: area for area in now}
    for area in wanted:
        if area.slug not in known:
            yield Change(Kind.NEW_AREA, area.slug, area.name, (area.slug,))
        elif known[area.slug].name != area.name:
            yield Change(Kind.RENAMED_AREA, area.slug, area.name, (area.slug,))


def _skills(now: Sequence[WrittenArea], wanted: Sequence[WrittenArea]) -> Iterator[Change]:
    known, named = _placed(now), _placed(wanted)
    for slug, new in named.items():
        name = new.skill.words.name
        if slug not in known:
            yield Change(Kind.NEW_SKILL, slug, name, (new.area,))
        else:
            old = known[slug]
            areas = tuple(dict.fromkeys((old.area, new.area)))
            for kind in _kinds(old, new):
                yield Change(kind, slug, name, areas)
    for slug, old in known.items():
        if slug not in named:
            yield Change(Kind.STAYS, slug, old.skill.words.name, (old.area,))


def _kinds(old: _Placed, new: _Placed) -> Iterator[Kind]:
    if old.skill.words != new.skill.words:
        yield Kind.NEW_VERSION
    if old.area != new.area:
        yield Kind.MOVED
    if old.skill.is_archived != new.skill.is_archived:
        yield Kind.ARCHIVED if new.skill.is_archived else Kind.BROUGHT_BACK


def _order(now: Sequence[WrittenArea], result: Sequence[WrittenArea]) -> Iterator[Change]:
    """Areas, or skills that stay in their area, that stand in another order than before."""
    later = {area.slug: [skill.slug for skill in area.skills] for area in result}
    before = [area.slug for area in now]
    if [slug for slug in later if slug in before] != before:
        yield Change(Kind.ORDER, "", Words("", ""), tuple(later))
    for area in now:
        old = [skill.slug for skill in area.skills if skill.slug in later[area.slug]]
        if [slug for slug in later[area.slug] if slug in old] != old:
            yield Change(Kind.ORDER, area.slug, area.name, (area.slug,))
