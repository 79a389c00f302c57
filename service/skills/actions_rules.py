"""What can be done with rules. Each change is noted, and past work is linked anew, later."""

from psycopg.types.json import Jsonb

from service import clock
from service.actor import Actor, Member
from service.db import sql
from service.errors import Conflict, NotFound
from service.skills import relink
from service.skills.reads_rules import MOST_RULES, RuleInFull, rule, rule_place, rules_of
from service.skills.rules_access import must_keep_rules, must_see_rules
from service.skills.rules_tree import Node, as_json

Q = sql.load(__package__)


class ManyRules(Conflict):
    """A skill has twenty rules at most. Two of them can become one with "any of"."""


class ChangedMeanwhile(Conflict):
    """Somebody else changed this rule in the meantime. Look at it again, then decide."""


class RemovedRule(Conflict):
    """This rule was removed. Bring it back first."""


def add(
    db: sql.Connection, actor: Actor, slug: str, conditions: Node, area: str | None = None
) -> int:
    """A new rule for the skill with this slug, after its others; its id.

    It is kept by the area with this slug, or else by the area of the skill.
    """
    must_see_rules(db, actor)
    with db.transaction():
        sql.run(db, Q["link_alone"])
        place = rule_place(db, actor, slug)
        area = area or place.area_slug
        must_keep_rules(db, actor, area)
        if place.rules >= MOST_RULES:
            raise ManyRules
        kept = Jsonb(as_json(conditions))
        rule_id = sql.value(
            db, Q["add_rule"], slug=slug, area=area, conditions=kept, now=clock.now()
        )
        if rule_id is None:
            raise NotFound
        _note(db, actor, rule_id, "made")
        relink.promise(db)
    return int(rule_id)


def change(
    db: sql.Connection, actor: Actor, rule_id: int, conditions: Node, area: str, seen: int
) -> None:
    """Have a rule ask something else, or be kept by another area.

    `seen` is the form that was looked at; ChangedMeanwhile when there is a later one.
    """
    must_see_rules(db, actor)
    with db.transaction():
        now = _mine(db, actor, rule_id)
        must_keep_rules(db, actor, area)
        if now.form != seen:
            raise ChangedMeanwhile
        asks_the_same = now.tree == conditions
        if asks_the_same and now.area_slug == area:
            return
        kept = Jsonb(as_json(conditions))
        if not sql.run(
            db, Q["change_rule"], id=rule_id, area=area, conditions=kept, now=clock.now()
        ):
            raise NotFound
        _note(db, actor, rule_id, "given" if asks_the_same else "changed")
        if not asks_the_same:
            relink.promise(db)


def switch(db: sql.Connection, actor: Actor, rule_id: int, is_on: bool) -> None:
    """Let a rule link work, or rest: then its links go."""
    must_see_rules(db, actor)
    with db.transaction():
        _mine(db, actor, rule_id)
        if sql.run(db, Q["switch_rule"], id=rule_id, is_on=is_on, now=clock.now()):
            _note(db, actor, rule_id, "switched_on" if is_on else "switched_off")
            relink.promise(db)


def move(db: sql.Connection, actor: Actor, rule_id: int, up: bool) -> None:
    """Put a rule before or after its neighbour. Of several that match, the first makes the link."""
    must_see_rules(db, actor)
    with db.transaction():
        moved = _mine(db, actor, rule_id)
        ids = [one.id for one in rules_of(db, actor, moved.skill_id)]
        place = ids.index(rule_id)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(ids):
            return
        ids[place], ids[other] = ids[other], ids[place]
        sql.run(db, Q["order_rules"], ids=ids)
        relink.promise(db)


def remove(db: sql.Connection, actor: Actor, rule_id: int) -> None:
    """A rule goes, and what it linked, unless another rule says the same. It can come back."""
    must_see_rules(db, actor)
    with db.transaction():
        _mine(db, actor, rule_id)
        sql.run(db, Q["remove_rule"], id=rule_id, now=clock.now())
        _note(db, actor, rule_id, "removed")
        relink.promise(db)


def restore(db: sql.Connection, actor: Actor, rule_id: int) -> None:
    """A removed rule comes back, after the others of its skill."""
    must_see_rules(db, actor)
    with db.transaction():
        back = _held(db, actor, rule_id)
        if back.deleted_at is None:
            return
        if rule_place(db, actor, back.slug).rules >= MOST_RULES:
            raise ManyRules
        sql.run(db, Q["restore_rule"], id=rule_id, now=clock.now())
        _note(db, actor, rule_id, "restored")
        relink.promise(db)


def _held(db: sql.Connection, actor: Actor, rule_id: int) -> RuleInFull:
    """The rule, while nobody else links or changes rules; only for who may change it."""
    sql.run(db, Q["link_alone"])
    found = rule(db, actor, rule_id)
    must_keep_rules(db, actor, found.area_slug)
    return found


def _mine(db: sql.Connection, actor: Actor, rule_id: int) -> RuleInFull:
    found = _held(db, actor, rule_id)
    if found.deleted_at is not None:
        raise RemovedRule
    return found


def _note(db: sql.Connection, actor: Actor, rule_id: int, what: str) -> None:
    person_id = actor.person_id if isinstance(actor, Member) else None
    sql.run(db, Q["note_rule_change"], id=rule_id, what=what, person_id=person_id, now=clock.now())
