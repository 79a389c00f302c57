"""Everything about me: a page to read, and the same as a file.

What there is, each package says of itself; the root lists them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, render_template
from flask_babel import lazy_gettext as _l

from service import clock
from service.actor import Actor
from service.db.sql import Connection, Tables
from service.growth.reads_mine import PURPOSE
from service.web import here

About = Callable[[Connection, Actor], Tables]
SHOWN = 100  #: rows of a table on the page; the file has them all
PARTS = {
    "people": _l("Who I am here"),
    "work": _l("My work"),
    "skills": _l("What I said of skills"),
    "aims": _l("Where I want to go"),
    "feedback": _l("Words and thanks"),
    "growth": _l("My map and its shares"),
    "budgets": _l("Money and time to grow"),
    "notices": _l("Mail"),
}
TITLES = {
    "me": _l("Myself"),
    "teams": _l("Teams"),
    "accounts": _l("Accounts elsewhere"),
    "pace": _l("My pace"),
    "work": _l("Parts I had in work"),
    "published": _l("Where I publish my map"),
    "answers": _l("Skills in my work: mine or not"),
    "proposals": _l("My proposals"),
    "areas": _l("Areas I keep"),
    "placements": _l("Where I placed myself"),
    "focus": _l("What I grew in on purpose"),
    "steps": _l("My steps"),
    "findable": _l("Who may find me"),
    "practice": _l("Open work I picked"),
    "received": _l("Words to me"),
    "seen": _l("What colleagues saw"),
    "given": _l("Words from me"),
    "said": _l("What I saw of others"),
    "asked": _l("What I was asked"),
    "thanks_received": _l("Thanks to me"),
    "thanks_given": _l("Thanks from me"),
    "reports": _l("What I reported"),
    "levels": _l("Where I stand, as colleagues saw"),
    "judgements": _l("Short cases I judged"),
    "shares": _l("What I share"),
    "looks": _l("Who looked at mine"),
    "dialogues": _l("My level dialogues"),
    "evidence": _l("Work I brought into them"),
    "dialogue_answers": _l("What colleagues said in them"),
    "dialogue_said": _l("What I said in dialogues of others"),
    "team_share": _l("How pictures of my teams count me"),
    "leads": _l("Where I would like to take the lead"),
    "introductions": _l("Who was brought together"),
    "owner": _l("I look after budgets"),
    "budgets": _l("Budgets of my own"),
    "requests": _l("What I asked for"),
    "request_steps": _l("What became of it"),
    "advice_to_me": _l("Advice to me"),
    "advice_from_me": _l("Advice from me"),
    "choices": _l("What I want to be told"),
    "mail": _l("How mail comes"),
    "letters": _l("Mail to me"),
}
HEADS = {
    "account": _l("account"),
    "answer": _l("answer"),
    "area": _l("area"),
    "at": _l("date"),
    "begun": _l("began"),
    "colleagues": _l("colleagues"),
    "counts": _l("counts"),
    "currency": _l("currency"),
    "day": _l("day"),
    "days_off": _l("days off"),
    "effect": _l("made possible"),
    "email": _l("e-mail"),
    "ended": _l("ended"),
    "grew": _l("grew"),
    "helped": _l("helped"),
    "high": _l("at most"),
    "kind": _l("kind"),
    "language": _l("language"),
    "level": _l("level"),
    "low": _l("at least"),
    "minutes": _l("minutes"),
    "moment": _l("moment"),
    "money": _l("amount in the smallest unit, such as cents"),
    "name": _l("name"),
    "number": _l("number"),
    "observations": _l("observations"),
    "person": _l("who"),
    "place": _l("where"),
    "question": _l("question"),
    "quiet_from": _l("quiet from"),
    "quiet_until": _l("quiet until"),
    "readers": _l("readers"),
    "reason": _l("why"),
    "reply": _l("what came of it"),
    "role": _l("part"),
    "skill": _l("skill"),
    "state": _l("state"),
    "step": _l("step"),
    "team": _l("team"),
    "text": _l("text"),
    "until": _l("until"),
    "wish": _l("wish"),
    "work": _l("work"),
    "yes": _l("yes or no"),
}


def blueprint(everything: Mapping[str, About]) -> Blueprint:
    """The page and the file, given what each package says about a person."""
    bp = Blueprint("mine", __name__)

    @bp.get("/mine")
    def page() -> str:
        return render_template(
            "mine/page.html",
            about=_about(everything), PARTS=PARTS, TITLES=TITLES, HEADS=HEADS, shown=SHOWN,
        )  # fmt: skip

    @bp.get("/mine.json")
    def file() -> Response:
        told = {part: _plain(tables) for part, tables in _about(everything).items()}
        answer = jsonify({"purpose": PURPOSE, "made_at": clock.now().isoformat(), **told})
        answer.headers["Content-Disposition"] = "attachment; filename=about-me.json"
        return answer

    return bp


def _about(everything: Mapping[str, About]) -> dict[str, Tables]:
    return {part: about(here.db(), here.me()) for part, about in everything.items()}


def _plain(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Times as ISO 8601."""
    return {
        name: [{key: _value(value) for key, value in row.items()} for row in rows]
        for name, rows in tables.items()
    }


def _value(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
