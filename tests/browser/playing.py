"""The demo organisation in a schema of its own, with one of everything that a page can show."""

from dataclasses import dataclass, replace
from datetime import timedelta

from rich.console import Console

from service import clock, commands
from service.actor import Member, System
from service.budgets import actions_plan
from service.budgets.model_plan import Assumed
from service.connections.secrets import Vault
from service.db import pool, sql
from service.db.sql import Connection
from service.demo import play
from service.demo.door import WHO
from service.feedback import actions as feedback
from service.feedback import actions_reports, reads, reads_thanks
from service.feedback.model import Answers
from service.growth import reads as growth
from service.people import actions as people
from service.people import actions_accounts as accounts
from service.people import actions_enter, tokens
from service.people import actions_links as links
from service.people.model import Asking, SeenAccount
from service.settings import Settings
from service.skills import actions_proposals as proposals

PREPARE = System("browser tests")
PASSWORD = "three words in a row"
SILENCED = (
    "DELETE FROM observation USING feedback WHERE feedback.id = feedback_id AND work_item_id = %s",
    "DELETE FROM feedback WHERE work_item_id = %s",
    "DELETE FROM ask WHERE work_item_id = %s",
)
#: Somebody about whom little is known: a few words, no level yet.
LITTLE = "mirjam.schuurman@lindewal.example"
#: Two colleagues saw something of somebody; at what hour the demo is played decides on a third.
SEEN_BY_TWO = (
    "DELETE FROM observation USING feedback WHERE feedback.id = feedback_id"
    " AND receiver_id = %(id)s AND giver_id NOT IN (SELECT DISTINCT giver_id FROM feedback"
    " WHERE receiver_id = %(id)s ORDER BY giver_id LIMIT 2)"
)
TEAM_OF = "SELECT team_id FROM membership WHERE person_id = %(id)s AND until IS NULL"


@dataclass(frozen=True)
class Demo:
    """The settings to serve it with, and the parts of addresses: `/people/{person}`."""

    settings: Settings
    parts: dict[str, object]


def played(settings: Settings) -> Demo:
    """The demo, played anew."""
    with pool.connect(settings.database_url, settings.database_schema) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {settings.database_schema} CASCADE")
        play.once(settings, commands.ROAD, Console(quiet=True))
        with clock.stopped():
            parts = _parts(db) | _feedback(db) | _tokens(db, settings) | _proposals(db)
            return Demo(settings, parts | _budgets(db))


def _parts(db: Connection) -> dict[str, object]:
    """Ids of what Noor, the developer of the demo, finds."""
    noor = _id_of(db, WHO["developer"])
    work, slug = db.execute(
        "SELECT feedback.work_item_id, skill.slug FROM feedback"
        " JOIN observation ON observation.feedback_id = feedback.id"
        " JOIN skill ON skill.id = observation.skill_id"
        " WHERE feedback.receiver_id = %s AND observation.level IS NOT NULL"
        " GROUP BY 1, 2 ORDER BY count(*) OVER (PARTITION BY slug) DESC, 1 LIMIT 1",
        (noor,),
    ).fetchone() or (0, "")
    team = sql.value(db, "SELECT id FROM team ORDER BY id LIMIT 1")
    account = _new_accounts(db, Member(noor))
    strange = sql.value(db, "SELECT max(id) FROM delivery WHERE state = 'quarantined'")
    return {
        "person": noor,
        "team": team,
        "account": account,
        "work": work,
        "slug": slug,
        "strange": strange,
        "rule": sql.value(db, "SELECT min(id) FROM rule"),
        "team_of_noor": sql.value(db, TEAM_OF, id=noor),
        "in_silence": _with_password(db, _in_silence(db)),
    } | _growth(db, Member(noor))


def _growth(db: Connection, noor: Member) -> dict[str, object]:
    """A skill of Noor's with a level, who shares with her, and her dialogue with Dana."""
    little = _id_of(db, LITTLE)
    db.execute(SEEN_BY_TWO, {"id": little})
    known = [row for row in growth.growth_map(db, noor).rows if row.shown]
    return {
        "seen": known[0].skill.slug,
        "sharer": _id_of(db, WHO["lead"]),
        "little": _with_password(db, little),
        "dialogue": sql.value(db, "SELECT max(id) FROM dialogue"),
        "asked_dialogue": sql.value(db, "SELECT max(dialogue_id) FROM dialogue_peer"),
        "year": clock.now().year,
    }


def _in_silence(db: Connection) -> int:
    """Somebody who took part in work that nobody will have said a word about."""
    item, giver = db.execute(
        "SELECT ask.work_item_id, giver_id FROM ask JOIN work_item ON work_item.id = work_item_id"
        " WHERE done_at < %s AND done_at > %s ORDER BY ask.id DESC LIMIT 1",
        (clock.now() - timedelta(days=20), clock.now() - timedelta(days=80)),
    ).fetchone() or (0, 0)
    for statement in SILENCED:
        db.execute(statement, (item,))
    return int(giver)


def _new_accounts(db: Connection, claimant: Member) -> int:
    """Two accounts that belong to nobody: one is claimed, the other is the id."""
    connection = sql.value(db, "SELECT id FROM connection")
    seen = [SeenAccount(name, name.title(), "person") for name in ("noor", "somebody else")]
    known = accounts.know_accounts(db, PREPARE, connection, seen)
    accounts.claim_account(db, claimant, known["noor"])
    return known["somebody else"]


