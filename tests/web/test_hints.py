"""Hints beside what is typed, and the other help of the form."""

from service import clock
from service.db.sql import Connection
from service.feedback import actions
from tests.cast import Cast
from tests.feedback.making import DAY, bob_asks_alice, some_words
from tests.web.browse import Browse, plain, text


def test_server_answers_with_the_hints_of_each_field(cast: Cast, browse: Browse) -> None:
    sent = {"moment": "You always know.", "effect": "Good job!", "step": "Draw it first."}
    page = browse(cast.alice).post("/hints", data=sent).text
    moment, effect, step = (page[page.index(f'id="{name}-hints"') :] for name in sent)
    assert "“You always” is hard to act on." in moment.partition("</div></div>")[0]
    assert "“Good job!” is kind." in effect.partition("</div></div>")[0]
    assert step.startswith('id="step-hints" role="status"></div>')


def test_hints_come_in_the_language_of_the_reader(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    db.execute("UPDATE person SET language = 'nl' WHERE id = %s", (cast.alice.id,))
    page = browse(cast.alice).post("/hints", data={"moment": "You always know."}).text
    assert "daar kan iemand weinig mee" in page


def test_without_script_a_kept_draft_has_its_hints(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    ask, alice = bob_asks_alice(db, cast), browse(cast.alice)
    kept = {"moment": "You never ask.", "closeness": "parts"}
    alice.post(f"/asks/{ask}/draft", data=kept)
    assert "“You never” is hard to act on." in text(alice, f"/asks/{ask}")


def test_a_hint_never_blocks(db: Connection, cast: Cast, browse: Browse) -> None:
    ask = bob_asks_alice(db, cast)
    sent = {"closeness": "parts", "effect": "Good job!"}
    assert browse(cast.alice).post(f"/asks/{ask}/answer", data=sent).status_code == 303


def test_what_a_person_types_is_shown_as_text(cast: Cast, browse: Browse) -> None:
    page = browse(cast.alice).post("/hints", data={"moment": "<b>You always</b> <i>know"}).text
    assert "<b>" not in page
    assert "<i>" not in page


def test_help_to_begin_is_open_the_first_time(db: Connection, cast: Cast, browse: Browse) -> None:
    ask, alice = bob_asks_alice(db, cast), browse(cast.alice)
    assert '<details class="g-sbi g-note" open>' in text(alice, f"/asks/{ask}")
    actions.give(db, cast.actor(cast.alice), ask, some_words())
    with clock.at(clock.now() + 15 * DAY):
        later = bob_asks_alice(db, cast, "PAY-2")
        assert '<details class="g-sbi g-note">' in text(alice, f"/asks/{later}")


def test_the_work_stands_beside_the_form(db: Connection, cast: Cast, browse: Browse) -> None:
    ask = bob_asks_alice(db, cast)
    db.execute("UPDATE connection SET base_url = 'https://jira.example.org'")
    db.execute("UPDATE work_item SET issue_type = 'Story', project_name = 'Payments'")
    page = text(browse(cast.alice), f"/asks/{ask}")
    beside = plain(page[page.index('class="g-beside"') :])
    assert "Story · Payments" in beside
    assert "Bob did it You reviewed it" in beside
    assert 'href="https://jira.example.org/browse/PAY-231"' in page
