"""A rule is made by keyboard, looked at before it is kept, and changed without script too."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import road
from tests.browser.axe import overflow, violations
from tests.browser.conftest import Visiting
from tests.browser.playing import Demo
from tests.browser.visiting import DESK, PHONE, Visitor

SAID = (
    "all of: project is PAY or OPS · type is not Incident ·"
    " (any of: title has form · label is docs)"
)


def administrator(
    demo_url: str, visit: Visiting, width: int = DESK, script: bool = True
) -> Visitor:
    dana = visit(demo_url, width=width, script=script)
    dana.go("/sign-in")
    dana.page.locator("form[action='/demo/administrator'] button").click()
    dana.speak("en")
    return dana


def part(page: Page, name: str) -> Locator:
    """A condition or group, by its name: Condition 3.1."""
    return page.get_by_role("group", name=name, exact=True)


def choose(page: Page, field: Locator, letters: str) -> None:
    """Tab to a list, and type what it begins with."""
    road.tab_to(page, field)
    page.keyboard.type(letters)


def write(page: Page, condition: str, field: str, values: str, kind: str = "") -> None:
    """Fill in one condition with keys alone."""
    here = part(page, condition)
    choose(page, here.get_by_label("What to look at"), field)
    if kind:
        choose(page, here.get_by_label("Is it so, or not"), kind)
    road.tab_to(page, here.get_by_label("Values, with commas"))
    page.keyboard.type(values)


def press(page: Page, button: str) -> None:
    road.tab_to(page, page.get_by_role("button", name=button, exact=True))
    page.keyboard.press("Enter")


def test_a_rule_is_made_by_keyboard(demo: Demo, demo_url: str, visit: Visiting) -> None:
    page = administrator(demo_url, visit).page
    page.goto(f"{demo_url}/rules/new/reviewing")
    write(page, "Condition 1", "project", "PAY, OPS")
    press(page, "Add a condition")
    expect(part(page, "Condition 2").get_by_label("What to look at")).to_be_focused()
    write(page, "Condition 2", "type", "Incident", kind="is not")
    press(page, "Add a group")
    expect(part(page, "Condition 3.1").get_by_label("What to look at")).to_be_focused()
    write(page, "Condition 3.1", "a word", "form")
    press(page, "Add a condition 3")
    write(page, "Condition 3.2", "label", "docs")
    page.keyboard.press("Tab")
    expect(page.locator("#sentence")).to_contain_text(SAID)
    assert violations(page) == []

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # in a field it means: see what it would do
    expect(page.get_by_role("heading", name="What this rule would do")).to_be_visible()
    would = page.get_by_text(re.compile(r"It would link \d+ of the \d+ work items"))
    expect(would).to_be_visible()
    assert violations(page) == []
    press(page, "Keep this rule")
    expect(page.get_by_role("heading", name="It is on")).to_be_visible()
    expect(page.get_by_text(SAID).first).to_be_visible()


def test_the_list_suggests_after_a_comma_too(demo_url: str, visit: Visiting) -> None:
    page = administrator(demo_url, visit).page
    page.goto(f"{demo_url}/rules/new/reviewing")
    page.get_by_label("Values, with commas").fill("PAY, ")
    assert page.locator("#known-project option[value='PAY, OPS']").count() == 1
    page.get_by_label("What to look at").select_option("component")
    expect(page.get_by_label("Values, with commas")).to_have_attribute("list", "known-component")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_it_is_arranged_without_script(demo_url: str, visit: Visiting, width: int) -> None:
    page = administrator(demo_url, visit, width, script=False).page
    page.goto(f"{demo_url}/rules/new/facilitating")
    page.get_by_label("Values, with commas").fill("PAY")
    page.get_by_role("button", name="Add a group").click()
    part(page, "Condition 2.1").get_by_label("Values, with commas").fill("OPS")
    page.get_by_role("button", name="Add a condition 2").click()
    part(page, "Condition 2.2").get_by_label("Values, with commas").fill("SRC")
    page.get_by_role("button", name="Remove 2.1").click()
    expect(part(page, "Condition 1").get_by_label("Values, with commas")).to_have_value("PAY")
    expect(part(page, "Condition 2.1").get_by_label("Values, with commas")).to_have_value("SRC")
    assert overflow(page) <= 0
    page.get_by_role("button", name="See what it would do").last.click()
    expect(page.get_by_role("heading", name="What this rule would do")).to_be_visible()


def test_rules_move_by_keyboard(demo: Demo, demo_url: str, visit: Visiting) -> None:
    page = administrator(demo_url, visit).page
    page.goto(f"{demo_url}/rules")
    rows = page.locator("#databases .g-rule")
    first, second = rows.nth(0).inner_text(), rows.nth(1).inner_text()
    road.tab_to(page, rows.nth(0).get_by_role("button", name="Down"))
    page.keyboard.press("Enter")
    expect(rows.nth(0).get_by_role("link")).to_have_text(second.split("\n")[0])
    expect(rows.nth(1).get_by_role("link")).to_have_text(first.split("\n")[0])
    assert "#rule-" in page.url
