"""Wishes that others have a say in, in the browser: advice, and approval with its noes."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visiting
from tests.browser.visiting import Visitor

PNG = FilePayload(name="bill.png", mimeType="image/png", buffer=b"\x89PNG\r\n\x1a\n a bill")
MONEY = {"en": "420.50", "nl": "420,50"}
STATE = {
    "advice": {"en": "advice is asked", "nl": "advies is gevraagd"},
    "pending": {"en": "waits for approval", "nl": "wacht op goedkeuring"},
    "committed": {"en": "reserved", "nl": "gereserveerd"},
    "purchased": {"en": "bought", "nl": "gekocht"},
    "declined": {"en": "not this way", "nl": "niet zo"},
}


def ask(noor: Visitor, budget: str, title: str, language: str) -> str:
    """A wish of Noor's, as a draft; the address of its page."""
    noor.go("/budgets")
    there = noor.page.locator("div:has(> .g-envelope)", has_text=budget)
    there.locator("a[href*='/ask']").click()
    noor.page.fill("#title", title)
    noor.page.select_option("#kind", "course")
    noor.page.fill("#money", MONEY[language])
    noor.page.fill("#why", "To let the quiet ones speak first.")
    noor.press("")
    return noor.comes_to("/requests/")


def is_now(here: Visitor, state: str, language: str) -> None:
    expect(here.page.locator(".g-lead .g-tag")).to_have_text(STATE[state][language])
    assert violations(here.page) == []


def to_what_waits(here: Visitor, title: str) -> None:
    """From Today to the wish that waits for this reader."""
    here.go("/")
    here.page.locator("main a", has_text=title).first.click()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_two_give_advice_and_who_asked_decides(
    visit: Visiting, demo_url: str, language: str
) -> None:
    noor, iris, dana = (visit(demo_url) for _ in range(3))
    advisers = (iris, "lead", "Iris Bakker"), (dana, "administrator", "Dana Hoekstra")
    noor.come_in("developer", language)
    title = f"A course in asking ({language})"
    wish = ask(noor, "Payments", title, language)
    for field, (_, _, name) in zip(("#affected", "#knows"), advisers, strict=True):
        noor.page.select_option(field, label=name)
    noor.send(f"{wish}/send")
    is_now(noor, "advice", language)
    for adviser, door, name in advisers:
        adviser.come_in(door, language)
        to_what_waits(adviser, title)
        adviser.page.fill("#said", f"Do it, says {name}.")
        with adviser.page.expect_navigation():
            adviser.page.locator("form[action$='/say'] button").click()
        noor.go(wish)
        expect(noor.page.locator("section:has(#advice)")).to_contain_text(f"Do it, says {name}.")
        noor.page.fill("form[action$='/answer'] textarea", "I shall.")
        with noor.page.expect_navigation():
            noor.page.locator("form[action$='/answer'] button").click()
    noor.send(f"{wish}/commit")
    is_now(noor, "committed", language)
    noor.page.set_input_files("#file", files=[PNG])
    noor.send(f"{wish}/purchase")
    is_now(noor, "purchased", language)
    expect(noor.page.locator("a[href^='/proofs/']")).to_have_text("bill.png")
    iris.go(wish)
    expect(iris.page.locator("section:has(#advice)")).to_contain_text("I shall.")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_approval_asks_first_and_has_conditions(
    visit: Visiting, demo_url: str, language: str
) -> None:
    noor, iris = visit(demo_url), visit(demo_url)
    noor.come_in("developer", language)
    iris.come_in("lead", language)
    title = f"A course the fund pays ({language})"
    wish = ask(noor, "Sector fund", title, language)
    noor.send(f"{wish}/send")
    is_now(noor, "pending", language)
    expect(noor.page.locator("main")).to_contain_text("Ines Carvalho, Iris Bakker")
    to_what_waits(iris, title)
    iris.page.locator("details:has(form[action$='/question']) summary").click()
    iris.page.fill("form[action$='/question'] textarea", "Which of the two weeks?")
    with iris.page.expect_navigation():
        iris.page.locator("form[action$='/question'] button").click()
    to_what_waits(noor, title)
    noor.page.fill("#said", "The first.")
    noor.send(f"{wish}/answer")
    iris.go(wish)
    iris.page.fill("#conditions", "Tell the fund in spring.")
    iris.send(f"{wish}/approve")
    is_now(iris, "committed", language)
    noor.go(wish)
    for words in ("Which of the two weeks?", "The first.", "Tell the fund in spring."):
        expect(noor.page.locator("section:has(#log)")).to_contain_text(words)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_no_has_a_reason_and_another_way(visit: Visiting, demo_url: str, language: str) -> None:
    noor, iris = visit(demo_url), visit(demo_url)
    noor.come_in("developer", language)
    iris.come_in("lead", language)
    title = f"A far conference ({language})"
    wish = ask(noor, "Sector fund", title, language)
    noor.send(f"{wish}/send")
    to_what_waits(iris, title)
    iris.page.locator("details:has(form[action$='/decline']) summary").click()
    iris.page.fill("#reason", "The fund pays no travel.")
    iris.page.fill("#alternative", "The one in March, near here.")
    iris.send(f"{wish}/decline")
    is_now(iris, "declined", language)
    to_what_waits(noor, title)
    for words in ("The fund pays no travel.", "The one in March, near here."):
        expect(noor.page.locator("section:has(#log)")).to_contain_text(words)
    is_now(noor, "declined", language)
