"""The digest also tells of thanks, of what came back for words, of reports; never what they say."""

from collections.abc import Callable
from typing import LiteralString

import pytest

from service import clock
from service.actor import Member
from service.db.sql import Connection, value
from service.feedback import (
    actions,
    actions_reactions,
    actions_reports,
    actions_sharing,
    actions_thanks,
)
from service.feedback.model_thanks import Thanking
from service.growth import actions_dialogue
from service.growth.model_dialogue import EVIDENCE
from service.jobs.sending import Post
from service.notices import actions as notices
from service.notices.model import NEWS_FOR, STANDARD, Kind, MailChoice, Rhythm
from tests.cast import Cast, make_person
from tests.conftest import MONDAY
from tests.feedback.making import DAY, words_from_alice
from tests.growth.making import make_skill, practise
from tests.jobs.post import SECRET, Inbox, deliver, must_tell_once, part


def thank_bob(db: Connection, cast: Cast) -> str:
    """The page on which it goes on."""
    thanking = Thanking(
        SECRET, (cast.bob.id,), happened_on=clock.today(), happening=SECRET, purpose=SECRET
    )
    return f"/thanks/{actions_thanks.give(db, cast.actor(cast.alice), thanking)}"


def words_that_were_read(db: Connection, cast: Cast) -> int:
    words = words_from_alice(db, cast, moment=SECRET, effect=SECRET, readers="team")
    actions.mark_read(db, cast.actor(cast.bob), words)
    return words


def give_back(db: Connection, cast: Cast) -> str:
    words = words_that_were_read(db, cast)
    actions_reactions.react(db, cast.actor(cast.bob), words, True, "yes", SECRET)
    return f"/feedback/{words}"


def ask_back(db: Connection, cast: Cast) -> str:
    words = words_that_were_read(db, cast)
    actions_reactions.ask_back(db, cast.actor(cast.bob), words, SECRET)
    return f"/feedback/{words}"


def answer_back(db: Connection, cast: Cast) -> str:
    page = ask_back(db, cast)
    actions_reactions.answer_back(db, cast.actor(cast.alice), int(page.split("/")[-1]), SECRET)
    return page


def show_to_charlie(db: Connection, cast: Cast) -> str:
    words = words_that_were_read(db, cast)
    actions_sharing.show_to(db, cast.actor(cast.bob), words, cast.charlie.id)
    return f"/feedback/{words}"


def invite_charlie(db: Connection, cast: Cast) -> str:
    """Bob's proposal of a level, put before Charlie."""
    skill = make_skill(db, "facilitating")
    db.execute(
        "INSERT INTO skill_level SELECT id, 3, 'alone', 'zelf', '{one}', '{een}'"
        " FROM skill_version WHERE skill_id = %s",
        (skill,),
    )
    dialogue = actions_dialogue.begin(db, cast.actor(cast.bob), skill, 3)
    for number in range(EVIDENCE):
        work = practise(db, cast, skill, key=f"PAY-{number}")
        actions_dialogue.add_evidence(db, cast.actor(cast.bob), dialogue, work, SECRET)
    actions_dialogue.invite(db, cast.actor(cast.bob), dialogue, cast.charlie.id)
    return f"/dialogues/{dialogue}"


def answer_a_proposal(db: Connection, cast: Cast) -> str:
    """What Charlie would like to see in the catalogue was declined."""
    make_skill(db, "facilitating")
    proposal = value(
        db,
        "INSERT INTO proposal (area_id, proposer_id, state, typed, saved_at, sent_at, answer,"
        " answered_by, answered_at) SELECT id, %(charlie)s, 'declined', '{}', %(now)s, %(now)s,"
        " %(answer)s, %(alice)s, %(now)s FROM area LIMIT 1 RETURNING id",
        charlie=cast.charlie.id, alice=cast.alice.id, answer=SECRET, now=clock.now(),
    )  # fmt: skip
    return f"/proposals/{proposal}"


Happening = Callable[[Connection, Cast], str]
HAPPENINGS: list[tuple[Happening, str, str]] = [
    (thank_bob, "bob", "Thanks for you"),
    (give_back, "alice", "What your words set in motion"),
    (ask_back, "alice", "A question about your words"),
    (answer_back, "bob", "An answer to your question"),
    (show_to_charlie, "charlie", "Shared with you"),
    (invite_charlie, "charlie", "They ask you into a level dialogue"),
    (answer_a_proposal, "charlie", "An answer to your proposal"),
]


