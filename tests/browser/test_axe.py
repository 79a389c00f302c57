"""Every page can be used by everybody: axe finds nothing, nothing runs off a phone."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import overflow, violations
from tests.browser.playing import PASSWORD, Demo
from tests.browser.visiting import DESK, HEIGHT, PHONE, Visitor, visitor

MAIN = {
    "today.page": ("noor", "/"),
    "growth.page": ("noor", "/map"),
    "growth.skill": ("noor", "/map/{slug}"),
    "feedback.ask": ("asked", "/asks/{ask}"),
    "feedback.page": ("noor", "/feedback/{received}"),
    "thanks.new": ("noor", "/thanks/new"),
    "work.page": ("noor", "/work"),
    "search.people": ("noor", "/search"),
    "practice.page": ("noor", "/work/open"),
    "budgets.page": ("noor", "/budgets"),
    "budgets.plan_budget": ("iris", "/budgets/{budget}/plan"),
    "team.page": ("noor", "/team"),
}
#: Every other page, and who visits it.
OTHERS = {
    "about.how": ("stranger", "/about/how"),
    "cases.page": ("noor", "/map/cases"),
    "dialogues.begin": ("noor", "/map/{slug}/dialogue"),
    "dialogues.dialogue": ("noor", "/dialogues/{dialogue}"),
    "dialogues.page": ("noor", "/dialogues"),
    "growth.change": ("noor", "/map/change"),
    "growth.why": ("noor", "/map/{seen}/why"),
    "erasing.other": ("dana", "/people/{gone}/erase"),
    "erasing.page": ("noor", "/settings/erase"),
    "mine.page": ("noor", "/mine"),
    "mine.table": ("noor", "/mine/feedback/seen"),
    "shares.begin": ("noor", "/map/{seen}/share"),
    "shares.page": ("noor", "/map/shares"),
    "shares.portfolio": ("noor", "/map/portfolio?skill={seen}&levels=yes"),
    "shares.shared": ("noor", "/shared/{sharer}"),
    "steps.page": ("noor", "/map/{slug}/steps"),
    "year.letter": ("noor", "/map/year/{year}"),
    "year.timeline": ("noor", "/map/timeline"),
    "about.readers": ("noor", "/about/readers"),
    "budgets.all_budgets": ("iris", "/budgets/all"),
    "budgets.ask": ("noor", "/budgets/{budget}/ask"),
    "budgets.beside": ("iris", "/plans/{plan}/beside/{other_plan}"),
    "budgets.budget": ("iris", "/budgets/{budget}"),
    "budgets.changes_": ("iris", "/budgets/{budget}/changes"),
    "budgets.import_": ("iris", "/budgets/import"),
    "budgets.new": ("iris", "/budgets/new"),
    "budgets.next_period": ("iris", "/budgets/{budget}/next"),
    "budgets.owners": ("dana", "/budgets/owners?search=n"),
    "budgets.plan": ("iris", "/plans/{plan}"),
    "budgets.redraft": ("noor", "/requests/{wish_draft}/change"),
    "budgets.request_": ("noor", "/requests/{wish_advised}"),
    "budgets.settings": ("iris", "/budgets/{budget}/change"),
    "catalogue.area": ("dana", "/areas/together/stewards?search=a"),
    "catalogue.edit": ("steward", "/proposals/{open_proposal}/edit"),
    "catalogue.file": ("dana", "/catalogue-import"),
    "catalogue.merge": ("steward", "/catalogue/pairing/merge?into=mentoring"),
    "catalogue.mine": ("noor", "/proposals"),
    "catalogue.new": ("noor", "/proposals/new?skill=pairing"),
    "catalogue.page": ("dana", "/catalogue"),
    "catalogue.proposal": ("steward", "/proposals/{open_proposal}"),
    "catalogue.skill": ("steward", "/catalogue/taking-initiative"),
    "catalogue.versions": ("noor", "/catalogue/writing-for-others/versions"),
    "catalogue.waiting": ("steward", "/proposals/waiting"),
    "catalogue.write": ("noor", "/proposals/{draft}/write"),
    "connections.access": ("dana", "/connections/lindewal-jira/access"),
    "aims.focus": ("noor", "/map/{slug}/focus"),
    "aims.page": ("noor", "/aims"),
    "connections.connection": ("dana", "/connections/lindewal-jira"),
    "connections.deliveries": ("dana", "/deliveries"),
    "connections.delivery": ("dana", "/deliveries/{strange}"),
    "connections.hook": ("dana", "/connections/lindewal-jira/hook"),
    "connections.by_hand": ("dana", "/connections/lindewal-jira/hook/webhook"),
    "connections.new": ("dana", "/connections/new"),
    "connections.page": ("dana", "/connections"),
    "connections.past": ("dana", "/connections/lindewal-jira/past"),
    "connections.projects": ("dana", "/connections/lindewal-jira/projects"),
    "connections.statuses": ("dana", "/connections/lindewal-jira/statuses"),
    "feedback.about": ("beginner", "/work/1/asks"),
    "feedback.change": ("giver", "/feedback/{given}/change"),
    "feedback.given": ("giver", "/feedback/given"),
    "feedback.received": ("noor", "/feedback"),
    "links.page": ("noor", "/work/skills"),
    "asks.page": ("noor", "/work/{work}/ask"),
    "by_mail.ask": ("stranger", "/unsubscribe/{seal}"),
    "chat.of_all": ("dana", "/mail/chat"),
    "chat.of_team": ("dana", "/teams/{team}/chat"),
    "entering.page": ("stranger", "/enter/{entry}"),
    "notices.page": ("noor", "/settings/notices"),
    "pace.page": ("noor", "/settings/pace"),
    "post.page": ("dana", "/mail"),
    "rhythm.page": ("dana", "/teams/{team}/rhythm"),
    "unseen.page": ("noor", "/unseen"),
    "growth.place": ("noor", "/map/{slug}/place"),
    "people.account": ("dana", "/accounts/{account}"),
    "people.accounts": ("dana", "/accounts"),
    "people.invitation": ("dana", "/people/invite"),
    "people.page": ("dana", "/people"),
    "people.person": ("dana", "/people/{person}"),
    "people.roster": ("dana", "/people/import"),
    "people.team": ("dana", "/teams/{team}"),
    "people.teams": ("dana", "/teams"),
    "profile.page": ("noor", "/settings"),
    "profile.welcome": ("newcomer", "/welcome"),
    "publishing.page": ("noor", "/map/publish"),
    "search.skills_": ("noor", "/search/skills?words=test"),
    "search.work": ("noor", "/search/work?words=pay"),
    "reports.page": ("trusted", "/reports"),
    "reports.report": ("trusted", "/reports/{report}"),
    "rules.begin_change": ("dana", "/rules/{rule}/change"),
    "rules.begin_new": ("dana", "/rules/new/{slug}"),
    "rules.page": ("dana", "/rules"),
    "rules.progress": ("dana", "/rules/progress"),
    "rules.removed": ("dana", "/rules/removed"),
    "rules.rule": ("dana", "/rules/{rule}"),
    "sign_in.forgot": ("stranger", "/forgot"),
    "sign_in.link": ("stranger", "/link/{invited}"),
    "sign_in.page": ("stranger", "/sign-in"),
    "sign_in.setup": ("stranger", "/setup/{setup}"),
    "skills.page": ("dana", "/skills"),
    "thanks.all_thanks": ("noor", "/thanks"),
    "thanks.page": ("noor", "/thanks/{thanks}"),
    "thanks.wall": ("noor", "/walls/{team}"),
    "thanks.walls": ("noor", "/walls"),
    "trusted.people": ("dana", "/trusted"),
    "team.sharing": ("noor", "/team/share"),
    "team.team": ("iris", "/team/{team}"),
    "work.item": ("noor", "/work/{work}"),
}
#: Pages of which one address is not all.
MORE = {
    "words as their giver": ("giver", "/feedback/{given}"),
    "a skill with a level": ("noor", "/map/{seen}"),
    "why there is no level yet": ("beginner", "/map/{slug}/why"),
    "no dialogues yet": ("beginner", "/dialogues"),
    "nothing shared": ("beginner", "/map/shares"),
    "a year without anything": ("beginner", "/map/year/2019"),
    "a dialogue as a peer": ("dana", "/dialogues/{asked_dialogue}"),
    "a skill without words": ("dana", "/map/{slug}"),
    "an empty day": ("beginner", "/"),
    "an empty map": ("beginner", "/map"),
    "an empty skill": ("beginner", "/map/{slug}"),
    "by a rule of Automation": ("dana", "/connections/lindewal-jira/hook/automation"),
    "no work yet": ("beginner", "/work"),
    "no skills of work yet": ("beginner", "/work/skills"),
    "no aims yet": ("beginner", "/aims"),
    "nobody fits": ("noor", "/search?help=databases&learn=databases&words=nobody"),
    "nothing found": ("beginner", "/search/work?words=nothing"),
    "nothing to pick": ("beginner", "/work/open"),
    "no words yet": ("beginner", "/feedback"),
    "no thanks yet": ("beginner", "/thanks"),
    "no walls for who takes no part": ("beginner", "/walls"),
    "thanks for work": ("noor", "/thanks/new?work={work}"),
    "an answered proposal": ("noor", "/proposals/{answered}"),
    "a new skill to propose": ("noor", "/proposals/new?area=together"),
    "the rhythm of my team": ("noor", "/teams/{team_of_noor}/rhythm"),
    "work of others in silence": ("in_silence", "/unseen"),
    "a wish not sent yet": ("noor", "/requests/{wish_draft}"),
    "a wish that was bought": ("noor", "/requests/{wish_bought}"),
    "a wish to decide on": ("iris", "/requests/{wish_pending}"),
    "advice that I am asked for": ("iris", "/requests/{wish_advised}"),
    "a ledger as its team reads it": ("noor", "/budgets/{budget}"),
    "no money yet": ("beginner", "/budgets"),
    "no team": ("beginner", "/team"),
    "not there": ("noor", "/nowhere"),
}
#: Answers for machines, files, and an address that leads on to the step that is next.
NOT_PAGES = {
    "catalogue.as_csv", "catalogue.as_yaml", "health.alive", "health.ready", "static",
    "bootstrap.static", "connections.set_up", "connections.ask_oauth",
    "connections.oauth_return", "connections.site", "mine.file",
    "budgets.all_csv", "budgets.all_excel", "budgets.all_ledgers_csv", "budgets.ledger_csv",
    "budgets.ledger_excel", "budgets.plan_csv", "budgets.plan_excel", "budgets.proof",
}  # fmt: skip


#: Where a button is pressed after the fields are filled in, and what the answer is called.
ANSWERS: dict[str, tuple[str, str, dict[str, str], str, str]] = {
    "a secret": (
        "dana", "/connections/lindewal-jira/hook/automation", {},
        "/connections/lindewal-jira/hook/automation", "Being heard",
    ),
    "a raw body": (
        "dana", "/deliveries/{strange}", {"#reason": "which app sent this"},
        "/deliveries/{strange}/body", "Raw body of delivery",
    ),
    "a look without a reason": (
        "dana", "/deliveries/{strange}", {"#reason": "why"},
        "/deliveries/{strange}/body", "Delivery",
    ),
    "a link to hand over": (
        "dana", "/people/invite", {"#name": "Wen Wright", "#email": "wen.wright@example.org"},
        "/people/invite", "A link to hand over",
    ),
    "a list, looked at first": (
        "dana", "/people/import", {"#text": "Wen Wright, wen@example.org, Payments\nNobody"},
        "/people/import/preview", "What would happen",
    ),
    "what a rule would do": (
        "dana", "/rules/new/{slug}", {"[id='values-0']": "PAY, OPS"},
        "/rules/new/{slug}/preview", "A rule for",
    ),
    "a rule that does not fit": (
        "dana", "/rules/{rule}/change", {"[id='values-0']": " "},
        "/rules/{rule}/change/preview", "Change a rule for",
    ),
    "a catalogue that is broken": (
        "dana", "/catalogue-import", {"#text": "areas: ["}, "/catalogue-import/preview",
        "A catalogue from a file",
    ),
    "a catalogue that would change": (
        "dana", "/catalogue-import",
        {"#text": "area,skill,level,what,en,nl\nbuilding,,,name,Making,Maken"},
        "/catalogue-import/preview", "What would happen",
    ),
    "a proposal changed into too little": (
        "steward", "/proposals/{open_proposal}/edit", {"#level1_signals_en": "One."},
        "/proposals/{open_proposal}/edit", "Change and accept",
    ),
    "a pause that is over": (
        "noor", "/settings/pace", {"#until": "2020-01-01"}, "/settings/pause", "My pace",
    ),
    "an address of another chat": (
        "dana", "/mail/chat", {"#address": "https://example.org/hook"},
        "/mail/chat", "A channel for",
    ),
    "no more mail": (
        "dana", "/unsubscribe/{seal}", {}, "/unsubscribe/{seal}", "No more of these mails",
    ),
    "a wish that needs another look": (
        "noor", "/budgets/{budget}/ask", {"#title": "A course", "#money": "much", "#why": "So."},
        "", "What would help you grow?",
    ),
    "a file that would make budgets": (
        "iris", "/budgets/import",
        {"#text": "name,whose,currency,from,until,money\nA,nobody,EUR,2027-01-01,2027-12-31,1"},
        "/budgets/import/preview", "What would happen",
    ),
    "more than there is": (
        "iris", "/budgets/{budget}", {"[id='money']": "much"},
        "/budgets/{budget}/grant", "Payments",
    ),
    "a form sent too early": ("asked", "/asks/{ask}", {}, "/asks/{ask}/answer", "What did you see"),
    "thanks to nobody": (
        "noor", "/thanks/new", {"#happening": "The fair", "#effect": "It worked."},
        "/thanks", "Thank somebody",
    ),
    "a report of blanks": (
        "trusted", "/reports/{report}", {"#outcome": " "}, "/reports/{report}/close", "A report of",
    ),
    "another address than mine": (
        "noor", "/settings/erase", {"#email": "other@example.org"}, "/settings/erase", "Erase",
    ),
    "a password that is too short": (
        "stranger", "/link/{invited}", {"#password": "short"}, "", "Good to have you here",
    ),
    "a strange password": (
        "stranger", "/sign-in", {"#email": "nobody@example.org", "#password": "not this one"},
        "/sign-in", "Sign in",
    ),
}  # fmt: skip


class Guests:
    """One browser for each kind of visitor, kept while these tests run."""

    def __init__(self, browser: Browser, demo: Demo, url: str) -> None:
        self._browser, self._demo, self._url = browser, demo, url
        self._come: dict[str, Visitor] = {}

    def visit(self, who: str, path: str, language: str = "en") -> Visitor:
        """The visitor on this page, in this language."""
        if who not in self._come:
            self._come[who] = visitor(self._browser, self._url)
            self._let_in(self._come[who], who)
        here = self._come[who]
        status = here.go(self.filled_in(path))
        assert status == (404 if path == "/nowhere" else 200), path
        here.speak(language)
        return here

    def _let_in(self, new: Visitor, who: str) -> None:
        new.go("/sign-in")
        door = {"noor": "developer", "iris": "lead", "dana": "administrator"}.get(who)
        if door:
            new.page.locator(f"form[action='/demo/{door}'] button").click()
        elif who != "stranger":
            new.sign_in(str(self._demo.parts[who]), PASSWORD)

    def filled_in(self, path: str) -> str:
        return path.format(**self._demo.parts)

    def leave(self) -> None:
        for one in self._come.values():
            one.page.context.close()


@pytest.fixture(scope="module")
def guests(browser: Browser, demo: Demo, demo_url: str) -> Iterator[Guests]:
    come = Guests(browser, demo, demo_url)
    yield come
    come.leave()


def widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})


def test_no_page_is_forgotten(app: Flask) -> None:
    shown = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert shown == {*MAIN, *OTHERS} | NOT_PAGES


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("endpoint", MAIN)
def test_a_main_page_by_width_light_and_language(
    guests: Guests, endpoint: str, language: str
) -> None:
    here = guests.visit(*MAIN[endpoint], language)
    for width in (PHONE, DESK):
        widen(here.page, width)
        for light in ("light", "dark"):
            here.page.emulate_media(color_scheme=light)
            assert violations(here.page) == [], f"{width} pixels, {light}"
    for width in (PHONE, 320):
        widen(here.page, width)
        assert overflow(here.page) <= 0, f"{width} pixels"
    assert here.complaints == []


@pytest.mark.parametrize("name", [*OTHERS, *MORE])
def test_another_page(guests: Guests, name: str) -> None:
    here = guests.visit(*(OTHERS | MORE)[name])
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
