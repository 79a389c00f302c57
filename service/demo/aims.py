"""What people of the demo say of themselves, and the open work they pick to learn from."""

from random import Random

from service.actor import Member
from service.aims import actions, actions_focus, actions_found, actions_practice
from service.aims import reads_practice as reads
from service.aims.model_found import Finders
from service.aims.model_practice import Part
from service.db.sql import Connection
from service.demo.organisation import Colleague, colleagues
from service.demo.words import to_try

PICKED = 3  #: of the open work that somebody sees, the latest


def say_of_oneself(db: Connection, me: Member, one: Colleague, skills: dict[str, int]) -> None:
    """Somebody places themselves, chooses what to grow in, and says who may find them."""
    for taking in one.takings:
        if taking.placed or taking.wish:
            skill_id = skills[taking.skill]
            level = taking.placed_first or taking.placed
            actions.place(db, me, skill_id, level, taking.wish, taking.glad)
    dice = Random(one.email)  # noqa: S311  the same play every time
    for slug in one.focus:
        will_try = to_try(slug, one.language, dice)
        actions_focus.focus(db, me, skills[slug], will_try, is_shown_to_givers=True)
    actions_found.let_find(db, me, Finders(one.found_by), one.sentence)


def place_anew(db: Connection, members: dict[str, Member], skills: dict[str, int]) -> None:
    """Whoever learned something places themselves where they stand now."""
    for one in colleagues():
        for taking in one.takings:
            if taking.placed_first:
                actions.place(
                    db, members[one.email], skills[taking.skill], taking.placed, taking.wish,
                    taking.glad,
                )  # fmt: skip


def pick(db: Connection, members: dict[str, Member]) -> None:
    """Today: whoever would like to learn a skill picks open work with it, or gladly helps."""
    for one in colleagues():
        me = members[one.email]
        work = [item.id for item in reads.open_work(db, me)[:PICKED]]
        parts = {taking.skill: _part(taking.wish, taking.glad) for taking in one.takings}
        for found in reads.picks(db, me, work):
            part = parts.get(found.slug)
            if part:
                actions_practice.pick(db, me, found.work_item_id, found.slug, part)


def _part(wish: int, is_glad: bool) -> Part | None:
    if is_glad:
        return Part.HELP
    return Part.PRACTISE if wish > 1 else None
