"""What can go wrong with connections and deliveries, in words."""

from service.errors import Conflict, Invalid, NotFound


class NameTaken(Invalid):
    """There is already a connection with this name. Choose another, or rotate its secret."""


class NameNotASlug(Invalid):
    """A connection's name has only small letters, digits and hyphens, 63 at most: our-jira."""


class NameReserved(Invalid):
    """Gezel uses this name for a page of its own. Choose another."""


class NoSuchConnection(NotFound):
    """There is no connection %(name)s. Look at the list of connections."""


class NothingToTry(Conflict):
    """This delivery cannot be tried again: it was worked in, or its body is forgotten."""


class NothingToTryAgain(Conflict):
    """Nothing of this kind can be tried again: none is left, or their bodies are forgotten."""


class BodyIsForgotten(Conflict):
    """The raw body of this delivery is forgotten. What followed from it stays."""


class BackfillRuns(Conflict):
    """The past of this connection is being filled in already. Watch it, or stop it first."""


class NothingToResume(Conflict):
    """This filling in of the past does not wait to go on: it runs, or it is done."""


class NothingChosen(Invalid):
    """Choose at least one. Nothing is kept from the others."""


class NoTypeChosen(Invalid):
    """Choose at least one type, or take all of them."""


class TooLongAgo(Invalid):
    """Choose a day of the last ten years."""


class NotAsked(Conflict):
    """This did not begin in this browser a moment ago. Go to the connection and begin again."""


class ChooseFirst(Conflict):
    """Choose first what is taken: the webhook of an app is made for named projects only."""


class NoSiteAllowed(Conflict):
    """The account that allowed Gezel there has no site of Atlassian. Use one that has."""
