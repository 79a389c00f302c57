"""All that follows from changed work, once, in batches: every road of work ends here."""

from service.actor import Actor
from service.db import sql
from service.feedback import actions as feedback
from service.skills import actions as skills


def after_work(db: sql.Connection, actor: Actor, work_item_ids: list[int]) -> None:
    """Link skills, withdraw asks about what is no longer done, ask about what is."""
    if not work_item_ids:
        return
    skills.link(db, actor, work_item_ids)
    feedback.withdraw_undone(db, actor, work_item_ids)
    feedback.ask_about(db, actor, work_item_ids)
