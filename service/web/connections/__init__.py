"""For administrators: what Gezel listens to, how it is set up, how each goes, what it sent."""

from service.web.connections import (
    access,
    adding,
    by_hand,
    deliveries,
    health,
    hook,
    oauth,
    page,
    past,
    projects,
    statuses,
)
from service.web.connections.blueprint import bp

__all__ = [
    "access",
    "adding",
    "bp",
    "by_hand",
    "deliveries",
    "health",
    "hook",
    "oauth",
    "page",
    "past",
    "projects",
    "statuses",
]
