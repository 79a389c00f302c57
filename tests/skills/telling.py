"""Work that a connection told of, with its words."""

from service import clock
from service.actor import System
from service.db.sql import Connection
from service.skills import actions_terms
from service.skills.terms import Key
from tests.cast import Cast
from tests.feedback.making import contribute, make_work

SYSTEM = System("test")
KEY = Key.of("a key for tests only, long enough to be taken")
TEXT = "The segment reader leaks memory while merging"


def hear(db: Connection, cast: Cast, number: int, title: str, text: str | None = TEXT) -> int:
    """Work of Bob's that a connection told of, with its words."""
    work = make_work(db, cast, f"PAY-{number}", done_at=clock.now())
    db.execute("UPDATE work_item SET title = %s WHERE id = %s", (title, work))
    contribute(db, cast, work, bob="assignee")
    told(db, work, text)
    return work


def told(db: Connection, work: int, text: str | None) -> None:
    connection, external_id = db.execute(
        "SELECT connection_id, external_id FROM work_item WHERE id = %s", (work,)
    ).fetchone() or (0, "")
    actions_terms.tell(db, SYSTEM, connection, "issue", {external_id: text})
    actions_terms.hear(db, SYSTEM, KEY)
