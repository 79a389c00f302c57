"""The cast: Alice leads, Bob works with her, Charlie is a stranger, Dana administers."""

from dataclasses import dataclass

from flask.testing import FlaskClient

from service import clock
from service.actor import Member
from service.db.sql import Connection, value
from service.people.model import Asking, Person


@dataclass(frozen=True)
class Cast:
    """Everybody signed in before and takes part. `jira` is the connection that knows all four."""

    alice: Person
    bob: Person
    charlie: Person
    dana: Person
    team_id: int
    jira: int
    accounts: dict[str, int]

    def actor(self, person: Person) -> Member:
        leads = frozenset({self.team_id}) if person == self.alice else frozenset[int]()
        return Member(person.id, person.is_administrator, leads)


def assemble(db: Connection) -> Cast:
    """Alice and Bob in team Loom, which has a wall; Charlie and Dana in none.

    Accounts are called `acc-alice` and so on.
    """
    alice, bob, charlie, dana = (
        make_person(db, name, is_administrator=name == "Dana")
        for name in ("Alice", "Bob", "Charlie", "Dana")
    )
    team_id = value(
        db,
        "INSERT INTO team (name, takes_part, created_at, wall_opened_at)"
        " VALUES ('Loom', true, %(now)s, %(now)s)"
        " RETURNING id",
        now=clock.now(),
    )
    for person in (alice, bob):
        db.execute(
            "INSERT INTO membership (team_id, person_id, is_lead, since) VALUES (%s, %s, %s, %s)",
            (team_id, person.id, person == alice, clock.today()),
        )
    jira = make_connection(db)
    accounts = {
        person.name.lower(): make_account(db, jira, person)
        for person in (alice, bob, charlie, dana)
    }
    return Cast(alice, bob, charlie, dana, team_id, jira, accounts)


def make_person(db: Connection, name: str, is_administrator: bool = False) -> Person:
    """Somebody who signed in, chose to be asked, and takes part."""
    email = f"{name.lower()}@example.org"
    person_id = value(
        db,
        "INSERT INTO person (name, email, session_key, is_administrator, takes_part, asking,"
        " welcomed_at, email_proved_at, created_at) VALUES (%(name)s, %(email)s, %(key)s,"
        " %(admin)s, true, 'ask', %(now)s, %(now)s, %(now)s) RETURNING id",
        name=name, email=email, key=f"key-{name.lower()}", admin=is_administrator, now=clock.now(),
    )  # fmt: skip
    return Person(
        person_id, name, email, "en", is_administrator, True, Asking.ASK, clock.now(), None
    )


def make_connection(db: Connection, name: str = "jira") -> int:
    return int(
        value(
            db,
            "INSERT INTO connection (name, product, secret, created_at, takes_all_projects)"
            " VALUES (%(name)s, 'jira-cloud', 'sealed', %(now)s, true) RETURNING id",
            name=name,
            now=clock.now(),
        )
    )


def make_account(db: Connection, connection_id: int, person: Person) -> int:
    return int(
        value(
            db,
            "INSERT INTO account (connection_id, external_id, name, kind, person_id)"
            " VALUES (%(connection)s, %(external)s, %(name)s, 'person', %(person)s) RETURNING id",
            connection=connection_id,
            external=f"acc-{person.name.lower()}",
            name=person.name,
            person=person.id,
        )
    )


def sign_in(client: FlaskClient, person: Person) -> FlaskClient:
    """Give the browser the session of somebody of the cast."""
    with client.session_transaction() as session:
        session["_user_id"] = f"{person.id}:key-{person.name.lower()}"
        session["_fresh"] = True
    return client
