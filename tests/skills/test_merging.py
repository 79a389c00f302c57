"""Merging and archiving: history moves along or stays, and nothing is left behind."""

from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.aims import actions as aims
from service.aims import actions_focus, actions_merge, reads_focus
from service.aims import reads as aims_reads
from service.budgets import actions_merge as budgets_merge
from service.db.sql import Connection, column, value
from service.errors import Forbidden, NotFound
from service.feedback import actions as writing
from service.feedback import actions_closing as feedback
from service.feedback import reads as feedback_reads
from service.growth import actions_merge as growth_merge
from service.growth import reads as growth
from service.skills import (
    actions,
    actions_catalogue,
    actions_links,
    actions_rules,
    reads,
    reads_rules,
    schema_proposals,
)
from service.skills import actions_proposals as proposals
from service.skills import reads_catalogue as catalogue
from service.skills.rules_tree import all_of
from service.skills.terms import Key
from tests.cast import Cast
from tests.feedback.making import bob_asks_alice
from tests.growth.making import practise, say, see
from tests.skills.items import confirm, links, make_item

SYSTEM = System("test")
#: Where the words of a skill stand, and a proposal says what it was about.
STAY = {"skill_version", "proposal"}
#: What a merge moves; a new table that refers to skills must be moved too, and stand here.
MOVE = {
    "link", "answer", "rule", "placement", "observation", "focus", "practice", "skill_term",
    "skill_learnt", "step", "share", "dialogue", "request", "lead_offer", "introduction",
    "team_count", "focus_count",
}  # fmt: skip


def merge(db: Connection, slug: str, into: str) -> None:
    merged = actions_catalogue.merge(db, SYSTEM, slug, into)
    actions_merge.move_skill(db, SYSTEM, merged.from_id, merged.to_id)
    growth_merge.move_skill(db, SYSTEM, merged.from_id, merged.to_id)
    budgets_merge.move_skill(db, SYSTEM, merged.from_id, merged.to_id)
    feedback.follow_merged(db, SYSTEM)


def test_every_table_about_skills_is_thought_of(db: Connection) -> None:
    tables = column(
        db,
        "SELECT conrelid::regclass::text FROM pg_constraint"
        " WHERE contype = 'f' AND confrelid = 'skill'::regclass",
    )
    assert set(tables) - {"skill"} == STAY | MOVE


def test_what_was_said_and_seen_stands_under_the_other(
    db: Connection, cast: Cast, skills: dict[str, int]
) -> None:
    pairing, reviewing = skills["pairing"], skills["reviewing"]
    bob = cast.actor(cast.bob)
    work = practise(db, cast, pairing, reviewing, key="PAY-1")
    practise(db, cast, pairing, key="PAY-2")
    words = say(db, cast.alice, cast.bob, work)
    see(db, words, pairing, 3)
    see(db, words, reviewing, 4)
    aims.place(db, bob, reviewing, 2, 0, False)
    with clock.at(clock.now() + timedelta(days=1)):
        aims.place(db, bob, pairing, 3, 2, True)
        actions_focus.focus(db, bob, pairing, "ask first", True)
    merge(db, "pairing", "reviewing")
    page = growth.skill_page(db, bob, "reviewing", None)
    assert [(said.level, said.wish) for said in page.placements] == [(3, 2), (2, 0)]
    assert [focus.will_try for focus in reads_focus.focuses(db, bob)] == ["ask first"]
    assert sorted(seen.level or 0 for seen in page.sightings) == [3, 4]
    assert {one.work_item_id for one in page.practice} == {work, work + 1}
    assert growth.growth_map(db, bob).row(reviewing).mine == page.placements[0]
    versions = column(db, "SELECT skill_version_id FROM observation ORDER BY 1")
    assert len(set(versions)) == 2  # each in the words it was said in
    for table in MOVE:
        left = f"SELECT count(*) FROM {table} WHERE skill_id = %(skill)s"  # noqa: S608
        assert value(db, left, skill=pairing) == 0, table


def test_rules_move_and_go_on_linking(db: Connection, skills: dict[str, int]) -> None:
    rule = actions_rules.add(db, SYSTEM, "pairing", all_of(component=["API"]))
    item = make_item(db)
    actions.link(db, SYSTEM, [item])
    merge(db, "pairing", "reviewing")
    assert [row[1:3] for row in links(db, item)] == [(skills["reviewing"], rule)]
    actions.link(db, SYSTEM, [item])
    assert [row[1:3] for row in links(db, item)] == [(skills["reviewing"], rule)]


