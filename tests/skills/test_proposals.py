"""Proposing, answering, and who may: words that were used stay as they were."""

from collections.abc import Callable

import pytest

from service.actor import Member, System
from service.db.sql import Connection, value
from service.errors import Forbidden, Invalid, NotFound
from service.skills import actions, actions_catalogue, reads, schema_proposals
from service.skills import actions_proposals as proposals
from service.skills import reads_catalogue as catalogue
from service.skills import reads_proposals as found
from service.skills.model_proposals import slug_of
from tests.cast import Cast

SYSTEM = System("test")


@pytest.fixture(autouse=True)
def _stewards(db: Connection, cast: Cast) -> None:
    """Alice looks after Together."""
    actions.load_starter(db, SYSTEM)
    actions_catalogue.name_steward(db, SYSTEM, "together", cast.alice.id)


@pytest.fixture
def typed(db: Connection) -> dict[str, str]:
    """The words of Reviewing, with another summary."""
    skill = reads.skill(db, SYSTEM, "reviewing").skill
    words = catalogue.words(db, SYSTEM, skill.id)
    return schema_proposals.typed_of(words) | {"summary_en": "Looking at each other's work."}


@pytest.fixture
def sent(db: Connection, cast: Cast, typed: dict[str, str]) -> int:
    """A change that Bob proposed."""
    bob = cast.actor(cast.bob)
    proposal_id = proposals.begin(db, bob, None, "reviewing", typed, "Not only code.")
    proposals.send(db, bob, proposal_id)
    return proposal_id


def version_of(db: Connection, slug: str = "reviewing") -> int:
    return reads.skill(db, SYSTEM, slug).skill.version_id


def test_an_accepted_change_is_a_new_version_by_its_proposer(
    db: Connection, cast: Cast, sent: int
) -> None:
    alice, bob = cast.actor(cast.alice), cast.actor(cast.bob)
    before = version_of(db)
    assert found.count_waiting(db, alice) == 1
    made = proposals.accept(db, alice, sent, before, "With thanks.")
    skill = reads.skill(db, SYSTEM, "reviewing").skill
    assert (skill.version_id, skill.summary_en) == (made, "Looking at each other's work.")
    newer, older = catalogue.versions(db, SYSTEM, skill.id)
    assert (newer.made_by, older.id) == ("Bob", before)
    assert older.words.summary.en != newer.words.summary.en
    [told] = found.answered_lately(db, bob)
    assert (told.id, told.state) == (sent, "accepted")
    proposals.read_answer(db, bob, sent)
    assert found.answered_lately(db, bob) == []
    assert found.count_waiting(db, alice) == 0


def test_a_steward_changes_first_and_what_was_proposed_stays(
    db: Connection, cast: Cast, sent: int, typed: dict[str, str]
) -> None:
    alice = cast.actor(cast.alice)
    edited = typed | {"summary_en": "Looking at work together."}
    proposals.accept(db, alice, sent, version_of(db), None, edited)
    assert reads.skill(db, SYSTEM, "reviewing").skill.summary_en == "Looking at work together."
    assert found.proposal(db, alice, sent).typed == typed


def test_a_declined_one_changes_nothing_and_says_why(db: Connection, cast: Cast, sent: int) -> None:
    before = version_of(db)
    proposals.decline(db, cast.actor(cast.alice), sent, "It says so already.")
    assert version_of(db) == before
    mine = found.proposal(db, cast.actor(cast.bob), sent)
    assert (mine.state, mine.answer, mine.answerer) == ("declined", "It says so already.", "Alice")


