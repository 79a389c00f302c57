"""Who works at the demo organisation, and the texts of its work and words."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Taking:
    """A skill somebody uses: the level their work showed at first and now, and their view."""

    skill: str
    start: int
    now: int
    placed: int | None
    wish: int
    glad: bool
    placed_first: int | None = None  #: before they learned something of a budget


@dataclass(frozen=True, slots=True)
class Colleague:
    name: str
    email: str
    team: str
    project: str
    is_lead: bool
    is_administrator: bool
    language: str
    months_here: int
    takings: tuple[Taking, ...]
    focus: tuple[str, ...]  #: slugs of skills
    found_by: str  #: nobody, teams or everyone
    sentence: str | None

    @property
    def key(self) -> str:
        """The user key on the demo's Jira."""
        return self.email.partition("@")[0]

    def level(self, skill: str, share: float) -> int:
        """The level that work of this person shows, `share` (0 to 1) of the way to today."""
        taking = next((one for one in self.takings if one.skill == skill), None)
        if taking is None:
            return 2
        return taking.now if share > 0.6 else taking.start


@dataclass(frozen=True, slots=True)
class Project:
    key: str
    name: str
    team: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on the demo's Jira who is not in Gezel, at least not under this account."""

    key: str
    name: str
    email: str
    claimed_by: str | None = None
    is_closed: bool = False


@cache
def texts(name: str) -> Any:
    """The content of one of the YAML files: organisation, tickets or words."""
    text = (files(__package__) / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  safe, and ten times faster


def projects() -> list[Project]:
    return [
        Project(team["project"]["key"], team["project"]["name"], team["name"])
        for team in texts("organisation")["teams"]
    ]


def colleagues() -> list[Colleague]:
    return [
        _colleague(team, person)
        for team in texts("organisation")["teams"]
        for person in team["people"]
    ]


def _colleague(team: dict[str, Any], person: dict[str, Any]) -> Colleague:
    return Colleague(
        name=person["name"],
        email=person["email"],
        team=team["name"],
        project=team["project"]["key"],
        is_lead=person["lead"],
        is_administrator=person["administrator"],
        language=person["language"],
        months_here=person.get("months_here", 18),
        takings=tuple(_taking(told) for told in person["takes"]),
        focus=tuple(person["focus"]),
        found_by=person.get("found_by", "nobody"),
        sentence=person.get("sentence"),
    )


def _taking(told: dict[str, Any]) -> Taking:
    placed, first = told.get("placed"), told.get("placed_first")
    return Taking(
        told["skill"], told["from"], told["to"], placed, told["wish"], told["glad"], first
    )


def guests() -> list[Guest]:
    return [Guest(**guest) for guest in texts("organisation")["guests"]]