def test_what_people_said_of_links_stands_for_the_other(
    db: Connection, cast: Cast, skills: dict[str, int]
) -> None:
    pairing, reviewing = skills["pairing"], skills["reviewing"]
    rule = actions_rules.add(db, SYSTEM, "reviewing", all_of(component=["API"]))
    ruled, own = make_item(db, "7"), make_item(db, "8", components=[])
    actions.link(db, SYSTEM, [ruled, own])
    for item in (ruled, own):
        confirm(db, item, pairing, cast.bob.id)
    for item, skill, person in [
        (ruled, reviewing, cast.bob),  # a no to the one that stays, and a yes to the other
        (ruled, pairing, cast.alice),  # a no to the one that goes, where a rule links the other
        (own, pairing, cast.alice),
    ]:
        db.execute(
            "INSERT INTO answer VALUES (%s, %s, %s, false, %s)",
            (item, skill, person.id, clock.now()),
        )
    moves = actions_catalogue.preview_merge(db, SYSTEM, "pairing", "reviewing")
    assert (moves.links, moves.shared_links, moves.rules) == (2, 1, 0)
    merge(db, "pairing", "reviewing")
    found = [(item, skill, by) for item, skill, by, _ in links(db, ruled, own)]
    assert found == [(ruled, reviewing, rule), (own, reviewing, None)]
    said = db.execute("SELECT work_item_id, skill_id, person_id, is_mine FROM answer ORDER BY 1, 3")
    assert said.fetchall() == [
        (ruled, reviewing, cast.bob.id, True),
        *sorted([(own, reviewing, cast.alice.id, False), (own, reviewing, cast.bob.id, True)],
                key=lambda row: row[2]),
    ]  # fmt: skip


def test_what_was_learnt_of_words_adds_up(db: Connection, skills: dict[str, int]) -> None:
    pairing, reviewing = skills["pairing"], skills["reviewing"]
    db.execute(
        "INSERT INTO skill_term VALUES (1, %(a)s, 2, 0), (1, %(b)s, 1, 1), (2, %(a)s, 0, 3)",
        {"a": pairing, "b": reviewing},
    )
    db.execute("INSERT INTO skill_learnt VALUES (%s, 2, 3), (%s, 1, 1)", (pairing, reviewing))
    merge(db, "pairing", "reviewing")
    learnt = db.execute("SELECT hash, skill_id, yes, no FROM skill_term ORDER BY hash").fetchall()
    assert learnt == [(1, reviewing, 3, 1), (2, reviewing, 0, 3)]
    in_all = db.execute("SELECT skill_id, yes, no FROM skill_learnt").fetchall()
    assert in_all == [(reviewing, 3, 4)]


def test_an_archived_skill_is_spoken_of_only_where_it_stands(
    db: Connection, cast: Cast, skills: dict[str, int]
) -> None:
    bob, pairing, key = cast.actor(cast.bob), skills["pairing"], Key.of("secret")
    before, after = (practise(db, cast, key=name) for name in ("PAY-1", "PAY-2"))
    actions_links.say(db, bob, key, before, pairing, True)
    actions_catalogue.archive(db, SYSTEM, "pairing")
    with pytest.raises(NotFound):
        actions_links.say(db, bob, key, after, pairing, True)
    assert actions_links.say(db, bob, key, before, pairing, False) is True


def test_the_old_address_leads_to_the_last_of_them(db: Connection, skills: dict[str, int]) -> None:
    merge(db, "pairing", "reviewing")
    merge(db, "reviewing", "mentoring")
    for slug in ("pairing", "reviewing"):
        with pytest.raises(reads.SkillWasMerged) as moved:
            reads.skill(db, SYSTEM, slug)
        assert moved.value.slug == "mentoring"
    assert len(reads.skills(db, SYSTEM, with_archived=True)) == 38


def test_words_written_while_it_was_merged_arrive_there(
    db: Connection, cast: Cast, skills: dict[str, int]
) -> None:
    merge(db, "pairing", "reviewing")
    bob = cast.actor(cast.bob)
    placed = aims.place(db, bob, skills["pairing"], 2, 0, False)
    assert placed.skill_id == skills["reviewing"]
    assert placed.skill_version_id == reads.skill(db, SYSTEM, "reviewing").skill.version_id


def test_rules_stand_after_those_that_are_there(db: Connection, skills: dict[str, int]) -> None:
    first = actions_rules.add(db, SYSTEM, "reviewing", all_of(component=["API"]))
    second = actions_rules.add(db, SYSTEM, "pairing", all_of(component=["UI"]))
    removed = actions_rules.add(db, SYSTEM, "pairing", all_of(component=["Docs"]))
    actions_rules.remove(db, SYSTEM, removed)
    moves = actions_catalogue.preview_merge(db, SYSTEM, "pairing", "reviewing")
    assert (moves.rules, moves.other_rules) == (1, 1)
    merge(db, "pairing", "reviewing")
    reviewing = reads_rules.rules_of(db, SYSTEM, skills["reviewing"])
    assert [rule.id for rule in reviewing] == [first, second]
    actions_rules.restore(db, SYSTEM, removed)
    assert len(reads_rules.rules_of(db, SYSTEM, skills["reviewing"])) == 3


