from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.running.installation import Installation, installed

NUMBERS = count(1)


@pytest.fixture
def fresh_schema(worker_id: str) -> str:
    """The name of a schema that no other test uses."""
    return f"gezel_running_{worker_id}_{next(NUMBERS)}"


@pytest.fixture
def installation(database_url: str, fresh_schema: str, tmp_path: Path) -> Iterator[Installation]:
    """A migrated schema of its own; the test starts the processes it needs."""
    with installed(database_url, fresh_schema, tmp_path) as here:
        yield here
