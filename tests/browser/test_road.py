"""The whole road in browsers: from an invitation and a closed ticket to a dot on a map."""

import re
from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from service import clock
from service.people import actions_links as links
from tests.browser import road
from tests.browser.conftest import Visiting, url_of
from tests.browser.visiting import PHONE, Visitor
from tests.running.installation import SETUP, Installation, Sender

SKILL = "accessible-interfaces"
TITLE = "Address form works with the keyboard"
MOMENT = "He asked two people without a mouse to fill it in, and stayed to watch."
EFFECT = "We found the lost focus ring before anybody else did."


def test_from_an_invitation_to_a_dot_on_the_map(house: Installation, visit: Visiting) -> None:
    url = url_of(house)
    dana, bob, alice, charlie = visit(url), visit(url), visit(url, PHONE), visit(url)
    jira = prepared(house, dana)
    road.come_in(bob, road.invite(dana, "Bob Weaver", "Loom"), "Ask for me")
    road.come_in(alice, road.invite(dana, "Alice Spinner", "Loom"), "Only when I ask")
    road.may_be_asked_at_any_hour(alice)
    road.come_in(charlie, road.invite(dana, "Charlie Stone"), "Ask for me")
    a_ticket_is_closed(jira, dana)

    ask = the_ask_is_opened_by_keyboard(alice)
    what_was_seen_is_typed(alice.page)
    the_draft_is_on_another_device(visit(url), ask)
    words = the_answer_is_sent_by_keyboard(alice.page)

    the_words_are_found_and_read(bob, words)
    there_is_a_dot_on_the_map(bob)
    work = the_work_shows_the_words(bob)
    nothing_of_it_is_there_for(charlie, ask, words, work)


def prepared(house: Installation, dana: Visitor) -> Sender:
    """Dana comes in first, brings skills with a rule, makes a team and adds a Jira."""
    with house.connect() as db, clock.at(datetime.now(UTC)):
        token = links.setup_link(db, SETUP)
    assert token
    road.set_up(dana, token)
    road.add_rule(dana, SKILL, "keyboard")
    road.make_team(dana, "Loom")
    address, secret = road.add_jira(dana, "our-jira")
    assert address == url_of(house) + "/webhooks/our-jira"
    return Sender(house.port, "our-jira", secret)


def a_ticket_is_closed(jira: Sender, dana: Visitor) -> None:
    now = datetime.now(UTC)
    for body in (road.opening(now), road.comment(now)):
        road.send(jira, body)
    for name in ("Bob Weaver", "Alice Spinner"):
        dana.go("/accounts")
        road.reload_until(dana.page, dana.page.get_by_role("link", name=f"Whose is {name}?"))
        road.match(dana, name)
    road.send(jira, road.closing(now))


def the_ask_is_opened_by_keyboard(alice: Visitor) -> str:
    """The path of the ask."""
    page = alice.page
    link = page.get_by_role("link", name="Say what you saw")
    road.reload_until(page, link)
    expect(page.get_by_role("heading", name=re.compile(f"^Bob.*{TITLE}$"))).to_be_visible()
    road.tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What did you see of Bob?")
    return page.url.removeprefix(alice.url)


def what_was_seen_is_typed(page: Page) -> None:
    """Tab, Space, arrows and letters; no mouse. It keeps itself."""
    road.tab_to(page, page.get_by_label("We did it together"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("I saw parts of it")).to_be_checked()
    road.tab_to(page, page.get_by_role("checkbox", name="Accessible interfaces"))
    page.keyboard.press("Space")
    road.tab_to(page, observation(page).get_by_role("radio").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(observation(page).get_by_label("did it alone")).to_be_checked()
    road.tab_to(page, page.get_by_label("What did you see or hear?"))
    page.keyboard.type(MOMENT)
    expect(page.get_by_role("status")).to_contain_text("Saved at")


def observation(page: Page) -> Locator:
    return page.get_by_role("group", name="Accessible interfaces: in this work")


def the_draft_is_on_another_device(other: Visitor, ask: str) -> None:
    other.sign_in("alice@example.org", road.PASSWORD)
    assert other.go(ask) == 200
    expect(other.page.get_by_label("What did you see or hear?")).to_have_value(MOMENT)
    expect(observation(other.page).get_by_label("did it alone")).to_be_checked()


def the_answer_is_sent_by_keyboard(page: Page) -> str:
    """The path of the words."""
    page.keyboard.press("Tab")
    page.keyboard.type(EFFECT)
    road.tab_to(page, page.get_by_role("button", name="Send to Bob"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your words for Bob")
    expect(page.get_by_text(MOMENT)).to_be_visible()
    return "/feedback/" + page.url.rpartition("/")[2]


def the_words_are_found_and_read(bob: Visitor, words: str) -> None:
    bob.go("/")
    expect(bob.page.get_by_text("Alice left words for you.")).to_be_visible()
    expect(bob.page.get_by_text(MOMENT)).to_be_visible()
    bob.page.get_by_role("link", name="Read all of it").click()
    assert bob.page.url == bob.url + words
    expect(bob.page.get_by_role("heading", level=1)).to_have_text("Words from Alice")
    expect(bob.page.get_by_text(EFFECT)).to_be_visible()
    expect(bob.page.get_by_text("did it alone and knew when to ask")).to_be_visible()


def there_is_a_dot_on_the_map(bob: Visitor) -> None:
    bob.go("/map")
    row = bob.page.get_by_role("listitem").filter(has_text="Accessible interfaces")
    expect(row.locator(".g-strip .g-word")).to_have_count(1)
    expect(row.locator(".g-strip .g-work")).to_have_count(1)
    expect(row).to_contain_text("1 piece of work, words about 1")


def the_work_shows_the_words(bob: Visitor) -> str:
    """The path of the work."""
    bob.go("/work")
    expect(bob.page.get_by_role("link", name="words of Alice")).to_be_visible()
    bob.page.get_by_role("link", name=TITLE).click()
    expect(bob.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(bob.page.get_by_role("link", name="Accessible interfaces")).to_be_visible()
    expect(bob.page.get_by_role("link", name="Alice Spinner, for you")).to_be_visible()
    return bob.page.url.removeprefix(bob.url)


def nothing_of_it_is_there_for(charlie: Visitor, ask: str, words: str, work: str) -> None:
    """Not yours and not existing look the same, whatever is tried."""
    for path in (ask, words, f"{words}/change", work, "/asks/999999", "/people", "/deliveries"):
        assert charlie.go(path) == 404, path
    charlie.go("/")
    actions = ("answer", "draft", "pass", "absent", "send", "drop")
    for path in (
        *(f"{ask}/{action}" for action in actions),
        *(f"{words}/{action}" for action in ("change", "withdraw", "share", "unshare")),
    ):
        assert charlie.post(path, closeness="parts", moment="I was not there.") == 404, path
