"""The page of what passed in silence."""

from service.db.sql import Connection
from tests.cast import Cast
from tests.feedback.test_unsaid import helped_by_alice, unsaid_work
from tests.web.browse import Browse, plain, text


def test_saying_a_word_opens_the_form(db: Connection, cast: Cast, browse: Browse) -> None:
    work, alice = unsaid_work(db, cast, 40), browse(cast.alice)
    assert "Bob: Split payments" in plain(text(alice, "/unseen"))
    assert "Bob: Split payments" in plain(text(alice, "/"))
    opened = alice.post(f"/unseen/{work}/{cast.bob.id}/say", follow_redirects=True)
    assert "What did you see of Bob?" in opened.get_data(as_text=True)
    assert "Bob: Split payments" not in plain(text(alice, "/unseen"))


def test_helpers_come_up_beside_the_work(db: Connection, cast: Cast, browse: Browse) -> None:
    helped_by_alice(db, cast, 20, 16)
    page = plain(text(browse(cast.bob), "/unseen"))
    assert "Who helped you Alice: Split payments" in page


def test_it_can_be_let_be(db: Connection, cast: Cast, browse: Browse) -> None:
    work, alice = unsaid_work(db, cast, 40), browse(cast.alice)
    assert alice.post(f"/unseen/{work}/{cast.bob.id}/let-be").location == "/unseen"
    assert "Bob: Split payments" not in plain(text(alice, "/unseen"))


def test_what_stands_in_the_way_is_said(db: Connection, cast: Cast, browse: Browse) -> None:
    alice = browse(cast.alice)
    alice.post(f"/unseen/{unsaid_work(db, cast, 40)}/{cast.bob.id}/say")
    other = unsaid_work(db, cast, 41)
    said = alice.post(f"/unseen/{other}/{cast.bob.id}/say", follow_redirects=True)
    assert "You cannot begin about this colleague just now" in said.get_data(as_text=True)


def test_strangers_to_the_work_say_nothing(db: Connection, cast: Cast, browse: Browse) -> None:
    work = unsaid_work(db, cast, 40)
    for person in (cast.charlie, cast.dana):
        answer = browse(person).post(f"/unseen/{work}/{cast.bob.id}/say")
        assert answer.status_code == 404
