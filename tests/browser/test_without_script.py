"""Script is for comfort only: what matters works without it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visiting
from tests.browser.playing import PASSWORD, Demo

MOMENT = "She wrote the test first, and showed me why."


def test_the_form_can_be_kept_and_sent(demo: Demo, demo_url: str, visit: Visiting) -> None:
    here = visit(demo_url, script=False)
    here.sign_in(str(demo.parts["also_asked"]), PASSWORD)
    here.go(f"/asks/{demo.parts['second_ask']}")
    here.speak("en")
    page = here.page
    page.get_by_label("We did it together").check()
    page.get_by_label("What did you see or hear?").fill(MOMENT)
    page.get_by_role("button", name="Keep for later").click()
    expect(page.get_by_label("What did you see or hear?")).to_have_value(MOMENT)
    page.get_by_role("button", name=re.compile("^Send to")).click()
    expect(page.get_by_text(MOMENT)).to_be_visible()


def test_the_light_is_changed(demo_url: str, visit: Visiting) -> None:
    here = visit(demo_url, script=False)
    here.go("/sign-in")
    html = here.page.locator("html")
    for light in ("light", "dark"):
        here.page.locator("form[action='/light'] button").click()
        expect(html).to_have_attribute("data-bs-theme", light)
    here.page.locator("form[action='/light'] button").click()
    expect(html).not_to_have_attribute("data-bs-theme", re.compile("."))


def test_the_language_is_changed(demo_url: str, visit: Visiting) -> None:
    here = visit(demo_url, script=False)
    here.go("/sign-in")
    here.speak("nl")
    assert here.page.url.rstrip("?") == f"{demo_url}/sign-in"
    here.speak("en")
