"""A Chromium of the system, and Gezel served from processes of its own."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from service.db import pool
from service.settings import Settings
from tests.browser.playing import Demo, played
from tests.browser.visiting import DESK, Visitor, visitor
from tests.running.installation import KEY, Installation, free_port, installed

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
#: Nothing but our pages: no look-ups, no updates, and as root no sandbox.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)

Visiting = Callable[..., Visitor]
Folders = pytest.TempPathFactory


def chromium_path() -> str:
    """Where Chromium is; without one a failure in CI, and elsewhere no test."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found:
        return found
    missing = f"There is no browser here: install one of {', '.join(NAMES)}."
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


# Ends with this package: its event loop would be in the way of tests with a loop of their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demo(database_url: str, worker_id: str) -> Iterator[Demo]:
    """The demo organisation, played once for all these tests."""
    schema = f"gezel_browser_{worker_id}"
    yield played(Settings(database_url, KEY, schema, demo=True))
    with pool.connect(database_url, schema) as db:
        db.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(scope="package")
def demo_url(browser: Browser, demo: Demo, tmp_path_factory: Folders) -> Iterator[str]:
    """Where the demo answers. It says that it mails, but no worker runs that would."""
    at = demo.settings
    extra = {"GEZEL_DEMO": "true", "GEZEL_SMTP_URL": "smtp://127.0.0.1:9"}
    folder = tmp_path_factory.mktemp("demo")
    here = Installation(at.database_url, at.database_schema, folder, free_port(), extra)
    try:
        here.serve()
        yield url_of(here)
    finally:
        here.stop()


@pytest.fixture(scope="package")
def house(
    browser: Browser, database_url: str, worker_id: str, tmp_path_factory: Folders
) -> Iterator[Installation]:
    """Gezel with web and worker, where nobody has come in yet."""
    schema = f"gezel_house_{worker_id}"
    with installed(database_url, schema, tmp_path_factory.mktemp("house")) as here:
        here.serve()
        here.work()
        yield here


def url_of(here: Installation) -> str:
    return f"http://127.0.0.1:{here.port}"


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visiting]:
    """New browsers for a test, closed after it; one that complained fails the test."""
    opened: list[Visitor] = []

    def new(url: str, width: int = DESK, script: bool = True) -> Visitor:
        opened.append(visitor(browser, url, width, script))
        return opened[-1]

    yield new
    for one in opened:
        one.page.context.close()
    assert [complaint for one in opened for complaint in one.complaints] == []
