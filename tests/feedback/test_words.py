"""Giving, changing, taking back, reading and sharing words."""

import pytest

from service import clock
from service.aims import actions_focus
from service.db.sql import Connection, value
from service.errors import NotFound
from service.feedback import actions, errors, reads
from service.feedback.model import Seen
from tests.cast import Cast
from tests.feedback.making import (
    DAY,
    HOUR,
    bob_asks_alice,
    focus_on,
    make_skill,
    some_words,
    words_from_alice,
)
from tests.skills.items import confirm


def test_receiver_finds_the_words_with_their_giver(db: Connection, cast: Cast) -> None:
    skill = make_skill(db, "facilitating")
    given = words_from_alice(db, cast, Seen(skill, 4, True), step="Park one topic.")
    (words,) = reads.words_for(db, cast.actor(cast.bob))
    assert (words.id, words.giver, words.key) == (given, "Alice", "PAY-231")
    assert (words.moment, words.step) == ("You drew both options.", "Park one topic.")
    (seen,) = reads.observations(db, cast.actor(cast.bob), [words])
    assert (seen.name("nl"), seen.level, seen.could_not_show_more) == ("Facilitating (nl)", 4, True)


def test_giver_finds_what_they_wrote(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast)
    assert [words.id for words in reads.words_by(db, cast.actor(cast.alice))] == [given]
    assert reads.words_by(db, cast.actor(cast.bob)) == []
    assert reads.words_for(db, cast.actor(cast.alice)) == []


