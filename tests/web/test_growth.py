"""The pages of my map."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import clock
from service.aims import reads as aims
from service.db.sql import Connection
from service.growth import formula
from service.growth.estimator import Noise
from service.growth.formula import Formula
from service.growth.scale import level_x
from tests.cast import Cast, sign_in
from tests.growth.making import DAY, contribute, focus_on, make_skill, place, practise, say, see
from tests.web.browse import plain

SKILL = "/map/facilitating"


@pytest.fixture(autouse=True)
def _forms_without_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def bob(client: FlaskClient, cast: Cast) -> FlaskClient:
    return sign_in(client, cast.bob)


@pytest.fixture
def facilitating(db: Connection) -> int:
    skill = make_skill(db, "facilitating")
    for level in range(1, 6):
        db.execute(
            "INSERT INTO skill_level SELECT id, %s, %s, 'nl', %s, '{}' FROM skill_version",
            (level, f"Summary of level {level}", [f"Signal of level {level}"]),
        )
    return skill


@pytest.fixture
def seen(db: Connection, cast: Cast, facilitating: int) -> list[int]:
    """Alice saw Bob facilitate at 2, Charlie and Dana at 3, later Alice at 3; their feedback."""
    given = []
    for number, (giver, level) in enumerate(
        ((cast.alice, 2), (cast.charlie, 3), (cast.dana, 3), (cast.alice, 3)), start=1
    ):
        work = practise(db, cast, facilitating, key=f"PAY-{number}", days=10 * number)
        given.append(say(db, giver, cast.bob, work, moment=f"Moment {number}", effect="It went"))
        see(db, given[-1], facilitating, level, could_not_show_more=number == 1)
    return given


@pytest.mark.parametrize("path", ["/map", SKILL, f"{SKILL}/place"])
def test_a_stranger_is_sent_to_the_door(client: FlaskClient, facilitating: int, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_an_empty_map_offers_skills(bob: FlaskClient, facilitating: int) -> None:
    text = bob.get("/map").text
    assert "Your map is on the loom, Bob" in text
    assert f'href="{SKILL}/place"' in text


def test_an_empty_map_suggests_what_i_practised(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    practise(db, cast, facilitating, key="PAY-1")
    text = bob.get("/map").text
    assert "Suggested by your finished work" in text
    assert "in your work since February 2026" in text


def test_picture_sentence_and_table_say_the_same(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int, seen: list[int]
) -> None:
    place(db, cast.bob, facilitating, 2)
    focus_on(db, cast.bob, facilitating)
    text = bob.get("/map").text
    found = re.search(r"<td>(about [0-9.]+, between ([0-9.]+) and ([0-9.]+))</td>", text)
    assert found
    figures, low, high = found.groups()
    sentence = "What colleagues saw lies between practising and independent:"
    assert f"{sentence} {figures} on the scale of five." in text
    leaf = re.search(r'class="g-seen" x="([0-9.]+)%" width="([0-9.]+)%" y', text)
    assert leaf
    start, size = (float(number) for number in leaf.groups())
    assert (start, start + size) == pytest.approx(
        (level_x(float(low)), level_x(float(high))), abs=1.1
    )
    assert text.count("4 pieces of work, words about 4") == 2
    assert "You place yourself at practising." in text
    assert "My focus · seen 10 days ago" in text
    assert "Colleagues have given one skill a first picture" in " ".join(text.split())


@pytest.mark.parametrize(
    ("colleagues", "sentence"),
    [
        (1, "One colleague in a year; two more make a first picture"),
        (2, "Two colleagues in a year; at least one more makes a first picture"),
    ],
)
def test_below_three_colleagues_there_are_words_only(
    db: Connection,
    bob: FlaskClient,
    seen: list[int],
    facilitating: int,
    colleagues: int,
    sentence: str,
) -> None:
    db.execute("DELETE FROM observation WHERE feedback_id = ANY(%s)", (seen[colleagues:],))
    text = bob.get("/map").text
    assert text.count(sentence) == 3  # in the row, for the ear, in the table
    assert not re.search(r'#g-shuttle" class="g-seen" x="[0-9.]+%', text)
    skill = bob.get(SKILL).text
    assert sentence in skill
    assert "g-obs" not in skill
    assert "Moment 1" in skill


def test_a_skill_page_shows_observations_with_their_words(
    bob: FlaskClient, seen: list[int], facilitating: int
) -> None:
    text = bob.get(SKILL).text
    assert text.count('class="g-hit"') == 4
    for feedback in seen:
        assert f'<a href="#words-{feedback}"' in text
        assert f'id="words-{feedback}"' in text
    assert (
        "Alice, 20 February: did parts of it with help close by; the work could not show more"
        in text
    )
    assert text.count("g-atleast") == 2  # once in the picture, once in its legend
    assert "Colleagues see you between practising and independent." in text
    assert 'class="g-band"' in text
    assert "Independent, as its text then read" in text
    assert "Summary of level 3" in text


def test_a_dot_leads_to_words_on_an_older_page(
    db: Connection, cast: Cast, bob: FlaskClient, seen: list[int], facilitating: int
) -> None:
    for number in range(20):
        practise(db, cast, facilitating, key=f"PAY-9{number}", days=1)
    text = bob.get(SKILL).text
    found = re.search(rf'<a href="({SKILL}[?]before=[^"#]+)#words-{seen[0]}"', text)
    assert found
    assert f'id="words-{seen[0]}"' not in text
    assert f'id="words-{seen[0]}"' in bob.get(found[1]).text


def test_a_place_that_is_none_is_refused(bob: FlaskClient, facilitating: int) -> None:
    assert bob.get(f"{SKILL}?before=yesterday").status_code == 422


def test_an_unknown_skill_is_not_here(bob: FlaskClient) -> None:
    assert bob.get("/map/juggling").status_code == 404
    assert bob.get("/map/juggling/place").status_code == 404
    assert bob.post("/map/juggling/place", data={"level": "2"}).status_code == 404


def test_words_are_shown_as_text(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    work = practise(db, cast, facilitating, key="PAY-1")
    see(db, say(db, cast.alice, cast.bob, work, moment="<b>bold</b>"), facilitating, 3)
    text = bob.get(SKILL).text
    assert "<b>bold</b>" not in text
    assert "&lt;b&gt;bold&lt;/b&gt;" in text


def test_words_that_were_not_opened_yet_are_opened_on_their_own_page(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    work = practise(db, cast, facilitating, key="PAY-1")
    given = say(db, cast.alice, cast.bob, work, moment="Not opened yet", is_read=False)
    see(db, given, facilitating, 3)
    text = bob.get(SKILL).text
    assert "Alice left words for you." in text
    assert f'href="/feedback/{given}"' in text
    assert "Not opened yet" not in text
    bob.get(f"/feedback/{given}")
    assert "Not opened yet" in bob.get(SKILL).text


def test_nobody_else_reads_my_words(
    client: FlaskClient, cast: Cast, seen: list[int], facilitating: int
) -> None:
    for other in (cast.alice, cast.dana):
        text = sign_in(client, other).get(SKILL).text
        assert "Moment" not in text
        assert "g-hit" not in text


def test_the_map_names_where_one_word_would_help(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    place(db, cast.bob, facilitating, 2)
    work = practise(db, cast, facilitating, key="PAY-7")
    contribute(db, cast, work, alice="commenter")
    text = bob.get("/map").text
    assert "Alice took part in PAY-7 “Split payments” and has not been asked about it." in text
    assert f'href="/work/{work}"' in text


def test_placing_myself_is_kept_and_shown(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    form = bob.get(f"{SKILL}/place").text
    assert "Summary of level 4" in form
    assert "Signal of level 4" in form
    sent = {"level": "2", "wish": "3", "glad_to_help": "yes"}
    answer = bob.post(f"{SKILL}/place", data=sent)
    assert (answer.status_code, answer.location) == (303, SKILL)
    mine = aims.placement(db, cast.actor(cast.bob), facilitating)
    assert mine
    assert (mine.level, mine.wish, mine.is_glad_to_help) == (2, 3, True)
    text = bob.get(SKILL).text
    assert "What independent looks like" in text
    again = bob.get(f"{SKILL}/place").text
    assert 'name="level" value="2" checked' in again
    assert 'name="wish" value="3" checked' in again
    assert 'name="glad_to_help" value="yes" checked' in again


def test_not_knowing_is_an_answer(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    assert bob.post(f"{SKILL}/place", data={"level": "", "wish": "1"}).status_code == 303
    mine = aims.placement(db, cast.actor(cast.bob), facilitating)
    assert mine
    assert mine.level is None
    assert "You do not know yet where you stand." in bob.get("/map").text


def test_what_was_typed_stays_when_something_does_not_fit(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    sent = {"level": "4", "wish": "7"}
    answer = bob.post(f"{SKILL}/place", data=sent)
    assert answer.status_code == 422
    assert "Choose one of the four wishes." in answer.text
    assert 'id="wish-error"' in answer.text
    assert 'name="level" value="4" checked' in answer.text
    assert aims.placement(db, cast.actor(cast.bob), facilitating) is None


def test_my_line_over_time_stands_in_picture_and_table(
    db: Connection, cast: Cast, bob: FlaskClient, facilitating: int
) -> None:
    place(db, cast.bob, facilitating, 1, at=clock.now() - 200 * DAY)
    place(db, cast.bob, facilitating, 2, at=clock.now() - 50 * DAY)
    text = bob.get(SKILL).text
    assert text.count('class="g-me-line"') == 2
    assert "You placed yourself at exploring from August 2025." in text
    assert "You placed yourself at practising from January 2026." in text
    assert "<td>Exploring</td>" in text


def test_why_names_what_each_observation_did_and_one_sum(
    bob: FlaskClient, seen: list[int], facilitating: int
) -> None:
    text = plain(bob.get(f"{SKILL}/why").text)
    assert "In Facilitating you are at about 2." in text
    assert "That combines 4 observations by 3 colleagues since January 2026" in text
    assert text.count("saw: did it alone and knew when to ask") == 3
    assert text.count("raised it") + text.count("hardly moved it") == 3
    assert text.count("left it as it was: the work could not show more") == 1
    assert text.count("Evening out how strict these colleagues usually are") == 1
    assert "Formula 1" in text


def test_why_says_what_it_takes_while_there_is_no_level(
    bob: FlaskClient, facilitating: int
) -> None:
    text = plain(bob.get(f"{SKILL}/why").text)
    assert "that takes three colleagues and four observations within twelve months" in text
    assert bob.get("/map/juggling/why").status_code == 404


def test_why_of_others_shows_nothing_of_mine(
    client: FlaskClient, cast: Cast, seen: list[int], facilitating: int
) -> None:
    for other in (cast.alice, cast.dana):
        text = sign_in(client, other).get(f"{SKILL}/why").text
        assert "PAY-1" not in text
        assert "There is no level for Facilitating yet" in text


def test_a_change_of_the_formula_shows_my_own_before_and_after(
    bob: FlaskClient, seen: list[int], facilitating: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "The formula has not changed" in bob.get("/map/change").text
    assert "before and after" not in bob.get("/map").text
    newer = Formula(2, clock.today(), Noise(look=0.8))
    monkeypatch.setattr(formula, "FORMULAS", (*formula.FORMULAS, newer))
    assert 'href="/map/change"' in bob.get("/map").text
    text = plain(bob.get("/map/change").text)
    assert "formula 2 took the place of formula 1" in text
    figures = re.search(
        r"Facilitating (about \S+, between \S+ and \S+) (about .*?|not enough yet)", text
    )
    assert figures
    assert figures[1] != figures[2]
