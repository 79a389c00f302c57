"""When a form about money goes wrong: what was typed stays, and it is said where."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from service import clock
from service.budgets import actions_deciding as deciding
from service.budgets import actions_requests as requests
from service.budgets.model import Mode
from service.budgets.model_requests import Part
from service.db.sql import Connection, value
from tests.budgets.making import EURO, KEEP, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.asking import PDF, asked, go
from tests.web.browse import Browse, at_field, plain, text

ALERT = 'role="alert"'
UNSENT = "What you typed was not sent"


@pytest.fixture
def wish(db: Connection, cast: Cast) -> str:
    """Where the page is of what Bob has reserved 400 euro for."""
    made = make_request(db, cast.actor(cast.bob), make_budget(db))
    requests.send(db, cast.actor(cast.bob), made)
    return f"/requests/{made}"


@pytest.mark.parametrize("press", ["purchase", "proof"])
def test_a_large_file_is_said_at_its_field(
    cast: Cast, browse: Browse, wish: str, press: str
) -> None:
    bob = browse(cast.bob)
    if press == "proof":
        go(bob, f"{wish}/purchase", money="400", no_bill=NO_BILL)
    # By hand, as the test client would leave a large file open.
    money = b'--b\r\nContent-Disposition: form-data; name="money"\r\n\r\n380,50\r\n'
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="photo.pdf"\r\n\r\n'
    body = money + head + PDF + b"0" * 6_000_000 + b"\r\n--b--\r\n"
    kind = "multipart/form-data; boundary=b"
    answer = bob.post(f"{wish}/{press}", data=body, content_type=kind)
    assert answer.status_code == 422
    assert "five megabytes at most" in at_field(answer.text, "file")
    assert ALERT in answer.text
    assert press == "proof" or 'value="380,50"' in answer.text


@pytest.mark.parametrize(
    ("press", "sent"),
    [
        ("purchase", {"money": "380", "no_bill": "The house was billed twice."}),
        ("share", {"tried": "I made a collar.", "passes_on": "Begin.", "shared_by": "words"}),
    ],
)
def test_a_second_press_shows_where_it_is_and_keeps_the_words(
    cast: Cast, browse: Browse, db: Connection, press: str, sent: dict[str, str]
) -> None:
    bob = browse(cast.bob)
    page = asked(bob, make_budget(db).id)
    story = {
        "send": {},
        "purchase": {"money": "1", "no_bill": NO_BILL},
        "complete": {},
        "share": {},
    }
    for before, data in story.items():
        if before == press:
            break
        go(bob, f"{page}/{before}", **data)
    assert bob.post(f"{page}/{press}", data=sent).status_code == 303
    again = bob.post(f"{page}/{press}", data=sent)
    assert again.status_code == 409
    assert ALERT in again.text
    assert "Course on lace" in again.text, "it is the page of the wish"
    for name in ("tried", "passes_on", "no_bill"):
        assert sent.get(name, "") in again.text
    assert (UNSENT in plain(again.text)) == any(name in sent for name in ("tried", "no_bill"))


@pytest.mark.parametrize("press", ["send", "complete", "cancel"])
def test_a_second_press_without_words_does_nothing(
    db: Connection, cast: Cast, browse: Browse, press: str
) -> None:
    bob = browse(cast.bob)
    page = asked(bob, make_budget(db).id)
    story = {"send": {}, "purchase": {"money": "1", "no_bill": NO_BILL}, "complete": {}}
    for before, data in story.items():
        if before == press or (press == "cancel" and before == "purchase"):
            break
        go(bob, f"{page}/{before}", **data)
    steps = "SELECT count(*) FROM request_step"
    assert bob.post(f"{page}/{press}").status_code == 303
    once = value(db, steps)
    assert "Nothing happens twice." in go(bob, f"{page}/{press}")
    assert value(db, steps) == once


def test_half_a_no_that_comes_late_keeps_its_words(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    make_owner(db, cast, "charlie")
    made = make_request(db, cast.actor(cast.bob), make_budget(db, mode=Mode.APPROVE))
    requests.send(db, cast.actor(cast.bob), made)
    deciding.approve(db, make_owner(db, cast, "alice"), made, None)
    answer = browse(cast.charlie).post(f"/requests/{made}/decline", data={"reason": "Too dear."})
    assert answer.status_code == 422
    assert UNSENT in plain(answer.text)
    assert "Too dear." in answer.text


@pytest.fixture
def advised(db: Connection, cast: Cast) -> str:
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, make_budget(db, mode=Mode.ADVICE))
    requests.send(db, bob, made, [(cast.alice.id, Part.AFFECTED), (cast.charlie.id, Part.KNOWS)])
    return f"/requests/{made}"


def test_one_more_is_asked_of_those_who_were_not(cast: Cast, browse: Browse, advised: str) -> None:
    bob = browse(cast.bob)
    offered = text(bob, advised).split('id="adviser_id"')[1].split("</select>")[0]
    assert ("Alice" in offered, "Dana" in offered) == (False, True)
    nobody = bob.post(f"{advised}/advisers", data={"adviser_id": "", "part": "affected"})
    assert nobody.status_code == 422
    assert '<details class="mt-3" open>' in nobody.text
    assert 'value="affected" selected' in nobody.text
    again = bob.post(f"{advised}/advisers", data={"adviser_id": cast.alice.id, "part": "knows"})
    assert again.status_code == 409
    assert "This colleague was asked already." in plain(again.text)
    assert "Ask one more colleague" in again.text


@pytest.mark.parametrize(
    ("chosen", "fields"), [((), ("affected", "knows")), (("affected",), ("knows",))]
)
def test_who_is_missing_is_said_at_each_field(
    db: Connection, cast: Cast, browse: Browse, chosen: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    bob = browse(cast.bob)
    page = asked(bob, make_budget(db, mode=Mode.ADVICE).id)
    sent = dict.fromkeys(chosen, str(cast.alice.id))
    answer = bob.post(f"{page}/send", data=sent)
    assert answer.status_code == 422
    for name in ("affected", "knows"):
        assert ("somebody who knows" in at_field(answer.text, name)) == (name in fields)
        assert (f'aria-describedby="{name}-error"' in answer.text) == (name in fields)


def test_a_wrong_assumption_keeps_what_counts_more(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    alice, bob = browse(cast.alice), cast.actor(cast.bob)
    budget = make_budget(db, mode=Mode.ADVICE, team_id=cast.team_id)
    made = make_request(db, bob, budget, money=100 * EURO, shows_to_planners=True)
    requests.send(db, bob, made, [(cast.alice.id, Part.AFFECTED), (cast.charlie.id, Part.KNOWS)])
    sent = {"reserve": "x", "weight": f"{made}:more"}
    for address in (f"/budgets/{budget.id}/plan/try", f"/budgets/{budget.id}/plan"):
        answer = alice.post(address, data=sent)
        assert answer.status_code == 422
        assert ALERT in answer.text
        assert f'<option value="{made}:more" selected>' in answer.text
    nameless = alice.post(f"/budgets/{budget.id}/plan", data={"name": ""})
    assert ALERT in nameless.text
    assert at_field(nameless.text, "name") == "Fill this in."


@pytest.mark.parametrize("end", ["decline", "cancel", "expire"])
def test_what_came_to_nothing_can_be_asked_anew(
    db: Connection, cast: Cast, browse: Browse, end: str
) -> None:
    bob, mode = cast.actor(cast.bob), Mode.APPROVE if end == "decline" else Mode.TRUST
    made = make_request(db, bob, make_budget(db, mode=mode), title="A loom")
    requests.send(db, bob, made)
    if end == "decline":
        deciding.decline(db, make_owner(db, cast, "charlie"), made, "Too dear.", "A small one.")
    elif end == "cancel":
        requests.cancel(db, bob, made)
    else:
        for days in (60, 70):
            with clock.at(clock.now() + timedelta(days=days)):
                requests.close_late(db, KEEP)
    page = text(browse(cast.bob), f"/requests/{made}")
    (link,) = (
        part.split('"')[0] for part in page.split('href="')[1:] if "/ask?title=A+loom" in part
    )
    assert 'value="A loom"' in text(browse(cast.bob), link.replace("&amp;", "&"))


def test_a_question_waits_for_who_asked(db: Connection, cast: Cast, browse: Browse) -> None:
    owner = make_owner(db, cast, "charlie")
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, make_budget(db, mode=Mode.APPROVE))
    requests.send(db, bob, made)
    deciding.question(db, owner, made, "For whom?")
    assert "It waits for an answer of Bob." in plain(
        text(browse(cast.charlie), f"/requests/{made}")
    )


def preview(owner: FlaskClient, wrong: int) -> str:
    lines = [f"Envelope {n};organisation;EUR;2027-01-01;2027-12-31;{n}" for n in range(150)]
    lines[140:140] = ["Strange;nobody;EUR;2027-01-01;2027-12-31;1"] * wrong
    table = "\n".join(["name;whose;currency;from;until;money", *lines])
    return owner.post("/budgets/import/preview", data={"text": table}).text


def test_a_long_file_shows_first_what_needs_another_look(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    make_owner(db, cast, "charlie")
    owner = browse(cast.charlie)
    good, wrong = preview(owner, 0), preview(owner, 1)
    assert "100 of 150 lines are shown" in plain(good)
    assert "100 of 151 lines are shown" in plain(wrong)
    assert wrong.index("Strange") < wrong.index("Envelope 0")
    assert 'href="/budgets/import"' in wrong
