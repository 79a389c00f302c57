"""People who tell each other what they saw, ready to come in with a browser; and steps counted."""

from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Locator, Page

from service import clock
from service.actor import Member, System
from service.db import sql
from service.feedback import actions, actions_reports
from service.people import actions_links as links
from service.people import actions_pace as pace
from service.people.model import Person
from service.people.model_pace import Pace
from service.skills import actions as skills
from tests.browser.playing import PASSWORD
from tests.cast import Cast, assemble, make_account, make_person
from tests.feedback.making import contribute, make_work
from tests.running.installation import Installation

PREPARE = System("browser tests")
#: No days off and no quiet hours, so that it does not matter when this is played.
AT_ANY_TIME = Pace(days_off=(), quiet_from=0, quiet_until=0)
#: Giver and receiver for each language: a pair is asked once in two weeks.
PAIRS = {"en": ("Gwen", "Hugh"), "nl": ("Guus", "Hanna")}
#: The same, for a short answer; these are asked from the start.
SHORT_PAIRS = {"en": ("Iris", "Jack"), "nl": ("Ids", "Joke")}
#: The same, for an answer without a mouse.
KEYS_PAIR = ("Kim", "Lars")
#: What one needs on a phone, in seconds: to find and hit a target, and to type a letter.
TAP, LETTER = 2.5, 0.35


@dataclass
class Told:
    """Who there is, by first name, and Hugh's and Hanna's work."""

    people: dict[str, Person]
    work: dict[str, int]
    asks: dict[str, int]  #: for a short answer
    ask_for_keys: int


@dataclass
class Hand:
    """One thumb on a phone: it taps and types, and counts what it does."""

    page: Page
    taps: int = 0
    letters: int = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def type(self, where: Locator, text: str) -> None:
        self.tap(where)
        self.page.keyboard.type(text)
        self.letters += len(text)

    @property
    def seconds(self) -> float:
        """How long a person would need for what was done."""
        return self.taps * TAP + self.letters * LETTER


def prepare(here: Installation) -> Told:
    """Skills, a team with two pairs, finished work, and two people who are trusted."""
    with here.connect() as db, clock.at(datetime.now(UTC)):
        cast = assemble(db)
        skills.load_starter(db, PREPARE)
        pairs = [*PAIRS.items(), *SHORT_PAIRS.items(), ("en", KEYS_PAIR)]
        names = {name: language for language, pair in pairs for name in pair}
        people = {name: _come_in(db, name, names.get(name)) for name in ("Tess", "Theo", *names)}
        trusted = [people["Tess"].id, people["Theo"].id]
        actions_reports.choose_trusted(db, Member(cast.dana.id, True), trusted)
        work = {language: _work(db, cast, people, pair) for language, pair in PAIRS.items()}
        asks = {language: _ask(db, cast, people, pair) for language, pair in SHORT_PAIRS.items()}
        ask_for_keys = _ask(db, cast, people, KEYS_PAIR)
    return Told(people, work, asks, ask_for_keys)


def _come_in(db: sql.Connection, name: str, language: str | None) -> Person:
    """Somebody with a password; who speaks a language here is in the team of the cast."""
    person = make_person(db, name)
    _, token = links.new_link(db, PREPARE, person.id)
    links.accept(db, PREPARE, token, PASSWORD)
    pace.choose_pace(db, Member(person.id), AT_ANY_TIME)
    if language:
        db.execute("UPDATE person SET language = %s WHERE id = %s", (language, person.id))
        db.execute(
            "INSERT INTO membership (team_id, person_id, since) SELECT id, %s, %s FROM team",
            (person.id, clock.today()),
        )
    return person


def _work(db: sql.Connection, cast: Cast, people: dict[str, Person], pair: tuple[str, str]) -> int:
    """Finished work of the second, which the first reviewed."""
    giver, receiver = pair
    for name in pair:
        cast.accounts[name] = make_account(db, cast.jira, people[name])
    work = make_work(db, cast, f"PAY-{len(cast.accounts)}", title="The keyboard form")
    contribute(db, cast, work, **{receiver: "assignee", giver: "reviewer"})
    return work


def _ask(db: sql.Connection, cast: Cast, people: dict[str, Person], pair: tuple[str, str]) -> int:
    work, (giver, receiver) = _work(db, cast, people, pair), pair
    actions.name_coworker(db, Member(people[receiver].id), work, people[giver].id)
    return int(sql.value(db, "SELECT id FROM ask WHERE work_item_id = %(work)s", work=work))
