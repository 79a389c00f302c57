"""SIGKILL of the worker after a mail was sent and before that is marked: nobody gets it twice."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from service import clock
from service.actor import System
from service.db.sql import Connection, value
from service.notices import actions
from tests.cast import assemble
from tests.feedback.making import always_at_hand, bob_asks_alice
from tests.jobs.post import Inbox, serving
from tests.running.installation import installed, wait_until

SYSTEM = System("test")
AGAIN_WITHIN_SECONDS = 60.0
JOB = "SELECT status::text FROM procrastinate_jobs WHERE task_name = 'send_letter'"
LETTER = "SELECT state FROM letter WHERE tries > 0"


def ask_something(db: Connection) -> None:
    """Alice is asked, at whatever hour this runs, and her digest is written."""
    cast = assemble(db)
    always_at_hand(db, cast.alice)
    bob_asks_alice(db, cast)
    db.execute("DELETE FROM ask WHERE giver_id <> %s", (cast.alice.id,))
    assert actions.write_digests(db, SYSTEM) == 1


def test_a_mail_whose_sending_was_cut_off_is_not_sent_again(
    database_url: str, fresh_schema: str, tmp_path: Path
) -> None:
    inbox = Inbox()
    with (
        clock.at(datetime.now(UTC)),
        serving(inbox) as url,
        installed(database_url, fresh_schema, tmp_path, GEZEL_SMTP_URL=url) as here,
        here.connect() as db,
    ):
        inbox.taken = lambda: here.kill("work")
        ask_something(db)
        here.work()
        wait_until(lambda: bool(inbox.mails))
        wait_until(lambda: not here.is_running("work"))
        assert value(db, LETTER) == "sending"
        inbox.taken = lambda: None
        here.work()
        wait_until(lambda: value(db, JOB) is None, AGAIN_WITHIN_SECONDS)
        assert len(inbox.mails) == 1
        with clock.at(clock.now() + timedelta(hours=1)):
            actions.settle_left(db, SYSTEM)
        assert value(db, LETTER) == "unsure"


def test_a_mail_arrives_once_through_a_running_worker(
    database_url: str, fresh_schema: str, tmp_path: Path
) -> None:
    inbox = Inbox()
    with (
        clock.at(datetime.now(UTC)),
        serving(inbox) as url,
        installed(database_url, fresh_schema, tmp_path, GEZEL_SMTP_URL=url) as here,
        here.connect() as db,
    ):
        ask_something(db)
        here.work()
        wait_until(lambda: value(db, LETTER) == "sent")
        assert [mail["Subject"] for mail in inbox.mails] == ["They ask for your eyes"]
