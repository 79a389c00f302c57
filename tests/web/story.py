"""A story for the matrix: words and thanks with all that hangs on them, and all who may look."""

from dataclasses import dataclass

from service import clock
from service.actor import Member
from service.db.sql import Connection, value
from service.feedback import (
    actions,
    actions_reactions,
    actions_reports,
    actions_sharing,
    actions_thanks,
    reads_about,
)
from service.feedback.model import Answers, Seen
from service.feedback.model_thanks import Thanking
from service.people.model import Person
from tests.cast import Cast, make_account, make_person
from tests.feedback.making import contribute, make_skill, make_work
from tests.web.furnishing import furnish


@dataclass(frozen=True)
class Story:
    """What the giver chose, and what the receiver then did."""

    readers: str
    is_shared: bool = False  #: the words with team or wall, the thanks with the wall
    is_shown: bool = False  #: the words to one person
    is_reported: bool = False


STORIES = {
    "between two, and reported": Story("two", is_reported=True),
    "for the team, shown to one": Story("team", is_shown=True),
    "for the team, shared": Story("team", is_shared=True),
    "for the wall, not shared": Story("wall"),
    "for the wall, shared and reported": Story("wall", is_shared=True, is_reported=True),
}
#: Kinds of reader: in the team of the receiver, and whether they take part.
READERS_BY_KIND = {
    "giver": (False, True),
    "receiver": (True, True),
    "team mate": (True, True),
    "lead": (True, True),
    "manager of another team": (False, True),
    "administrator": (False, True),
    "stranger": (False, True),
    "somebody shown to": (False, True),
    "trusted person": (False, True),
    "somebody who takes no part": (False, False),
    "signed out": (False, False),
}


@dataclass(frozen=True)
class Told:
    """A story as it was played: who is who, and the ids for the addresses."""

    people: dict[str, Person]
    ids: dict[str, list[object]]


def play(db: Connection, cast: Cast, story: Story) -> Told:
    people = assemble(db, cast)
    giver, receiver = Member(people["giver"].id), Member(people["receiver"].id)
    accounts = {"gina": make_account(db, cast.jira, people["giver"])}
    cast.accounts.update(accounts)
    work = make_work(db, cast, "PAY-1", title="zq-title")
    contribute(db, cast, work, bob="assignee", gina="reviewer")
    skill = make_skill(db, "zq-skill")
    tess = Member(people["trusted person"].id)
    theo = make_person(db, "Theo")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.person_id, theo.id])
    ask = make_ask(db, work, giver, receiver)
    answers = Answers(
        "parts", (Seen(skill, 4),), "zq-moment", "zq-effect", "zq-step", story.readers
    )
    words = actions.give(db, giver, ask, answers)
    drafted = make_ask(db, make_work(db, cast), giver, receiver)
    actions.save_draft(db, giver, drafted, {"moment": ["zq-draft"]})
    react(db, giver, receiver, words)
    thanks = [thank(db, giver, receiver, story, text) for text in ("zq-thanks", "Settled.")]
    share(db, receiver, people, words, thanks[0], story)
    reports = report(db, receiver, tess, words, thanks) if story.is_reported else [1]
    ids: dict[str, list[object]] = {
        "feedback_id": [words],
        "ask_id": [ask, drafted],
        "work_id": [work],
        "work_item_id": [work],
        "thanks_id": [*thanks],
        "report_id": [*reports],
        "team_id": [cast.team_id, value(db, "SELECT max(id) FROM team")],
        "person_id": [one.id for one in people.values()],
        "account_id": [*cast.accounts.values()],
        "year": [clock.now().year],
        "name": ["jira"],
        "part": ["feedback"],
        "table": [name.removeprefix("about_") for name in reads_about.TABLES],
        "way": ["webhook"],
        **furnish(db, cast, skill, "zq-skill", work, words),
    }
    return Told(people, ids)


def assemble(db: Connection, cast: Cast) -> dict[str, Person]:
    """Everybody but who is signed out; Alice leads the team of the receiver, Mona another."""
    names = ("Gina", "Erin", "Mona", "Cho", "Tess", "Olaf")
    gina, erin, mona, cho, tess, olaf = (make_person(db, name) for name in names)
    db.execute("UPDATE person SET takes_part = false WHERE id = %s", (olaf.id,))
    weft = value(
        db,
        "INSERT INTO team (name, takes_part, created_at) VALUES ('Weft', true, %(now)s)"
        " RETURNING id",
        now=clock.now(),
    )
    for person, team, leads in ((erin, cast.team_id, False), (mona, weft, True)):
        db.execute(
            "INSERT INTO membership (team_id, person_id, is_lead, since) VALUES (%s, %s, %s, %s)",
            (team, person.id, leads, clock.today()),
        )
    return {
        "giver": gina, "receiver": cast.bob, "team mate": erin, "lead": cast.alice,
        "manager of another team": mona, "administrator": cast.dana, "stranger": cast.charlie,
        "somebody shown to": cho, "trusted person": tess, "somebody who takes no part": olaf,
    }  # fmt: skip


def make_ask(db: Connection, work: int, giver: Member, receiver: Member) -> int:
    return int(
        value(
            db,
            "INSERT INTO ask (work_item_id, giver_id, receiver_id, reason, state, slot, made_at,"
            " asked_at, opened_at, closes_at) VALUES (%(work)s, %(giver)s, %(receiver)s,"
            " 'reviewer', 'open', 1, %(now)s, %(now)s, %(now)s, %(now)s + interval '21 days')"
            " RETURNING id",
            work=work,
            giver=giver.person_id,
            receiver=receiver.person_id,
            now=clock.now(),
        )
    )


def react(db: Connection, giver: Member, receiver: Member, words: int) -> None:
    actions_reactions.react(db, receiver, words, True, "partly", "zq-will-do")
    actions_reactions.ask_back(db, receiver, words, "zq-question")
    actions_reactions.answer_back(db, giver, words, "zq-answer")


def thank(db: Connection, giver: Member, receiver: Member, story: Story, text: str) -> int:
    is_first = text.startswith("zq")
    thanking = Thanking(
        text, (receiver.person_id,),
        happened_on=clock.today(), happening="zq-happening" if is_first else "Another day",
        purpose="zq-purpose" if is_first else None,
        readers="wall" if story.readers == "wall" and is_first else "two",
    )  # fmt: skip
    return actions_thanks.give(db, giver, thanking)


def share(
    db: Connection,
    receiver: Member,
    people: dict[str, Person],
    words: int,
    thanks: int,
    story: Story,
) -> None:
    if story.is_shared:
        actions.share(db, receiver, words)
    if story.is_shared and story.readers == "wall":
        actions_thanks.agree(db, receiver, thanks)
    if story.is_shown:
        actions_sharing.show_to(db, receiver, words, people["somebody shown to"].id)


def report(
    db: Connection, receiver: Member, tess: Member, words: int, thanks: list[int]
) -> list[int]:
    """The words and the first thanks are reported; a report of the second is settled."""
    actions_reports.report_feedback(db, receiver, words, "zq-reason")
    for one in thanks:
        actions_reports.report_thanks(db, receiver, one, "It mocks me.")
    settled = int(value(db, "SELECT max(id) FROM report"))
    actions_reports.close(db, tess, settled, "zq-outcome")
    return list(range(settled - 2, settled + 1))
