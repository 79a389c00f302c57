"""Eighteen months at the demo organisation, played in seconds through the real road."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from random import Random
from secrets import token_urlsafe
from uuid import UUID

from flask import Flask
from psycopg import sql as compose
from rich.console import Console
from rich.progress import Progress

from service import clock
from service.actor import Member, System
from service.atlassian import signature
from service.connections import actions as connections
from service.connections.model import Product
from service.connections.secrets import Vault
from service.db import migrate, pool, sql
from service.db.sql import Connection
from service.demo import (
    aims,
    budgets,
    care,
    circle,
    deliveries,
    growth,
    saying,
    shaping,
    team,
    work,
)  # fmt: skip
from service.demo.door import WHO
from service.demo.organisation import Colleague, colleagues, texts
from service.demo.words import ANYWHERE, Pen
from service.feedback import actions as feedback
from service.people import actions as people
from service.people import actions_links as links
from service.people.model import Asking
from service.settings import Settings
from service.skills import actions as skills
from service.skills import actions_rules as rules
from service.skills import reads as catalogue
from service.skills.terms import Key

Q = sql.load(__package__)
PLAY = System("demo")
CONNECTION = "lindewal-jira"
SEED = 1572
DAY = timedelta(days=1)
MORNING = 9  #: an hour (UTC) at which nobody of the demo wants quiet
LATELY = timedelta(days=9)  #: what those with a door find open, they may close themselves


@dataclass(frozen=True, slots=True)
class Road:
    """What the root hands over: the application, and the drain of a connection to the end."""

    make_app: Callable[[Settings], Flask]
    drain: Callable[[Connection, Settings], None]


@dataclass(frozen=True, slots=True)
class OpenAsk:
    id: int
    giver_id: int
    receiver_id: int
    work_item_id: int
    reason: str
    asked_at: datetime


def once(settings: Settings, road: Road, console: Console) -> None:
    """Play, unless it was played to the end before. A play that was broken off begins anew."""
    with pool.connect(settings.database_url, settings.database_schema) as db:
        if sql.value(db, Q["is_played"], schema=settings.database_schema):
            migrate.migrate(db, settings.database_schema)
            return
    unfinished = f"{settings.database_schema}_unfinished"
    with pool.connect(settings.database_url, unfinished) as db:
        _ddl(db, "DROP SCHEMA IF EXISTS {} CASCADE", unfinished)
        migrate.migrate(db, unfinished)
        db.execute("SET synchronous_commit = off")  # what is lost in a crash is played again
        with Progress(console=console, transient=True) as progress:
            stage = Stage(db, replace(settings, database_schema=unfinished), road)
            days = stage.days()
            for day in progress.track(days, description="Eighteen months at Lindewal"):
                stage.play(day)
            aims.pick(db, stage.members())
            circle.close(db, stage.members())
            growth.live(db, stage.members(), stage.skills)
            budgets.play(db, stage.members(), stage.skills)
            team.share(db, stage.members(), stage.skills)
        care.leave_things_to_do(db, CONNECTION)
        shaping.shape(db)
        _ddl(db, "ALTER SCHEMA {} RENAME TO {}", unfinished, settings.database_schema)


def _ddl(db: Connection, statement: str, *names: str) -> None:
    identifiers = [compose.Identifier(name) for name in names]
    db.execute(compose.SQL(statement).format(*identifiers))


class Stage:
    """The organisation while it is played: who is who, and what is still to be sent."""

    def __init__(self, db: Connection, settings: Settings, road: Road) -> None:
        self._db, self._settings, self._road = db, settings, road
        self._key = Key.of(settings.secret_key)
        self._dice = Random(SEED)  # noqa: S311  the same play every time
        self._aside = Random(SEED + 1)  # noqa: S311  so that what comes aside changes nothing else
        self._pen = Pen(self._dice)
        self._today = clock.now()
        self._begin = self._today - work.SPAN - timedelta(days=30)
        self._client = road.make_app(settings).test_client()
        with clock.at(self._begin):
            self._secret = self._set_up(Vault(settings.secret_key))
        self.skills = {skill.slug: skill.id for skill in catalogue.skills(db, PLAY)}

    def _set_up(self, vault: Vault) -> str:
        """Catalogue, rules, people and the connection; the secret of the last."""
        skills.load_starter(self._db, PLAY)
        for rule in texts("tickets")["rules"]:
            rules.add(self._db, PLAY, rule["skill"], work.conditions(rule))
        self._teams = {
            name: people.make_team(self._db, PLAY, name).id
            for name in dict.fromkeys(one.team for one in colleagues())
        }
        for team_id in self._teams.values():
            people.set_taking_part(self._db, PLAY, True, team_id=team_id)
        self._people: dict[int, Colleague] = {}
        return connections.add(self._db, PLAY, vault, CONNECTION, Product.JIRA_DATACENTER)[1]

    def days(self) -> list["Day"]:
        """Every day on which something happens, in order."""
        tickets = work.plan(self._today, self._dice)
        sent = [one for ticket in tickets for one in deliveries.sendings(ticket)]
        sent += deliveries.beside(self._today)
        sent += deliveries.around(tickets, self._today)
        sent = sorted((one for one in sent if one.at <= self._today), key=lambda one: one.at)
        first = sent[0].at
        arrivals = {one: self._arrives(one, first) for one in colleagues()}
        by_date = {day: list(group) for day, group in groupby(sent, lambda one: one.at.date())}
        dates = sorted({*by_date, *(at.date() for at in arrivals.values())})
        return [
            Day(
                at=min(datetime.combine(day, clock.now().time(), self._today.tzinfo), self._today),
                arrivals=[one for one, at in arrivals.items() if at.date() == day],
                sendings=by_date.get(day, []),
            )
            for day in dates
        ]

    def members(self) -> dict[str, Member]:
        """Who came, by e-mail address."""
        return {one.email: Member(person_id) for person_id, one in self._people.items()}

    def _arrives(self, one: Colleague, first: datetime) -> datetime:
        if one.months_here >= work.MONTHS:
            return first - timedelta(days=1)
        return self._today - timedelta(days=30 * one.months_here)

    def play(self, day: "Day") -> None:
        """People arrive, work is sent and drained, and asks of days before are answered."""
        with clock.at(day.at):
            for one in day.arrivals:
                self._welcome(one)
            self._answer_asks(day.at)
        with clock.at(min(day.at.replace(hour=MORNING), self._today)):
            feedback.ask_waiting(self._db, PLAY)
        for sending in day.sendings:
            with clock.at(sending.at):
                self._send(sending)
        if day.sendings:
            with clock.at(day.sendings[-1].at):
                self._road.drain(self._db, self._settings)
                saying.of_skills(self._db, self._key, day.at - DAY, self._today - LATELY)

    def _send(self, sending: deliveries.Sending) -> None:
        dice = self._aside if sending.aside else self._dice
        headers = {
            "X-Hub-Signature": signature.of(self._secret, sending.body),
            "X-Atlassian-Webhook-Identifier": str(UUID(int=dice.getrandbits(128))),
        }
        answer = self._client.post(f"/webhooks/{CONNECTION}", data=sending.body, headers=headers)
        if answer.status_code != 202:
            raise RuntimeError(f"the demo's own delivery was answered {answer.status}")

    def _welcome(self, one: Colleague) -> None:
        """Invited, in a team, signed in for the first time, and placed on some skills."""
        person, token = links.invite(
            self._db, PLAY, one.name, one.email, self._teams[one.team], one.is_lead, one.language
        )
        links.accept(self._db, PLAY, token, token_urlsafe(24))
        me = Member(person.id)
        people.welcome(self._db, me, self._asking(one))
        if one.is_administrator:
            people.make_administrator(self._db, PLAY, person.id, True)
        self._people[person.id] = one
        aims.say_of_oneself(self._db, me, one, self.skills)
        circle.open_wall(self._db, me, self._teams[one.team])

    def _asking(self, one: Colleague) -> Asking:
        with_a_door = one.email in WHO.values()
        return Asking.ASK if with_a_door or self._dice.random() < 0.9 else Asking.PROPOSE

    def _answer_asks(self, at: datetime) -> None:
        for ask in sql.every(self._db, OpenAsk, Q["open_asks"]):
            waited = (at - ask.asked_at).days
            luck = Random(f"{SEED}-{ask.id}")  # noqa: S311  the same play every time
            if waited < luck.choice((1, 1, 2, 3, 5)) or self._is_left_open(ask, at):
                continue
            self._answer(ask, at, luck.random())

    def _is_left_open(self, ask: OpenAsk, at: datetime) -> bool:
        giver = self._people[ask.giver_id]
        return giver.email in WHO.values() and at > self._today - LATELY

    def _answer(self, ask: OpenAsk, at: datetime, luck: float) -> None:
        giver, receiver = self._people[ask.giver_id], self._people[ask.receiver_id]
        if luck < 0.08:
            feedback.pass_(self._db, Member(ask.giver_id), ask.id)
        elif luck < 0.9:
            linked = list(self._linked(ask.work_item_id))
            seen = linked + self._beside(receiver, linked, ask.id) if linked else linked
            answers = self._pen.answers(giver, receiver, seen, self._share(at), ask.reason)
            words_id = feedback.give(self._db, Member(ask.giver_id), ask.id, answers)
            self._read(ask.receiver_id, words_id, answers.readers != "two", at)

    def _linked(self, work_item_id: int) -> Iterator[tuple[str, int]]:
        found = self._db.execute(Q["skills_of"], {"work_item_id": work_item_id})
        yield from ((slug, skill_id) for slug, skill_id in found.fetchall())

    def _beside(
        self, receiver: Colleague, linked: list[tuple[str, int]], ask_id: int
    ) -> list[tuple[str, int]]:
        """Up to two more skills of the receiver's that could be seen in this work."""
        known = {slug for slug, _ in linked}
        uses = [one.skill for one in receiver.takings if one.skill not in known]
        luck = Random(f"{SEED}-{ask_id}-beside")  # noqa: S311  the same play every time
        anywhere = [slug for slug in uses if slug in ANYWHERE]
        chosen = luck.sample(anywhere, min(len(anywhere), luck.choice((0, 1, 2))))
        return [(slug, self.skills[slug]) for slug in chosen]

    def _share(self, at: datetime) -> float:
        return 1 - (self._today - at) / work.SPAN

    def _read(self, receiver_id: int, words_id: int, is_wider: bool, at: datetime) -> None:
        """Receivers read their words, and agree to wider readers more often than not."""
        has_door = self._people[receiver_id].email in WHO.values()
        if has_door and at > self._today - LATELY:
            return
        feedback.mark_read(self._db, Member(receiver_id), words_id)
        if is_wider and self._dice.random() < 0.7:
            feedback.share(self._db, Member(receiver_id), words_id)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the play; `at` is when people come and answer."""

    at: datetime
    arrivals: list[Colleague]
    sendings: list[deliveries.Sending]
