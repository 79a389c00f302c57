"""How many events no delivery had told of, as far as can be seen from what is there now.

A delivery has a little time to come, so that only what changed `before` a time is counted.
Comments and logged time change the time of an issue too, and are told by deliveries of their own:
they are worked in, and not counted.
"""

from datetime import datetime

from service.atlassian.rest.model import FoundIssue
from service.work.reads_asked import Remembered


def of_issue(found: FoundIssue, known: Remembered | None, since: datetime, before: datetime) -> int:
    """Each change of status or assignee after what is known; else one where anything that is kept
    is not as it is known. Of an issue that was not known, changes `since` count."""
    if known and known.is_deleted:
        return 0
    issue = found.issue
    after = (known and known.changed_at) or since
    changes = sum(after < history.at < before for history in found.histories)
    if changes or issue.updated >= before:
        return changes
    return int(known is None or known.changed_at is None or _is_behind(found, known))


def of_page(changed_at: datetime, known: Remembered | None, before: datetime) -> int:
    """One where its latest version was not told of."""
    if changed_at >= before:
        return 0
    return int(known is None or known.changed_at is None or known.changed_at < changed_at)


def _is_behind(found: FoundIssue, known: Remembered) -> bool:
    issue = found.issue
    if known.changed_at and known.changed_at >= issue.updated:
        return False
    if known.title is not None and known.title != issue.title:
        return True
    now = (issue.key, issue.status, [*issue.labels], [*issue.components])
    return now != (known.key, known.status, known.labels, known.components)
