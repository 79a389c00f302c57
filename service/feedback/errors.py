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


# what the receiver does with words ──────────────────────────────────────────────────────────


class NoWall(Conflict):
    """Your team has no wall. When you agree on one together, any of you can open it."""


class ReadsItAlready(Conflict):
    """The two of you read it already. Choose somebody else."""


class CannotBeShown(Conflict):
    """This colleague reads it already, or does not take part in Gezel."""


class AnsweredAlready(Conflict):
    """Your question is answered. Go on about it in person; that works best."""


class NothingAsked(Conflict):
    """Nothing is asked of you about these words."""


# reports ────────────────────────────────────────────────────────────────────────────────────


class TwoAreTrusted(Invalid):
    """Choose two different people."""


class NotToBeTrusted(Invalid):
    """Whoever leads a team or administers Gezel does not read reports. Choose somebody else."""


class NobodyToReportTo(Conflict):
    """There is nobody yet who may read a report about these words. An administrator chooses two."""


class ReportedAlready(Conflict):
    """You reported these words already, and that report is still open."""


class ReportIsClosed(Conflict):
    """This report is closed already."""


# thanks ─────────────────────────────────────────────────────────────────────────────────────


class SayWhom(Invalid):
    """Say whom you thank: up to twelve people by name, or a team."""


class CannotBeThanked(Invalid):
    """Somebody among these was not there or does not take part in Gezel. Choose again."""


class NotYourWorkToThankFor(NotFound):
    """This is not work that you took part in with a colleague who takes part here."""


class NotForTheWall(Conflict):
    """These thanks are for you alone; their giver did not write them for a wall."""
