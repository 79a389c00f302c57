"""How words of the demo come full circle: what receivers do with them, thanks, walls, trust."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from service import clock
from service.actor import Member, System
from service.db import sql
from service.demo.organisation import Colleague, colleagues, texts
from service.demo.words import to_try
from service.feedback import actions_reactions, actions_reports, actions_thanks, reads_thanks
from service.feedback.model_thanks import Thanking

Q = sql.load(__package__)
PLAY = System("demo")
WEEKS = 14  #: of thanks, one or two a week
LATELY = timedelta(days=120)  #: words that receivers went back to


@dataclass(frozen=True, slots=True)
class ReadWords:
    """Words that were read, with a skill that was seen in them."""

    id: int
    giver_id: int
    receiver: str
    read_at: datetime
    slug: str | None


def open_wall(db: sql.Connection, me: Member, team_id: int) -> None:
    """The first of a team who comes says that it agreed to a wall."""
    if reads_thanks.wall(db, me, team_id).opened_at is None:
        actions_thanks.open_wall(db, me, team_id)


def close(db: sql.Connection, members: dict[str, Member]) -> None:
    """Today, when all was played."""
    dice = Random("circle")  # noqa: S311  the same play every time
    trusted = [members[email].person_id for email in texts("circle")["trusted"]]
    actions_reports.choose_trusted(db, PLAY, trusted)
    _react(db, members, dice)
    people = {one.email: one for one in colleagues()}
    for week in range(WEEKS, 0, -1):
        with clock.at(clock.now() - timedelta(days=7 * week - 3)):
            _thank(db, dice.choice(list(people.values())), members, dice)
    _thank_who_has_a_door(db, members, people)


def _react(db: sql.Connection, members: dict[str, Member], dice: Random) -> None:
    by_email = {one.email: one for one in colleagues()}
    since = clock.now() - LATELY
    for words in sql.every(db, ReadWords, Q["read_words"], since=since):
        if dice.random() < 0.35:
            continue
        receiver = by_email[words.receiver]
        with clock.at(min(words.read_at + timedelta(hours=dice.randint(1, 40)), clock.now())):
            _give_back(db, members[words.receiver], receiver, words, dice)


def _give_back(
    db: sql.Connection, me: Member, receiver: Colleague, words: ReadWords, dice: Random
) -> None:
    helped = dice.choices(("yes", "partly", "not_now", None), (6, 2, 1, 2))[0]
    will_do = to_try(words.slug, receiver.language, dice) if words.slug else None
    actions_reactions.react(
        db, me, words.id, dice.random() < 0.8, helped, will_do if dice.random() < 0.5 else None
    )
    if dice.random() < 0.15:
        asked = dice.choice(texts("circle")["questions"][receiver.language])
        actions_reactions.ask_back(db, me, words.id, asked["ask"])
        if dice.random() < 0.7:
            giver = Member(words.giver_id)
            actions_reactions.answer_back(db, giver, words.id, asked["answer"])


def _thank(db: sql.Connection, giver: Colleague, members: dict[str, Member], dice: Random) -> None:
    """Somebody thanks one or two of their team, who mostly let it hang on their wall."""
    mates = [one for one in colleagues() if one.team == giver.team and one != giver]
    whom = dice.sample(mates, dice.choice((1, 1, 1, 2)))
    given = actions_thanks.give(
        db, members[giver.email], _words(giver, [members[one.email] for one in whom], dice)
    )
    for one in whom:
        me = members[one.email]
        actions_thanks.mark_read(db, me, given)
        if reads_thanks.thanks(db, me, given).readers == "wall" and dice.random() < 0.8:
            actions_thanks.agree(db, me, given)


def _words(giver: Colleague, whom: list[Member], dice: Random) -> Thanking:
    language = giver.language
    purposes = texts("circle")["purposes"][language]
    return Thanking(
        effect=dice.choice(texts("words")["thanks"][language]),
        people=tuple(one.person_id for one in whom),
        happened_on=clock.today() - timedelta(days=dice.randint(0, 3)),
        happening=dice.choice(texts("circle")["moments"][language]),
        purpose=dice.choice(purposes) if dice.random() < 0.4 else None,
        readers=dice.choices(("two", "wall"), (1, 2))[0],
    )


def _thank_who_has_a_door(
    db: sql.Connection, members: dict[str, Member], people: dict[str, Colleague]
) -> None:
    """Noor finds thanks that she has not read, for the wall if she likes."""
    dice = Random("door")  # noqa: S311  the same play every time
    noor, giver = "noor.dewit@lindewal.example", people["sam.verbeek@lindewal.example"]
    with clock.at(clock.now() - timedelta(days=1)):
        words = _words(giver, [members[noor]], dice)
        actions_thanks.give(db, members[giver.email], words)
