"""Every body there is: how many become what, and why the rest is not understood."""

from pathlib import Path

import pytest

from service.atlassian.model import NotUnderstood
from service.atlassian.payloads import read
from tests.atlassian.bodies import OWN, RECORDED, of

# What each body becomes: a product, a file and a kind of event on each line.
BECOMES = Path(__file__).with_name("becomes.tsv")
# Both were written by hand, not by a Jira: an example in documentation that shows five fields of
# the issue, and a test body that shows seven. Without a status or dates nothing can be ordered.
WHY_NOT = {
    "issue_updated__published_example": "issue.fields.status is missing.",
    "webhook-issue-assigned-empty-changelog": "issue.fields.created is missing.",
}


def became(file: Path) -> str:
    try:
        return type(read(file.read_bytes())).__name__
    except NotUnderstood:
        return "NotUnderstood"


def table() -> dict[str, str]:
    lines = BECOMES.read_text().splitlines()
    return {f"{product}/{name}": kind for product, name, kind in map(str.split, lines)}


def outcomes(folder: Path) -> dict[str, str]:
    return {f"{file.parent.name}/{file.stem}": became(file) for file in of(folder)}


@pytest.fixture
def recorded() -> Path:
    if not RECORDED.is_dir():
        pytest.skip("the recorded bodies are not beside the repository; our own are used instead")
    return RECORDED


def test_each_recorded_body_becomes_what_the_table_says(recorded: Path) -> None:
    found = outcomes(recorded)
    assert found == {name: kind for name, kind in table().items() if name in found}
    assert len(found) == len(list(recorded.rglob("*.json"))) == 88


def test_recorded_bodies_that_are_not_understood_say_why(recorded: Path) -> None:
    reasons = {}
    for file in of(recorded):
        try:
            read(file.read_bytes())
        except NotUnderstood as error:
            reasons[file.stem] = error.reason
    assert reasons == WHY_NOT


def test_each_of_our_own_bodies_becomes_what_the_table_says() -> None:
    found = outcomes(OWN)
    assert found == {name: kind for name, kind in table().items() if name in found}
    assert len(found) == 15
