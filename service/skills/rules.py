"""Rules: conditions on a work item that link it to a skill. Pure, so that a preview is the truth.

All given conditions must hold; within one condition any value will do. Values are compared without
regard to capitals.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

# The end of a title word that stands for any ending: refin* is in "Refinement of the backlog".
ANY_ENDING = "*"


@dataclass(frozen=True, slots=True)
class LinkableItem:
    """What rules look at in a work item; a hidden title is None."""

    id: int
    project_key: str | None
    issue_type: str | None
    components: Sequence[str]
    labels: Sequence[str]
    epic_key: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneItem(LinkableItem):
    """A finished work item, as an example of what a rule would link."""

    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a work item must have. An empty condition asks nothing."""

    projects: Sequence[str] = ()
    issue_types: Sequence[str] = ()
    components: Sequence[str] = ()
    labels: Sequence[str] = ()
    epics: Sequence[str] = ()
    title_words: Sequence[str] = ()

    def matches(self, item: LinkableItem) -> bool:
        return Matcher.of(self).matches(Facts.of(item))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Conditions):
    id: int
    skill_id: int
    is_on: bool


CONDITIONS = tuple(field.name for field in fields(Conditions))


def conditions_of(rule: Conditions) -> dict[str, Sequence[str]]:
    """The conditions that ask something, by name, in the order of a sentence."""
    given: dict[str, Sequence[str]] = {name: getattr(rule, name) for name in CONDITIONS}
    return {name: values for name, values in given.items() if values}


def folded(text: str) -> str:
    """The text without its capitals, written one way: accents as one sign."""
    return unicodedata.normalize("NFC", text.casefold())


def _set(values: Iterable[str | None]) -> frozenset[str]:
    return frozenset(folded(value) for value in values if value)


@dataclass(frozen=True, slots=True)
class Facts:
    """A work item made ready once to be compared with many rules."""

    sets: tuple[frozenset[str], ...]
    title: str

    @classmethod
    def of(cls, item: LinkableItem) -> "Facts":
        sets = (
            _set([item.project_key]),
            _set([item.issue_type]),
            _set(item.components),
            _set(item.labels),
            _set([item.epic_key]),
        )
        return cls(sets, folded(item.title or ""))


@dataclass(frozen=True, slots=True)
class Matcher:
    """A rule made ready once to be compared with many work items."""

    wanted: tuple[tuple[int, frozenset[str]], ...]
    words: re.Pattern[str] | None

    @classmethod
    def of(cls, rule: Conditions) -> "Matcher":
        sets = (rule.projects, rule.issue_types, rule.components, rule.labels, rule.epics)
        wanted = tuple((place, _set(values)) for place, values in enumerate(sets) if values)
        return cls(wanted, _pattern(rule.title_words))

    def matches(self, facts: Facts) -> bool:
        for place, values in self.wanted:
            if values.isdisjoint(facts.sets[place]):
                return False
        return self.words is None or self.words.search(facts.title) is not None


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Finds any of the words in a folded title; None when there are none to find."""
    parts = [_word(folded(word)) for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})") if parts else None


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
    """The links that the rules ask for: one a skill, by the lowest rule, in the items' order."""
    ordered = sorted((rule for rule in rules if rule.is_on), key=lambda rule: rule.id)
    matchers = [(rule.skill_id, rule.id, Matcher.of(rule)) for rule in ordered]
    return [
        Wanted(item.id, skill_id, rule_id)
        for item in items
        for skill_id, rule_id in _by_skill(matchers, Facts.of(item)).items()
    ]


def _by_skill(matchers: Sequence[tuple[int, int, Matcher]], facts: Facts) -> dict[int, int]:
    found: dict[int, int] = {}
    for skill_id, rule_id, matcher in matchers:
        if skill_id not in found and matcher.matches(facts):
            found[skill_id] = rule_id
    return found


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would do: how many of the finished work items it would link, with examples."""

    linked: int
    looked_at: int
    examples: Sequence[DoneItem]


def previewed(conditions: Conditions, items: Sequence[DoneItem], examples: int) -> Preview:
    matcher = Matcher.of(conditions)
    found = [item for item in items if matcher.matches(Facts.of(item))]
    return Preview(len(found), len(items), found[:examples])


def as_rows(links: Sequence[Wanted]) -> dict[str, list[int]]:
    """The links as columns, for one statement."""
    return {
        "items": [link.work_item_id for link in links],
        "skills": [link.skill_id for link in links],
        "rules": [link.rule_id for link in links],
    }
