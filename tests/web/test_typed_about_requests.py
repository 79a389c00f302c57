"""What was typed about a request stays when something is wrong, with what is wrong beside it."""

import html
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from service import clock
from service.budgets import actions_requests as requests
from service.budgets.model import Mode
from service.budgets.model_requests import Part
from service.db.sql import Connection, value
from tests.budgets.making import make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.asking import go, said_at
from tests.web.browse import Browse, plain

LONG = "No word of it may go. " * 30
LATE = "This request is past that step."
UNSENT = "What you typed was not sent"


@pytest.fixture
def made(db: Connection, cast: Cast) -> int:
    """Bob's request, on which Charlie and Dana are asked for advice."""
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, make_budget(db, mode=Mode.ADVICE))
    requests.send(db, bob, made, [(cast.charlie.id, Part.AFFECTED), (cast.dana.id, Part.KNOWS)])
    return made


@pytest.fixture
def advice(db: Connection, cast: Cast, made: int) -> int:
    """What Charlie is asked."""
    query = "SELECT id FROM advice WHERE adviser_id = %(me)s"
    return int(value(db, query, me=cast.charlie.id))


def typed(client: FlaskClient, address: str, status: int, **sent: str) -> str:
    """The page that answers; all that was sent is on it."""
    answer = client.post(address, data=sent)
    assert answer.status_code == status
    page = html.unescape(answer.get_data(as_text=True))
    for words in sent.values():
        assert words in page
    return page


def under(page: str, id: str) -> str:
    """What is said to be wrong at the field with this id, and nowhere else."""
    field = page.split(f'id="{id}"')[1].split(">")[0]
    assert 'aria-describedby="said-error"' in field
    assert page.count('id="said-error"') == 1
    return plain(page.split('id="said-error">')[1].split("</p>")[0])


def test_advice_that_is_too_long_or_nothing_stays(cast: Cast, browse: Browse, advice: int) -> None:
    charlie, address = browse(cast.charlie), f"/advice/{advice}/say"
    page = typed(charlie, address, 422, said=LONG)
    assert "Use 600 characters at most." in under(page, "said")
    assert "Course on lace" in page
    assert "Fill this in." in under(typed(charlie, address, 422, said="  "), "said")
    charlie.post(address, data={"said": "Do."})
    assert ">Do.</textarea>" not in typed(charlie, address, 422, said=LONG), "nor what it was"


def test_an_answer_stays_at_the_advice_that_it_is_to(
    db: Connection, cast: Cast, browse: Browse, advice: int
) -> None:
    db.execute("UPDATE advice SET said = 'Do.', said_at = asked_at")
    page = typed(browse(cast.bob), f"/advice/{advice}/answer", 422, said=LONG)
    assert "Use 600 characters at most." in under(page, f"answer-{advice}")
    assert page.count(LONG) == 1


def test_no_answer_comes_to_stand_under_other_words(
    db: Connection, cast: Cast, browse: Browse, made: int, advice: int
) -> None:
    charlie, bob = browse(cast.charlie), browse(cast.bob)
    say, answer, page = f"/advice/{advice}/say", f"/advice/{advice}/answer", f"/requests/{made}"
    go(charlie, say, said="Do it.")
    read = said_at(bob, page)
    with clock.at(clock.now() + timedelta(seconds=1)):
        go(charlie, say, said="Do NOT do it.")
    for old in ({"said_at": read}, {}):
        sent = bob.post(answer, data={"said": "I follow you."} | old)
        assert sent.status_code == 409
        shown = sent.get_data(as_text=True)
        assert under(shown, f"answer-{advice}") == (
            "The advice was written anew meanwhile. Read it, then answer."
        )
        assert ">I follow you.</textarea>" in shown
        assert "Do NOT do it." in shown
        assert UNSENT not in shown
        assert value(db, "SELECT answer FROM advice WHERE id = %(id)s", id=advice) is None
    (again,) = re.findall(r'name="said_at" value="([^"]+)"', shown)
    assert "I follow you." in go(bob, answer, said="I follow you.", said_at=again)


def test_advice_that_comes_too_late_can_be_copied(
    db: Connection, cast: Cast, browse: Browse, made: int, advice: int
) -> None:
    requests.cancel(db, cast.actor(cast.bob), made)
    page = plain(typed(browse(cast.charlie), f"/advice/{advice}/say", 409, said="Take care."))
    assert LATE in page
    assert UNSENT in page


def test_an_answer_that_comes_too_late_can_be_copied(
    db: Connection, cast: Cast, browse: Browse, made: int, advice: int
) -> None:
    db.execute("UPDATE advice SET said = 'Do.', said_at = asked_at")
    requests.cancel(db, cast.actor(cast.bob), made)
    page = plain(typed(browse(cast.bob), f"/advice/{advice}/answer", 409, said="I shall."))
    assert LATE in page
    assert UNSENT in page


@pytest.mark.parametrize(
    ("press", "sent"),
    [
        ("question", {"said": "For whom?"}),
        ("approve", {"conditions": "After the summer."}),
        ("decline", {"reason": "Too dear.", "alternative": "The book first."}),
    ],
)
def test_the_second_who_decides_keeps_their_words(
    db: Connection, cast: Cast, browse: Browse, press: str, sent: dict[str, str]
) -> None:
    make_owner(db, cast, "charlie")
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, make_budget(db, mode=Mode.APPROVE))
    requests.send(db, bob, made)
    browse(cast.charlie).post(f"/requests/{made}/approve")
    page = typed(browse(cast.charlie), f"/requests/{made}/{press}", 409, **sent)
    assert LATE in page
    answered = typed(browse(cast.bob), f"/requests/{made}/answer", 409, said="For the team.")
    assert UNSENT in answered


def test_nobody_else_is_told_anything(cast: Cast, browse: Browse, advice: int) -> None:
    for press in ("say", "answer"):
        for said in ("Do.", LONG):
            answer = browse(cast.alice).post(f"/advice/{advice}/{press}", data={"said": said})
            assert answer.status_code == 404


def test_a_draft_that_was_sent_in_another_window_keeps_what_was_typed(
    cast: Cast, browse: Browse, made: int
) -> None:
    """Bob sent it; what he wrote anew beside that is on the page that says so."""
    sent = {"title": "Course on silk", "why": "Silk is finer.", "for_whom": "For the fair."}
    page = typed(browse(cast.bob), f"/requests/{made}/change", 409, **sent)
    assert LATE in page
    assert UNSENT in page
