"""What can go wrong with budgets, in words a person can act on."""

from service.errors import Conflict, Forbidden, Invalid


class UnknownSkill(Invalid):
    """Choose a skill of the catalogue."""


class NothingMoved(Invalid):
    """Write an amount or hours."""


class NotEnough(Invalid):
    """There is not so much left in this budget."""


class NotDecided(Invalid):
    """This is more than was decided on. Ask for the rest as a wish of its own, which is decided as
    any other."""


class NotForThem(Invalid):
    """This budget is no longer for who asks. Take the wish back, and ask from a budget that is."""


class PeriodIsOver(Invalid):
    """The period of this budget is over. Ask from one that lasts."""


class TooEarly(Invalid):
    """Begin it after the present period has ended."""


class CarriedAlready(Conflict):
    """This budget has a next period already."""


class NothingToCarry(Conflict):
    """Nothing is free in this period that may still go over to the next."""


class LastOwner(Conflict):
    """Somebody must keep the budgets. Name another owner first."""


class NotTheirTurn(Conflict):
    """This request is past that step. Look at where it is now, then decide."""


class AdviceIsNew(Conflict):
    """The advice was written anew meanwhile. Read it, then answer."""


class NotYourOwn(Forbidden):
    """This is your own request. Somebody else decides on it."""


class AdviceIsMissing(Invalid):
    """Ask at least somebody who is affected and somebody who knows, and answer what they say."""


class AskedAlready(Conflict):
    """This colleague was asked already."""


class NoProof(Invalid):
    """Choose a PDF, a PNG or a JPEG of five megabytes at most."""


class BillMissing(Invalid):
    """Add the bill, or say why there is none."""


class TooManyProofs(Conflict):
    """Ten files are enough for one request."""


class PlanIsDecided(Conflict):
    """This plan was carried out already."""


class LineIsDecided(Invalid):
    """Somebody else decided this line meanwhile. Look at what they said, then decide."""


class NothingReserved(Invalid):
    """Nothing of it can be reserved now: it waits for a budget owner, is your own, was decided
    meanwhile, or does not fit any more. The plan stays as it is."""


class NothingAgreed(Invalid):
    """Agree to at least one line first."""
