"""Every page can be used by everybody: axe finds nothing, nothing runs off a phone."""

from collections.abc import Iterator
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.addresses import FULL, MAIN, MORE, NOT_PAGES, OTHERS
from tests.browser.answers import ANSWERS
from tests.browser.axe import COLOURS, overflow, violations
from tests.browser.guests import Guests
from tests.browser.playing import Demo
from tests.browser.visiting import DESK, HEIGHT, PHONE


@pytest.fixture(scope="module")
def guests(browser: Browser, demo: Demo, demo_url: str) -> Iterator[Guests]:
    come = Guests(browser, demo, demo_url)
    yield come
    come.leave()


def widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})


def shine(page: Page, light: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=light)


def test_no_page_is_forgotten(app: Flask) -> None:
    shown = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert shown == {*MAIN, *FULL, *OTHERS} | NOT_PAGES


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("endpoint", MAIN)
def test_a_main_page_by_width_light_and_language(
    guests: Guests, endpoint: str, language: str
) -> None:
    here = guests.visit(*MAIN[endpoint], language)
    for width in (PHONE, DESK):
        widen(here.page, width)
        shine(here.page, "dark")
        assert violations(here.page, COLOURS) == [], f"{width} pixels, dark"
        shine(here.page, "light")
        assert violations(here.page) == [], f"{width} pixels, light"
    for width in (PHONE, 320):
        widen(here.page, width)
        assert overflow(here.page) <= 0, f"{width} pixels"
    assert here.complaints == []


@pytest.mark.parametrize("endpoint", FULL)
def test_a_full_page_wide_dark_and_in_dutch(guests: Guests, endpoint: str) -> None:
    here = guests.visit(*FULL[endpoint], "nl")
    widen(here.page, DESK)
    shine(here.page, "dark")
    assert violations(here.page) == []
    for width in (DESK, 320):
        widen(here.page, width)
        assert overflow(here.page) <= 0, f"{width} pixels"
    shine(here.page, "light")
    assert here.complaints == []


@pytest.mark.parametrize("name", [*FULL, *OTHERS, *MORE])
def test_another_page(guests: Guests, name: str) -> None:
    here = guests.visit(*(FULL | OTHERS | MORE)[name])
    widen(here.page, PHONE)
    assert overflow(here.page) <= 0
    assert violations(here.page) == []
    assert here.complaints == []


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_to_a_form(guests: Guests, name: str) -> None:
    who, path, fields, action, heading = ANSWERS[name]
    here = guests.visit(who, path)
    widen(here.page, PHONE)
    for field, text in fields.items():
        here.page.fill(field, text)
    here.press(guests.filled_in(action))
    expect(here.page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert overflow(here.page) <= 0
    assert violations(here.page) == []
    assert here.complaints == []
