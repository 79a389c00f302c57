"""Questions about rules: what they ask, what they were, and what a change would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from service import clock
from service.actor import Actor
from service.db import sql
from service.errors import NotFound
from service.skills import stewards
from service.skills.rules import Rule
from service.skills.rules_access import must_see_rules
from service.skills.rules_preview import FinishedItem, Preview, previewed
from service.skills.rules_tree import Field, Json, Node, from_json

Q = sql.load(__package__)
MOST_RULES = 20  #: of one skill
PREVIEW_DAYS = 90
PAGE = 20
LAST_ID = 2**63 - 1
#: Of so much of the latest work, the values most often had are suggested.
LATEST, SUGGESTED = 3000, 200


@dataclass(frozen=True, slots=True)
class OwnerArea:
    """An area, as the keeper of rules."""

    id: int
    slug: str
    name_en: str
    name_nl: str

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInFull(Rule):
    """A rule with the slugs of its skill and area; `form` is the id of its latest change."""

    slug: str
    area_slug: str
    area_en: str
    area_nl: str
    deleted_at: datetime | None
    form: int

    def area(self, language: str) -> str:
        return self.area_nl if language == "nl" else self.area_en


@dataclass(frozen=True, slots=True)
class RulePlace:
    """Where a rule would stand: its skill, the area of that, and how many rules there are."""

    id: int
    slug: str
    area_slug: str
    rules: int


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A form that a rule had, and who gave it that; None is the system, or a rule of old."""

    id: int
    what: str
    conditions: Json
    name: str | None
    at: datetime
    area_en: str
    area_nl: str

    @property
    def tree(self) -> Node:
        return from_json(self.conditions)

    def area(self, language: str) -> str:
        return self.area_nl if language == "nl" else self.area_en


@dataclass(frozen=True, slots=True)
class _Known:
    field: str
    value: str


def rules(db: sql.Connection, actor: Actor) -> dict[int, list[Rule]]:
    """All rules by the id of their skill, in order."""
    must_see_rules(db, actor)
    found = sql.every(db, Rule, Q["rules"], skill_id=None)
    return {key: list(group) for key, group in groupby(found, key=lambda one: one.skill_id)}


def rules_of(db: sql.Connection, actor: Actor, skill_id: int) -> list[Rule]:
    """The rules of a skill, in order."""
    must_see_rules(db, actor)
    return sql.every(db, Rule, Q["rules"], skill_id=skill_id)


def removed_rules(db: sql.Connection, actor: Actor, before: int | None = None) -> list[Rule]:
    """A page of the rules that were removed, newest first, from before an id."""
    must_see_rules(db, actor)
    return sql.every(db, Rule, Q["removed_rules"], before=before or LAST_ID, limit=PAGE)


def rule(db: sql.Connection, actor: Actor, rule_id: int) -> RuleInFull:
    """A rule, also when it was removed."""
    must_see_rules(db, actor)
    return sql.one(db, RuleInFull, Q["rule"], id=rule_id)


def rule_place(db: sql.Connection, actor: Actor, slug: str) -> RulePlace:
    must_see_rules(db, actor)
    return sql.one(db, RulePlace, Q["rule_place"], slug=slug)


def rule_changes(
    db: sql.Connection, actor: Actor, rule_id: int, before: int | None = None
) -> list[RuleChange]:
    """A page of what became of a rule, latest first."""
    must_see_rules(db, actor)
    return sql.every(
        db, RuleChange, Q["rule_changes"],
        rule_id=rule_id, before=before or LAST_ID, limit=PAGE,
    )  # fmt: skip


def rule_form(db: sql.Connection, actor: Actor, rule_id: int, change_id: int) -> Node:
    """What a rule asked after one of its changes."""
    must_see_rules(db, actor)
    kept = sql.value(db, Q["rule_form"], rule_id=rule_id, id=change_id)
    if kept is None:
        raise NotFound
    return from_json(kept)


def owner_areas(db: sql.Connection, actor: Actor) -> list[OwnerArea]:
    """The areas that somebody may give a rule to."""
    must_see_rules(db, actor)
    mine = stewards.tended(db, actor)
    return [area for area in sql.every(db, OwnerArea, Q["areas"]) if area.id in mine]


def known_values(db: sql.Connection, actor: Actor) -> dict[str, Sequence[str]]:
    """By field, the values that the latest work had, by name: suggestions for a condition."""
    must_see_rules(db, actor)
    found = sql.every(db, _Known, Q["known_values"], latest=LATEST, most=SUGGESTED)
    known: dict[str, Sequence[str]] = {str(field): [] for field in Field}
    for field, group in groupby(found, key=lambda one: one.field):
        known[field] = [one.value for one in group]
    return known


def preview(
    db: sql.Connection, actor: Actor, slug: str, conditions: Node, rule_id: int | None = None
) -> Preview:
    """What a rule for this skill would do to work done in the last 90 days, once it is on.

    With `rule_id` it takes the place of that rule; without, it is a new one.
    """
    must_see_rules(db, actor)
    skill_id = rule_place(db, actor, slug).id
    others = [one.tree for one in rules_of(db, actor, skill_id) if one.is_on and one.id != rule_id]
    since = clock.now() - timedelta(days=PREVIEW_DAYS)
    items = sql.every(db, FinishedItem, Q["finished_items"], skill_id=skill_id, since=since)
    return previewed(conditions, others, items)
