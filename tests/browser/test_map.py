"""The map and the page of a skill in browsers: by eye, by ear and on paper, they say the same."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FloatRect, Page

from service.growth.scale import window
from service.web.texts import SEEN
from tests.browser import drawn
from tests.browser.axe import ALL, COLOURS, overflow, violations
from tests.browser.conftest import Visiting
from tests.browser.playing import PASSWORD, Demo
from tests.browser.visiting import DESK, HEIGHT, PHONE, Visitor

#: Where screenshots are kept, when this names a folder.
PICTURES = os.environ.get("GEZEL_PICTURES")
#: Who comes to see their map, by the door of the demo or with a password, and one skill on it.
NOTHING, LITTLE, MUCH = "beginner", "little", "developer"
DOORS = (MUCH, "administrator")
PAPER = 718  #: CSS pixels of a page of A4 within its margins
LIGHTS: dict[str, dict[str, Any]] = {
    "light": {"media": "screen", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
}
RULES: dict[str, dict[str, Any]] = {"light": ALL, "dark": COLOURS}
MARGIN = 24  #: pixels below a legend
NEAR = 0.06  #: of a level: figures are told in tenths
HALF_A_WEEK = 3.5 / 550
SAW = {level: str(told) for level, told in SEEN.items()}
Enter = Callable[..., Visitor]


@pytest.fixture
def enter(visit: Visiting, demo: Demo, demo_url: str) -> Enter:
    """Somebody comes in, in this language."""

    def come(who: str, language: str = "en") -> Visitor:
        here: Visitor = visit(demo_url)
        if who in DOORS:
            here.go("/sign-in")
            here.page.locator(f"form[action='/demo/{who}'] button").click()
        else:
            here.sign_in(str(demo.parts[who]), PASSWORD)
        here.speak(language)
        return here

    return come


def keep(page: Page, name: str) -> None:
    """The whole page; and as NAME-top.png what lies above its legend, for the README."""
    if not PICTURES:
        return
    page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    legends, size = page.locator(".g-legend"), page.viewport_size
    legend = legends.first.bounding_box() if legends.count() else None
    if legend and size:
        height = legend["y"] + legend["height"] + MARGIN
        clip: FloatRect = {"x": 0, "y": 0, "width": size["width"], "height": height}
        page.screenshot(path=Path(PICTURES) / f"{name}-top.png", full_page=True, clip=clip)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("who", [NOTHING, LITTLE, MUCH])
@pytest.mark.parametrize("what", ["map", "skill"])
def test_it_reads_on_a_phone_a_desk_and_paper(
    demo: Demo, enter: Enter, what: str, who: str, language: str
) -> None:
    here = enter(who, language)
    here.go("/map")
    if what == "skill":
        here.go(a_skill(here.page) or f"/map/{demo.parts['seen']}")
    name = f"{what}-{who}-{language}"
    for width in (PHONE, DESK):
        here.page.set_viewport_size({"width": width, "height": HEIGHT})
        for light, media in LIGHTS.items():
            here.page.emulate_media(**media)
            assert violations(here.page, RULES[light]) == [], f"{width} pixels, {light}"
            assert overflow(here.page) <= 0, f"{width} pixels, {light}"
            keep(here.page, f"{name}-{width}-{light}")
    here.page.set_viewport_size({"width": PAPER, "height": HEIGHT})
    here.page.emulate_media(media="print", color_scheme="dark")
    on_paper(here.page)
    keep(here.page, f"{name}-print")


def a_skill(page: Page) -> str | None:
    """The first skill on this map that anybody said a word about."""
    with_words = page.locator(".g-rows > li:has(.g-strip .g-word) .g-skill a")
    return with_words.first.get_attribute("href") if with_words.count() else None


def on_paper(page: Page) -> None:
    """Dark on white whatever the screen; nothing that one would click; nothing cut off."""
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert violations(page) == [], "print"
    assert overflow(page) <= 0, "print"
    for what in ("nav.g-nav", "form", ".btn", "summary"):
        assert not any(one.is_visible() for one in page.locator(what).all()), what


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize(
    ("who", "language"), [(LITTLE, "en"), (MUCH, "nl"), ("administrator", "en")]
)
def test_the_table_of_the_map_holds_what_it_draws(
    enter: Enter, who: str, language: str, width: int
) -> None:
    here = enter(who, language)
    here.go("/map")
    here.page.set_viewport_size({"width": width, "height": HEIGHT})
    rows, (table,) = drawn.drawn_rows(here.page), drawn.tables(here.page).values()
    names = drawn.level_names(here.page)
    assert [row["name"] for row in rows] == [cells[0] for cells in table]
    assert any(row["leaf"] for row in rows) == (who != LITTLE)
    for row, cells in zip(rows, table, strict=True):
        same_row(row, cells, names)
    same_wishes(rows, [cells[4] for cells in table])


def same_wishes(rows: list[dict[str, Any]], told: list[str]) -> None:
    """As many dots as the wish is great; a focus has a thread in their place."""
    dots = {(wish, row["wish"]) for row, wish in zip(rows, told, strict=True) if shows_wish(row)}
    assert len(dots) == len({wish for wish, _ in dots}) == len({number for _, number in dots})


def shows_wish(row: dict[str, Any]) -> bool:
    return row["mine"] is not None and not row["is_focus"]


def same_row(row: dict[str, Any], cells: list[str], names: list[str]) -> None:
    name, _, mine, seen, _, worked, _ = cells
    told = drawn.figures(seen) if row["leaf"] else []
    leaves = [row[sign] for sign in ("leaf", "was") if row[sign]]
    assert len(told) == len(leaves), name
    for one, (start, end) in zip(told, leaves, strict=True):
        assert (drawn.level(start), drawn.level(end)) == near(one.low, one.high), name
    assert row["said"] == (None if leaves else seen), name
    if row["mine"] is None:
        assert mine not in names, name
    else:
        assert drawn.level(row["mine"]) == near(names.index(mine) + 1), name
    assert [n for n in row["marks"] if n] == drawn.numbers(worked), name


def near(*numbers: float) -> Any:
    return pytest.approx(numbers if len(numbers) > 1 else numbers[0], abs=NEAR)


@pytest.mark.parametrize("who", [LITTLE, MUCH, "administrator"])
def test_the_tables_of_a_skill_hold_what_it_draws(enter: Enter, who: str) -> None:
    """Of every skill on the map of this person."""
    here = enter(who)
    here.go("/map")
    links = here.page.locator(".g-skill a").all()
    paths = [str(link.get_attribute("href")) for link in links]
    charts = [same_chart(here, path) for path in paths]
    for sign in ("dots", "bands", "leaf"):
        assert any(chart[sign] for chart in charts) == (who != LITTLE), sign


def same_chart(here: Visitor, path: str) -> dict[str, Any]:
    """The picture of a skill, once its tables were found to hold the same."""
    here.go(path)
    chart, told = drawn.drawn_chart(here.page), drawn.tables(here.page)
    names = drawn.level_names(here.page)
    same_work(chart, told.get("Work and what colleagues saw", []))
    same_ranges(chart, told.get("The range over time", []))
    same_places(chart, told.get("Where I placed myself", []), names)
    return chart


def same_work(chart: dict[str, Any], table: list[list[str]]) -> None:
    """A tick a piece of work, and a dot an observation, at its day and level."""
    lines = [(day, line) for day, _, told in table for line in told.split("\n")]
    said = [(day, line) for day, line in lines if ": " in line]
    labels = [f"{line.split(': ')[0]}, {day}: {line.split(': ')[1]}" for day, line in said]
    assert sorted(dot["label"] for dot in chart["dots"]) == sorted(labels)
    for dot in chart["dots"]:
        (_, day), seen = dot["label"].split(": ")[0].rsplit(", ", 1), dot["label"].split(": ")[1]
        seen, _, more = seen.partition("; ")
        x, y = dot["at"]
        assert SAW[round(drawn.level(y))] == seen
        assert x == pytest.approx(part_of(day), abs=0.01)
        assert dot["open"] == bool(more)
    words = [told for _, _, told in table if ": " in told or "words by" in told]
    thanks = [told for _, _, told in table if "thanks by" in told]
    assert chart["marks"] == [len(table), len(words), len(thanks)]


def same_ranges(chart: dict[str, Any], table: list[list[str]]) -> None:
    """The band goes through every range of the table, and is broken where there is none."""
    band = {x: ends for one in chart["bands"] for x, ends in drawn.ranges_at(one).items()}
    assert bool(band) == bool(table)
    for day, told in table:
        x = min(band, key=lambda x: abs(x / 100 - part_of(day)))
        is_there = abs(x / 100 - part_of(day)) < HALF_A_WEEK
        assert is_there == bool(drawn.figures(told)), day
        for one in drawn.figures(told):
            assert band[x] == near(one.low, one.high), day
    now = [near(one.low, one.high) for _, told in table[:1] for one in drawn.figures(told)]
    leaf = [tuple(map(drawn.level, chart["leaf"]))] if chart["leaf"] else []
    assert leaf == now


def same_places(chart: dict[str, Any], table: list[list[str]], names: list[str]) -> None:
    """My line, at one level after the other as far back as the picture goes."""
    turns: list[tuple[str, str]] = []
    for day, mine, _ in table[::-1]:
        if not turns or turns[-1][1] != mine:
            turns.append((day, mine))
    ends = [part_of(day) for day, _ in turns[1:]] + [1.0]
    seen = [mine for (_, mine), end in zip(turns, ends, strict=bool(turns)) if end > 0]
    drawn_at = [names[round(drawn.level(y)) - 1] for y in chart["mine"]]
    assert drawn_at == [mine for mine in seen if mine in names]


def part_of(day: str) -> float:
    """Where a day of a table ("3 March", or with its year) lies in the time of the picture."""
    shown = window(datetime.now(UTC))
    named = day if day[-1].isdigit() else f"{day} {shown.until.year}"
    time = datetime.strptime(named, "%d %B %Y").replace(tzinfo=shown.until.tzinfo)
    return (time - shown.since) / (shown.until - shown.since)
