"""Signing in and out, one-time links, and the guard before every page."""

from service.web.sign_in.guard import SignedIn, before_welcome, enter, install, open_to_strangers
from service.web.sign_in.pages import bp

__all__ = ["SignedIn", "before_welcome", "bp", "enter", "install", "open_to_strangers"]
