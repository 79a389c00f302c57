"""Gezel: peer feedback and growth maps from finished work.

The root is the only place where the parts are put together: the web application (`application`),
and the worker that drains deliveries and does what was promised (`commands`).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from service.db.pool import Pool
    from service.settings import Settings


def create_app(settings: "Settings | None" = None, pool: "Pool | None" = None) -> "Flask":
    """The web application: webhooks and pages, over one pool of connections."""
    from service import application  # only now: a command of `gezel` needs no pages

    return application.create(settings, pool)
