"""Every event that Atlassian is known to send, and what Gezel makes of it, on purpose.

Each form has a table of its own (`jira_events`, `confluence_events`, `forge_events`). An event
stands in it once: read, with what comes of it, or left alone, with the reason. What stands in none
is kept and shown to the administrator.
"""

from dataclasses import dataclass

from service.atlassian import confluence_events, forge_events, jira_events

JIRA, CONFLUENCE, FORGE = "Jira webhook", "Confluence webhook", "Forge"


@dataclass(frozen=True, slots=True)
class Known:
    """One line of the table, for people: `words` says what comes of it, or why nothing does."""

    form: str
    name: str
    is_read: bool
    words: str


def table() -> list[Known]:
    """All known events, by form and name."""
    forms = {JIRA: jira_events, CONFLUENCE: confluence_events, FORGE: forge_events}
    lines = [
        Known(form, name, is_read, words)
        for form, events in forms.items()
        for is_read, named in ((True, events.READ), (False, events.WHY_IGNORED))
        for name, words in named.items()
    ]
    return sorted(lines, key=lambda line: (line.form, line.name))
