"""The skill that teams are about."""

import pytest

from service.db.sql import Connection
from tests.growth.teams import make_skill


@pytest.fixture
def lace(db: Connection) -> int:
    return make_skill(db, "lace")
