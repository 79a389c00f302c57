"""Which work a rule matches, and which links rules ask for. Pure, so that a preview is the truth.

Values are compared without regard to capitals. What is not known of a work item is no value, so a
hidden title has no words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.skills.rules_tree import AllOf, AnyOf, Field, Is, Json, Node, Not, from_json

# The end of a title word that stands for any ending: refin* is in "Refinement of the backlog".
ANY_ENDING = "*"


@dataclass(frozen=True, slots=True)
class LinkableItem:
    """What rules look at in a work item. A hidden title is None."""

    id: int
    connection: str | None
    project: str | None
    space: str | None
    type: str | None
    components: Sequence[str]
    labels: Sequence[str]
    epic: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Conditions that link work to a skill. The stewards of the area may change it."""

    id: int
    skill_id: int
    area_id: int
    position: int
    is_on: bool
    conditions: Json

    @property
    def tree(self) -> Node:
        return from_json(self.conditions)


Matches = Callable[[LinkableItem], bool]
VALUES: dict[Field, Callable[[LinkableItem], Iterable[str | None]]] = {
    Field.CONNECTION: lambda item: (item.connection,),
    Field.PROJECT: lambda item: (item.project,),
    Field.SPACE: lambda item: (item.space,),
    Field.TYPE: lambda item: (item.type,),
    Field.COMPONENT: lambda item: item.components,
    Field.LABEL: lambda item: item.labels,
    Field.EPIC: lambda item: (item.epic,),
}


def folded(text: str) -> str:
    """The text without its capitals, written one way: accents as one sign."""
    return unicodedata.normalize("NFC", text.casefold())


# The same few values come back in item after item, and a title in condition after condition.
_folded_value = lru_cache(maxsize=4096)(folded)
_folded_title = lru_cache(maxsize=1)(folded)


def matcher(node: Node) -> Matches:
    """A tree made ready once to be asked about many work items."""
    match node:
        case AllOf(nodes):
            every = [matcher(one) for one in nodes]
            return lambda item: all(matches(item) for matches in every)
        case AnyOf(nodes):
            some = [matcher(one) for one in nodes]
            return lambda item: any(matches(item) for matches in some)
        case Not(inner):
            matches = matcher(inner)
            return lambda item: not matches(item)
        case Is(Field.TITLE, words):
            return _has_word(words)
        case Is(field, values):
            return _has_value(field, values)


def _has_value(field: Field, values: Sequence[str]) -> Matches:
    wanted, given = frozenset(map(folded, values)), VALUES[field]
    return lambda item: any(
        value is not None and _folded_value(value) in wanted for value in given(item)
    )


def _has_word(words: Sequence[str]) -> Matches:
    """Finds any of the words in a title."""
    begins = [folded(word).rstrip(ANY_ENDING) for word in words]
    parts = "|".join(_word(folded(word)) for word in words)
    found = re.compile(rf"(?<!\w)(?:{parts})").search

    def matches(item: LinkableItem) -> bool:
        title = _folded_title(item.title or "")
        # Most titles hold none of the letters, and that is quickly seen.
        return any(begin in title for begin in begins) and found(title) is not None

    return matches


def _word(word: str) -> str:
    if word.endswith(ANY_ENDING):
        return re.escape(word.rstrip(ANY_ENDING))
    return re.escape(word) + r"(?!\w)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A link that a rule asks for."""

    work_item_id: int
    skill_id: int
    rule_id: int


def wanted_links(rules: Iterable[Rule], items: Iterable[LinkableItem]) -> list[Wanted]:
    """The links that the rules ask for: one a skill, by the first rule, in the items' order."""
    ordered = sorted((rule for rule in rules if rule.is_on), key=lambda one: (one.position, one.id))
    matchers = [(rule.skill_id, rule.id, matcher(rule.tree)) for rule in ordered]
    return [
        Wanted(item.id, skill_id, rule_id)
        for item in items
        for skill_id, rule_id in _by_skill(matchers, item).items()
    ]


def _by_skill(matchers: Sequence[tuple[int, int, Matches]], item: LinkableItem) -> dict[int, int]:
    found: dict[int, int] = {}
    for skill_id, rule_id, matches in matchers:
        if skill_id not in found and matches(item):
            found[skill_id] = rule_id
    return found


def as_rows(links: Sequence[Wanted]) -> dict[str, list[int]]:
    """The links as columns, for one statement."""
    return {
        "items": [link.work_item_id for link in links],
        "skills": [link.skill_id for link in links],
        "rules": [link.rule_id for link in links],
    }
