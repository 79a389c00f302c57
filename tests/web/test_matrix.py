"""Every kind of text, every kind of reader, every page: each finds what the one table says.

The pages are all addresses that answer a GET, filled in with what is there; what a reader finds on
any of them is held against `readers.READERS`, so that too much and too little both fail. So does a
page that nobody finds: it would hide nothing and show nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import pytest
from flask import Flask

from service.db.sql import Connection
from service.feedback.readers import GROUPS, READERS, Circle, Part
from service.jobs.sending import Post
from service.people.model import Person
from tests.cast import Cast
from tests.jobs.conftest import inbox, post
from tests.jobs.post import Inbox, deliver, part
from tests.web.browse import Browse, plain
from tests.web.story import READERS_BY_KIND, STORIES, Story, play

__all__ = ["inbox", "post"]
#: How each text is recognised on a page.
SIGNS = {
    Part.TITLE: "zq-title",
    Part.CLOSENESS: r"(?:Gina|you) saw parts of it",
    Part.OBSERVATIONS: r"Zq-skill : saw trouble coming",
    Part.MOMENT: "zq-moment",
    Part.EFFECT: "zq-effect",
    Part.STEP: "zq-step",
    Part.DRAFT: "zq-draft",
    Part.HELPED: r"It helped Bob partly|value=\"partly\" checked",
    Part.WILL_DO: "zq-will-do",
    Part.QUESTION: "zq-question",
    Part.ANSWER: "zq-answer",
    Part.ON_MAP: r"name=\"skill_ids\"",
    Part.HAPPENING: "zq-happening",
    Part.THANKS: "zq-thanks",
    Part.PURPOSE: "zq-purpose",
    Part.REASON: "zq-reason",
    Part.OUTCOME: "zq-outcome",
}
#: What is asked of pages that answer a question only.
ASKED = {"search.people": "?words=zq", "search.work": "?words=zq", "search.skills_": "?words=zq"}
FILES = {"static", "bootstrap.static"}
#: Pages that nobody finds here: they wait for Atlassian, the first administrator, or a leaver.
NOT_HERE = {
    "connections.ask_oauth",
    "connections.oauth_return",
    "connections.site",
    "erasing.other",
    "sign_in.setup",
}


@dataclass
class Found:
    """What somebody found where, and the pages that were there for them."""

    parts: dict[Part, list[str]] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)


def circles(kind: str, part: Part, story: Story) -> set[Circle]:
    """In which circles this kind of reader stands, as the words for people say it."""
    in_team, takes_part = READERS_BY_KIND[kind]
    is_thanks = part in GROUPS["thanks"]
    standing = {
        Circle.GIVER: kind == "giver",
        Circle.RECEIVER: kind == "receiver",
        Circle.TEAM: story.is_shared and story.readers == "team" and in_team and not is_thanks,
        Circle.CHOSEN: story.is_shown and kind == "somebody shown to" and not is_thanks,
        Circle.WALL: story.is_shared and story.readers == "wall" and takes_part,
        Circle.TRUSTED: story.is_reported and kind == "trusted person",
    }
    return {circle for circle, stands in standing.items() if stands}


def is_there(part: Part, story: Story) -> bool:
    return story.is_reported or part not in GROUPS["report"]


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_everybody_finds_what_the_table_says(
    db: Connection, cast: Cast, app: Flask, story: Story
) -> None:
    told = play(db, cast, story)
    pages, there = list(addresses(app, told.ids)), set()
    for kind in READERS_BY_KIND:
        found = found_by(app, told.people.get(kind), pages)
        assert set(found.parts) == parts_for(kind, story), (kind, found.parts)
        there |= found.pages
    nobodys = {endpoint for endpoint, _ in pages} - there
    assert nobodys == NOT_HERE | (set() if story.is_reported else {"reports.report"})


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_mail_holds_a_title_at_most(
    db: Connection, cast: Cast, post: Post, inbox: Inbox, story: Story
) -> None:
    told = play(db, cast, story)
    deliver(db, post)
    kinds = {one.email: kind for kind, one in told.people.items()}
    for mail in inbox.mails:
        read = f"{mail['Subject']} {part(mail, 'plain')} {plain(part(mail, 'html'))}"
        found = {one for one, sign in SIGNS.items() if re.search(sign, read)}
        kind = kinds.get(mail["To"], "trusted person")
        assert found <= {Part.TITLE} & parts_for(kind, story), kind
    subjects = {kinds.get(mail["To"]): mail["Subject"] for mail in inbox.mails}
    assert subjects["receiver"] == "Words for you, and more"
    assert ("trusted person" in subjects) == story.is_reported
    assert ("somebody shown to" in subjects) == story.is_shown


def parts_for(kind: str, story: Story) -> set[Part]:
    """The texts that the table lets a kind of reader find."""
    return {
        part
        for part, readers in READERS.items()
        if is_there(part, story) and circles(kind, part, story) & readers
    }


def found_by(app: Flask, person: Person | None, pages: list[tuple[str, str]]) -> Found:
    """What somebody finds; no page fails, whoever asks for it."""
    browser = Browse(app)(person) if person else app.test_client()
    found = Found()
    for endpoint, address in pages:
        answer = browser.get(address)
        assert answer.status_code < 500, address
        if answer.status_code in (200, 303):
            found.pages.add(endpoint)
        html = answer.get_data().decode(errors="replace")  # a workbook or a bill is no text
        read = f"{plain(html)} {html}"
        for one, sign in SIGNS.items():
            if re.search(sign, read):
                found.parts.setdefault(one, []).append(address)
    return found


def addresses(app: Flask, ids: dict[str, list[object]]) -> Iterator[tuple[str, str]]:
    """Every address that answers a GET, with each id that could stand in it, by its endpoint."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or rule.endpoint in FILES:
            continue
        names = sorted(rule.arguments)
        assert {*names} <= {*ids}, f"say what can stand in {rule.rule}"
        for values in product(*(ids[name] for name in names)):
            filled = dict(zip(names, values, strict=True))
            address = adapter.build(rule.endpoint, filled) + ASKED.get(rule.endpoint, "")
            yield rule.endpoint, address


def test_every_text_has_a_sign() -> None:
    assert set(SIGNS) == set(Part)
