"""What can stand in the way of asking and answering, in words a person can act on."""

from service.errors import Conflict, Invalid, NotFound


class AskIsClosed(Conflict):
    """This ask is closed. Nothing more is expected of you."""


class ReadAlready(Conflict):
    """These words have been read, so they stay as they are. You can still take them back."""


class TooLateToWithdraw(Conflict):
    """Words can be taken back for thirty days. These are older, so they stay."""


class WithdrawnWords(Conflict):
    """You took these words back. They cannot be changed any more."""


class OnlyForTwo(Conflict):
    """This was written for the two of you only. Ask its giver to choose a wider circle."""


class UnknownSkill(Invalid):
    """One of these skills is no longer in the catalogue. Choose again."""


class NotYourWork(NotFound):
    """This is not work that you took part in, so there is nobody to name."""


class NotTakingPart(Conflict):
    """This colleague does not take part in Gezel, so they cannot be asked."""


class NotTakingPartYourself(Conflict):
    """You do not take part in Gezel yet, so nobody is asked."""


class NotAboutYourself(Conflict):
    """You cannot name yourself. Choose a colleague who was there."""


class EnoughNamed(Conflict):
    """You named two colleagues for this work; that is as many as fit."""


class AlreadyAsked(Conflict):
    """This colleague was already asked about this work. Once is enough."""


class NotJustNow(Conflict):
    """This colleague cannot be asked by you just now.
    Try again in some weeks, or choose somebody else.

    One message for all that lies with the colleague, so that it tells nothing about them.
    """


class AskedOfYou(Conflict):
    """You have an ask about this colleague yourself. Answer or pass it first."""


class LeadWasNotThere(Conflict):
    """A lead says something only of work that both of you had a part in. Choose somebody else."""


class NotAboutThemNow(Conflict):
    """You cannot begin about this colleague just now: something is open between you, you said or
    were asked something lately, or three asks wait for you. Try again later.
    """
