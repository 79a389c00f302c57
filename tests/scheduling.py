"""How test processes share the work: by files, those that take longest first."""

import pytest
from xdist.scheduler import LoadScopeScheduling

BROWSER = "tests/browser"
#: Begun first, so that no process is left waiting for one of them at the end.
LONGEST = (BROWSER, "tests/running", "tests/web", "tests/db")


class ByFiles(LoadScopeScheduling):  # type: ignore[misc]
    """One process runs a whole file; those of the browser as well, as they share a played demo."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


def in_order(items: list[pytest.Item]) -> None:
    """The folders that take longest first; what is equal stays as it was."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    folders = (place for place, name in enumerate(LONGEST) if item.nodeid.startswith(name))
    return next(folders, len(LONGEST))
