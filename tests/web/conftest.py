"""Browsers of the people of the cast."""

import pytest
from flask import Flask

from tests.web.browse import Browse


@pytest.fixture
def browse(app: Flask) -> Browse:
    return Browse(app)
