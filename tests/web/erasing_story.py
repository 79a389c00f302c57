"""A person who has a row in every table that can name one, for the test that erases them."""

from pathlib import Path
from typing import Any

from service import clock
from service.db.sql import Connection
from tests.cast import Cast
from tests.growth.making import make_skill, practise, say, see

ROWS = Path(__file__).with_suffix(".sql")


def live(db: Connection, cast: Cast) -> None:
    """Give Bob a life here: ME stands in what is of him, GIVEN in what others have from him."""
    skill = make_skill(db, "facilitating")
    work = practise(db, cast, skill, key="PAY-1")
    to_bob = say(db, cast.alice, cast.bob, work, moment="ME")
    from_bob = say(db, cast.bob, cast.alice, work, moment="GIVEN")
    for words in (to_bob, from_bob):
        see(db, words, skill, 4)
    values = {
        "bob": cast.bob.id, "alice": cast.alice.id, "charlie": cast.charlie.id,
        "dana": cast.dana.id, "team": cast.team_id, "jira": cast.jira, "skill": skill,
        "work": work, "to_bob": to_bob, "from_bob": from_bob, "now": clock.now(),
    }  # fmt: skip
    rows: list[Any] = ROWS.read_text().split(";\n")[:-1]
    for row in rows:
        db.execute(row, values)
