"""What axe has against a page: WCAG 2.0 to 2.2, levels A and AA, and best practice."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

ALL: dict[str, Any] = {"rules": {"target-size": {"enabled": True}}}
#: All that the dark theme changes: it gives other values to colours, and to nothing else.
COLOURS: dict[str, Any] = {"runOnly": ["color-contrast", "link-in-text-block"]}
RUN = "options => axe.run(document, {resultTypes: ['violations'], ...options})"


def violations(page: Page, options: dict[str, Any] = ALL) -> list[str]:
    """One line for each element that breaks a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, options)["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
