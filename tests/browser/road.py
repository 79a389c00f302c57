"""The steps of the road, as people take them in their browsers."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import Visitor
from tests.running.installation import Sender

PASSWORD = "three words in a row"
RECORDED = Path(__file__).parents[1] / "payloads" / "jira-cloud"
#: Who they are in the recorded bodies, and here.
CAST = {"Noor Haverman": "Bob Weaver", "Iris Tamboer": "Alice Spinner"}
PATIENCE = 20.0


def may_be_asked_at_any_hour(one: Visitor) -> None:
    """No days off and no quiet hours, so that it does not matter when this is played."""
    one.go("/settings/pace")
    for day in ("Saturday", "Sunday"):
        one.page.get_by_label(day).uncheck()
    for label in ("From", "Until"):
        one.page.get_by_label(label, exact=True).first.select_option("0")
    one.page.get_by_role("button", name="Keep my pace").click()
    expect(one.page.get_by_role("checkbox", name="Sunday")).not_to_be_checked()
    one.go("/")


# setting up ─────────────────────────────────────────────────────────────────────────────────


def set_up(dana: Visitor, token: str) -> None:
    """The first administrator comes in, and brings the skills."""
    dana.go(f"/setup/{token}")
    _fill(dana.page, {"Your name": "Dana Reed", "E-mail": "dana@example.org"})
    choose_password(dana, "Begin")
    choose_how_to_be_asked(dana, "Only when I ask")
    dana.go("/skills")
    dana.page.get_by_role("button", name="Start with the forty skills").click()


def add_rule(dana: Visitor, slug: str, title_word: str) -> None:
    dana.go(f"/rules/new/{slug}")
    dana.page.get_by_label("What to look at").select_option("title")
    dana.page.get_by_label("Values, with commas").fill(title_word)
    dana.page.get_by_role("button", name="See what it would do").click()
    dana.page.get_by_role("button", name="Keep this rule").click()


def make_team(dana: Visitor, name: str) -> None:
    """A team that takes part."""
    dana.go("/teams")
    dana.page.get_by_label("Name").fill(name)
    dana.page.locator("form[action='/teams'] button").click()
    dana.page.get_by_role("button", name="The team takes part").click()


def invite(dana: Visitor, name: str, team: str | None = None) -> str:
    """The link to hand over."""
    dana.go("/people/invite")
    _fill(dana.page, {"Name": name, "E-mail": f"{name.split()[0].lower()}@example.org"})
    if team:
        dana.page.get_by_label("Team").select_option(label=team)
    dana.page.get_by_role("button", name="Invite").click()
    return dana.page.get_by_label(name).input_value()


def connect(dana: Visitor, product: str, name: str) -> Page:
    """A new connection, at its first step."""
    dana.go("/connections")
    dana.page.get_by_role("link", name=re.compile("^Connect ")).click()
    dana.page.get_by_label(product).check()
    dana.page.get_by_label("What it is called here").fill(name)
    dana.page.get_by_role("button", name="Go on").click()
    return dana.page


def add_jira(dana: Visitor, name: str, takes_all: bool = True) -> tuple[str, str]:
    """Address and secret for the webhook in Jira, of which everything is taken or nothing yet."""
    page = connect(dana, "Jira Cloud", name)
    dana.go(f"/connections/{name}/hook/webhook")
    page.get_by_role("button", name="Show a new secret").click()
    told = page.locator("#address").input_value(), page.locator("#secret").input_value()
    if takes_all:
        dana.go(f"/connections/{name}/projects")
        page.get_by_label("everything, new ones too").check()
        page.get_by_role("button", name="Take these, and go on").click()
    return told


def match(dana: Visitor, account: str) -> None:
    """Say that an account belongs to the person of the same first name."""
    dana.go("/accounts")
    dana.page.get_by_role("link", name=f"Whose is {account}?").click()
    dana.page.get_by_role("button", name="It is theirs").click()


# coming in ──────────────────────────────────────────────────────────────────────────────────


def come_in(guest: Visitor, link: str, asking: str) -> None:
    """Open an invitation, choose a password, read what Gezel does, and choose."""
    guest.go(link.removeprefix(guest.url))
    choose_password(guest, "Keep it and go in")
    choose_how_to_be_asked(guest, asking)


def choose_password(guest: Visitor, button: str) -> None:
    guest.page.locator("#password").fill(PASSWORD)
    guest.page.get_by_role("button", name=button).click()


def choose_how_to_be_asked(guest: Visitor, asking: str) -> None:
    guest.page.wait_for_url("**/welcome")
    expect(guest.page.get_by_role("heading", name="What it never does")).to_be_visible()
    guest.page.get_by_label(asking).check()
    guest.page.get_by_role("button", name="That is my choice").click()
    guest.page.wait_for_url(re.compile(r"/$"))


# Jira ───────────────────────────────────────────────────────────────────────────────────────


def send(jira: Sender, body: bytes) -> None:
    """One signed delivery, over a connection of its own."""
    answer = requests.post(
        f"http://127.0.0.1:{jira.port}{jira.path}", body, headers=jira.headers(body), timeout=10
    )
    assert answer.status_code == 202


def recorded(name: str, now: datetime) -> dict[str, Any]:
    """A body of Jira Cloud about a ticket made two days ago, told now."""
    text = (RECORDED / f"{name}.json").read_text()
    for theirs, ours in CAST.items():
        text = text.replace(theirs, ours)
    body: dict[str, Any] = json.loads(text)
    body["timestamp"] = int(now.timestamp() * 1000)
    return body


def opening(now: datetime) -> bytes:
    """A ticket for Bob, made two days ago."""
    body = recorded("issue_created", now - timedelta(days=2))
    fields = body["issue"]["fields"]
    fields["assignee"] = recorded("issue_updated", now)["issue"]["fields"]["assignee"]
    for name in ("created", "updated", "statuscategorychangedate"):
        fields[name] = _jira(now - timedelta(days=2))
    return json.dumps(body).encode()


def comment(now: datetime) -> bytes:
    """Alice takes part in the conversation."""
    body = recorded("comment_created", now)
    body["comment"]["created"] = body["comment"]["updated"] = _jira(now)
    return json.dumps(body).encode()


def closing(now: datetime) -> bytes:
    """Bob, who did it alone, closes the ticket."""
    body = recorded("issue_updated", now)
    fields = body["issue"]["fields"]
    fields["created"] = _jira(now - timedelta(days=2))
    for name in ("updated", "resolutiondate", "statuscategorychangedate"):
        fields[name] = _jira(now)
    items = body["changelog"]["items"]
    body["changelog"]["items"] = [item for item in items if item["field"] != "assignee"]
    return json.dumps(body).encode()


def _jira(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")


# using a page ───────────────────────────────────────────────────────────────────────────────


def reload_until(page: Page, wanted: Locator) -> None:
    """What the worker does shows after a moment."""
    until = time.monotonic() + PATIENCE
    while not wanted.count():
        assert time.monotonic() < until, f"{wanted} did not appear on {page.url}"
        time.sleep(0.2)
        page.reload()


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus, as somebody does who uses no mouse."""
    for _ in range(120):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {wanted}")


def _fill(page: Page, fields: dict[str, str]) -> None:
    for label, text in fields.items():
        page.get_by_label(re.compile(f"^{label}")).fill(text)
