"""Choosing what to be told of, and the letters: written once, sent at most once."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta

from service import clock, later
from service.actor import Actor, Member, must_administer, must_be_system, person_of
from service.db import sql
from service.errors import NotFound
from service.feedback import reads_unseen
from service.notices import reads
from service.notices.model import (
    KIND_OF,
    LEFT_AFTER,
    NEWS_FOR,
    REMINDED_BEFORE,
    WAITS,
    Choice,
    Kind,
    MailChoice,
    News,
    Rhythm,
    State,
)
from service.people import reads_pace

Q = sql.load(__package__)
REASON = 300  #: characters kept of why a letter was not sent
EMPTY_KEPT = timedelta(days=7)


def choose(
    db: sql.Connection, actor: Actor, rhythms: Mapping[Kind, Rhythm], mail: MailChoice
) -> None:
    """What I want to be told of, and how often."""
    me = person_of(actor)
    with db.transaction():
        _choose_rhythms(db, me, rhythms)
        sql.run(
            db, Q["choose_mail"], person_id=me, weekly_on=mail.weekly_on, signs_in=mail.signs_in
        )


def unsubscribe(db: sql.Connection, actor: Actor, person_id: int) -> None:
    """This person wants no digest any more; the caller has proof that it is theirs to say."""
    must_be_system(actor)
    _choose_rhythms(db, person_id, dict.fromkeys(Kind, Rhythm.NEVER))


# writing ────────────────────────────────────────────────────────────────────────────────────


def write_digests(db: sql.Connection, actor: Actor) -> int:
    """The digest of today for everybody whose day has begun; how many have something to tell.

    Nothing is written on a day off or in quiet hours; who has no news has no letter, today.
    """
    must_be_system(actor)
    local = clock.local()
    with db.transaction():
        ids = sql.column(db, Q["without_digest"], day=local.date())
        paces = reads_pace.paces(db, actor, ids)
        ids = [one for one in ids if paces[one].is_awake(local)]
        choices, news = reads.choices(db, actor, ids), _news(db, ids)
        return sum(_write(db, one, choices[one], news[one]) for one in ids)


def _news(db: sql.Connection, person_ids: list[int]) -> dict[int, list[News]]:
    now = clock.now()
    found: dict[int, list[News]] = defaultdict(list)
    for one in sql.every(
        db, News, Q["news"],
        ids=person_ids, now=now, soon=now + REMINDED_BEFORE, long_ago=now - REMINDED_BEFORE,
        since=now - NEWS_FOR,
    ):  # fmt: skip
        found[one.person_id].append(one)
    return found


def _write(db: sql.Connection, person_id: int, choice: Choice, news: list[News]) -> bool:
    weekday = clock.local().isoweekday()
    due = [one for one in news if choice.is_due(KIND_OF[one.kind], weekday)]
    if choice.is_due(Kind.UNSEEN, weekday):
        due += _unseen(db, person_id)
    state = State.WAITING if due else State.NOTHING
    letter_id = sql.value(
        db, Q["write_digest"],
        person_id=person_id, day=clock.local().date(), state=str(state), now=clock.now(),
    )  # fmt: skip
    if letter_id is None or not due:
        return False
    sql.run(
        db, Q["tell"],
        letter_id=letter_id, person_id=person_id,
        kinds=[one.kind for one in due], about_ids=[one.about_id for one in due],
    )  # fmt: skip
    later.promise(db, "send_letter", letter_id=letter_id)
    return True


def _unseen(db: sql.Connection, person_id: int) -> list[News]:
    """A few pieces of work that nobody has said a word about, and that they were not told of."""
    me = Member(person_id)
    found = [*reads_unseen.work(db, me), *reads_unseen.helpers(db, me)]
    ids = list(dict.fromkeys(one.work_item_id for one in found))
    told = sql.column(db, Q["told_of"], person_id=person_id, kind="unseen", ids=ids)
    return [News(person_id, "unseen", one) for one in ids if one not in told]


def write_sealed(db: sql.Connection, actor: Actor, person_id: int, sealed: bytes) -> None:
    """A letter with a link in it; in the caller's transaction, so that it goes only with that."""
    must_be_system(actor)
    letter_id = sql.value(
        db, Q["write_sealed"], person_id=person_id, sealed=sealed, now=clock.now()
    )
    later.promise(db, "send_letter", letter_id=letter_id)


# sending ────────────────────────────────────────────────────────────────────────────────────


def begin_sending(db: sql.Connection, actor: Actor, letter_id: int) -> bool:
    """From this moment it may arrive, so nobody else may send it; False where somebody does."""
    must_be_system(actor)
    return bool(sql.run(db, Q["begin_sending"], id=letter_id, now=clock.now()))


def settle(
    db: sql.Connection, actor: Actor, letter_id: int, state: State, reason: str | None = None
) -> None:
    must_be_system(actor)
    sql.run(
        db, Q["settle"],
        id=letter_id, state=str(state), reason=reason and reason[:REASON], now=clock.now(),
    )  # fmt: skip


def put_off(db: sql.Connection, actor: Actor, letter_id: int, reason: str) -> None:
    """It surely did not arrive: it is tried again after a while, and has failed after the last."""
    must_be_system(actor)
    now = clock.now()
    with db.transaction():
        tries = sql.value(db, Q["put_off"], id=letter_id, reason=reason[:REASON], now=now)
        if tries is None:
            return
        if tries > len(WAITS):
            settle(db, actor, letter_id, State.FAILED, reason)
        else:
            later.promise(db, "send_letter", at=now + WAITS[tries - 1], letter_id=letter_id)


def settle_left(db: sql.Connection, actor: Actor) -> int:
    """Letters left by a worker that died may have arrived: none is sent again by itself."""
    must_be_system(actor)
    now = clock.now()
    sql.run(db, Q["forget_empty"], before=now - EMPTY_KEPT)
    return sql.run(db, Q["leave_unsure"], before=now - LEFT_AFTER, now=now)


def try_again(db: sql.Connection, actor: Actor, letter_id: int) -> None:
    """Send a letter that failed, or that may not have arrived."""
    must_administer(actor)
    with db.transaction():
        if not sql.run(db, Q["try_again"], id=letter_id, now=clock.now()):
            raise NotFound
        later.promise(db, "send_letter", letter_id=letter_id)


def let_go(db: sql.Connection, actor: Actor, letter_id: int) -> None:
    """It need not be sent any more."""
    must_administer(actor)
    if not sql.run(db, Q["let_go"], id=letter_id, now=clock.now()):
        raise NotFound


def _choose_rhythms(db: sql.Connection, person_id: int, rhythms: Mapping[Kind, Rhythm]) -> None:
    sql.run(
        db, Q["choose_rhythms"],
        person_id=person_id,
        kinds=[str(kind) for kind in rhythms], rhythms=[str(one) for one in rhythms.values()],
    )  # fmt: skip
