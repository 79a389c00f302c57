"""What an administrator chose of a connection: the scope that all which is told passes through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

PERSONAL_SPACE = "~"
#: The category of a status that Jira calls done and that does not mean it here.
NOT_DONE = "indeterminate"


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a project (or a space of Confluence) is taken; `issue_types` None means all of them."""

    is_chosen: bool
    keeps_titles: bool
    issue_types: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class DoneStatus:
    """Where done is not what the status category says; '' means every project, every type."""

    project_key: str
    issue_type: str
    status: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """What of one connection may be kept, and how its words are to be read.

    `can_ask` says whether something that was told too briefly can be looked up. `done` is by
    project, type and status, each '' for all; the closest one counts.
    """

    product: str
    can_ask: bool
    takes_all: bool
    reviewer_fields: tuple[str, ...]
    projects: Mapping[str, Chosen]
    done: Mapping[tuple[str, str, str], bool]

    def refusal(self, project_key: str, issue_type: str) -> str | None:
        """Why nothing is kept of such work, in words; None where it is taken."""
        chosen = self.projects.get(project_key)
        if chosen is None or not chosen.is_chosen:
            if not self.takes_all:
                return f"Project {project_key} was not chosen."
            if project_key.startswith(PERSONAL_SPACE):
                return "Personal spaces are taken only where they were chosen."
            return None
        if chosen.issue_types is not None and issue_type not in chosen.issue_types:
            return f"Of project {project_key}, {issue_type or 'this type'} was not chosen."
        return None

    def keeps_title(self, project_key: str) -> bool:
        chosen = self.projects.get(project_key)
        return chosen is None or chosen.keeps_titles

    def category(
        self, project_key: str, issue_type: str, status: str, told: str | None
    ) -> str | None:
        """The category of a status here; without a word on it, the one that was told."""
        if not self.done:
            return told
        for place in ((project_key, issue_type), (project_key, ""), ("", issue_type), ("", "")):
            is_done = self.done.get((*place, status))
            if is_done is not None:
                return "done" if is_done else NOT_DONE if told == "done" else told
        return told

    @property
    def is_jira(self) -> bool:
        return self.product.startswith("jira")

    @property
    def chosen_keys(self) -> list[str]:
        return sorted(key for key, chosen in self.projects.items() if chosen.is_chosen)

    @property
    def chosen_types(self) -> tuple[str, ...] | None:
        """Types that are asked for; None where some project takes all of them."""
        each = [chosen.issue_types for chosen in self.projects.values() if chosen.is_chosen]
        if None in each:
            return None
        return tuple(sorted({one for types in each if types for one in types}))


@dataclass(frozen=True, slots=True)
class ProjectSeen:
    """A project as the connection shows it."""

    external_id: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A project's key before and now; they are the same where only the name may be new."""

    old_key: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectChoice:
    """What an administrator says of one project; `issue_types` empty or None means all of them."""

    key: str
    keeps_titles: bool = True
    issue_types: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in a list to choose from."""

    key: str
    name: str
    is_chosen: bool
    keeps_titles: bool
    issue_types: list[str] | None


@dataclass(frozen=True, slots=True)
class Lookup:
    """Work to ask a connection about; `kind` is `issue` or `page`."""

    connection_id: int
    kind: str
    external_id: str
    wanted_at: datetime
    tries: int
