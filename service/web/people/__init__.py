"""Pages for administrators: people, invitations, teams, accounts. For others they do not exist."""

from service.web.people import accounts, invitations, persons, teams
from service.web.people.blueprint import bp

__all__ = ["accounts", "bp", "invitations", "persons", "teams"]