def test_a_new_skill_stands_at_the_end_of_its_area(
    db: Connection, cast: Cast, typed: dict[str, str]
) -> None:
    bob, words = cast.actor(cast.bob), typed | {"name_en": "Reviewing", "name_nl": "Meekijken"}
    for _ in range(2):
        proposal_id = proposals.begin(db, bob, "together", None, words, None)
        proposals.send(db, bob, proposal_id)
        proposals.accept(db, cast.actor(cast.alice), proposal_id, None)
    slugs = [skill.slug for skill in reads.skills(db, SYSTEM) if skill.area_slug == "together"]
    assert slugs[-2:] == ["reviewing-2", "reviewing-3"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("API design", "api-design"),
        ("Één & twee", "een-twee"),
        ("日本", "skill"),
        ("x" * 90, "x" * 56),
    ],
)
def test_a_name_makes_an_address(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_what_is_missing_is_said_by_field_and_the_draft_stays(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    typed = {
        "name_en": "Sewing",
        "level2_signals_en": "One line only.",
        "level3_summary_nl": "x" * 201,
    }
    proposal_id = proposals.begin(db, bob, "together", None, typed, None)
    with pytest.raises(Invalid) as wrong:
        proposals.send(db, bob, proposal_id)
    fields = wrong.value.fields
    assert fields["name_nl"] == ["This is needed, in both languages."]
    assert fields["level2_signals_en"] == ["A level has two to five signals."]
    assert fields["level3_summary_nl"] == ["A summary has at most 200 characters."]
    assert "name_en" not in fields
    assert found.proposal(db, bob, proposal_id).typed == typed


def test_the_same_words_are_no_proposal(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    words = catalogue.words(db, SYSTEM, reads.skill(db, SYSTEM, "reviewing").skill.id)
    typed = schema_proposals.typed_of(words)
    assert schema_proposals.words_of(typed) == words
    proposal_id = proposals.begin(db, bob, None, "reviewing", typed, None)
    with pytest.raises(proposals.NothingChanged):
        proposals.send(db, bob, proposal_id)


def test_words_that_changed_in_between_are_looked_at_again(
    db: Connection, cast: Cast, sent: int, typed: dict[str, str]
) -> None:
    alice, before = cast.actor(cast.alice), version_of(db)
    proposals.accept(db, alice, sent, before)
    other = typed | {"summary_en": "Something else again."}
    second = proposals.begin(db, cast.actor(cast.charlie), None, "reviewing", other, None)
    proposals.send(db, cast.actor(cast.charlie), second)
    with pytest.raises(proposals.OtherWordsNow):
        proposals.accept(db, alice, second, before)
    proposals.accept(db, alice, second, version_of(db))


def test_an_answered_or_withdrawn_one_is_not_answered_again(
    db: Connection, cast: Cast, sent: int
) -> None:
    alice, bob = cast.actor(cast.alice), cast.actor(cast.bob)
    proposals.withdraw(db, bob, sent)
    for act in (
        lambda: proposals.accept(db, alice, sent, version_of(db)),
        lambda: proposals.decline(db, alice, sent, "No."),
        lambda: proposals.withdraw(db, bob, sent),
        lambda: proposals.send(db, bob, sent),
        lambda: proposals.save(db, bob, sent, {}, None),
    ):
        with pytest.raises(proposals.NotWaiting):
            act()


def test_a_draft_about_a_skill_that_was_merged_is_not_sent(
    db: Connection, cast: Cast, typed: dict[str, str]
) -> None:
    bob = cast.actor(cast.bob)
    draft = proposals.begin(db, bob, None, "reviewing", typed, None)
    actions_catalogue.merge(db, SYSTEM, "reviewing", "mentoring")
    with pytest.raises(proposals.SkillIsGone):
        proposals.send(db, bob, draft)
    assert found.proposal(db, bob, draft).state == "draft"


def test_twenty_at_a_time(db: Connection, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    for _ in range(proposals.MOST):
        proposals.begin(db, bob, "together", None, {}, None)
    with pytest.raises(proposals.TooManyProposals):
        proposals.begin(db, bob, "together", None, {}, None)
    first = value(db, "SELECT min(id) FROM proposal")
    proposals.throw_away(db, bob, first)
    proposals.begin(db, bob, "together", None, {}, None)


ANSWERS: list[Callable[[Connection, Member, int], object]] = [
    lambda db, me, one: proposals.accept(db, me, one, version_of(db)),
    lambda db, me, one: proposals.decline(db, me, one, "No."),
    lambda db, me, one: proposals.withdraw(db, me, one),
    lambda db, me, one: proposals.send(db, me, one),
    lambda db, me, one: proposals.save(db, me, one, {}, None),
    lambda db, me, one: proposals.throw_away(db, me, one),
    lambda db, me, one: found.proposal(db, me, one),
]


@pytest.mark.parametrize("act", ANSWERS)
def test_to_a_stranger_it_does_not_exist(
    db: Connection, cast: Cast, sent: int, act: Callable[[Connection, Member, int], object]
) -> None:
    actions_catalogue.name_steward(db, SYSTEM, "building", cast.charlie.id)
    with pytest.raises(NotFound):
        act(db, cast.actor(cast.charlie), sent)
    assert found.proposal(db, cast.actor(cast.bob), sent).state == "open"


def test_a_draft_is_its_writers_alone(db: Connection, cast: Cast) -> None:
    draft = proposals.begin(db, cast.actor(cast.bob), None, "reviewing", {"name_en": "X"}, None)
    for person in (cast.alice, cast.dana):
        with pytest.raises(NotFound):
            found.proposal(db, cast.actor(person), draft)
        assert found.waiting(db, cast.actor(person)) == []


def test_a_steward_who_left_or_was_released_looks_after_nothing(
    db: Connection, cast: Cast, sent: int
) -> None:
    actions_catalogue.release_steward(db, cast.actor(cast.dana), "together", cast.alice.id)
    with pytest.raises(NotFound):
        proposals.decline(db, cast.actor(cast.alice), sent, "No.")
    assert catalogue.stewards(db, SYSTEM) == []


def test_only_an_administrator_names_stewards(db: Connection, cast: Cast) -> None:
    for person in (cast.alice, cast.bob):
        with pytest.raises(NotFound):
            actions_catalogue.name_steward(db, cast.actor(person), "together", cast.bob.id)
    with pytest.raises(Forbidden):
        actions_catalogue.archive(db, cast.actor(cast.bob), "reviewing")