def _feedback(db: Connection) -> dict[str, object]:
    """Words for Noor, two open asks, and words of another that they may still change."""
    noor = Member(_id_of(db, WHO["developer"]))
    (ask, asked), (answered, giver), (second, also_asked) = db.execute(
        "SELECT DISTINCT ON (giver_id) id, giver_id FROM ask WHERE state = 'open'"
        " ORDER BY giver_id LIMIT 3"
    ).fetchall()
    words = Answers("parts", moment="She asked first whom the form was for.")
    given = feedback.give(db, Member(giver), answered, words)
    return {
        "ask": ask,
        "asked": _with_password(db, asked),
        "second_ask": second,
        "also_asked": _with_password(db, also_asked),
        "given": given,
        "giver": _with_password(db, giver),
        "received": reads.words_for(db, noor, None)[0].id,
        "thanks": reads_thanks.all_thanks(db, noor)[0].id,
        "report": _report(db, given),
        "trusted": _with_password(db, sql.value(db, "SELECT min(person_id) FROM trusted")),
    }


def _report(db: Connection, words: int) -> int:
    """The receiver of these words reports them; the id of the report."""
    receiver = sql.value(db, "SELECT receiver_id FROM feedback WHERE id = %(id)s", id=words)
    actions_reports.report_feedback(db, Member(receiver), words, "She never asked anybody.")
    return int(sql.value(db, "SELECT id FROM report"))


def _proposals(db: Connection) -> dict[str, object]:
    """A proposal that waits, one of Noor's that was answered, and a draft of hers."""
    noor = Member(_id_of(db, WHO["developer"]))
    steward = sql.value(
        db,
        "SELECT person_id FROM area_steward JOIN area ON area.id = area_id"
        " JOIN person ON person.id = person_id"
        " WHERE slug = 'together' AND email <> %(lead)s",
        lead=WHO["lead"],
    )
    typed = {"name_en": "Sewing", "level1_signals_en": "One line."}
    return {
        "steward": _with_password(db, steward),
        "open_proposal": sql.value(db, "SELECT id FROM proposal WHERE state = 'open'"),
        "answered": sql.value(db, "SELECT id FROM proposal WHERE state = 'accepted'"),
        "draft": proposals.begin(db, noor, "together", None, typed, None),
    }


def _budgets(db: Connection) -> dict[str, object]:
    """A budget, Noor's requests on their way, one that Iris decides on, and two plans."""
    noor = _id_of(db, WHO["developer"])
    wishes = dict(
        db.execute("SELECT state, max(id) FROM request WHERE person_id = %s GROUP BY 1", (noor,))
    )
    budget = sql.value(
        db, "SELECT id FROM budget WHERE team_id IS NOT NULL ORDER BY ends_on DESC, id LIMIT 1"
    )
    iris, assumed = Member(_id_of(db, WHO["lead"])), Assumed(15, 125_000, 300_000)
    return {
        "budget": budget,
        "budget_before": sql.value(
            db, "SELECT follows FROM budget WHERE team_id IS NULL AND follows > 0"
        ),
        "wish_draft": wishes["draft"],
        "wish_advised": wishes["advice"],
        "wish_bought": wishes["purchased"],
        "wish_pending": sql.value(db, "SELECT id FROM request WHERE state = 'pending'"),
        "plan": actions_plan.keep(db, iris, budget, "All of it", assumed),
        "other_plan": actions_plan.keep(db, iris, budget, "A lean one", replace(assumed, cap=1)),
    }


def _tokens(db: Connection, settings: Settings) -> dict[str, object]:
    """Who just came in, who chose how to be asked too, who is only invited; a set-up link."""
    newcomer, _ = links.invite(db, PREPARE, "Nova Newcomer", "newcomer@example.org")
    beginner, _ = links.invite(db, PREPARE, "Bo Beginner", "beginner@example.org")
    people.welcome(db, Member(beginner.id), Asking.ASK)
    gone, _ = links.invite(db, PREPARE, "Lou Leaver", "leaver@example.org")
    people.leave(db, PREPARE, gone.id)
    _, invited = links.invite(db, PREPARE, "Iva Invited", "invited@example.org")
    setup = tokens.fresh()
    db.execute(
        "INSERT INTO one_time_link (token_hash, purpose, expires_at)"
        " VALUES (%s, 'setup', %s + interval '1 hour')",
        (tokens.hash_of(setup), clock.now()),
    )
    seal = Vault(settings.secret_key).seal(f"unsubscribe {beginner.id}").decode()
    return {
        "seal": seal,
        "entry": actions_enter.make(db, PREPARE, beginner.id, "/feedback"),
        "newcomer": _with_password(db, newcomer.id),
        "beginner": _with_password(db, beginner.id),
        "gone": gone.id,
        "invited": invited,
        "setup": setup,
    }


def _with_password(db: Connection, person_id: int) -> str:
    """Give somebody the password of these tests; their address."""
    person, token = links.new_link(db, PREPARE, person_id)
    links.accept(db, PREPARE, token, PASSWORD)
    return person.email


def _id_of(db: Connection, email: str) -> int:
    return int(sql.value(db, "SELECT id FROM person WHERE email = %(email)s", email=email))
