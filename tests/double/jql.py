"""The little JQL that the double understands; the rest it refuses, as Jira would a mistake."""

import re
from datetime import datetime

from tests.double.refusals import Refusal
from tests.double.world import DoubleIssue, World

_TERM = re.compile(
    r'\s*(?:updated >= "(?P<since>[\d-]+ [\d:]+)"'
    r'|(?P<field>project|issuetype) in \((?P<words>"(?:[^"\\]|\\.)*"(?:, "(?:[^"\\]|\\.)*")*)\))'
    r"\s*(?P<more>AND)?"
)
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"')
ORDER = " ORDER BY updated ASC, key ASC"


def found(world: World, jql: str) -> list[DoubleIssue]:
    """The issues that JQL asks for, in order. Its times are read in the zone of who asks."""
    terms = _terms(jql.removesuffix(ORDER))
    since = _time(world, terms.pop("since", ["1970-01-01 00:00"])[0])
    if "project" in terms:
        terms["project"] = [world.old_keys.get(key, key) for key in terms["project"]]
    unknown = set(terms.get("project", [])) - world.projects.keys()
    if unknown:
        word = sorted(unknown)[0]
        raise Refusal(400, f"The value '{word}' does not exist for the field 'project'.")
    return [
        issue
        for issue in world.in_order(since)
        if issue.project in terms.get("project", [issue.project])
        and issue.type in terms.get("issuetype", [issue.type])
    ]


def _terms(text: str) -> dict[str, list[str]]:
    terms: dict[str, list[str]] = {}
    place, more = 0, True
    while more:
        term = _TERM.match(text, place)
        if term is None:
            raise Refusal(400, "Unbounded JQL queries are not allowed here, or this is not JQL.")
        if term["since"]:
            terms["since"] = [term["since"]]
        else:
            terms[term["field"]] = [_plain(word) for word in _WORD.findall(term["words"])]
        place, more = term.end(), term["more"] is not None
    if place != len(text):
        raise Refusal(400, f"Error in the JQL Query near {text[place:]!r}.")
    return terms


def _plain(word: str) -> str:
    return re.sub(r"\\(.)", r"\1", word)


def _time(world: World, text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=world.zone)
