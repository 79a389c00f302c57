"""What can be done with the catalogue, and linking work as the rules say."""

from collections.abc import Sequence

from service import clock
from service.actor import Actor, must_administer, must_be_system
from service.db import sql
from service.skills import starter, versions
from service.skills.model_words import WrittenArea, WrittenSkill
from service.skills.rules import LinkableItem, Rule, as_rows, wanted_links

Q = sql.load(__package__)


def load_starter(db: sql.Connection, actor: Actor) -> int:
    """Add the skills that come with Gezel; how many were new. What exists keeps its words."""
    must_administer(actor)
    with db.transaction():
        places = enumerate(starter.areas(), start=1)
        return sum(_add_area(db, area, place) for place, area in places)


def _add_area(db: sql.Connection, area: WrittenArea, position: int) -> int:
    sql.run(
        db, Q["add_area"],
        slug=area.slug, position=position, name_en=area.name.en, name_nl=area.name.nl,
    )  # fmt: skip
    return sum(
        _add_skill(db, area.slug, skill, place) for place, skill in enumerate(area.skills, start=1)
    )


def _add_skill(db: sql.Connection, area: str, skill: WrittenSkill, position: int) -> bool:
    skill_id = sql.value(db, Q["add_skill"], slug=skill.slug, position=position, area=area)
    if skill_id is not None:
        versions.add(db, skill_id, skill.words)
    return skill_id is not None


def link(db: sql.Connection, actor: Actor, work_item_ids: Sequence[int]) -> None:
    """Make the rule links of these work items what the rules say of their present state.

    The first rule that asks for a skill is the link's. What a person said stays: a link that
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
    sql.run(db, Q["hand_over_links"], **asked)
    sql.run(db, Q["drop_stale_links"], **asked)
    sql.run(db, Q["keep_links"], now=clock.now(), **wanted)
