"""Being found and picking open work, in browsers: without a mouse, and without script."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visiting
from tests.browser.playing import PASSWORD, Demo
from tests.browser.road import tab_to
from tests.browser.visiting import Visitor

SENTENCE = "Lanterns for dark cellars; knock twice."
TRY = "If the room falls silent, then I count to ten."


def noor(visit: Visiting, url: str, script: bool = True) -> Visitor:
    """The developer of the demo, by its door."""
    here: Visitor = visit(url, script=script)
    here.go("/sign-in")
    here.page.locator("form[action='/demo/developer'] button").click()
    here.speak("en")
    return here


def test_somebody_lets_others_find_them_and_takes_it_back(
    demo: Demo, demo_url: str, visit: Visiting
) -> None:
    one, other = visit(demo_url, script=False), noor(visit, demo_url, script=False)
    one.sign_in(str(demo.parts["also_asked"]), PASSWORD)
    one.speak("en")
    for who, found in (("Everyone who takes part", 1), ("Nobody", 0)):
        one.go("/aims")
        one.page.get_by_label(who).check()
        one.page.get_by_label("A sentence of my own").fill(SENTENCE)
        one.page.get_by_role("button", name="Keep my choice").click()
        expect(one.page.get_by_text("Kept. You can change it at any time.")).to_be_visible()
        other.go("/search")
        other.page.get_by_label("Words of their own sentence").fill("cellars lant")
        other.page.get_by_label("by name").check()
        other.page.get_by_role("button", name="Search").click()
        expect(other.page.get_by_role("heading", name="Who fits")).to_be_visible()
        expect(other.page.get_by_text(SENTENCE)).to_have_count(found)
    expect(other.page.get_by_role("link", name="Let any of it be enough")).to_be_visible()


def test_a_focus_is_chosen_and_rests(demo_url: str, visit: Visiting) -> None:
    here = noor(visit, demo_url)
    here.go("/aims")
    here.page.get_by_text("Choose a focus", exact=True).click()
    here.page.get_by_role("link", name="Incident response").click()
    here.page.get_by_label("What will I try?").fill(TRY)
    here.page.get_by_role("button", name="Make it my focus").click()
    expect(here.page.get_by_role("heading", name="My focus: what I will try")).to_be_visible()
    expect(here.page.get_by_role("complementary").get_by_text(TRY)).to_be_visible()
    here.go("/aims")
    expect(here.page.get_by_text("Three at a time is the most.")).to_be_visible()
    here.page.get_by_role("button", name="Let Incident response rest").click()
    expect(here.page.get_by_text(TRY)).to_have_count(0)


def test_open_work_is_picked_and_taken_back_by_keyboard(demo_url: str, visit: Visiting) -> None:
    here = noor(visit, demo_url)
    here.go("/work/open")
    page = here.page
    button = page.get_by_role("button", name=re.compile("^I would like to practise it")).first
    about = re.escape((button.text_content() or "").partition(": ")[2])
    tab_to(page, button)
    page.keyboard.press("Enter")
    taking_back = page.get_by_role("button", name=re.compile(f"^Take it back ?: {about}"))
    expect(taking_back).to_be_visible()
    expect(page).to_have_url(re.compile(r"/work/open\??#work-\d+$"))
    tab_to(page, taking_back)
    page.keyboard.press("Enter")
    again = page.get_by_role("button", name=re.compile(f"^I would like to practise it ?: {about}"))
    expect(again).to_be_visible()
    expect(taking_back).to_have_count(0)
