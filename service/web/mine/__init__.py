"""Everything about me: pages to read, and the same as a file."""

from service.web.mine.pages import blueprint

__all__ = ["blueprint"]
