"""Pages about rules: which there are, one with its history, and the editor."""

from service.web.rules import editor, page
from service.web.rules.blueprint import bp

__all__ = ["bp", "editor", "page"]
