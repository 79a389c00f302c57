"""The pages of a level dialogue."""

from functools import partial

import pytest

from service.db.sql import Connection, value
from tests.cast import Cast
from tests.growth.making import make_skill, place, practise
from tests.web.browse import Browse, plain, statements


@pytest.fixture(autouse=True)
def facilitating(db: Connection) -> int:
    skill = make_skill(db, "facilitating")
    db.execute("INSERT INTO skill_level SELECT id, 3, 'alone', 'zelf', '{one,two}', '{een,twee}'"
               " FROM skill_version")  # fmt: skip
    return skill


@pytest.fixture
def one(db: Connection, cast: Cast, browse: Browse, facilitating: int) -> str:
    """The address of Bob's dialogue, in which Charlie takes part."""
    place(db, cast.charlie, facilitating, 4)
    work = [practise(db, cast, facilitating, key=f"PAY-{number}") for number in range(3)]
    bob = browse(cast.bob)
    answer = bob.post("/map/facilitating/dialogue", data={"level": "3"})
    assert answer.status_code == 303
    for item in work:
        sent = {"work_item_id": str(item), "what": "I led it"}
        assert bob.post(f"{answer.location}/evidence", data=sent).status_code == 303
    invited = bob.post(f"{answer.location}/invite", data={"person_id": str(cast.charlie.id)})
    assert invited.status_code == 303
    return str(answer.location)


def test_from_asking_to_an_outcome(cast: Cast, browse: Browse, one: str) -> None:
    bob, charlie = browse(cast.bob), browse(cast.charlie)
    assert "Bob would like to look at a level with you" in plain(charlie.get("/").text)
    text = plain(charlie.get(one).text)
    assert "Bob asks for your eyes" in text
    assert "I led it" in text
    assert "Split payments" not in text
    charlie.post(f"{one}/accept")
    said = {"says-1": "seen", "example-1": "on Tuesday", "says-2": "not_yet"}
    assert charlie.post(f"{one}/answers", data=said).status_code == 303
    note = {"note": "We see it so.", "next_step": "two more", "look_back_on": "2026-06-01"}
    assert bob.post(f"{one}/note", data=note).status_code == 303
    assert "Charlie has not said so yet." in plain(bob.get(one).text)
    charlie.post(f"{one}/so")
    text = plain(bob.get(one).text)
    assert "Charlie : seen “on Tuesday”" in text
    assert "Charlie sees it so." in text
    assert bob.post(f"{one}/close", data={"outcome": "agreed"}).status_code == 303
    assert "seen so together" in plain(browse(cast.bob).get("/dialogues").text)
    assert charlie.post(f"{one}/note", data=note).status_code == 409


@pytest.mark.parametrize(
    ("path", "sent", "said"),
    [
        ("evidence", {"work_item_id": "1"}, "Say what you did in it."),
        ("evidence", {"what": "all of it"}, "Choose a piece of work."),
        ("invite", {}, "Choose a colleague."),
        ("note", {}, "Write what you see together."),
        ("close", {"outcome": "perhaps"}, None),
    ],
)
def test_what_does_not_fit_is_asked_again(
    cast: Cast, browse: Browse, one: str, path: str, sent: dict[str, str], said: str | None
) -> None:
    browse(cast.charlie).post(f"{one}/accept")
    answer = browse(cast.bob).post(f"{one}/{path}", data=sent)
    assert answer.status_code == 422
    assert said is None or said in answer.text


def test_each_signal_wants_an_answer(cast: Cast, browse: Browse, one: str) -> None:
    charlie = browse(cast.charlie)
    charlie.post(f"{one}/accept")
    sent = {"says-1": "seen", "example-1": "what I typed"}
    answer = charlie.post(f"{one}/answers", data=sent)
    assert answer.status_code == 422
    assert 'id="says-2-error"' in answer.text
    assert "what I typed" in answer.text


def test_not_theirs_and_not_there_are_the_same(
    db: Connection, cast: Cast, browse: Browse, one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status, body and number of statements."""
    strange = f"/dialogues/{2**62}"
    actions = ("evidence", "invite", "accept", "pass", "answers", "note", "so", "close", "withdraw")
    sent = {"work_item_id": "1", "what": "x", "person_id": "1", "note": "x", "outcome": "agreed"}
    for other in (cast.alice, cast.dana):
        client = browse(other)
        assert plain(client.get(one).text) == plain(client.get(strange).text)
        for action in ("", *(f"/{name}" for name in actions)):
            mine, nobodys = (
                client.open(f"{address}{action}", method="POST" if action else "GET", data=sent)
                for address in (one, strange)
            )
            assert (mine.status_code, plain(mine.text)) == (404, plain(nobodys.text)), action
            counted = {
                statements(
                    monkeypatch,
                    partial(
                        client.open, f"{address}{action}", method="POST" if action else "GET",
                        data=sent,
                    ),
                )
                for address in (one, strange)
            }  # fmt: skip
            assert len(counted) == 1, action
    assert value(db, "SELECT count(*) FROM dialogue WHERE state = 'invited'") == 1


def test_a_level_is_chosen_to_begin(cast: Cast, browse: Browse) -> None:
    bob = browse(cast.bob)
    assert "alone" in bob.get("/map/facilitating/dialogue").text
    answer = bob.post("/map/facilitating/dialogue", data={})
    assert answer.status_code == 422
    assert "Choose one of the five levels." in answer.text
    assert bob.get("/map/juggling/dialogue").status_code == 404


def test_taking_it_back(cast: Cast, browse: Browse, one: str) -> None:
    assert browse(cast.bob).post(f"{one}/withdraw").status_code == 303
    assert browse(cast.charlie).get(one).status_code == 404
    assert browse(cast.bob).get(one).status_code == 200
