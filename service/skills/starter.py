"""The catalogue that comes with Gezel, read from `catalogue/`: a file an area."""

from functools import cache
from importlib.resources import files

import yaml

from service.skills import catalogue_yaml
from service.skills.model_words import WrittenArea

ORDER = (
    "building",
    "keeping-it-running",
    "choosing-what-to-make",
    "for-the-people-we-work-for",
    "data-and-insight",
    "the-way-we-work",
    "together",
    "leading-where-i-stand",
)


@cache
def areas() -> tuple[WrittenArea, ...]:
    """The areas in the order of the catalogue."""
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(area for name in ORDER for area in catalogue_yaml.read(_text(name), fast))


def _text(name: str) -> str:
    return (files(__package__) / "catalogue" / f"{name}.yaml").read_text(encoding="utf-8")
