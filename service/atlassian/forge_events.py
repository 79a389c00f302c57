"""The events that a Forge app passes on, of Jira and of Confluence: read, or left alone.

Source: developer.atlassian.com/platform/forge/events-reference, the pages jira, jira-software,
confluence and life-cycle.
"""

from service.atlassian.naming import by_name


def _each(product: str, actions: str, thing: str) -> str:
    """`avi:jira:created:issue` and so on: the names of some actions on one thing."""
    return " ".join(f"avi:{product}:{action}:{thing}" for action in actions.split())


READ = by_name(
    {
        "The issue's state and who took part are kept.": _each(
            "jira", "created updated assigned", "issue"
        ),
        "What was kept of the issue goes; words about it stay.": "avi:jira:deleted:issue",
        "Whoever wrote the comment took part.": "avi:jira:commented:issue avi:jira:deleted:comment",
        "Whoever logged time took part.": _each("jira", "created updated deleted", "worklog"),
        "The issues are looked up again.": _each("jira", "created deleted", "issuelink"),
        "The issue is looked up again.": _each("jira", "created deleted", "attachment"),
        "The project's name and key are kept.": _each(
            "jira", "created updated archived unarchived", "project"
        ),
        "What was kept of the project's issues goes; words about them stay.": (
            "avi:jira:deleted:project"
        ),
        "The account gets its new name, if it is known.": _each("jira", "created updated", "user"),
        "The account's name goes; it becomes a former colleague.": (
            "avi:jira:deleted:user avi:confluence:deleted:user"
        ),
        "Gezel asks early what changed.": (
            "avi:jira-software:closed:sprint avi:jira:released:version avi:jira:restored:project"
        ),
        "The page's state and who wrote it are kept.": (
            _each(
                "confluence",
                "created updated moved archived unarchived restored published started snapshotted",
                "page",
            )
            + " "
            + _each("confluence", "created updated moved archived unarchived restored", "blogpost")
        ),
        "The page's title goes until it is restored; words about it stay.": (
            "avi:confluence:trashed:page avi:confluence:trashed:blogpost"
        ),
        "What was kept of the page goes; words about it stay.": (
            "avi:confluence:deleted:page avi:confluence:deleted:blogpost"
        ),
        "Whoever wrote the comment took part in the page.": _each(
            "confluence", "created updated", "comment"
        ),
        "The space's name is kept.": _each("confluence", "created updated", "space:V2"),
        "What was kept of the space's pages goes; words about them stay.": (
            "avi:confluence:deleted:space:V2"
        ),
    }
)

WHY_IGNORED = by_name(
    {
        "Who looks at work is nobody's business.": " ".join(
            (
                "avi:jira:viewed:issue avi:confluence:performed:search",
                _each("confluence", "viewed liked", "page"),
                _each("confluence", "viewed liked", "blogpost"),
                "avi:confluence:liked:comment avi:confluence:viewed:attachment",
            )
        ),
        "To be mentioned is not to take part.": (
            "avi:jira:mentioned:issue avi:jira:mentioned:comment"
        ),
        "Fields are read from the issues themselves.": " ".join(
            (
                _each("jira", "created updated trashed restored deleted", "field"),
                _each("jira", "created updated deleted", "field:context"),
                "avi:jira:updated:field:context:configuration",
            )
        ),
        "Issue types are read from the issues themselves.": _each(
            "jira", "created updated deleted", "issuetype"
        ),
        "Components are read from the issues themselves.": _each(
            "jira", "created updated deleted", "component"
        ),
        "A project in the trash may come back; its issues are kept until it is deleted.": (
            "avi:jira:softdeleted:project"
        ),
        "Of versions only a release matters.": _each(
            "jira", "created updated deleted unreleased archived unarchived moved merged", "version"
        ),
        "Of sprints only the end matters.": _each(
            "jira-software", "created updated started deleted", "sprint"
        ),
        "Boards are not read.": _each(
            "jira-software", "created updated deleted configuration-changed", "board"
        ),
        "Filters are not read.": _each("jira", "created updated deleted", "filter"),
        "Settings of Jira itself are not read.": (
            "avi:jira:changed:configuration avi:jira:timetracking:provider:changed"
        ),
        "Notices to makers of apps are not read.": (
            "avi:jira:failed:expression avi:forge:installed:app avi:forge:upgraded:app"
            " avi:forge:uninstalled:app"
        ),
        "A copy is announced by an event of its own.": (
            "avi:confluence:copied:page avi:confluence:copied:blogpost"
        ),
        "A live page tells when its first session ends.": "avi:confluence:initialized:page",
        "The order of pages says nothing about the work.": (
            "avi:confluence:children_reordered:page avi:confluence:children_reordered:blogpost"
        ),
        "Permissions are asked for when a page is looked up.": " ".join(
            _each("confluence", "permissions_updated", thing)
            for thing in ("page", "blogpost", "space:V2", "custom_content")
        ),
        "Only pages and blog posts are read.": " ".join(
            (
                *(
                    _each("confluence", "created moved copied permissions_updated", thing)
                    for thing in ("whiteboard", "database", "folder")
                ),
                _each("confluence", "created moved copied", "embed"),
                _each("confluence", "created updated trashed restored deleted", "custom_content"),
                _each("confluence", "created updated removed", "task"),
            )
        ),
        "A comment that went says nothing of who took part.": "avi:confluence:deleted:comment",
        "Attachments of pages are not read.": _each(
            "confluence", "created updated archived unarchived trashed restored deleted",
            "attachment",
        ),
        "Labels of pages are not read.": _each(
            "confluence", "created added removed deleted", "label"
        ),
        "Accounts are read from the pages in which they take part.": "avi:confluence:created:user",
        "Groups are not read.": _each("confluence", "created deleted", "group"),
        "Who follows whom is not read.": _each("confluence", "created deleted", "relation"),
    }
)  # fmt: skip
