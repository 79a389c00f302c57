"""Setting up a Jira in the browser: from nothing to the first linked ticket, against the double."""

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service import clock
from service.people import actions_links as links
from tests.atlassian.bodies import own, sent
from tests.browser import road
from tests.browser.axe import overflow, violations
from tests.browser.conftest import Folders, Visiting, url_of
from tests.browser.visiting import DESK, PHONE, Visitor
from tests.double import server
from tests.double.server import Double
from tests.double.world import World
from tests.running.installation import SETUP, Installation, Sender, installed

#: Where screenshots of the set-up are kept for the README, when this names a folder.
PICTURES = os.environ.get("GEZEL_PICTURES")


@pytest.fixture
def there() -> Iterator[Double]:
    """A Jira with three projects, a field for reviewers, and work finished weeks ago."""
    world = World()
    world.now = datetime.now(UTC)
    ann = world.user("ann", "Ann Lock")
    for key, name in (("HARB", "Harbour"), ("QUAY", "Quay"), ("HR", "People matters")):
        world.project(key, name)
    world.status("Shipped", "indeterminate")
    picker = "com.atlassian.jira.plugin.system.customfieldtypes:userpicker"
    world.fields.append({
        "id": "customfield_10050", "key": "customfield_10050", "name": "Reviewer", "custom": True,
        "schema": {"type": "user", "custom": picker, "customId": 10050},
    })  # fmt: skip
    for number in range(1, 31):
        begun = world.now - timedelta(days=60 - number)
        issue = world.issue("HARB", number, f"Keyboard path {number}", created=begun,
                            reporter=ann.id, assignee=ann.id)  # fmt: skip
        world.move(issue, "Done", ann.id, begun + timedelta(hours=2))
    with server.running(world) as double:
        yield double
    assert double.faults == []


@pytest.fixture
def empty(database_url: str, worker_id: str, tmp_path_factory: Folders) -> Iterator[Installation]:
    """Gezel with web and worker, where nothing is set up."""
    schema = f"gezel_set_up_{worker_id}"
    with installed(database_url, schema, tmp_path_factory.mktemp("empty")) as here:
        here.serve()
        here.work()
        yield here


def test_from_nothing_to_the_first_linked_ticket(
    empty: Installation, there: Double, visit: Visiting
) -> None:
    dana = visit(url_of(empty))
    come_in(dana, empty)
    road.add_rule(dana, "accessible-interfaces", "keyboard")
    page = dana.page
    a_product_is_chosen(dana)
    an_address_and_token_are_tried(page, there)
    what_is_taken_is_chosen(page)
    done_and_reviewed_are_said(page)
    the_webhook_is_made_and_heard(page, there)
    the_past_is_filled_in(page)
    it_is_all_found_again(dana)
    with empty.connect() as db:
        linked = db.execute("SELECT count(*) FROM link").fetchone()
        assert linked == (31,)  # the past and the first event
        kept = db.execute("SELECT DISTINCT project_key FROM work_item").fetchall()
        assert kept == [("HARB",)]


def come_in(dana: Visitor, here: Installation) -> None:
    with here.connect() as db, clock.at(datetime.now(UTC)):
        token = links.setup_link(db, SETUP)
    assert token
    road.set_up(dana, token)


def a_product_is_chosen(dana: Visitor) -> None:
    dana.go("/connections/new")
    looked_at(dana.page, "product")
    road.connect(dana, "Jira Cloud", "our-jira")


def an_address_and_token_are_tried(page: Page, there: Double) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Address and token")
    page.get_by_label("Where you open it").fill(there.url)
    page.get_by_label("E-mail address of the account").fill(there.world.email)
    page.get_by_label("API token").fill("wrong")
    page.get_by_role("button", name="Try it, and go on").click()
    expect(page.locator("#token-error")).to_contain_text("does not accept these credentials")
    expect(page.get_by_label("Where you open it")).to_have_value(there.url)
    expect(page.get_by_label("API token")).to_have_value("")
    looked_at(page, "access")
    page.get_by_label("API token").fill(there.world.api_token)
    page.get_by_role("button", name="Try it, and go on").click()
    expect(page.get_by_text("Gezel can ask there, as Gezel.")).to_be_visible()


