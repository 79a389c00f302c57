"""Trees for property-based tests, of values that work has and of some that none has."""

from collections.abc import Sequence

from hypothesis import strategies as some

from service.skills.rules_tree import AllOf, AnyOf, Field, Is, Node, Not


def trees(values: dict[Field, Sequence[str]]) -> some.SearchStrategy[Node]:
    """Rules of at most some ten conditions on these fields, with these values."""
    conditions = some.sampled_from(sorted(values)).flatmap(
        lambda field: some.builds(
            Is,
            some.just(field),
            some.lists(some.sampled_from(values[field]), min_size=1, max_size=3, unique=True).map(
                tuple
            ),
        )
    )
    return some.recursive(conditions, _grown, max_leaves=10)


def _grown(nodes: some.SearchStrategy[Node]) -> some.SearchStrategy[Node]:
    several = some.lists(nodes, min_size=1, max_size=3).map(tuple)
    denied = nodes.map(lambda node: node.node if isinstance(node, Not) else Not(node))
    return some.one_of(several.map(AllOf), several.map(AnyOf), denied)


SMALL = trees(
    {
        Field.CONNECTION: ["our-jira", "elsewhere"],
        Field.PROJECT: ["PAY", "shop"],
        Field.SPACE: ["TEAM"],
        Field.TYPE: ["story", "Bug"],
        Field.COMPONENT: ["API", "api", "Gateway"],
        Field.LABEL: ["refinement", "docs"],
        Field.EPIC: ["PAY-1", "PAY-2"],
        Field.TITLE: ["api", "doc*", "x"],
    }
)
