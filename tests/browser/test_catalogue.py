"""A steward shapes the catalogue in a browser, and nobody loses what was said of them."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visiting
from tests.browser.playing import Demo


def test_a_steward_merges_two_skills_and_history_stands_under_the_new_one(
    demo: Demo, demo_url: str, visit: Visiting
) -> None:
    iris = visit(demo_url)
    iris.go("/sign-in")
    iris.page.locator("form[action='/demo/lead'] button").click()
    iris.speak("en")
    iris.go("/map/mentoring")
    before = history(iris.page)
    assert before["lines"] > 1
    assert before["trying"]
    iris.go("/catalogue/mentoring")
    the_merge_is_chosen_by_keyboard(iris.page)
    moves = iris.page.get_by_role("region", name="What moves to Giving feedback")
    expect(moves).to_contain_text("1 rule")
    expect(moves).to_contain_text("people said of themselves")
    assert violations(iris.page) == []
    moves.get_by_role("button", name="Merge them").press("Enter")
    expect(iris.page.get_by_role("heading", level=1)).to_have_text("Giving feedback")
    expect(iris.page.get_by_role("status")).to_contain_text("The old address leads here")
    assert violations(iris.page) == []
    iris.go("/map/mentoring")
    assert iris.page.url == f"{demo_url}/map/giving-feedback"
    assert history(iris.page) == before
    assert violations(iris.page) == []
    iris.go("/map")
    rows = iris.page.locator(".g-rows")
    expect(rows.get_by_role("link", name="Giving feedback")).to_have_count(1)
    expect(rows.get_by_role("link", name="Mentoring")).to_have_count(0)


def the_merge_is_chosen_by_keyboard(page: Page) -> None:
    page.get_by_role("link", name="Merge it into another skill").press("Enter")
    choice = page.get_by_label("Which skill does it become part of?")
    choice.focus()
    choice.select_option(label="Giving feedback")
    page.get_by_role("button", name="See what would move").press("Enter")


def history(page: Page) -> dict[str, Any]:
    """How much stands on the page of a skill, and what its reader tries."""
    return {
        "lines": page.locator(".g-time > li").count(),
        "dots": page.locator("main svg .g-seen").count(),
        "trying": page.locator(".g-sheet-mine .g-words").all_inner_texts(),
    }


def test_a_proposal_goes_from_a_colleague_to_a_steward_and_back(
    demo: Demo, demo_url: str, visit: Visiting
) -> None:
    noor, iris = visit(demo_url), visit(demo_url)
    for one, door in ((noor, "developer"), (iris, "lead")):
        one.go("/sign-in")
        one.page.locator(f"form[action='/demo/{door}'] button").click()
        one.speak("en")
    noor.go("/catalogue/pairing")
    noor.page.get_by_role("link", name="Propose other words").click()
    noor.page.locator("#name_en").fill("Working in twos")
    noor.page.get_by_role("button", name="Send to the stewards").click()
    expect(noor.page.locator("ins")).to_contain_text("Working in twos")
    iris.go("/proposals/waiting")
    iris.page.get_by_role("link", name="Working in twos").click()
    iris.page.get_by_label("A word to Noor de Wit").fill("That says it better.")
    iris.page.get_by_role("button", name="Accept as it stands").click()
    noor.go("/")
    noor.page.get_by_role("link", name="Your proposal about Working in twos").click()
    expect(noor.page.locator("main")).to_contain_text("That says it better.")
    noor.go("/catalogue/pairing")
    expect(noor.page.get_by_role("heading", level=1)).to_have_text("Working in twos")
