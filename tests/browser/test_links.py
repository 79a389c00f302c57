"""Somebody looks at the skills of their work, with nothing but the keyboard, and without script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import overflow, violations
from tests.browser.conftest import Visiting
from tests.browser.playing import Demo
from tests.browser.visiting import Visitor


@pytest.fixture
def noor(demo: Demo, demo_url: str, visit: Visiting) -> Visitor:
    here = visit(demo_url)
    here.go("/sign-in")
    here.page.locator("form[action='/demo/developer'] button").click()
    here.go("/work/skills")
    here.speak("en")
    return here


def first_unanswered(page: Page) -> Locator:
    """The first skill that a rule gave and of which nothing was said; it stays the same one."""
    row = page.locator("[data-row]").filter(has_text="by a rule").filter(has_text="Yes, mine").first
    block = row.locator("xpath=ancestor::*[@data-says-of]").get_attribute("data-says-of")
    skill = row.get_attribute("data-row")
    return page.locator(f"[data-says-of='{block}'] [data-row='{skill}']")


def test_refused_undone_and_another_added_by_keyboard(noor: Visitor) -> None:
    page = noor.page
    row = first_unanswered(page)
    row.get_by_role("button").first.focus()

    page.keyboard.press("n")
    expect(row).to_contain_text("not mine")
    expect(page.locator("[data-said]")).to_contain_text("Refused")
    expect(row.get_by_role("button", name=re.compile("^Undo"))).to_be_focused()
    assert violations(page) == []

    page.keyboard.press("u")
    expect(row).not_to_contain_text("not mine")
    expect(row.get_by_role("button", name=re.compile("^Yes"))).to_be_focused()

    page.keyboard.press("a")
    block = row.locator("xpath=ancestor::*[@data-says-of]")
    chooser = block.get_by_label("What else did it practise?")
    expect(chooser).to_be_focused()
    count = block.locator("[data-row]").count()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(block.locator("[data-row]")).to_have_count(count + 1)
    expect(block).to_contain_text("added by you")
    assert violations(page) == []
    assert overflow(page) <= 0

    # What was said is kept, not only shown.
    work = block.get_attribute("data-says-of")
    noor.go(f"/work/{work}")
    added = page.locator("[data-row]").filter(has_text="added by you")
    expect(added).to_have_count(1)
    added.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.locator("[data-row]")).to_have_count(count)


def test_arrows_go_from_skill_to_skill(noor: Visitor) -> None:
    rows = noor.page.locator("[data-row]")
    rows.nth(0).get_by_role("button").first.focus()
    noor.page.keyboard.press("ArrowDown")
    expect(rows.nth(1).get_by_role("button").first).to_be_focused()
    noor.page.keyboard.press("ArrowUp")
    expect(rows.nth(0).get_by_role("button").first).to_be_focused()


def test_a_letter_does_nothing_elsewhere(noor: Visitor) -> None:
    before = noor.page.locator("[data-row]").all_inner_texts()
    noor.page.locator("h1").click()
    noor.page.keyboard.press("n")
    noor.go("/work/skills")
    assert noor.page.locator("[data-row]").all_inner_texts() == before


def test_many_at_once_without_script(demo_url: str, visit: Visiting) -> None:
    here = visit(demo_url, script=False)
    here.go("/sign-in")
    here.page.locator("form[action='/demo/developer'] button").click()
    here.go("/work/skills")
    here.speak("en")
    row = first_unanswered(here.page)
    row.get_by_role("checkbox").check()
    here.page.get_by_role("button", name="Refuse them").click()
    expect(row).to_contain_text("not mine")
    here.page.get_by_role("button", name="Undo these answers").click()
    expect(row).to_contain_text("Yes, mine")