def test_an_ask_is_answered_once(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    given = actions.give(db, cast.actor(cast.alice), ask, some_words())
    with pytest.raises(errors.AskIsClosed):
        actions.give(db, cast.actor(cast.alice), ask, some_words())
    assert reads.feedback_of_ask(db, cast.actor(cast.alice), ask) == given


@pytest.mark.parametrize("name", ["bob", "charlie", "dana"])
def test_only_the_asked_one_answers(db: Connection, cast: Cast, name: str) -> None:
    ask = bob_asks_alice(db, cast)
    somebody = cast.actor(getattr(cast, name))
    with pytest.raises(NotFound):
        actions.give(db, somebody, ask, some_words())
    with pytest.raises(NotFound):
        actions.save_draft(db, somebody, ask, {"moment": ["mine"]})
    with pytest.raises(NotFound):
        reads.ask(db, somebody, ask)
    assert reads.draft(db, somebody, ask) is None
    assert reads.skill_choices(db, somebody, ask) == []


def test_unknown_skill_keeps_nothing(db: Connection, cast: Cast) -> None:
    ask = bob_asks_alice(db, cast)
    with pytest.raises(errors.UnknownSkill):
        actions.give(db, cast.actor(cast.alice), ask, some_words(Seen(999, 3)))
    assert reads.ask(db, cast.actor(cast.alice), ask).state == "open"


def test_draft_keeps_what_was_typed_last(db: Connection, cast: Cast) -> None:
    alice, ask = cast.actor(cast.alice), bob_asks_alice(db, cast)
    actions.save_draft(db, alice, ask, {"moment": ["You dr"]})
    saved = actions.save_draft(db, alice, ask, {"moment": ["You drew"], "intruder": ["x"]})
    draft = reads.draft(db, alice, ask)
    assert draft is not None
    assert (draft.answers, draft.saved_at) == ({"moment": ["You drew"]}, saved)
    assert reads.open_asks(db, alice)[0].saved_at == saved


def test_answer_forgets_the_draft(db: Connection, cast: Cast) -> None:
    alice, ask = cast.actor(cast.alice), bob_asks_alice(db, cast)
    actions.save_draft(db, alice, ask, {"moment": ["You drew"]})
    actions.give(db, alice, ask, some_words())
    assert reads.draft(db, alice, ask) is None


def test_unread_words_can_be_changed_for_long(db: Connection, cast: Cast) -> None:
    skill = make_skill(db, "facilitating")
    given = words_from_alice(db, cast, Seen(skill, 2))
    with clock.at(clock.now() + 25 * DAY):
        actions.change(db, cast.actor(cast.alice), given, some_words(moment="Other words."))
    words = reads.feedback(db, cast.actor(cast.bob), given)
    assert words.moment == "Other words."
    assert words.changed_at is not None
    assert reads.observations(db, cast.actor(cast.bob), [words]) == []


def test_read_words_can_be_changed_for_a_day(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast)
    actions.mark_read(db, cast.actor(cast.bob), given)
    with clock.at(clock.now() + DAY - HOUR):
        actions.change(db, cast.actor(cast.alice), given, some_words())
    with clock.at(clock.now() + DAY), pytest.raises(errors.ReadAlready):
        actions.change(db, cast.actor(cast.alice), given, some_words())


def test_only_the_first_reading_by_the_receiver_counts(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast)
    for person in (cast.alice, cast.charlie):
        actions.mark_read(db, cast.actor(person), given)
    assert reads.words_for(db, cast.actor(cast.bob))[0].first_read_at is None
    first = clock.now()
    actions.mark_read(db, cast.actor(cast.bob), given)
    with clock.at(first + DAY):
        actions.mark_read(db, cast.actor(cast.bob), given)
    assert reads.words_for(db, cast.actor(cast.bob))[0].first_read_at == first


def test_words_are_taken_back_within_thirty_days(db: Connection, cast: Cast) -> None:
    skill = make_skill(db, "facilitating")
    given = words_from_alice(db, cast, Seen(skill, 2))
    with clock.at(clock.now() + 30 * DAY), pytest.raises(errors.TooLateToWithdraw):
        actions.withdraw(db, cast.actor(cast.alice), given)
    with clock.at(clock.now() + 29 * DAY):
        actions.withdraw(db, cast.actor(cast.alice), given)
    assert value(db, "SELECT count(*) FROM observation") == 0
    assert value(db, "SELECT moment IS NULL AND effect IS NULL FROM feedback") is True


def test_receiver_no_longer_finds_withdrawn_words(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="team")
    actions.share(db, cast.actor(cast.bob), given)
    actions.withdraw(db, cast.actor(cast.alice), given)
    assert reads.words_for(db, cast.actor(cast.bob)) == []
    assert reads.words_to_read(db, cast.actor(cast.bob)) == []
    with pytest.raises(NotFound):
        reads.feedback(db, cast.actor(cast.bob), given)
    with pytest.raises(NotFound):
        actions.share(db, cast.actor(cast.bob), given)
    with pytest.raises(errors.WithdrawnWords):
        actions.change(db, cast.actor(cast.alice), given, some_words())


@pytest.mark.parametrize("name", ["bob", "charlie", "dana"])
def test_only_the_giver_changes_and_withdraws(db: Connection, cast: Cast, name: str) -> None:
    given = words_from_alice(db, cast, readers="team")
    actions.share(db, cast.actor(cast.bob), given)
    somebody = cast.actor(getattr(cast, name))
    with pytest.raises(NotFound):
        actions.change(db, somebody, given, some_words())
    with pytest.raises(NotFound):
        actions.withdraw(db, somebody, given)


@pytest.mark.parametrize("name", ["alice", "charlie", "dana"])
def test_only_the_receiver_shares(db: Connection, cast: Cast, name: str) -> None:
    given = words_from_alice(db, cast, readers="wall")
    somebody = cast.actor(getattr(cast, name))
    with pytest.raises(NotFound):
        actions.share(db, somebody, given)
    with pytest.raises(NotFound):
        actions.unshare(db, somebody, given)


def test_words_for_two_are_never_shared(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast)
    with pytest.raises(errors.OnlyForTwo):
        actions.share(db, cast.actor(cast.bob), given)


def test_changed_words_are_not_shared_any_more(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast, readers="wall")
    actions.share(db, cast.actor(cast.bob), given)
    actions.change(db, cast.actor(cast.alice), given, some_words(readers="wall"))
    with pytest.raises(NotFound):
        reads.feedback(db, cast.actor(cast.charlie), given)


def test_words_come_in_pages(db: Connection, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []
    for number in range(5):
        with clock.at(clock.now() - 200 * DAY + number * 20 * DAY):
            ask = bob_asks_alice(db, cast, f"PAY-{number}")
            given.append(actions.give(db, cast.actor(cast.alice), ask, some_words()))
    monkeypatch.setattr(reads, "PAGE", 2)
    bob, seen = cast.actor(cast.bob), list[int]()
    while page := reads.words_for(db, bob, before=seen[-1] if seen else None):
        seen += [words.id for words in page]
    assert seen == given[::-1]


def test_skills_come_with_the_focus_first(db: Connection, cast: Cast) -> None:
    plain, linked, focus = (make_skill(db, slug, n) for n, slug in enumerate(["a", "b", "c"]))
    ask = bob_asks_alice(db, cast)
    work = value(db, "SELECT work_item_id FROM ask WHERE id = %(id)s", id=ask)
    confirm(db, work, linked, cast.bob.id)
    focus_on(db, cast.bob, focus)
    choices = reads.skill_choices(db, cast.actor(cast.alice), ask)
    assert [choice.id for choice in choices] == [focus, linked, plain]
    assert [choice.is_focus for choice in choices] == [True, False, False]
    assert reads.ask(db, cast.actor(cast.alice), ask).focus("en") == ["C"]


def test_a_focus_that_rests_or_is_kept_to_oneself_is_not_shown(db: Connection, cast: Cast) -> None:
    rested, kept = make_skill(db, "a"), make_skill(db, "b")
    ask = bob_asks_alice(db, cast)
    focus_on(db, cast.bob, rested)
    actions_focus.rest(db, cast.actor(cast.bob), rested)
    focus_on(db, cast.bob, kept, is_shown_to_givers=False)
    alice = cast.actor(cast.alice)
    assert reads.ask(db, alice, ask).focus("en") == []
    assert not any(choice.is_focus for choice in reads.skill_choices(db, alice, ask))
