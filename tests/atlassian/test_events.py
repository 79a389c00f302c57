"""Every event is read or left alone on purpose: the table is complete, and says so in words."""

import itertools
import re
from operator import attrgetter

import pytest

from service.atlassian import confluence_events, events, forge_events, jira_events
from service.atlassian.model import Ignored, MuchChanged, NotUnderstood
from service.atlassian.payloads import read
from tests.atlassian.bodies import RECORDED, sent

REFERENCE = RECORDED.parent / "reference" / "atlassian.md"
KEYS = {events.JIRA: "webhookEvent", events.CONFLUENCE: "event", events.FORGE: "eventType"}
LINES = events.table()
NAME = attrgetter("name")
# Events of each kind that were seen or are documented, so that the table is held without the
# reference as well.
SOME_OF_EACH = {
    events.JIRA: """jira:issue_created comment_deleted jira:worklog_updated worklog_created
        attachment_created issuelink_deleted project_soft_deleted jira:version_merged
        filter_updated user_deleted option_timetracking_changed sprint_closed
        board_configuration_changed app_access_to_objects_in_container_blocked""",
    events.CONFLUENCE: """page_children_reordered blog_restored blueprint_page_created
        comment_removed attachment_trashed content_permissions_updated label_added
        space_logo_updated user_reactivated group_removed relation_deleted theme_enabled""",
    events.FORGE: """avi:jira:created:issue avi:jira:commented:issue avi:jira:released:version
        avi:jira:deleted:worklog avi:jira-software:closed:sprint avi:confluence:trashed:page
        avi:confluence:viewed:blogpost avi:confluence:created:space:V2
        avi:confluence:performed:search avi:jira:updated:field:context:configuration""",
}


def named_in_reference() -> dict[str, set[str]]:
    """The names in the sections 1.2 and 2 of the reference, with their short forms spelt out."""
    if not REFERENCE.is_file():
        pytest.skip("the reference is not beside the repository; the own list is tested instead")
    text = REFERENCE.read_text()
    jira = text.partition("### 1.2")[2].partition("### 1.3")[0]
    confluence = text.partition("Events (zulip view.py list")[2].partition("Body is tiny")[0]
    forge = set(re.findall(r"avi:[a-z-]+:[a-z_]+:[\w:]*\w", text))
    codes = "`".join(re.findall(r"`([^`]+)`", jira.partition("JQL filters")[0]))
    short = {"filter_*": "filter_created|updated|deleted", "mergedTo": ""}
    listed = [spelt for one in codes.split("`") for spelt in spell(short.get(one, one))]
    spaced = confluence.partition("):")[2].replace("blog_ ", "blog_").replace("page_/", "page_")
    first, _, rest = spaced.strip().partition(", ")
    pages = [f"{kind}_{end}" for kind in ("page", "blog")
             for end in first.rpartition("_")[2].split("|")]  # fmt: skip
    others = [spelt for one in rest.rstrip(". \n").split(", ") for spelt in spell(one)]
    return {
        events.JIRA: {*listed, "jira:worklog_updated"} - {"option_*_changed"},
        events.CONFLUENCE: {*pages, *others},
        events.FORGE: forge,
    }


def spell(short: str) -> list[str]:
    """`page_created|updated` is `page_created` and `page_updated`."""
    head, *more = short.strip().split("|")
    if not head:
        return []
    stem = head.rpartition("_")[0]
    if head.endswith(("soft_deleted", "restored_deleted", "restored_archived")):
        stem = head.partition("_")[0]
    return [head, *(f"{stem}_{end}" for end in more)]


def known(form: str) -> set[str]:
    return {line.name for line in LINES if line.form == form}


def test_the_reference_names_no_event_that_is_not_known() -> None:
    found = named_in_reference()
    assert len(found[events.JIRA]) > 45
    assert len(found[events.CONFLUENCE]) > 45
    for form, names in found.items():
        assert names <= known(form), (form, names - known(form))


@pytest.mark.parametrize("form", SOME_OF_EACH)
def test_events_of_each_kind_are_known(form: str) -> None:
    assert set(SOME_OF_EACH[form].split()) <= known(form)


@pytest.mark.parametrize("table", [jira_events, confluence_events, forge_events])
def test_no_event_is_both_read_and_left_alone(table: object) -> None:
    read_ones, ignored = table.READ, table.WHY_IGNORED  # type: ignore[attr-defined]
    assert not read_ones.keys() & ignored.keys()


def test_every_line_says_what_comes_of_it_in_a_sentence() -> None:
    assert all(re.match(r"[A-Z].+\.$", line.words) for line in LINES)
    assert len(LINES) > 250


def bare(line: events.Known) -> bytes:
    return sent({KEYS[line.form]: line.name, "timestamp": 1772722831733})


@pytest.mark.parametrize("line", [line for line in LINES if not line.is_read], ids=NAME)
def test_an_ignored_event_says_why(line: events.Known) -> None:
    assert read(bare(line)) == Ignored(line.name, line.words)


# The name alone says that much changed; an attachment without its issue is left alone.
ENOUGH = ("attachment", "version_released", "released:version", "restored:project", "closed",
          "project_restored_deleted")  # fmt: skip


@pytest.mark.parametrize("line", [line for line in LINES if line.is_read], ids=NAME)
def test_an_empty_body_of_an_event_is_never_strange(line: events.Known) -> None:
    if any(part in line.name for part in ENOUGH):
        assert isinstance(read(bare(line)), MuchChanged | Ignored)
        return
    with pytest.raises(NotUnderstood, match=r"(is missing|to which issue it belongs)\.$"):
        read(bare(line))


@pytest.mark.parametrize(
    ("key", "name"), list(itertools.product(KEYS.values(), ["tea_served", "avi:jira:served:tea"]))
)
def test_an_unknown_event_is_loud(key: str, name: str) -> None:
    with pytest.raises(NotUnderstood, match="is not known"):
        read(sent({key: name, "timestamp": 1}))
