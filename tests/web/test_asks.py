"""Asking by hand, from the page of a piece of work."""

import pytest

from service.db.sql import Connection, value
from service.feedback import reads
from tests.cast import Cast
from tests.feedback.making import (
    bob_asks_alice,
    contribute,
    focus_on,
    make_skill,
    make_work,
    running_work_of_bob,
)
from tests.web.browse import Browse, plain, text


def test_one_asks_with_a_line_of_what_to_look_at(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    work = running_work_of_bob(db, cast)
    bob = browse(cast.bob)
    assert f"/work/{work}/ask" in text(bob, f"/work/{work}")
    data = {"giver_id": str(cast.alice.id), "eyes_on": "How I <led> the talk"}
    answer = bob.post(f"/work/{work}/ask", data=data)
    assert (answer.status_code, answer.location) == (303, f"/work/{work}")
    today = text(browse(cast.alice), "/")
    assert "How I &lt;led&gt; the talk" in today
    assert "Bob sees that you lead their team." in today


def test_those_who_were_there_come_first(db: Connection, cast: Cast, browse: Browse) -> None:
    work = running_work_of_bob(db, cast)
    page = plain(text(browse(cast.bob), f"/work/{work}/ask"))
    assert "Choose a colleague Alice Charlie" in page


def test_the_page_says_what_they_see_of_the_focus(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    shown, hidden = make_skill(db, "facilitating"), make_skill(db, "testing", 2)
    focus_on(db, cast.bob, shown)
    focus_on(db, cast.bob, hidden, is_shown_to_givers=False)
    work = running_work_of_bob(db, cast)
    page = plain(text(browse(cast.bob), f"/work/{work}/ask"))
    assert "Facilitating they see it" in page
    assert "Testing they do not see it" in page


@pytest.mark.parametrize("giver", ["", "x", "0", "99999999999999999999"])
def test_naming_nobody_keeps_what_was_typed(
    db: Connection, cast: Cast, browse: Browse, giver: str
) -> None:
    work = running_work_of_bob(db, cast)
    data = {"giver_id": giver, "eyes_on": "my retro"}
    answer = browse(cast.bob).post(f"/work/{work}/ask", data=data)
    assert answer.status_code == 422
    assert "Choose a colleague who was there." in answer.get_data(as_text=True)
    assert 'value="my retro"' in answer.get_data(as_text=True)


def test_what_refuses_it_is_said_beside_the_name(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    bob_asks_alice(db, cast)
    work = running_work_of_bob(db, cast)
    data = {"giver_id": str(cast.alice.id), "eyes_on": "my retro"}
    answer = browse(cast.bob).post(f"/work/{work}/ask", data=data)
    assert answer.status_code == 422
    assert "cannot be asked by you just now" in answer.get_data(as_text=True)
    assert 'value="my retro"' in answer.get_data(as_text=True)


def test_a_lead_who_was_not_there_is_not_asked(db: Connection, cast: Cast, browse: Browse) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee")
    answer = browse(cast.bob).post(f"/work/{work}/ask", data={"giver_id": str(cast.alice.id)})
    assert "only of work that both of you had a part in" in answer.get_data(as_text=True)
    assert value(db, "SELECT count(*) FROM ask") == 0


def test_a_line_that_is_too_long_is_refused(db: Connection, cast: Cast, browse: Browse) -> None:
    work = running_work_of_bob(db, cast)
    data = {"giver_id": str(cast.alice.id), "eyes_on": "x" * 201}
    assert browse(cast.bob).post(f"/work/{work}/ask", data=data).status_code == 422


def test_strangers_to_the_work_see_no_page(db: Connection, cast: Cast, browse: Browse) -> None:
    work = running_work_of_bob(db, cast)
    for person in (cast.charlie, cast.dana):
        assert browse(person).get(f"/work/{work}/ask").status_code == 404
        data = {"giver_id": str(cast.bob.id)}
        assert browse(person).post(f"/work/{work}/ask", data=data).status_code == 404
    assert reads.open_asks(db, cast.actor(cast.bob)) == []
