"""What events about pages say.

A page is finished work when it is published, that is while its status is `current`; it was done
when its latest version was made. So each new version is work done again, by whoever made it, and
the page's author and editors can be told what others saw. Pages bear no time of their last change
of any kind, so what is told of them is ordered by when it was told.
"""

from service.atlassian.model import Place, User
from service.atlassian.model_pages import Page, PageChanged, PageCommented, PageGone, PageTold
from service.webhooks.told import Told, Verdict
from service.work.model import Deletion, ItemState, Leaving, Part, Role

CATEGORIES = {"current": "done", "archived": "done", "draft": "indeterminate"}
DEEDS = {"author": Role.PAGE_AUTHOR, "editor": Role.PAGE_EDITOR}
NO_PAGE = "The comment does not say to which page it belongs."
GONE = frozenset({"trashed", "deleted", "historical"})


def changed(told: Told, event: PageChanged) -> Verdict:
    page = event.page
    refused = told.refusal("page changed", page.id, Place(page.space_key, page.kind))
    if refused or page.status in GONE:
        told.leaving.append(Leaving(page.id, event.at, event.at))
        return refused or Verdict("page gone")
    told.state(_state(told, event), None)
    if page.created_by:
        _part(told, page.id, page.created_by, Role.PAGE_AUTHOR, event, page)
    if page.version_by and page.version_by != page.created_by:
        _part(told, page.id, page.version_by, Role.PAGE_EDITOR, event, page)
    return Verdict("page changed")


def _part(told: Told, page_id: str, user: User, role: Role, event: PageChanged, page: Page) -> None:
    made = page.created_at if role is Role.PAGE_AUTHOR else page.version_at
    told.take_part(Part(page_id, user.id, role, made or event.at), user)


def told_of(told: Told, event: PageTold) -> Verdict:
    """The little that Data Center tells: who did it counts at once, the rest is looked up."""
    refused = told.refusal("page changed", event.page_id, None)
    if refused:
        return refused
    told.look_up(event.page_id)
    role = DEEDS.get(event.deed or "")
    if event.user and role:
        told.take_part(Part(event.page_id, event.user.id, role, event.at), event.user)
    return Verdict("page changed")


def gone(told: Told, event: PageGone) -> Verdict:
    name = "page removed" if event.for_good else "page trashed"
    if event.page_id not in told.known and not told.scope.takes_all:
        return Verdict(name, "Gezel did not know this page.", is_outside=True)
    if event.for_good:
        told.deletions.append(Deletion(event.page_id, event.at))
    else:
        told.leaving.append(Leaving(event.page_id, event.at, event.at, was_inside=True))
    return Verdict(name)


def commented(told: Told, event: PageCommented) -> Verdict:
    """Where only the comment is told, its page is found by asking for the comment."""
    if event.page_id is None:
        if not told.scope.can_ask:
            return Verdict("page comment", NO_PAGE)
        told.lookups.add(event.comment_id)
        return Verdict("page comment, looked up")
    refused = told.refusal("page comment", event.page_id, event.place)
    if refused:
        return refused
    if event.author:
        part = Part(event.page_id, event.author.id, Role.COMMENTER, event.at)
        told.take_part(part, event.author)
    return Verdict("page comment")


def _state(told: Told, event: PageChanged) -> ItemState:
    page = event.page
    keeps = told.scope.keeps_title(page.space_key)
    category = told.scope.category(
        page.space_key, page.kind, page.status, CATEGORIES.get(page.status, "indeterminate")
    )
    return ItemState(
        external_id=page.id,
        key=None,
        project_key=page.space_key,
        project_name=page.space_name,
        issue_type=page.kind,
        title=page.title if keeps else None,
        labels=(),
        components=(),
        status=page.status,
        status_category=category,
        resolution=None,
        is_secret=False,
        created_at=page.created_at,
        updated_at=event.at,
        seen_at=event.at,
        told_done_at=page.version_at if category == "done" else None,
        entered_done_at=None,
        entered_in_bulk=False,
        epic_key=None,
        epic_told_at=None,
    )
