"""What else there is for the matrix, so that each of its pages is really there to be looked at."""

from service import clock
from service.actor import System
from service.budgets import actions_buying as buying
from service.budgets import actions_plan
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.budgets.model_plan import Assumed
from service.connections.secrets import Vault
from service.db.sql import Connection, value
from service.growth import actions_dialogue, actions_share
from service.growth.model_share import Audience
from service.people import actions_enter, actions_links
from service.skills import actions_catalogue, actions_rules
from service.skills import actions_proposals as proposals
from service.skills.rules_tree import all_of
from tests.budgets.making import EURO, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.conftest import KEY
from tests.growth.making import place, practise
from tests.skills.items import confirm

SYSTEM = System("test")


def furnish(
    db: Connection, cast: Cast, skill: int, slug: str, work: int, words: int
) -> dict[str, list[object]]:
    """The ids for the addresses. Everybody sees Bob's skill; Charlie, a stranger, talks with him
    about his level of it, on the very work that the words are about."""
    db.execute(
        "INSERT INTO skill_level SELECT id, level, 'alone', 'zelf', '{one}', '{een}'"
        " FROM skill_version, generate_series(1, 5) AS level WHERE skill_id = %s",
        (skill,),
    )
    confirm(db, work, skill, cast.bob.id)
    actions_share.share(db, cast.actor(cast.bob), skill, Audience.EVERYONE, None, 3, True)
    return {
        "dialogue_id": [talk(db, cast, skill, work)],
        "proposal_id": propose(db, cast),
        "rule_id": [actions_rules.add(db, SYSTEM, slug, all_of(project=["PAY"]))],
        "delivery_id": [deliver(db, cast)],
        "slug": [slug, "together"],
        "token": tokens(db, cast, words),
        **plan(db, cast),
        "seal": [Vault(KEY).seal(f"unsubscribe {cast.bob.id}").decode()],
    }


def talk(db: Connection, cast: Cast, skill: int, work: int) -> int:
    """A level dialogue of Bob in which Charlie takes part."""
    bob, charlie = cast.actor(cast.bob), cast.actor(cast.charlie)
    place(db, cast.charlie, skill, 4)
    begun = actions_dialogue.begin(db, bob, skill, 3)
    for item in (work, *(practise(db, cast, skill, key=f"TALK-{number}") for number in range(2))):
        actions_dialogue.add_evidence(db, bob, begun, item, "I led it")
    actions_dialogue.invite(db, bob, begun, cast.charlie.id)
    actions_dialogue.accept(db, charlie, begun)
    return begun


def plan(db: Connection, cast: Cast) -> dict[str, list[object]]:
    """A budget of Bob's team with a wish of his that is written down and one that was bought, and
    two plans of Alice, who leads it; Dana owns budgets."""
    bob = cast.actor(cast.bob)
    budget = make_budget(db, team_id=cast.team_id)
    draft, bought = (make_request(db, bob, budget, money=EURO) for _ in range(2))
    requests.send(db, bob, bought)
    buying.purchase(db, bob, bought, Amount(EURO, 0), NO_BILL)
    proof = buying.prove(db, bob, bought, "bill.pdf", b"%PDF-1.7 a bill")
    make_owner(db, cast, "dana")
    lead = cast.actor(cast.alice)
    first, second = (
        actions_plan.keep(db, lead, budget.id, name, Assumed(15, 1000 * EURO, 1000 * EURO))
        for name in ("One", "Other")
    )
    return {
        "budget_id": [budget.id],
        "request_id": [draft, bought],
        "proof_id": [proof],
        "plan_id": [first],
        "other_id": [second],
    }


def propose(db: Connection, cast: Cast) -> list[object]:
    """A draft of Bob and a proposal that Dana, who looks after the area, may answer."""
    bob = cast.actor(cast.bob)
    actions_catalogue.name_steward(db, SYSTEM, "together", cast.dana.id)
    typed = {"name_en": "Sewing", "name_nl": "Naaien"}
    return [
        proposals.begin(db, bob, "together", None, typed, "Still thinking."),
        value(
            db,
            "INSERT INTO proposal (area_id, proposer_id, typed, reason, state, saved_at, sent_at)"
            " SELECT id, %(me)s, '{}', 'We sew.', 'open', %(now)s, %(now)s FROM area RETURNING id",
            me=cast.bob.id,
            now=clock.now(),
        ),
    ]


def deliver(db: Connection, cast: Cast) -> int:
    return int(
        value(
            db,
            "INSERT INTO delivery (connection_id, received_at, body) VALUES (%(jira)s, %(now)s,"
            " '{}') RETURNING id",
            jira=cast.jira,
            now=clock.now(),
        )
    )


def tokens(db: Connection, cast: Cast, words: int) -> list[object]:
    """A link from a mail that signs in, and one with which to choose a password, made before it,
    as that ends all others."""
    _, link = actions_links.new_link(db, cast.actor(cast.dana), cast.bob.id)
    entry = actions_enter.make(db, SYSTEM, cast.bob.id, f"/feedback/{words}")
    return [entry, link]
