"""What a picture of growth shows as it is drawn, in levels and counts, beside its table."""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

#: Each row of the map: where its signs stand in its field, as parts of the field's width.
ROWS = """() => [...document.querySelectorAll('.g-rows > li')].map(li => {
  const field = li.querySelector('.g-field svg').getBoundingClientRect();
  const part = x => (x - field.left) / field.width;
  const ends = sign => {
    const found = li.querySelector(`.g-field ${sign}`)?.getBoundingClientRect();
    return found ? [part(found.left), part(found.right)] : null;
  };
  const middle = sign => {
    const at = ends(sign);
    return at && (at[0] + at[1]) / 2;
  };
  const marks = sign => li.querySelectorAll(`.g-strip ${sign}`).length;
  return {
    name: li.querySelector('.g-skill a').textContent.trim(),
    leaf: ends('.g-seen') || ends('.g-seen-old'), was: ends('.g-seen-was'),
    mine: middle('use.g-mine'), said: li.querySelector('.g-say')?.textContent.trim() ?? null,
    marks: ['.g-work', '.g-word', '.g-thanks'].map(marks),
    wish: li.querySelectorAll('.g-field .g-wish').length, is_focus: !!li.querySelector('.g-thread'),
  };
})"""
#: The picture of a skill: dots, my line and corners of the band in parts of its height and width.
CHART = """() => {
  const plot = document.querySelector('.g-plot'), box = plot.getBoundingClientRect();
  const part = found => {
    const at = found.getBoundingClientRect();
    return [(at.left + at.right) / 2, (at.top + at.bottom) / 2];
  };
  const place = ([x, y]) => [(x - box.left) / box.width, (box.bottom - y) / box.height];
  const leaf = document.querySelector('.g-end .g-seen')?.getBoundingClientRect();
  return {
    dots: [...plot.querySelectorAll('a')].map(a => ({
      label: a.getAttribute('aria-label'), at: place(part(a.querySelector('.g-obs'))),
      open: !!a.querySelector('.g-atleast'),
    })),
    mine: [...plot.querySelectorAll('.g-me-line')].map(line => place(part(line))[1]),
    leaf: leaf ? [leaf.bottom, leaf.top].map(y => (box.bottom - y) / box.height) : null,
    bands: [...plot.querySelectorAll('.g-band')].map(path => path.getAttribute('d')),
    marks: ['.g-work', '.g-word', '.g-thanks'].map(
      sign => document.querySelectorAll(`.g-under ${sign}`).length),
  };
}"""
#: By what a region is called, the cells of the table in it, opened first.
TABLES = """() => {
  document.querySelectorAll('details:has(table)').forEach(one => { one.open = true; });
  return Object.fromEntries([...document.querySelectorAll('details [role=region]')].map(region => [
    region.getAttribute('aria-label'),
    [...region.querySelector('tbody').rows].map(row => [...row.cells].map(c => c.innerText.trim())),
  ]));
}"""
FIGURE = re.compile(r"\d[.,]\d")


@dataclass(frozen=True)
class Figures:
    """A range as a table says it."""

    level: float
    low: float
    high: float


def drawn_rows(page: Page) -> list[dict[str, Any]]:
    return list(page.evaluate(ROWS))


def drawn_chart(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(CHART))


def tables(page: Page) -> dict[str, list[list[str]]]:
    """The cells of each table that stands for a picture, by its name."""
    return dict(page.evaluate(TABLES))


def level_names(page: Page) -> list[str]:
    """Along the axis, lowest first."""
    found = page.locator(".g-scale ol b, .g-chart > ol li").all_text_contents()
    return found if page.locator(".g-scale").count() else found[::-1]


def level(part: float) -> float:
    """What a place along the axis means: each level owns a fifth."""
    return part * 5 + 0.5


def figures(cell: str) -> list[Figures]:
    """Every "about 2.7, between 2.3 and 3.1" of a cell, in either language."""
    found = [float(one.replace(",", ".")) for one in FIGURE.findall(cell)]
    return [Figures(*found[n : n + 3]) for n in range(0, len(found), 3)]


def numbers(cell: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", cell)]


def ranges_at(band: str) -> dict[float, tuple[float, float]]:
    """Between what levels a band lies, by where it is along time (hundredths)."""
    corners = [tuple(map(float, one.split())) for one in re.split("[ML]", band.strip("Z"))[1:]]
    half = len(corners) // 2
    upper, lower = corners[:half], corners[half:][::-1]
    return {
        x: (level(1 - low / 100), level(1 - high / 100))
        for (x, high), (_, low) in zip(upper, lower, strict=True)
    }
