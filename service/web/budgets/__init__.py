"""Pages of development money and time: budgets, requests, planning, and files for the rest."""

from service.web.budgets import (
    after,
    asking,
    budgets,
    buying,
    deciding,
    files,
    following,
    kept,
    making,
    owners,
    page,
    plan,
    planning,
    trying,
)
from service.web.budgets.blueprint import bp

__all__ = [
    "after", "asking", "bp", "budgets", "buying", "deciding", "files", "following", "kept",
    "making", "owners", "page", "plan", "planning", "trying",
]  # fmt: skip