def test_more_rules_than_a_skill_may_have_are_not_merged(
    db: Connection, skills: dict[str, int]
) -> None:
    for number in range(reads_rules.MOST_RULES):
        actions_rules.add(db, SYSTEM, "reviewing", all_of(component=[f"part {number}"]))
    actions_rules.add(db, SYSTEM, "pairing", all_of(component=["API"]))
    with pytest.raises(actions_rules.ManyRules):
        merge(db, "pairing", "reviewing")


def test_an_archived_skill_gets_no_rules(db: Connection, skills: dict[str, int]) -> None:
    actions_catalogue.archive(db, SYSTEM, "pairing")
    with pytest.raises(NotFound):
        reads_rules.preview(db, SYSTEM, "pairing", all_of(component=["API"]))
    with pytest.raises(NotFound):
        actions_rules.add(db, SYSTEM, "pairing", all_of(component=["API"]))


@pytest.mark.parametrize(("slug", "into"), [("pairing", "pairing"), ("pairing", "mentoring")])
def test_only_into_another_that_is_offered(
    db: Connection, skills: dict[str, int], slug: str, into: str
) -> None:
    actions_catalogue.archive(db, SYSTEM, "mentoring")
    with pytest.raises(actions_catalogue.NotIntoItself):
        actions_catalogue.merge(db, SYSTEM, slug, into)


def test_proposals_are_answered_first(db: Connection, cast: Cast, skills: dict[str, int]) -> None:
    bob = cast.actor(cast.bob)
    words = schema_proposals.typed_of(catalogue.words(db, SYSTEM, skills["pairing"]))
    one = proposals.begin(db, bob, None, "pairing", words | {"name_en": "Together"}, None)
    proposals.send(db, bob, one)
    with pytest.raises(actions_catalogue.AnswerProposalsFirst):
        actions_catalogue.merge(db, SYSTEM, "pairing", "reviewing")
    proposals.withdraw(db, bob, one)
    actions_catalogue.merge(db, SYSTEM, "pairing", "reviewing")


def test_a_steward_of_one_area_merges_nothing_into_another(
    db: Connection, cast: Cast, skills: dict[str, int]
) -> None:
    actions_catalogue.name_steward(db, SYSTEM, "together", cast.bob.id)
    bob = cast.actor(cast.bob)
    for pair in (("pairing", "teaching"), ("teaching", "pairing")):
        with pytest.raises(Forbidden):
            actions_catalogue.merge(db, bob, *pair)
    actions_catalogue.merge(db, bob, "pairing", "reviewing")
    with pytest.raises(NotFound):
        actions_catalogue.merge(db, bob, "pairing", "mentoring")


def test_an_archived_skill_keeps_its_history_and_finds_no_new_work(
    db: Connection, cast: Cast, skills: dict[str, int]
) -> None:
    bob, pairing = cast.actor(cast.bob), skills["pairing"]
    aims.place(db, bob, pairing, 3, 0, False)
    actions_rules.add(db, SYSTEM, "pairing", all_of(component=["API"]))
    before, after = make_item(db, "7"), make_item(db, "8")
    actions.link(db, SYSTEM, [before])
    actions_catalogue.archive(db, SYSTEM, "pairing")
    actions.link(db, SYSTEM, [before, after])
    assert [row[1] for row in links(db, before)] == [pairing]
    assert links(db, after) == []
    assert pairing not in {skill.id for skill in reads.skills(db, SYSTEM)}
    on_map = growth.growth_map(db, bob)
    assert on_map.row(pairing).mine is not None
    assert pairing not in {skill.id for skill in on_map.others}
    actions_catalogue.bring_back(db, SYSTEM, "pairing")
    actions.link(db, SYSTEM, [after])
    assert [row[1] for row in links(db, after)] == [pairing]
    assert aims_reads.placement(db, bob, pairing) is not None


def test_what_is_being_typed_about_it_is_about_the_other(
    db: Connection, cast: Cast, skills: dict[str, int]
) -> None:
    pairing, reviewing, teaching = (skills[name] for name in ("pairing", "reviewing", "teaching"))
    ask, alice = bob_asks_alice(db, cast), cast.actor(cast.alice)
    typed = {
        "skills": [str(pairing), str(teaching)],
        f"seen-{pairing}": ["3"],
        f"more-{pairing}": ["on"],
        f"seen-{teaching}": ["none"],
        "moment": [str(pairing)],
    }
    writing.save_draft(db, alice, ask, typed)
    merge(db, "pairing", "reviewing")
    draft = feedback_reads.draft(db, alice, ask)
    assert draft is not None
    assert sorted(draft.answers.pop("skills")) == sorted([str(reviewing), str(teaching)])
    assert draft.answers == {
        f"seen-{reviewing}": ["3"],
        f"more-{reviewing}": ["on"],
        f"seen-{teaching}": ["none"],
        "moment": [str(pairing)],
    }
