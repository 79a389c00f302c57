"""Asking Jira for issues that may be kept, also where projects are gone or have another key."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import structlog

from service import clock
from service.atlassian.model import Project, ProjectChanged
from service.atlassian.rest import issues, jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import Refused
from service.atlassian.rest.model import FoundIssue, Position, Wanted
from service.connections.model_scope import Scope
from service.jobs import batches
from service.jobs.batches import Batch, Found

log = structlog.get_logger()


def wanted_of(client: Client, scope: Scope, since: datetime, with_talk: bool = False) -> Wanted:
    """Which issues of a connection are asked for: those that may be kept.

    `with_talk` also asks who commented and logged time: where webhooks would have told it.
    """
    return Wanted(
        since=since,
        projects=None if scope.takes_all else tuple(scope.chosen_keys),
        issue_types=None if scope.takes_all else scope.chosen_types,
        reviewer_fields=scope.reviewer_fields,
        epic_field=_epic_field(client),
        with_talk=with_talk,
    )


class Issues:
    """Issues of one connection. What was chosen and is gone makes Jira refuse the whole question;
    then the rest is asked for."""

    def __init__(self, client: Client, wanted: Wanted, size: int = issues.PAGE) -> None:
        self.client, self.wanted, self.size = client, wanted, size
        self._asked = set(wanted.projects or ())

    def count(self) -> int:
        """About how many there are."""
        try:
            return issues.count(self.client, self.wanted)
        except Refused as refused:
            self._give_up_gone(refused)
            return issues.count(self.client, self.wanted)

    def batches(self, position: Position | None = None) -> Iterator[Batch]:
        """Oldest change first, from a position on."""
        try:
            yield from self._batches(position)
        except Refused as refused:
            self._give_up_gone(refused)
            yield from self._batches(position)

    def _batches(self, position: Position | None) -> Iterator[Batch]:
        for page in issues.changed_since(self.client, self.wanted, position, self.size):
            batch = batches.of_issues(page, clock.now())
            yield replace(batch, renamed=self._renamed(batch.found))

    def _give_up_gone(self, refused: Refused) -> None:
        """Ask only for projects and types that are there; raises where all of them are."""
        before = self.wanted
        projects = _there(before.projects, {one.key for one in jira.projects(self.client)})
        types = _there(before.issue_types, {one.name for one in jira.issue_types(self.client)})
        if (projects, types) == (before.projects, before.issue_types):
            raise refused
        log.warning("some of what was chosen is gone", reason=str(refused))
        self.wanted = replace(before, projects=projects, issue_types=types)

    def _renamed(self, found: tuple[Found, ...]) -> tuple[ProjectChanged, ...]:
        """Jira still knows a project by the key it had, and tells its issues by the new one."""
        keys = {one.issue.project_key for one in found if isinstance(one, FoundIssue)}
        strange = keys - self._asked if self.wanted.projects is not None else set()
        if not strange:
            return ()
        self._asked |= strange
        return tuple(
            ProjectChanged(Project(one.id, one.key, one.name))
            for one in jira.projects(self.client)
            if one.key in strange
        )


def _there(chosen: tuple[str, ...] | None, there: set[str]) -> tuple[str, ...] | None:
    return chosen and tuple(one for one in chosen if one in there)


def _epic_field(client: Client) -> str | None:
    """Data Center keeps the epic in a field of its own number; Cloud has it as the parent."""
    if client.site.product.is_cloud:
        return None
    return next((field.id for field in jira.fields(client) if field.is_epic_link), None)
