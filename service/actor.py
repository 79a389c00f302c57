"""Who acts: a signed-in person, or the system with a stated reason.

It stands at the base because every read and action, from `connections` on, checks its actor.
"""

from dataclasses import dataclass

from service.errors import Forbidden, NotFound


@dataclass(frozen=True, slots=True)
class Member:
    """A signed-in person. `leads` are the ids of the teams this person leads today."""

    person_id: int
    is_administrator: bool = False
    leads: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class System:
    """A job, a webhook or a command; `reason` says which, for the log."""

    reason: str


Actor = Member | System


def must_administer(actor: Actor) -> None:
    """Administrators and the system pass; for others the page does not exist."""
    if isinstance(actor, Member) and not actor.is_administrator:
        raise NotFound


def must_be(actor: Actor, person_id: int) -> None:
    """Only this very person passes; what is theirs does not exist for others."""
    if not isinstance(actor, Member) or actor.person_id != person_id:
        raise NotFound


def must_be_or_system(actor: Actor, person_id: int) -> None:
    """Only this very person passes, and the system on behalf of somebody who left."""
    if isinstance(actor, Member):
        must_be(actor, person_id)


def must_be_system(actor: Actor) -> None:
    if not isinstance(actor, System):
        raise Forbidden


def person_of(actor: Actor) -> int:
    """The id of the person who acts; the system is nobody."""
    if not isinstance(actor, Member):
        raise Forbidden
    return actor.person_id
