"""The catalogue that Gezel begins with."""

import pytest

from service.actor import System
from service.db.sql import Connection
from service.skills import actions, reads

SYSTEM = System("test")


@pytest.fixture
def skills(db: Connection) -> dict[str, int]:
    """Ids of the starter's skills, by slug."""
    actions.load_starter(db, SYSTEM)
    return {skill.slug: skill.id for skill in reads.skills(db, SYSTEM)}
