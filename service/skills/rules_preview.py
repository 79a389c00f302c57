"""What keeping a rule would do to finished work, counted before it is kept. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.skills.rules import LinkableItem, Matches, matcher
from service.skills.rules_tree import Node

EXAMPLES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedItem(LinkableItem):
    """Finished work, with how it is to the skill now; what a person settled no rule changes."""

    key: str | None
    is_linked: bool
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would do once past work is linked anew, of the finished work looked at.

    `linked` is how many it would link, `new` how many of the skill's links would come and `gone`
    how many would go; the examples are the latest of each.
    """

    looked_at: int
    linked: int
    new: int
    gone: int
    linked_examples: Sequence[FinishedItem]
    gone_examples: Sequence[FinishedItem]


def previewed(rule: Node, others: Iterable[Node], items: Sequence[FinishedItem]) -> Preview:
    """The effect of a rule beside the skill's `others`, on these items, latest first."""
    matches, rest = matcher(rule), [matcher(one) for one in others]
    mine = {item.id for item in items if matches(item)}
    after = {item.id for item in items if _will_be_linked(item, mine, rest)}
    linked = [item for item in items if item.id in mine and item.id in after]
    new = [item for item in items if item.id in after and not item.is_linked]
    gone = [item for item in items if item.is_linked and item.id not in after]
    # New links say most about a rule, so they come first.
    shown = sorted(linked, key=lambda item: item.is_linked)[:EXAMPLES]
    return Preview(len(items), len(linked), len(new), len(gone), shown, gone[:EXAMPLES])


def _will_be_linked(item: FinishedItem, mine: set[int], others: Sequence[Matches]) -> bool:
    if item.is_settled:
        return item.is_linked
    return item.id in mine or any(matches(item) for matches in others)
