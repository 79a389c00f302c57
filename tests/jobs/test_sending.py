"""The digest of a day: for whom, when, in which language, and never twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service import clock
from service.actor import System
from service.db.sql import Connection, column, value
from service.feedback import actions as feedback
from service.jobs.sending import Post
from service.notices import actions
from service.notices.model import STANDARD, WAITS, Kind, MailChoice, Rhythm
from service.people import actions_pace
from service.people.model_pace import Pace
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.feedback.making import (
    DAY,
    HOUR,
    bob_asks_alice,
    contribute,
    make_work,
    propose,
    running_work_of_bob,
    some_words,
)
from tests.jobs.post import Inbox, deliver, part

SYSTEM = System("test")
STATES = "SELECT state FROM letter ORDER BY id"


def test_one_digest_tells_of_an_ask_in_text_and_html(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    ask = bob_asks_alice(db, cast)
    db.execute("UPDATE ask SET eyes_on = 'How I <led> it'")
    deliver(db, post)
    (mail,) = inbox.mails
    assert mail["To"] == cast.alice.email
    assert mail["Subject"] == "They ask for your eyes"
    for kind, said in (("plain", "How I <led> it"), ("html", "How I &lt;led&gt; it")):
        text = part(mail, kind)
        assert "Bob: PAY-231 · Split payments" in text.replace("<b>", "").replace("</b>", "")
        assert f"https://gezel.example.org/asks/{ask}" in text
        assert said in text


def test_it_ends_by_one_click(db: Connection, cast: Cast, post: Post, inbox: Inbox) -> None:
    """RFC 8058: an https address in one header, and the word One-Click in the other."""
    bob_asks_alice(db, cast)
    deliver(db, post)
    (mail,) = inbox.mails
    assert mail["List-Unsubscribe"].startswith("<https://gezel.example.org/unsubscribe/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_it_speaks_the_language_of_its_reader(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    db.execute("UPDATE person SET language = 'nl' WHERE id = %s", (cast.alice.id,))
    bob_asks_alice(db, cast)
    deliver(db, post)
    (mail,) = inbox.mails
    assert mail["Subject"] == "Zij vragen om jouw blik"
    assert mail["Content-Language"] == "nl"
    assert "Zeg wat je zag" in part(mail, "plain")
    assert '<html lang="nl">' in part(mail, "html")


def test_words_are_never_in_the_mail(db: Connection, cast: Cast, post: Post, inbox: Inbox) -> None:
    words = feedback.give(
        db, cast.actor(cast.alice), bob_asks_alice(db, cast), some_words(step="Park a topic.")
    )
    deliver(db, post)
    (mail,) = inbox.mails
    assert mail["To"] == cast.bob.email
    for kind in ("plain", "html"):
        assert f"/feedback/{words}" in part(mail, kind)
        for said in ("You drew", "We shipped", "Park"):
            assert said not in part(mail, kind)


def test_nothing_new_is_no_letter(db: Connection, cast: Cast, post: Post, inbox: Inbox) -> None:
    deliver(db, post)
    assert inbox.mails == []
    assert set(column(db, STATES)) == {"nothing"}


def test_one_digest_a_day_and_nothing_told_twice(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    bob_asks_alice(db, cast)
    deliver(db, post)
    other = make_work(db, cast, "PAY-2")
    contribute(db, cast, other, dana="assignee", alice="reviewer")
    feedback.ask_about(db, SYSTEM, [other])
    deliver(db, post)
    assert len(inbox.mails) == 1
    with clock.at(MONDAY + DAY):
        deliver(db, post)
    assert len(inbox.mails) == 2
    assert "PAY-2 " in part(inbox.mails[1], "plain")
    assert "PAY-231" not in part(inbox.mails[1], "plain")


def test_an_ask_is_told_of_once_more_before_it_ends(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    bob_asks_alice(db, cast)
    for day in (*range(5), *range(7, 12), *range(14, 19)):
        with clock.at(MONDAY + day * DAY):
            deliver(db, post)
    assert [mail["Subject"] for mail in inbox.mails] == [
        "They ask for your eyes", "They still ask for your eyes",
    ]  # fmt: skip
    assert "until 23 March" in part(inbox.mails[1], "plain")


def test_what_was_answered_since_is_left_out(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    ask = bob_asks_alice(db, cast)
    post.write()
    feedback.pass_(db, cast.actor(cast.alice), ask)
    deliver(db, post)
    assert inbox.mails == []
    assert "sent" not in column(db, STATES)


@pytest.mark.parametrize(
    ("pace", "wait"), [(Pace(days_off=(1,)), DAY), (Pace(quiet_from=9, quiet_until=12), 2 * HOUR)]
)
def test_it_comes_when_it_suits(
    db: Connection, cast: Cast, post: Post, inbox: Inbox, pace: Pace, wait: timedelta
) -> None:
    bob_asks_alice(db, cast)
    actions_pace.choose_pace(db, cast.actor(cast.alice), pace)
    deliver(db, post)
    assert inbox.mails == []
    with clock.at(MONDAY + wait):
        deliver(db, post)
    assert len(inbox.mails) == 1


def test_each_kind_comes_as_often_as_one_chose(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    chosen = {**STANDARD, Kind.ASKS: Rhythm.WEEKLY, Kind.UNSEEN: Rhythm.NEVER}
    actions.choose(db, cast.actor(cast.alice), chosen, MailChoice(weekly_on=3))
    bob_asks_alice(db, cast)
    for day in range(2):
        with clock.at(MONDAY + day * DAY):
            deliver(db, post)
    assert inbox.mails == []
    with clock.at(MONDAY + 2 * DAY):
        deliver(db, post)
    assert len(inbox.mails) == 1


def test_a_proposal_is_told_to_its_receiver_alone(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    propose(db, cast)
    deliver(db, post)
    assert [mail["To"] for mail in inbox.mails] == [cast.bob.email]


def test_what_waits_for_its_giver_is_not_told(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    actions_pace.pause(db, cast.actor(cast.alice), clock.today() + 3 * DAY)
    work = running_work_of_bob(db, cast)
    feedback.name_coworker(db, cast.actor(cast.bob), work, cast.alice.id)
    deliver(db, post)
    assert inbox.mails == []


def test_who_left_gets_no_letter(db: Connection, cast: Cast, post: Post, inbox: Inbox) -> None:
    bob_asks_alice(db, cast)
    post.write()
    db.execute("UPDATE person SET left_at = %s WHERE id = %s", (clock.now(), cast.alice.id))
    deliver(db, post)
    assert inbox.mails == []


def test_without_mail_nothing_is_written(db: Connection, cast: Cast, post: Post) -> None:
    bob_asks_alice(db, cast)
    without = Post(post.pool, replace(post.settings, smtp_url=None), post.vault)
    assert without.write() == 0
    assert column(db, STATES) == []


# when it goes wrong


def test_a_server_that_is_away_is_tried_again_and_then_it_has_failed(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    inbox.on_rcpt = "450 try later"
    bob_asks_alice(db, cast)
    deliver(db, post)
    letter_id = value(db, "SELECT id FROM letter WHERE tries > 0")
    at = "SELECT max(scheduled_at) FROM procrastinate_jobs WHERE task_name = 'send_letter'"
    for _ in WAITS[1:]:
        with clock.at(value(db, at)):
            post.send(letter_id)
    assert value(db, "SELECT state FROM letter WHERE id = %(id)s", id=letter_id) == "failed"
    assert "450 try later" in value(db, "SELECT reason FROM letter WHERE tries > 0")


def test_it_arrives_when_the_server_is_back(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    inbox.on_data = "451 busy"
    bob_asks_alice(db, cast)
    post.write()
    letter_id = value(db, "SELECT id FROM letter WHERE state = 'waiting'")
    post.send(letter_id)
    assert value(db, "SELECT state FROM letter WHERE id = %(id)s", id=letter_id) == "waiting"
    inbox.on_data = "250 OK"
    post.send(letter_id)
    assert len(inbox.mails) == 1
    assert value(db, "SELECT state FROM letter WHERE id = %(id)s", id=letter_id) == "sent"


def test_what_may_have_arrived_is_not_sent_again_by_itself(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    inbox.hangs_up = True
    bob_asks_alice(db, cast)
    deliver(db, post)
    assert column(db, "SELECT state FROM letter WHERE tries > 0") == ["unsure"]
    deliver(db, post)
    assert len(inbox.mails) == 1


def test_a_letter_left_by_a_dead_worker_is_shown_and_not_sent(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    bob_asks_alice(db, cast)
    post.write()
    letter_id = value(db, "SELECT id FROM letter WHERE state = 'waiting'")
    actions.begin_sending(db, SYSTEM, letter_id)
    post.send(letter_id)
    assert inbox.mails == []
    with clock.at(MONDAY + HOUR):
        assert post.settle_left() == 1
    assert value(db, "SELECT state FROM letter WHERE id = %(id)s", id=letter_id) == "unsure"


def test_a_letter_with_a_link_is_forgotten_once_it_is_sent(
    db: Connection, cast: Cast, post: Post, inbox: Inbox
) -> None:
    sealed = post.vault.seal('{"subject": "Kom erbij", "body": "https://example.org/link/x"}')
    actions.write_sealed(db, SYSTEM, cast.bob.id, sealed)
    deliver(db, post)
    (mail,) = inbox.mails
    assert (mail["To"], mail["Subject"]) == (cast.bob.email, "Kom erbij")
    assert "/link/x" in mail.get_content()
    assert column(db, "SELECT sealed FROM letter WHERE tries > 0") == [None]
