"""Questions about channels."""

from service.actor import Actor, must_administer, must_be_system
from service.db import sql
from service.notices.model_chat import Chat, ChatToTell
from service.people import reads_pace

Q = sql.load(__package__)


def chat(db: sql.Connection, actor: Actor, team_id: int | None) -> Chat | None:
    """The channel of a team that I am in, or of the organisation, for administrators."""
    if team_id is None:
        must_administer(actor)
    else:
        reads_pace.rhythm(db, actor, team_id)
    return sql.first(db, Chat, Q["chat"], team_id=team_id)


def chat_to_tell(db: sql.Connection, actor: Actor, chat_id: int) -> ChatToTell:
    must_be_system(actor)
    return sql.one(db, ChatToTell, Q["chat_to_tell"], id=chat_id)


def still_shared(db: sql.Connection, actor: Actor, letter_id: int) -> bool:
    """Whether something new that this message tells of is still shared."""
    must_be_system(actor)
    return bool(sql.value(db, Q["still_shared"], letter_id=letter_id))
