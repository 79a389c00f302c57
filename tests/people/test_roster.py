"""Lists of people as spreadsheets write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.people import roster
from service.people.errors import NotAList, TooManyLines
from service.people.model import PersonLine, Plan


def plans(text: str, *known: PersonLine) -> list[Plan]:
    found = {person.email: person for person in known}
    return [line.plan for line in roster.plan(roster.parse(text), found)]


def bob(*teams: str) -> PersonLine:
    return PersonLine(
        1, "Bob", "bob@example.org", "en", False, False, None, None, None, list(teams)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Alice,alice@example.org,Loom",
        "Alice;Alice@Example.org;Loom\r\n\r\n;;\r\n",
        "Alice\talice@example.org\tLoom",
        "\ufeffName,E-mail,Team\nAlice,alice@example.org,Loom",
        "Team;Naam;Afdeling;E-mailadres\nLoom;Alice;x;alice@example.org",
        '"Alice" , "alice@example.org",  Loom ',
    ],
)
def test_one_line_however_it_is_written(text: str) -> None:
    (line,) = roster.parse(text)
    assert (line.name, line.email, line.team) == ("Alice", "alice@example.org", "Loom")


def test_lines_keep_their_numbers() -> None:
    assert [line.number for line in roster.parse("Name,Email\n\nA,a@b.c\n\nB,b@b.c\n")] == [3, 5]


@pytest.mark.parametrize(
    ("line", "plan"),
    [
        ("Eve,eve@example.org,Loom", Plan.INVITE),
        ("Eve,eve@example.org", Plan.INVITE),
        (",eve@example.org,Loom", Plan.NO_NAME),
        ("Eve", Plan.NO_EMAIL),
        ("Eve,eve at example.org", Plan.NO_EMAIL),
        ("Eve,eve@example.org <x>", Plan.NO_EMAIL),
        (f"{'E' * 121},eve@example.org", Plan.TOO_LONG),
        ("Bob,bob@example.org,LOOM", Plan.NOTHING),
        ("Bob,bob@example.org", Plan.NOTHING),
        (",bob@example.org,Shuttle", Plan.JOIN),
    ],
)
def test_what_becomes_of_a_line(line: str, plan: Plan) -> None:
    assert plans(line, bob("Loom")) == [plan]


def test_a_second_line_adds_a_second_team_and_a_third_is_twice() -> None:
    text = "Eve,eve@x.org,Loom\nEve,eve@x.org,Shuttle\nEve,EVE@x.org,loom\nEve,eve@x.org"
    assert plans(text) == [Plan.INVITE, Plan.JOIN, Plan.TWICE, Plan.TWICE]


def test_a_line_with_a_problem_does_not_spoil_a_later_good_one() -> None:
    assert plans(",eve@x.org,Loom\nEve,eve@x.org,Loom") == [Plan.NO_NAME, Plan.INVITE]


def test_five_hundred_lines_and_no_more() -> None:
    lines = [f"P{number},p{number}@example.org" for number in range(500)]
    assert len(roster.parse("\n".join(["Name,Email", *lines]))) == 500
    with pytest.raises(TooManyLines):
        roster.parse("\n".join([*lines, "one,more@example.org"]))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        lines = roster.parse(text)
    except NotAList:
        return
    assert len(roster.plan(lines, {})) == len(lines)
