"""Erasing all about a person: by themselves, or by an administrator for somebody who left."""

from collections.abc import Iterable
from typing import Protocol

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import logout_user
from werkzeug.wrappers import Response

from service.actor import Actor, System
from service.db.sql import Connection
from service.errors import Invalid
from service.feedback import reads_erase
from service.growth import publishing
from service.people import reads
from service.people.errors import NotThisAddress, StillHere
from service.people.model import Person
from service.people.schema import ErasingSent
from service.web import here

ON_BEHALF = System("erased for somebody who left")
ONE = "/people/<int(max=9223372036854775807):person_id>/erase"
Answer = Response | tuple[str, int]


class Erase(Protocol):
    """What a package forgets of a person."""

    def __call__(self, db: Connection, actor: Actor, person_id: int) -> None: ...


def blueprint(everything: Iterable[Erase]) -> Blueprint:
    """The pages, given how each package forgets, in an order that leaves nothing referred to."""
    bp = Blueprint("erasing", __name__)
    erasers = tuple(everything)

    def erase(actor: Actor, person_id: int) -> None:
        with here.db().transaction():
            for forget in erasers:
                forget(here.db(), actor, person_id)

    @bp.get("/settings/erase")
    def page() -> str:
        return _page()

    @bp.post("/settings/erase")
    def erase_me() -> Answer:
        try:
            _must_be_sure(here.person())
        except Invalid as wrong:
            return _page(wrong), 422
        if publishing.mine(here.db(), here.me()):
            return redirect(url_for(".page", _anchor="published"), code=303)
        erase(here.me(), here.me().person_id)
        logout_user()
        session.clear()
        flash(gettext("All that was about you is gone. Thank you for what you gave to others."))
        return redirect(url_for("sign_in.page"), code=303)

    @bp.get(ONE)
    def other(person_id: int) -> str:
        return _other(_who_left(person_id))

    @bp.post(ONE)
    def erase_other(person_id: int) -> Answer:
        person = _who_left(person_id)
        try:
            _must_be_sure(person)
        except Invalid as wrong:
            return _other(person, wrong), 422
        erase(ON_BEHALF, person.id)
        flash(gettext("All that was about this person is gone."))
        return redirect(url_for("people.page"), code=303)

    return bp


def _who_left(person_id: int) -> Person:
    person = reads.person(here.db(), here.me(), person_id)
    if person.left_at is None:
        raise StillHere
    return person


def _must_be_sure(person: Person) -> None:
    """Whoever means it types the address."""
    if here.form(ErasingSent)["email"].strip().lower() != person.email:
        raise NotThisAddress("email")


def _page(wrong: Invalid | None = None) -> str:
    db, me = here.db(), here.me()
    return render_template(
        "erasing/page.html",
        person=here.person(),
        behind=reads_erase.leaving_behind(db, me),
        published=publishing.mine(db, me),
        typed=request.form,
        errors=wrong.fields if wrong else None,
    )


def _other(person: Person, wrong: Invalid | None = None) -> str:
    return render_template(
        "erasing/other.html",
        person=person,
        typed=request.form,
        errors=wrong.fields if wrong else None,
    )
