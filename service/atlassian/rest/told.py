"""What was found by asking, as the events that a webhook would have brought: one road for both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from service.atlassian import model_pages
from service.atlassian.confluence_users import by_id
from service.atlassian.jira_users import NOBODY
from service.atlassian.model import (
    AccountKind,
    CommentChanged,
    Event,
    IssueChanged,
    User,
    WorklogChanged,
)
from service.atlassian.rest.model import Change, FoundIssue, History, Page, Space, Version

PAGE = "Page"


def issue_events(found: FoundIssue, seen_at: datetime) -> list[Event]:
    """The issue as it was at `seen_at`, after each change of its status or assignee before; and
    who talked and logged time, where that was asked."""
    issue = found.issue
    earlier = [_change(found, history, seen_at) for history in found.histories]
    comments = [CommentChanged(issue.updated, issue.id, one, False, None) for one in found.comments]
    worklogs = [WorklogChanged(one.at, issue.id, one.author) for one in found.worklogs]
    return [*earlier, _changed(found, (), issue.updated, None, seen_at), *comments, *worklogs]


def page_events(
    page: Page,
    versions: Sequence[Version],
    space: Space,
    known: Mapping[str, User],
    seen_at: datetime,
) -> list[model_pages.PageChanged]:
    """The page as it was at `seen_at`, after each version before, oldest first."""
    latest = _page(page, space, known, page.modified, page.editor_id)
    before = sorted(
        (one for one in versions if one.number < page.version), key=lambda one: one.number
    )
    return [
        *(
            model_pages.PageChanged(one.at, _page(page, space, known, one.at, one.editor_id))
            for one in before
        ),
        model_pages.PageChanged(seen_at, latest),
    ]


def accounts_of(pages: Iterable[Page], versions: Iterable[Version]) -> list[str]:
    """Whose names are worth asking for."""
    ids = {one for page in pages for one in (page.author_id, page.editor_id)}
    return sorted(one for one in ids | {version.editor_id for version in versions} if one)


def _change(found: FoundIssue, history: History, seen_at: datetime) -> IssueChanged:
    return _changed(found, history.changes, history.at, history.who, seen_at)


def _changed(
    found: FoundIssue,
    changes: Sequence[Change],
    at: datetime,
    actor: User | None,
    seen_at: datetime,
) -> IssueChanged:
    issue = found.issue
    statuses = [one for one in changes if one.field == "status"]
    return IssueChanged(
        at=at,
        issue=issue,
        actor=actor,
        earlier_assignees=tuple(_assignees(found, changes, actor)),
        changed_status=bool(statuses) and statuses[-1].new_words == issue.status,
        moved_status=any(one.old is not None for one in statuses),
        bulk=False,
        comment=None,
        seen_at=seen_at,
    )


def _assignees(found: FoundIssue, changes: Sequence[Change], actor: User | None) -> Iterator[User]:
    """A history names an account by id and words; who else is named here says its kind."""
    issue = found.issue
    known = {one.id: one for one in (issue.assignee, issue.reporter, actor) if one}
    for change in changes:
        if change.field == "assignee":
            for user_id, words in ((change.old, change.old_words), (change.new, change.new_words)):
                if user_id and user_id != NOBODY:
                    named = User(user_id, words or user_id, AccountKind.PERSON, None)
                    yield known.get(user_id, named)


def _page(
    page: Page,
    space: Space,
    known: Mapping[str, User],
    version_at: datetime,
    editor_id: str | None,
) -> model_pages.Page:
    return model_pages.Page(
        id=page.id,
        space_key=space.key,
        space_name=space.name,
        kind=PAGE,
        title=page.title,
        status="current" if page.is_current else "draft",
        created_at=page.created,
        created_by=known.get(page.author_id or "") or by_id(page.author_id),
        version_at=version_at,
        version_by=known.get(editor_id or "") or by_id(editor_id),
    )