def what_is_taken_is_chosen(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("What is taken")
    page.get_by_label("Harbour HARB").check()
    looked_at(page, "projects")
    page.get_by_label("Harbour HARB").uncheck()
    page.get_by_role("button", name="Take these, and go on").click()
    expect(page.locator("#chosen-error")).to_contain_text("Choose at least one")
    looked_at(page, "nothing-chosen")
    page.get_by_label("Harbour HARB").check()
    page.get_by_role("button", name="Take these, and go on").click()


def done_and_reviewed_are_said(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Done and reviewed")
    expect(page.get_by_label("Done", exact=True)).to_be_checked()
    page.get_by_label("Shipped").check()
    page.get_by_label("Reviewer").check()
    looked_at(page, "statuses")
    page.get_by_role("button", name="Keep this, and go on").click()


def the_webhook_is_made_and_heard(page: Page, there: Double) -> None:
    """The page turns by itself when the first event comes in."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Being heard")
    expect(page.get_by_text("Waiting for the first event.")).to_be_visible()
    page.get_by_role("link", name="A webhook of an administrator").click()
    page.get_by_role("button", name="Show a new secret").click()
    looked_at(page, "by-hand")
    page.get_by_role("link", name="I have done it: wait for the first event").click()
    page.get_by_role("button", name="Make the webhook").click()
    expect(page.get_by_text("The webhook is made.")).to_be_visible()
    looked_at(page, "hook")
    [made] = there.world.webhooks.values()
    port, path = re.fullmatch(r"http://127\.0\.0\.1:(\d+)(/.*)", made["url"]).groups()  # type: ignore[union-attr]
    jira = Sender(int(port), path.rpartition("/")[2], made["secret"])
    road.send(jira, first_event(there.world))
    expect(page.locator(".is-heard")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("Heard: the last event came")).to_be_visible()
    page.get_by_role("link", name="Go on", exact=True).click()


def the_past_is_filled_in(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("The past")
    page.get_by_role("button", name="Fill in the past").click()
    expect(page.get_by_text(re.compile("Filled in since .*: 30 pieces of work"))).to_be_visible(
        timeout=30_000
    )
    looked_at(page, "past")


def it_is_all_found_again(dana: Visitor) -> None:
    """What is set up says so, and each step can be opened again."""
    dana.go("/connections/our-jira/access")
    expect(dana.page.get_by_text("Gezel can ask http://127.0.0.1")).to_be_visible()
    looked_at(dana.page, "access-given")
    road.connect(dana, "Confluence Cloud", "our-pages")
    dana.go("/connections")
    expect(dana.page.get_by_text("Next in its set-up")).to_have_count(1)
    looked_at(dana.page, "list")
    dana.page.get_by_role("link", name=re.compile("Address and token ?: our-pages")).click()
    expect(dana.page.get_by_role("heading", level=1)).to_have_text("Address and token")


def test_by_oauth_there_and_back(
    database_url: str, worker_id: str, tmp_path_factory: Folders, there: Double, visit: Visiting
) -> None:
    """In a real browser: our content security policy and cookies must let the road pass."""
    schema, app = f"gezel_oauth_{worker_id}", {"GEZEL_ATLASSIAN_CLIENT_ID": "our app"}
    app |= {"GEZEL_ATLASSIAN_CLIENT_SECRET": there.world.client_secret}
    app |= {"GEZEL_ATLASSIAN_AUTH_URL": there.url, "GEZEL_ATLASSIAN_API_URL": there.url}
    with installed(database_url, schema, tmp_path_factory.mktemp("oauth"), **app) as here:
        here.serve()
        dana = visit(url_of(here))
        come_in(dana, here)
        page = road.connect(dana, "Jira Cloud", "our-jira")
        page.get_by_role("link", name="Allow it at Atlassian").click()
        looked_at(page, "oauth")
        page.get_by_role("link", name="Go to Atlassian").click()
        expect(page.get_by_text("Gezel can ask our site.")).to_be_visible()
        page.get_by_label("Harbour HARB").check()
        page.get_by_role("button", name="Take these, and go on").click()
        dana.go("/connections/our-jira/hook")
        page.get_by_role("button", name="Make the webhook").click()
        expect(page.get_by_text("The webhook is made.")).to_be_visible()
        [made] = there.world.webhooks.values()
        assert made["jqlFilter"] == 'project in ("HARB")'
        dana.go("/connections/our-jira/projects")
        page.get_by_label("Quay QUAY").check()
        page.get_by_role("button", name="Take these, and go on").click()
        [made] = there.world.webhooks.values()
        assert made["jqlFilter"] == 'project in ("HARB", "QUAY")'


def first_event(world: World) -> bytes:
    body = json.loads(json.dumps(own("jira-cloud/issue_created")))
    fields = body["issue"]["fields"]
    body["issue"] |= {"id": "999001", "key": "HARB-99"}
    fields["summary"] = "The keyboard finds the crane"
    fields["project"] |= {"key": "HARB", "id": world.projects["HARB"][0]}
    return sent(body)


def looked_at(page: Page, name: str) -> None:
    """No page of the set-up keeps anybody out or runs off a phone, in the light or in the dark."""
    size = page.viewport_size
    assert size
    for light in ("dark", "light"):
        page.emulate_media(color_scheme=light)
        assert violations(page) == []
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": size["height"]})
            assert overflow(page) <= 0
            if PICTURES:
                path = Path(PICTURES) / f"set-up-{name}-{width}-{light}.png"
                page.screenshot(path=path, full_page=width == PHONE)
    page.set_viewport_size(size)


def test_without_a_token_it_listens_and_says_what_can_be_done(
    empty: Installation, visit: Visiting
) -> None:
    dana: Visitor = visit(url_of(empty), script=False)
    come_in(dana, empty)
    page = road.connect(dana, "Jira Cloud", "quiet")
    page.get_by_role("link", name="Go on without, only listen").click()
    page.get_by_label("Others, by key").fill("HARB, QUAY")
    page.get_by_role("button", name="Take these, and go on").click()
    expect(page.get_by_text("2 chosen.")).to_be_visible()
    expect(page.get_by_text("Gezel only listens here")).to_be_visible()
    page.get_by_role("link", name="Go on", exact=True).click()
    page.get_by_role("link", name="A rule of Jira Automation").click()
    page.get_by_role("button", name="Show a new secret").click()
    expect(page.locator("#secret")).to_have_value(re.compile(r"[\w-]{43}"))
    page.get_by_role("link", name="I have done it: wait for the first event").click()
    expect(page.get_by_text("Waiting for the first event.")).to_be_visible()
    dana.go("/connections/quiet/past")
    expect(page.get_by_text("gezel import jira-csv export.csv --connection quiet")).to_be_visible()
