"""Every setting is documented, and nothing is documented that is not a setting."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_env_example_documents_every_variable() -> None:
    read = set(
        re.findall(r'"((?:GEZEL_|DATABASE_URL)\w*)"', (ROOT / "service/settings.py").read_text())
    )
    documented = set(
        re.findall(
            r"^#?((?:GEZEL_|DATABASE_URL)\w*)=", (ROOT / "deploy/env.example").read_text(), re.M
        )
    )
    assert read == documented
