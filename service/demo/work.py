"""The work of eighteen months: who did which ticket, with whom, and when."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from service import clock
from service.demo.door import WHO
from service.demo.organisation import Colleague, Project, colleagues, projects, texts
from service.skills.rules import LinkableItem, matcher
from service.skills.rules_tree import Node, all_of

MONTHS = 18
SPAN = timedelta(days=548)
IN_HAND = 3  #: the latest tickets of each project are still under way
PARTS = (("", 1.0), (" (part 2)", 0.85), (" (part 3)", 0.6))
LATELY = timedelta(days=10)
FRESH = (1, 2, 4, 6)  #: days ago on which each project finished something, so that today is alive


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket with all who had a part in it, and when."""

    number: int
    key: str
    project: Project
    title: str
    content: dict[str, Any]
    skills: tuple[str, ...]
    doer: Colleague
    reviewer: Colleague
    commenters: tuple[Colleague, ...]
    reporter: Colleague
    made_at: datetime
    begun_at: datetime
    done_at: datetime | None


def plan(today: datetime, dice: Random) -> list[Ticket]:
    """All tickets, in the order in which they were finished."""
    found: list[Ticket] = []
    for place, project in enumerate(projects()):
        numbers = count(41)
        finished = _finishing_times(project, today, dice)
        for part, (content, title, at) in enumerate(finished):
            done = at if part < len(finished) - IN_HAND else None
            number = next(numbers)
            found.append(
                _ticket(
                    1000 * (place + 1) + number, number, project, content, title, at, done, dice
                )
            )
    return sorted(found, key=lambda ticket: ticket.done_at or today)


def _finishing_times(
    project: Project, today: datetime, dice: Random
) -> list[tuple[dict[str, Any], str, datetime]]:
    """Each ticket of the file in its season, with second and third parts some weeks later."""
    contents = texts("tickets")["tickets"][project.key]
    step = SPAN / len(contents)
    found = []
    for place, content in enumerate(contents):
        at = today - SPAN + step * (place + dice.random())
        for suffix, chance in PARTS:
            if at < today - timedelta(hours=20) and dice.random() < chance:
                found.append((content, content["title"] + suffix, _office_hour(at, dice)))
            if content["type"] == "Incident":
                break
            at += timedelta(days=dice.randint(20, 70))
    return sorted(found, key=lambda one: one[2]) + _fresh(contents, today, dice)


def _fresh(
    contents: list[dict[str, Any]], today: datetime, dice: Random
) -> list[tuple[dict[str, Any], str, datetime]]:
    """The work of the last days, and what is in hand."""
    chosen = dice.sample(contents[-16:], len(FRESH) + IN_HAND)
    days = [*reversed(FRESH), *([0] * IN_HAND)]
    return [
        (
            content,
            f"{content['title']}: last steps",
            _office_hour(today - timedelta(days=day), dice),
        )
        for content, day in zip(chosen, days, strict=True)
    ]


def _office_hour(at: datetime, dice: Random) -> datetime:
    """A working day's hour at or before this time."""
    at -= timedelta(days=max(0, at.weekday() - 4))
    return datetime.combine(at.date(), time(dice.randint(8, 15), dice.randint(0, 59)), at.tzinfo)


def _ticket(
    ticket_id: int,
    number: int,
    project: Project,
    content: dict[str, Any],
    title: str,
    at: datetime,
    done: datetime | None,
    dice: Random,
) -> Ticket:
    skills = linked_skills(project.key, content, title)
    here = [one for one in colleagues() if _was_here(one, at)]
    team = [one for one in here if one.team == project.team]
    is_late = at > clock.now() - LATELY
    doer = _able(team, skills, dice, is_late)
    others = [one for one in team if one != doer]
    reviewer = _able(others, skills, dice, is_late)
    more = [
        one
        for one in here
        if one not in (doer, reviewer) and (one.team == project.team or dice.random() < 0.1)
    ]
    commenters = tuple(dice.sample(more, min(len(more), dice.choice((0, 1, 1, 2)))))
    made = _office_hour(at - timedelta(days=dice.randint(6, 20)), dice)
    begun = _office_hour(made + timedelta(days=dice.randint(1, 4)), dice)
    begun = max(begun, made + timedelta(minutes=30))
    reporter = next(one for one in team if one.is_lead)
    return Ticket(
        ticket_id, f"{project.key}-{number}", project, title, content, skills, doer, reviewer,
        commenters, reporter, made, begun, done,
    )  # fmt: skip


def linked_skills(project: str, content: dict[str, Any], title: str) -> tuple[str, ...]:
    """The skills that the organisation's rules will link to such a ticket."""
    item = LinkableItem(
        id=0, connection=None, project=project, space=None, type=content["type"],
        components=content["components"], labels=content["labels"], epic=content.get("epic"),
        title=title,
    )  # fmt: skip
    rules = texts("tickets")["rules"]
    return tuple(dict.fromkeys(rule["skill"] for rule in rules if matcher(conditions(rule))(item)))


def described(ticket: Ticket) -> str:
    """What stands below the title: sentences of the skills that this work is about."""
    found = texts("descriptions")
    components = ticket.content["components"]
    spoken = [found["speaks_of"][name] for name in components if name in found["speaks_of"]]
    pen = Random(f"{ticket.key} {ticket.title}")  # noqa: S311  the same text in each delivery
    sentences = [found["sentences"][skill] for skill in ticket.skills or tuple(spoken)]
    return "\n".join(sentence for many in sentences for sentence in pen.sample(many, 2))


def conditions(rule: dict[str, Any]) -> Node:
    return all_of(**{name: values for name, values in rule.items() if name != "skill"})


def _was_here(one: Colleague, at: datetime) -> bool:
    begun = clock.now() - timedelta(days=30 * one.months_here)
    return one.months_here >= MONTHS or at > begun


def _able(team: list[Colleague], skills: tuple[str, ...], dice: Random, is_late: bool) -> Colleague:
    """Somebody of the team, most often one who uses these skills, or who has a door."""
    weights = [
        (1 + 6 * sum(t.skill in skills for t in one.takings))
        * (1 if one.email not in WHO.values() else 12 if is_late else 3)
        for one in team
    ]
    return dice.choices(team, weights)[0]
