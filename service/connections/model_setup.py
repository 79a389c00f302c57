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


#: What may not be left as it is; statuses may.
NEEDED = (Step.ACCESS, Step.PROJECTS, Step.HOOK, Step.PAST)


@dataclass(frozen=True, slots=True)
class Registration:
    """A webhook that Gezel made there; only those of OAuth apps end."""

    external_id: str
    expires_at: datetime | None


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
    def is_cloud(self) -> bool:
        return Product(self.product).is_cloud

    @property
    def has_own_hooks(self) -> bool:
        """Whether an administrator can make a webhook there; Confluence Cloud has none."""
        return self.product != Product.CONFLUENCE_CLOUD

    @property
    def makes_hooks(self) -> bool:
        """Whether Gezel can make the webhook by itself."""
        return self.has_own_hooks and self.can_ask

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
                return self.last_received is not None or (self.can_ask and not self.has_own_hooks)
            case Step.PAST:
                return self.backfill_state == "done"

    @property
    def next(self) -> Step:
        """The first that is needed and not done; the last one when all is."""
        return next((step for step in NEEDED if not self.is_done(step)), Step.PAST)

    @property
    def is_complete(self) -> bool:
        """Whether work comes in: something is taken, and it was heard of or asked for."""
        comes = self.last_received is not None or (self.can_ask and self.backfill_state is not None)
        return self.takes_something and comes

    def after(self, step: Step) -> Step | None:
        later = self.steps[self.steps.index(step) + 1 :]
        return later[0] if later else None
