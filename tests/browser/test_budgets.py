"""Whole stories in the browser, in both languages: a member's wish, and a manager's plan."""

import io
import os
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, FloatRect, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visiting
from tests.browser.playing import Demo

PDF = FilePayload(name="bill.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 a bill")
RESERVED = {"en": "reserved", "nl": "gereserveerd"}
SHARED = {"en": "shared back", "nl": "teruggedeeld"}
CARRIED_OUT = {"en": "Carried out by Iris Bakker", "nl": "Uitgevoerd door Iris Bakker"}
AS_USUAL = {"en": "As usual:", "nl": "Zoals gewoonlijk:"}
GREW = {"en": "4 of 7 people", "nl": "4 van 7 mensen"}
PICTURES = os.environ.get("GEZEL_PICTURES")
MARGIN = 12  #: pixels below what a picture ends with


def keep_plan(page: Page, name: str) -> None:
    page.fill("#name", name)
    page.locator("form:has(#name) button").click()


def picture(page: Page, name: str, until: str) -> None:
    """The whole page; and as NAME-top.png what lies above the end of `until`, for the README."""
    if not PICTURES:
        return
    page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    last, size = page.locator(until).first.bounding_box(), page.viewport_size
    if last and size:
        clip: FloatRect = {
            "x": 0, "y": 0, "width": size["width"], "height": last["y"] + last["height"] + MARGIN,
        }  # fmt: skip
        page.screenshot(path=Path(PICTURES) / f"{name}-top.png", full_page=True, clip=clip)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_wish_from_first_thought_to_sharing_it_back(
    visit: Visiting, demo: Demo, demo_url: str, language: str
) -> None:
    noor = visit(demo_url)
    noor.come_in("developer", language)
    noor.go("/map")
    noor.follow("/budgets")
    picture(noor.page, f"development-{language}", ".g-sheet:has(.g-legend)")
    noor.follow(f"/budgets/{demo.parts['budget']}/ask")
    noor.page.fill("#title", f"A book on looms ({language})")
    noor.page.select_option("#kind", "book")
    noor.page.fill("#money", "40,50" if language == "nl" else "40.50")
    noor.page.fill("#minutes", "1:30")
    noor.page.fill("#why", "To see how others wove it.")
    noor.press("")
    request = noor.comes_to("/requests/")
    noor.press(f"{request}/send")
    expect(noor.page.locator(".g-lead .g-tag")).to_have_text(RESERVED[language])
    noor.page.fill("#money", "38")
    noor.press(f"{request}/purchase")
    expect(noor.page.locator("#file-error")).to_be_visible()
    assert violations(noor.page) == []
    noor.page.set_input_files("#file", files=[PDF])
    noor.press(f"{request}/purchase")
    with noor.page.expect_download() as saved:
        noor.page.locator("a[href^='/proofs/']").click()
    assert saved.value.suggested_filename == "bill.pdf"
    noor.press(f"{request}/complete")
    noor.page.fill("#tried", "I wove the first row anew.")
    noor.press(f"{request}/share")
    expect(noor.page.locator(".g-lead .g-tag")).to_have_text(SHARED[language])
    assert violations(noor.page) == []
    noor.go(f"/budgets/{demo.parts['budget']}")
    line = noor.page.locator(".g-ledger tbody tr", has_text=f"({language})").first
    expect(line).to_contain_text(re.compile(r"−\s€\s38"))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_plan_from_a_suggestion_to_the_finance_system(
    visit: Visiting, demo: Demo, demo_url: str, language: str
) -> None:
    iris = visit(demo_url)
    iris.come_in("lead", language)
    iris.go("/budgets/all")
    mobile = iris.page.locator("main h2 a", has_text="Mobile").get_attribute("href")
    assert mobile
    iris.go(mobile)
    iris.follow(f"{mobile}/plan")
    picture(iris.page, f"planning-{language}", "#aid ~ .g-sheet")
    keep_plan(iris.page, f"As usual ({language})")
    iris.go(f"{mobile}/plan")
    before = iris.page.locator(".g-lead").inner_text()
    iris.page.fill("#reserve", "80")
    iris.page.locator("#floor").focus()
    expect(iris.page.locator(".g-lead")).not_to_have_text(before)
    expect(iris.page.locator("#effect[role=status]")).to_contain_text(AS_USUAL[language])
    expect(iris.page.locator("#floor")).to_be_focused()
    iris.page.fill("#reserve", "200")
    iris.page.locator("#floor").focus()
    expect(iris.page.locator("#effect")).to_contain_text("90")
    expect(iris.page.locator("#reserve")).to_have_attribute("aria-invalid", "true")
    iris.page.fill("#reserve", "80")
    for way in ("button", "a"):
        with iris.page.expect_navigation():
            iris.page.locator(f"#assume {way}").click()
    keep_plan(iris.page, f"Spring ({language})")
    plan = iris.comes_to("/plans/")
    with iris.page.expect_navigation():
        iris.page.locator("button[name='yes']").first.click()
    iris.follow(iris.page.locator("a[href*='/beside/']").first.get_attribute("href") or "")
    assert violations(iris.page) == []
    iris.go(plan)
    iris.press(f"{plan}/commit")
    expect(iris.page.locator(".g-lead")).to_contain_text(CARRIED_OUT[language])
    with iris.page.expect_download() as saved:
        iris.page.locator("a[href$='plan.xlsx']").click()
    book = load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes()))
    rows = list(book.worksheets[0].values)
    told = iris.page.locator(".g-planline > .g-money").all_inner_texts()
    assert sum(int(str(row[5])) for row in rows[1:]) == sum(int(re.sub(r"\D", "", t)) for t in told)
    iris.go(f"/budgets/{demo.parts['budget_before']}/after")
    expect(iris.page.locator("#against ~ * tbody tr").first).to_contain_text(
        "3.250" if language == "nl" else "3,250"
    )
    expect(iris.page.locator("section:has(#grew)")).to_contain_text(GREW[language])
    assert violations(iris.page) == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_team_sees_its_strengths_and_two_meet(
    visit: Visiting, demo_url: str, language: str
) -> None:
    noor = visit(demo_url)
    noor.come_in("developer", language)
    noor.go("/map")
    noor.follow("/team")
    expect(noor.page.locator(".g-weave tbody tr:not(.g-area-row)")).not_to_have_count(0)
    picture(noor.page, f"team-{language}", ".g-sheet:has(.g-weave)")
    meet = noor.page.locator("form[action$='/introduce'] button")
    before = meet.count()
    with noor.page.expect_navigation():
        meet.first.click()
    expect(meet).to_have_count(before - 1)
    noor.go("/team/share")
    noor.page.locator("input[name='how'][value='counted']").check()
    noor.send()
    assert violations(noor.page) == []
    noor.page.locator("input[name='how'][value='named']").check()
    noor.send()
