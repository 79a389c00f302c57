"""Asking Confluence for pages, with the spaces they are in and the names of who wrote them."""

from collections.abc import Iterator
from datetime import datetime

from service import clock
from service.atlassian.model import User
from service.atlassian.model_pages import AnyEvent
from service.atlassian.rest import confluence, told
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import NotThere, Refused
from service.atlassian.rest.model import Page, PageList, Position, Space, Version
from service.connections.model_scope import PERSONAL_SPACE, Scope
from service.jobs.batches import Batch


class Pages:
    """Pages of one connection that may be kept. Remembers spaces and names while it lives."""

    def __init__(self, client: Client, scope: Scope) -> None:
        self.client, self.scope = client, scope
        self.spaces = {space.id: space for space in confluence.spaces(client)}
        self._named: dict[str, User] = {}

    def since(
        self, since: datetime, start: str | None = None, with_versions: bool = True
    ) -> Iterator[Batch]:
        """Last changed first; a position is the place in the list where it goes on."""
        within = [space for space in self.spaces.values() if self._is_taken(space)]
        for listed in self._lists(since, within, start):
            pages = [page for page in listed.pages if page.space_id in self.spaces]
            last = pages[-1].modified if pages else since
            following = Position(last, listed.next) if listed.next else None
            yield Batch(tuple(pages), tuple(self.events(pages, with_versions)), following)

    def _lists(self, since: datetime, within: list[Space], start: str | None) -> Iterator[PageList]:
        """Where the place is known there no more, after a long rest, all of it comes again."""
        lists = confluence.pages_changed(self.client, since, within, start)
        try:
            first = next(lists, None)
        except (Refused, NotThere):
            if start is None:
                raise
            lists = confluence.pages_changed(self.client, since, within)
            first = next(lists, None)
        if first:
            yield first
            yield from lists

    def events(self, pages: list[Page], with_versions: bool = True) -> list[AnyEvent]:
        """What webhooks would have told of these pages, with each version where that is wanted."""
        versions = {page.id: self._versions(page) if with_versions else [] for page in pages}
        self._learn(pages, [one for each in versions.values() for one in each])
        seen_at = clock.now()
        return [
            event
            for page in pages
            for event in told.page_events(
                page, versions[page.id], self.spaces[page.space_id], self._named, seen_at
            )
        ]

    def _versions(self, page: Page) -> list[Version]:
        """Of a page with one version, all is known already."""
        return confluence.versions(self.client, page.id) if page.version > 1 else []

    def _learn(self, pages: list[Page], versions: list[Version]) -> None:
        """Cloud names nobody in its pages; Data Center does."""
        self._named |= {one.id: one for page in pages for one in page.named}
        self._named |= {one.editor.id: one.editor for one in versions if one.editor}
        if self.client.site.product.is_cloud:
            strange = [i for i in told.accounts_of(pages, versions) if i not in self._named]
            self._named |= {one.id: one for one in confluence.users(self.client, strange)}

    def _is_taken(self, space: Space) -> bool:
        chosen = self.scope.projects.get(space.key)
        if chosen is not None and chosen.is_chosen:
            return True
        return self.scope.takes_all and not space.key.startswith(PERSONAL_SPACE)
