"""How far a connection is set up: what is done, and what comes next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.connections.model import Auth, Product


class Step(StrEnum):
    """In the order in which they are best done."""

    ACCESS = "access"
    PROJECTS = "projects"
    STATUSES = "statuses"
    HOOK = "hook"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class SetUp:
    """One connection as its set-up stands."""

    id: int
    name: str
    product: str
    auth: str
    base_url: str | None
    takes_all: bool
    chosen: int
    reviewer_fields: list[str]
    has_statuses: bool
    has_hook: bool
    last_received: datetime | None
    backfill_state: str | None

    @property
    def can_ask(self) -> bool:
        return self.auth != Auth.NONE

    @property
    def is_jira(self) -> bool:
        return Product(self.product).is_jira

    @property
    def has_own_hooks(self) -> bool:
        """Whether an administrator can make a webhook there; Confluence Cloud has none."""
        return self.product != Product.CONFLUENCE_CLOUD

    @property
    def takes_something(self) -> bool:
        return self.takes_all or self.chosen > 0

    @property
    def steps(self) -> list[Step]:
        """Those there are for this product: pages have no statuses of their own."""
        return [step for step in Step if self.is_jira or step != Step.STATUSES]

    def is_done(self, step: Step) -> bool:
        """What may be left as it is counts as done only once it was looked at."""
        match step:
            case Step.ACCESS:
                return self.can_ask
            case Step.PROJECTS:
                return self.takes_something
            case Step.STATUSES:
                return self.has_statuses or bool(self.reviewer_fields)
            case Step.HOOK:
                return self.last_received is not None
            case Step.PAST:
                return self.backfill_state == "done"

    @property
    def next(self) -> Step:
        """The first that is needed and not done; the last one when all is."""
        needed = [Step.ACCESS, Step.PROJECTS, Step.HOOK, Step.PAST]
        return next((step for step in needed if not self.is_done(step)), Step.PAST)

    def after(self, step: Step) -> Step | None:
        later = self.steps[self.steps.index(step) + 1 :]
        return later[0] if later else None