@pytest.mark.parametrize(("happens", "name", "subject"), HAPPENINGS)
def test_one_is_told_once_that_it_is_there(
    db: Connection,
    cast: Cast,
    post: Post,
    inbox: Inbox,
    happens: Happening,
    name: str,
    subject: str,
) -> None:
    page = happens(db, cast)
    must_tell_once(db, post, inbox, (getattr(cast, name).email, subject, page))


@pytest.mark.parametrize(
    ("happens", "settled"),
    [
        (invite_charlie, "UPDATE dialogue_peer SET passed_at = invited_at"),
        (invite_charlie, "UPDATE dialogue_peer SET accepted_at = invited_at"),
        (invite_charlie, "UPDATE dialogue SET state = 'withdrawn', ended_at = made_at"),
        (answer_a_proposal, "UPDATE proposal SET answer_read_at = answered_at"),
    ],
)
def test_what_was_settled_before_or_since_is_told_to_nobody(
    db: Connection, cast: Cast, post: Post, inbox: Inbox, happens: Happening, settled: LiteralString
) -> None:
    happens(db, cast)
    post.write()
    db.execute(settled)
    deliver(db, post)
    assert inbox.mails == []


@pytest.mark.parametrize(
    ("happens", "kind"), [(invite_charlie, Kind.ASKS), (answer_a_proposal, Kind.MOTION)]
)
def test_each_comes_as_often_as_its_kind(
    db: Connection, cast: Cast, post: Post, inbox: Inbox, happens: Happening, kind: Kind
) -> None:
    rhythms = dict(STANDARD) | {kind: Rhythm.NEVER}
    notices.choose(db, cast.actor(cast.charlie), rhythms, MailChoice())
    happens(db, cast)
    deliver(db, post)
    assert inbox.mails == []


def see_it(db: Connection, cast: Cast, page: str) -> None:
    alice, bob, number = cast.actor(cast.alice), cast.actor(cast.bob), int(page.split("/")[-1])
    if page.startswith("/thanks"):
        actions_thanks.mark_read(db, bob, number)
    else:
        actions_reactions.see(db, alice, number)


@pytest.mark.parametrize("happens", [thank_bob, give_back])
def test_what_was_seen_since_is_left_out(
    db: Connection, cast: Cast, post: Post, inbox: Inbox, happens: Happening
) -> None:
    page = happens(db, cast)
    post.write()
    see_it(db, cast, page)
    deliver(db, post)
    assert inbox.mails == []


@pytest.mark.parametrize("happens", [give_back, ask_back, answer_back, show_to_charlie])
def test_words_that_are_taken_back_take_their_news_along(
    db: Connection, cast: Cast, post: Post, inbox: Inbox, happens: Happening
) -> None:
    page = happens(db, cast)
    post.write()
    actions.withdraw(db, cast.actor(cast.alice), int(page.split("/")[-1]))
    deliver(db, post)
    assert inbox.mails == []


@pytest.mark.parametrize("happens", [one[0] for one in HAPPENINGS])
def test_what_is_long_ago_is_no_news(
    db: Connection, cast: Cast, post: Post, inbox: Inbox, happens: Happening
) -> None:
    happens(db, cast)
    with clock.at(MONDAY + NEWS_FOR + DAY):
        deliver(db, post)
    assert inbox.mails == []


def test_a_report_is_told_to_the_two_who_are_trusted(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    tess, theo = make_person(db, "Tess"), make_person(db, "Theo")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.id, theo.id])
    words = words_that_were_read(db, cast)
    actions_reports.report_feedback(db, cast.actor(cast.bob), words, SECRET)
    deliver(db, post)
    assert {mail["To"] for mail in inbox.mails} == {tess.email, theo.email}
    for mail in inbox.mails:
        assert mail["Subject"] == "A colleague trusts you with a report"
        for said in (SECRET, "Bob", "Alice", "PAY-231"):
            assert said not in part(mail, "plain")


def test_a_report_that_is_settled_is_told_to_nobody(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    tess, theo = make_person(db, "Tess"), make_person(db, "Theo")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.id, theo.id])
    words = words_that_were_read(db, cast)
    actions_reports.report_feedback(db, cast.actor(cast.bob), words, SECRET)
    report = value(db, "SELECT id FROM report")
    post.write()
    actions_reports.close(db, Member(tess.id), report, "We talked.")
    deliver(db, post)
    assert inbox.mails == []


def test_who_wants_no_thanks_by_mail_gets_none(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    chosen = {**STANDARD, Kind.THANKS: Rhythm.NEVER}
    notices.choose(db, cast.actor(cast.bob), chosen, MailChoice())
    thank_bob(db, cast)
    deliver(db, post)
    assert inbox.mails == []
