import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data() -> Iterator[Path]:
    # pytest's own folders are too deep for a socket, and closed to the server's system user.
    parent = Path(tempfile.mkdtemp(prefix="gz", dir="/tmp"))
    parent.chmod(0o755)
    yield parent / "data"
    shutil.rmtree(parent)
