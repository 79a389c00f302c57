"""What a batch of events says, gathered before it is worked in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.atlassian.model import Place, Project, User
from service.connections.model import Delivery, Outcome, State
from service.connections.model_scope import Scope
from service.work.model import Deletion, ItemState, Leaving, Part

UNKNOWN_WORK = "It is about work that Gezel does not know, so it may not be one of those chosen."
OUTSIDE = "It is about work outside of what was chosen."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one event: its name in the list of deliveries, or why nothing does."""

    event: str
    why_not: str | None = None
    is_outside: bool = False

    def outcome(self, delivery: Delivery) -> Outcome:
        state = State.IGNORED if self.why_not else State.DONE
        return Outcome(delivery.id, state, self.event, self.why_not, self.is_outside)


@dataclass(slots=True)
class Told:
    """The scope that all passes through, what is known already, and what is to be worked in.

    `known` are the issues and pages that events name without their project, and whether they are
    in scope; what this batch itself tells of comes on top. `descriptions`, by the id of what they
    describe, are read for their words and go no further; None where a body told none. Those of
    `same_words` are read only where they were not read before.
    """

    scope: Scope
    known: Mapping[str, bool]
    users: list[User] = field(default_factory=list)
    states: list[ItemState] = field(default_factory=list)
    descriptions: dict[str, str | None] = field(default_factory=dict)
    same_words: set[str] = field(default_factory=set)
    leaving: list[Leaving] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    lookups: set[str] = field(default_factory=set)
    projects: list[Project] = field(default_factory=list)
    deleted_projects: list[tuple[Project, datetime]] = field(default_factory=list)
    renamed: list[User] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    much_changed: bool = False

    def refusal(self, event: str, external_id: str, place: Place | None) -> Verdict | None:
        """Why an event may leave nothing behind; None where it may.

        Where its place is not told, known work is in scope or not, and unknown work is only where
        everything is taken; else it is looked up first, if that can be done.
        """
        if place:
            why = self.scope.refusal(place.project_key, place.issue_type)
            return Verdict(event, why, is_outside=True) if why else None
        if external_id in self.known:
            return None if self.known[external_id] else Verdict(event, OUTSIDE, is_outside=True)
        if self.scope.takes_all:
            return None
        if self.scope.can_ask:
            self.lookups.add(external_id)
            return Verdict(f"{event}, looked up")
        return Verdict(event, UNKNOWN_WORK, is_outside=True)

    def state(self, state: ItemState, description: str | None, same_words: bool = False) -> None:
        self.states.append(state)
        if state.title is None:
            return
        here = state.external_id
        if not same_words:
            self.same_words.discard(here)
        elif here not in self.descriptions:
            self.same_words.add(here)
        known = self.descriptions.get(here)
        self.descriptions[here] = known if description is None else description

    def look_up(self, external_id: str) -> None:
        """Ask for it soon, where this connection can be asked."""
        if self.scope.can_ask:
            self.lookups.add(external_id)

    def take_part(self, part: Part, user: User) -> None:
        self.users.append(user)
        self.parts.append(part)
