"""Setting up a channel, and what it is told: that there is something, never what or of whom."""

from datetime import timedelta

from service import clock, later
from service.actor import Actor, must_administer, must_be_system, person_of
from service.db import sql
from service.notices.model import State
from service.notices.model_chat import ChatToTell, Product
from service.people import actions_pace
from service.people.model_pace import Pace

Q = sql.load(__package__)
#: What was shared longer ago is no news.
NEWS = timedelta(days=14)


def set_up(
    db: sql.Connection,
    actor: Actor,
    team_id: int | None,
    product: Product,
    sealed: bytes,
    host: str,
    language: str,
) -> None:
    """Tell a channel from now on: a team's, by who leads it, or the organisation's."""
    _must_decide(db, actor, team_id)
    sql.run(
        db, Q["put_chat"],
        team_id=team_id, product=str(product), address=sealed, host=host, language=language,
        person_id=person_of(actor), now=clock.now(),
    )  # fmt: skip


def take_away(db: sql.Connection, actor: Actor, team_id: int | None) -> None:
    _must_decide(db, actor, team_id)
    sql.run(db, Q["drop_chat"], team_id=team_id)


def write_messages(db: sql.Connection, actor: Actor) -> int:
    """The message of today for each channel, on working days by day; how many have something."""
    must_be_system(actor)
    local = clock.local()
    if not Pace().suits(local):
        return 0
    with db.transaction():
        found = sql.every(db, ChatToTell, Q["chats_without_message"], day=local.date())
        return sum(_write(db, one) for one in found)


def _write(db: sql.Connection, chat: ChatToTell) -> bool:
    now, local = clock.now(), clock.local()
    news = sql.column(db, Q["shared_news"], chat_id=chat.id, since=now - NEWS)
    is_due = bool(news) or chat.rhythm == local.isoweekday()
    letter_id = sql.value(
        db, Q["write_message"],
        chat_id=chat.id, day=local.date(), now=now,
        state=str(State.WAITING if is_due else State.NOTHING),
    )  # fmt: skip
    if letter_id is None or not is_due:
        return False
    sql.run(db, Q["tell_chat"], letter_id=letter_id, chat_id=chat.id, about_ids=news)
    later.promise(db, "send_letter", letter_id=letter_id)
    return True


def _must_decide(db: sql.Connection, actor: Actor, team_id: int | None) -> None:
    if team_id is None:
        must_administer(actor)
    else:
        actions_pace.must_lead(db, actor, team_id)
