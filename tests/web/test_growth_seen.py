"""What colleagues saw of me, on the pages of my map: picture and sentence, words, and why."""

import re

import pytest
from flask.testing import FlaskClient

from service import clock
from service.db.sql import Connection
from service.growth import formula
from service.growth.estimator import Noise
from service.growth.formula import Formula
from service.growth.scale import level_x
from tests.cast import Cast, sign_in
from tests.growth.making import focus_on, make_skill_with_texts, place, practise, say, see
from tests.web.browse import Browse, plain

SKILL = "/map/facilitating"


@pytest.fixture
def bob(browse: Browse, cast: Cast) -> FlaskClient:
    return browse(cast.bob)


@pytest.fixture
def facilitating(db: Connection) -> int:
    return make_skill_with_texts(db, "facilitating")


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
