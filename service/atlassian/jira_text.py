"""Reads the words of a description, which is either plain text or a tree of nodes.

Such a tree is Atlassian's document format: each node may have `text`, and more nodes in `content`.
"""

from collections.abc import Iterator

from service.atlassian.fields import Json, clean

LONGEST_DESCRIPTION = 20_000
MOST_NODES = 5_000


def description(fields: Json) -> str | None:
    """The words, cut to what is read of them; None where the body does not tell."""
    if "description" not in fields:
        return None
    told = fields["description"]
    text = told if isinstance(told, str) else "\n".join(_texts(told))
    return clean(text, LONGEST_DESCRIPTION)


def _texts(root: object) -> Iterator[str]:
    """The texts of the nodes, in order; what is no node is passed over."""
    waiting = [root]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if not isinstance(node, dict):
            continue
        if isinstance(node.get("text"), str):
            yield node["text"]
        inner = node.get("content")
        if isinstance(inner, list):
            waiting += reversed(inner[:MOST_NODES])
