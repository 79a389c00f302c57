"""A believable organisation, played through the real webhook road with the clock set.

Only `gezel demo` uses it: `play` makes eighteen months of work, asks and words, and `door` lets a
visitor in with one click. All texts are in the YAML files beside it.
"""

from service.demo import door

__all__ = ["door"]
