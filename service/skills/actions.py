"""What can be done with the catalogue, the rules and the links they make."""

from collections.abc import Sequence
from dataclasses import asdict

import psycopg

from service import clock, later
from service.actor import Actor, must_administer, must_be_system
from service.db import sql
from service.errors import Invalid, NotFound
from service.skills import starter
from service.skills.rules import Conditions, LinkableItem, Rule, as_rows, wanted_links

Q = sql.load(__package__)


class RuleWithoutCondition(Invalid):
    """A rule needs at least one condition, else it would link all work."""


def load_starter(db: sql.Connection, actor: Actor) -> int:
    """Add the skills that come with Gezel; how many were new. What exists keeps its words."""
    must_administer(actor)
    with db.transaction():
        return sum(_add_area(db, area) for area in starter.areas())


def _add_area(db: sql.Connection, area: starter.StarterArea) -> int:
    sql.run(
        db, Q["add_area"],
        slug=area.slug, position=area.position, name_en=area.name.en, name_nl=area.name.nl,
    )  # fmt: skip
    return sum(_add_skill(db, area.slug, skill) for skill in area.skills)


def _add_skill(db: sql.Connection, area: str, skill: starter.StarterSkill) -> bool:
    skill_id = sql.value(db, Q["add_skill"], slug=skill.slug, position=skill.position, area=area)
    if skill_id is None:
        return False
    version_id = sql.value(
        db, Q["add_version"],
        skill_id=skill_id, name_en=skill.name.en, name_nl=skill.name.nl,
        summary_en=skill.summary.en, summary_nl=skill.summary.nl, now=clock.now(),
    )  # fmt: skip
    sql.run_many(db, Q["add_level"], [{"version_id": version_id, **row} for row in skill.levels])
    return True


def add_rule(db: sql.Connection, actor: Actor, slug: str, conditions: Conditions) -> int:
    """A new rule for the skill with this slug, its id; all known work is linked anew, later."""
    must_administer(actor)
    try:
        with db.transaction():
            sql.run(db, Q["link_alone"])
            values = {name: list(given) for name, given in asdict(conditions).items()}
            rule_id = sql.value(db, Q["add_rule"], slug=slug, now=clock.now(), **values)
            if rule_id is None:
                raise NotFound
            later.promise(db, "relink_work")
    except psycopg.errors.CheckViolation as empty:
        raise RuleWithoutCondition("conditions") from empty
    return int(rule_id)


def switch_rule(db: sql.Connection, actor: Actor, rule_id: int, is_on: bool) -> None:
    """Let a rule link work, or rest: then its links go."""
    must_administer(actor)
    with db.transaction():
        sql.run(db, Q["link_alone"])
        if not sql.run(db, Q["switch_rule"], id=rule_id, is_on=is_on):
            raise NotFound
        later.promise(db, "relink_work")


def delete_rule(db: sql.Connection, actor: Actor, rule_id: int) -> None:
    """A rule and its links go; where another rule says the same, the link comes back, later."""
    must_administer(actor)
    with db.transaction():
        sql.run(db, Q["link_alone"])
        sql.run(db, Q["hand_over_links"], ids=None, rule_id=rule_id, items=[], skills=[])
        sql.run(db, Q["drop_links_of_rule"], id=rule_id)
        if not sql.run(db, Q["delete_rule"], id=rule_id):
            raise NotFound
        later.promise(db, "relink_work")


def link(db: sql.Connection, actor: Actor, work_item_ids: Sequence[int]) -> None:
    """Make the rule links of these work items what the rules say of their present state.

    The lowest rule that asks for a skill is the link's. What a person said stays: a link that
    somebody confirmed becomes theirs when no rule asks for it any more, and one that somebody
    refused stands for them no more, whichever rule makes it again.
    """
    must_be_system(actor)
    with db.transaction():
        # One at a time, until the caller's transaction ends: each then reads the rules and the
        # work as the one before left them, and none writes what was true a moment ago.
        sql.run(db, Q["link_alone"])
        rules = sql.every(db, Rule, Q["rules_that_are_on"])
        items = sql.every(db, LinkableItem, Q["linkable_items"], ids=list(work_item_ids))
        _keep(db, list(work_item_ids), as_rows(wanted_links(rules, items)))


def _keep(db: sql.Connection, ids: list[int], wanted: dict[str, list[int]]) -> None:
    asked = {"ids": ids, "items": wanted["items"], "skills": wanted["skills"]}
    sql.run(db, Q["hand_over_links"], rule_id=None, **asked)
    sql.run(db, Q["drop_stale_links"], **asked)
    sql.run(db, Q["keep_links"], now=clock.now(), **wanted)
