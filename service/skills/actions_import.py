"""Taking in a file of the catalogue: what it would do, and doing it."""

from service import clock
from service.actor import Actor, Member
from service.db import sql
from service.errors import Conflict, Forbidden
from service.skills import reads_catalogue as reads
from service.skills import schema_problems as problems
from service.skills import stewards, versions
from service.skills.catalogue_files import BrokenFile, Problem
from service.skills.catalogue_plan import Plan, plan
from service.skills.model_words import WrittenArea, WrittenSkill

Q = sql.load(__package__)


class NotAsAnnounced(Conflict):
    """The catalogue was changed in the meantime, so this would do something else. Look again."""


def preview(db: sql.Connection, actor: Actor, wanted: list[WrittenArea]) -> Plan:
    """What taking in this catalogue would do; nothing is done."""
    _must_tend_something(db, actor)
    _refuse_merged(db, wanted)
    made = plan(reads.written(db, actor), wanted)
    _must_tend_all(db, actor, made)
    return made


def take_in(db: sql.Connection, actor: Actor, wanted: list[WrittenArea], mark: str) -> Plan:
    """Do what was announced under this mark, or nothing; a changed text is a new version."""
    _must_tend_something(db, actor)
    with db.transaction():
        sql.run(db, Q["hold_catalogue"])
        before = {s.slug: s for area in reads.written(db, actor) for s in area.skills}
        made = preview(db, actor, wanted)
        if made.mark != mark:
            raise NotAsAnnounced
        for place, area in enumerate(made.result, start=1):
            _keep_area(db, actor, area, place, before)
    return made


def _keep_area(
    db: sql.Connection, actor: Actor, area: WrittenArea, place: int, before: dict[str, WrittenSkill]
) -> None:
    sql.run(
        db, Q["keep_area"],
        slug=area.slug, position=place, name_en=area.name.en, name_nl=area.name.nl,
    )  # fmt: skip
    for position, skill in enumerate(area.skills, start=1):
        skill_id = sql.value(
            db, Q["keep_skill"],
            slug=skill.slug, area=area.slug, position=position,
            is_archived=skill.is_archived, now=clock.now(),
        )  # fmt: skip
        old = before.get(skill.slug)
        if old is None or old.words != skill.words:
            made_by = actor.person_id if isinstance(actor, Member) else None
            versions.add(db, skill_id, skill.words, made_by)


def _must_tend_something(db: sql.Connection, actor: Actor) -> None:
    if isinstance(actor, Member) and not (actor.is_administrator or stewards.tended(db, actor)):
        raise Forbidden


def _must_tend_all(db: sql.Connection, actor: Actor, made: Plan) -> None:
    """Stewards change their own areas; a new one is an administrator's."""
    if isinstance(actor, Member) and not actor.is_administrator:
        tended = stewards.tended(db, actor)
        mine = {area.slug for area in reads.areas(db, actor) if area.id in tended}
        if not made.touched <= mine:
            raise Forbidden


def _refuse_merged(db: sql.Connection, wanted: list[WrittenArea]) -> None:
    gone = set(sql.column(db, Q["merged_slugs"]))
    wrong = [skill.slug for area in wanted for skill in area.skills if skill.slug in gone]
    if wrong:
        raise BrokenFile([Problem(0, problems.MERGED, slug) for slug in wrong])
