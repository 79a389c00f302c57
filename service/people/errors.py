"""What can go wrong with people, in words."""

from service.errors import Conflict, Invalid, NotFound


class AddressTaken(Invalid):
    """There is already somebody with this e-mail address. Find them in the list of people."""


class TeamNameTaken(Invalid):
    """There is already a team with this name."""


class EndsBeforeItBegan(Invalid):
    """This day lies before the day it began."""


class WrongPassword(Invalid):
    """This e-mail address and password do not belong together."""


class NotYourPassword(Invalid):
    """This is not your present password."""


class TooManyTries(Invalid):
    """Too many tries. Wait a quarter of an hour, then try again."""


class TooManyLines(Invalid):
    """More than 500 lines at once. Split the list, and bring in the parts one after the other."""


class NotAList(Invalid):
    """This cannot be read as a list. Save it as CSV, with a name, an e-mail address and a team."""


class StillHere(Conflict):
    """Whoever works here erases what is about them by themselves, under their settings."""


class NotThisAddress(Invalid):
    """This is not the e-mail address. Type it as it stands above."""


class LastAdministrator(Conflict):
    """This is the last administrator. Make somebody else administrator first."""


class NoLongerFree(Conflict):
    """This account belongs to somebody by now, or somebody claims it. Ask an administrator."""


class AlreadySetUp(Conflict):
    """Gezel is already set up here. Sign in, or ask an administrator for an invitation."""


class LinkIsSpent(NotFound):
    """This link was used, is too old, or was replaced by a newer one. Ask for a new one."""
