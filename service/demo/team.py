"""What people of the demo let the pictures of their teams show, and who offers to lead."""

from itertools import groupby
from random import Random

from service.actor import Member, System
from service.aims import actions as aims
from service.db.sql import Connection
from service.demo.door import WHO
from service.demo.organisation import Colleague, colleagues, texts
from service.growth import team_actions, team_counting
from service.growth.team_model import How

PLAY = System("demo")
TOGETHER = 5  #: make a picture
COMMON = 7  #: skills of a team's work, on which nearly all of its people place themselves


def share(db: Connection, members: dict[str, Member], skills: dict[str, int]) -> None:
    """All let themselves be counted, and by name: fewer than five without one would have hardly any
    picture. Some offer to take the lead."""
    for _, some in groupby(colleagues(), key=lambda one: one.team):
        team = list(some)
        for one in team:
            team_actions.share(db, members[one.email], How.NAMED, counts_focus=True)
        _place_on_common(db, members, skills, team)
    for offer in texts("budgets")["offers"]:
        team_actions.offer_lead(db, members[offer["who"]], skills[offer["skill"]], offer["words"])
    team_counting.count(db, PLAY)


def _place_on_common(
    db: Connection, members: dict[str, Member], skills: dict[str, int], team: list[Colleague]
) -> None:
    """Where most of a team placed themselves, a few more do, for whom it is not their daily work.

    Those with a door are left as the organisation tells them.
    """
    dice = Random(team[0].team)  # noqa: S311  the same play every time
    placed = {skill: {one.email for one in team if _said(one, skill)} for skill in skills}
    common = sorted(skills, key=lambda skill: (-len(placed[skill]), skill))[:COMMON]
    for skill in common:
        others = [o for o in team if o.email not in placed[skill] and o.email not in WHO.values()]
        for one in others[: TOGETHER - len(placed[skill])]:
            level, wish = dice.choice(((1, 1), (2, 2), (2, 1), (3, 0)))
            aims.place(db, members[one.email], skills[skill], level, wish, False)


def _said(one: Colleague, skill: str) -> bool:
    return any(t.skill == skill and (t.placed or t.wish) for t in one.takings)
