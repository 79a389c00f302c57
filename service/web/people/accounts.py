"""Accounts of connections: whose they are."""

from flask import url_for
from werkzeug.wrappers import Response

from service.people import actions_accounts, reads, reads_accounts
from service.people.schema import SearchSent, WhoSent
from service.web import here
from service.web.people.blueprint import bp, kept, shown


@bp.get("/accounts")
def accounts() -> str:
    wanted = here.query(SearchSent)
    found = reads_accounts.unmatched(here.db(), here.me(), **wanted)
    older = found[-1].id if len(found) == reads_accounts.PAGE else None
    return shown(
        "people/accounts.html",
        claims=reads_accounts.claims(here.db(), here.me()),
        accounts=found,
        wanted=wanted,
        older=url_for("people.accounts", **(wanted | {"after": older})) if older else None,
    )


@bp.get("/accounts/<int:account_id>")
def account(account_id: int) -> str:
    """Whose is it? Begins with people who bear the first word of its name."""
    found = reads_accounts.account(here.db(), here.me(), account_id)
    search = here.query(SearchSent)["search"] or next(iter(found.name.split()), "")
    return shown(
        "people/account.html",
        account=found,
        search=search,
        people=reads.working_here(here.db(), here.me(), search),
    )


@bp.post("/accounts/<int:account_id>/match")
def match(account_id: int) -> Response:
    who = here.form(WhoSent)["person_id"]
    actions_accounts.match_account(here.db(), here.me(), account_id, who)
    return kept("people.accounts")


@bp.post("/accounts/<int:account_id>/unmatch")
def unmatch(account_id: int) -> Response:
    actions_accounts.unmatch_account(here.db(), here.me(), account_id)
    return kept("people.account", account_id=account_id)


@bp.post("/accounts/<int:account_id>/confirm")
def confirm(account_id: int) -> Response:
    who = here.form(WhoSent)["person_id"]
    actions_accounts.confirm_claim(here.db(), here.me(), account_id, who)
    return kept("people.accounts")


@bp.post("/accounts/<int:account_id>/refuse")
def refuse(account_id: int) -> Response:
    who = here.form(WhoSent)["person_id"]
    actions_accounts.refuse_claim(here.db(), here.me(), account_id, who)
    return kept("people.accounts")
