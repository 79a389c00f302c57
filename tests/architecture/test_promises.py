"""Every job that is promised by name exists in the worker."""

import re
from pathlib import Path
from typing import cast

from service.db.pool import Pool
from service.db.sql import Connection
from service.jobs import tasks
from service.settings import Settings
from service.webhooks import telling
from tests.one_connection import OneConnection

SERVICE = Path(__file__).parents[2] / "service"


def test_every_promised_job_is_registered(db: Connection, settings: Settings) -> None:
    code = "\n".join(file.read_text() for file in SERVICE.rglob("*.py"))
    promised = set(re.findall(r'later\.promise\(\s*(?:here\.)?db(?:\(\))?,\s*"(\w+)"', code))
    assert len(re.findall(r"later\.promise\(", code)) == len(
        re.findall(r'later\.promise\(\s*(?:here\.)?db(?:\(\))?,\s*"\w+"', code)
    ), "a promise names its job in plain sight"
    app = tasks.make_app(cast(Pool, OneConnection(db)), settings, telling.hear)
    assert promised
    assert promised <= set(app.tasks)
