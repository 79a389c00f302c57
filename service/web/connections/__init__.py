"""For administrators: what Gezel listens to, how each goes, and what it sent."""

from service.web.connections import deliveries, health, page
from service.web.connections.blueprint import bp

__all__ = ["bp", "deliveries", "health", "page"]
