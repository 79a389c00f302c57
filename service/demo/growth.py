"""What people at the demo organisation do with their maps: cases, steps, shares, a dialogue."""

from random import Random

from service.actor import Member, System
from service.aims import actions_step, reads_step
from service.aims.model_step import Kind
from service.db.sql import Connection
from service.demo.door import WHO
from service.demo.organisation import colleagues
from service.growth import actions_dialogue, actions_judged, actions_learning, actions_share
from service.growth import reads_dialogue as dialogues
from service.growth.model_dialogue import EVIDENCE, Says
from service.growth.model_share import Audience
from service.growth.vignettes import vignettes

PLAY = System("demo")
MILD = (-1, 0, 0, 0, 1, 1)
TALK, STANDS = "automated-testing", 4
EVIDENCE_WORDS = (
    "I began with the case that had gone wrong last year, and wrote it down as a test first.",
    "I chose what not to test, and said why in the review.",
    "The test run took nine minutes; I brought it to four by sharing one database.",
)


def live(db: Connection, members: dict[str, Member], skills: dict[str, int]) -> None:
    """Today, when all was played; members by e-mail address, skills by slug."""
    noor, iris = members[WHO["developer"]], members[WHO["lead"]]
    for one in colleagues():
        _judge(db, members[one.email], Random(one.email))  # noqa: S311  the same play every time
    _try(db, noor, skills)
    actions_share.share(
        db, noor, skills["api-design"], Audience.LEAD, None, months=3, shows_place=True
    )
    actions_share.share(
        db, iris, skills["databases"], Audience.EVERYONE, None, months=6, shows_place=False
    )
    _talk(db, noor, members, skills)
    actions_learning.learn(db, PLAY)


def _judge(db: Connection, me: Member, dice: Random) -> None:
    """Some a little mild, some a little strict; one in five has not come to it."""
    if dice.random() < 0.2:
        return
    tendency = dice.choice(MILD)
    for one in vignettes():
        level = one.level + (tendency if dice.random() < 0.4 else 0)
        actions_judged.judge(db, me, one.slug, min(max(level, 1), 5))


def _try(db: Connection, me: Member, skills: dict[str, int]) -> None:
    facilitating = skills["facilitating"]
    actions_step.take(
        db, me, facilitating, Kind.TRY, "two people have talked for five minutes",
        "ask the third one what they would do",
    )  # fmt: skip
    (first,) = reads_step.steps(db, me, facilitating)
    actions_step.end(db, me, first.id, "Felt odd, worked. Sam had the answer all along.")
    actions_step.take(
        db, me, facilitating, Kind.PAIRING, "there is a refinement of the payment plan",
        "lead it together with Iris",
    )  # fmt: skip
    actions_step.take(
        db, me, skills["databases"], Kind.READING, "I add an index",
        "read the plan of the query before and after",
    )  # fmt: skip


def _talk(db: Connection, me: Member, members: dict[str, Member], skills: dict[str, int]) -> None:
    """A dialogue with two colleagues: one of them answered, the administrator was just asked."""
    work = dialogues.candidates(db, me, skills[TALK])
    if len(work) < EVIDENCE:
        return
    talk = actions_dialogue.begin(db, me, skills[TALK], STANDS)
    for item, words in zip(work, EVIDENCE_WORDS, strict=False):
        actions_dialogue.add_evidence(db, me, talk, item.work_item_id, words)
    peer = next(
        members[one.email] for one in colleagues()
        if members[one.email] != me
        and any(t.skill == TALK and (t.placed or 0) >= STANDS for t in one.takings)
    )  # fmt: skip
    actions_dialogue.invite(db, me, talk, peer.person_id)
    actions_dialogue.accept(db, peer, talk)
    number = len(dialogues.dialogue(db, peer, talk).head.signals_en)
    said = [(n, Says.UNSURE if n == number else Says.SEEN, None) for n in range(1, number + 1)]
    actions_dialogue.answer(db, peer, talk, said)
    actions_dialogue.invite(db, me, talk, members[WHO["administrator"]].person_id)
