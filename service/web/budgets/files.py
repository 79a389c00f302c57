"""Budgets and ledgers as files for a finance system, and envelopes out of one."""

from datetime import date, timedelta
from decimal import Decimal

from flask import make_response, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from service import clock
from service.budgets import access, envelopes, reads
from service.budgets import money as amounts
from service.budgets.envelopes import Envelope, NotATable, NotClosed, TooManyLines
from service.budgets.model import BudgetLine
from service.budgets.tables import Cell, Table, as_csv, as_excel
from service.schema import Sent
from service.web import here
from service.web.budgets.blueprint import BUDGET, LEDGER, bp, said, shown
from service.web.budgets.once import once

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LAST_YEARS = timedelta(days=731)
NO_FILE = _l("Choose a file, or paste its text.")
NOT_TEXT = _l("This file is not text in UTF-8. From a spreadsheet, save it as CSV UTF-8.")
NOT_CLOSED = _l("A quotation mark opens and does not close, or stands where none can.")
TOO_LONG = _l("This is more than Gezel can take in at once. Send less.")
LINES = 100  #: of a file that are shown
TROUBLES = {
    "no_name": _l("It needs a name of 120 characters at most."),
    "no_owner": _l("Nobody here has this e-mail address, and no team this name."),
    "no_currency": _l("Write the three letters of a currency in use, like EUR."),
    "no_period": _l("Write two dates, like 2026-01-01 and 2026-12-31."),
    "no_amount": _l("Write an amount, like 1250 or 1,250.50."),
    "no_percent": _l("Write a percentage from 1 to 100, and a date to begin from."),
    "no_since": _l("Write a day within the period."),
    "no_contract": _l("Only the budget of a person goes by contract."),
    "there": _l("There is such a budget already, for the same period. Take this line out."),
    "twice": _l("A line before says the same. Take one of them out."),
}


class FormQuery(Sent):
    form = fields.Str(load_default=None, validate=validate.OneOf(["dutch", "plain"]))


@bp.get("/budgets/all.csv")
def all_csv() -> Response:
    return csv_file(_budgets_table(), "gezel-budgets")


@bp.get("/budgets/all.xlsx")
def all_excel() -> Response:
    return excel_file([_budgets_table(), _ledgers_table()], "gezel-budgets")


@bp.get("/budgets/all-ledgers.csv")
def all_ledgers_csv() -> Response:
    return csv_file(_ledgers_table(), "gezel-ledgers")


@bp.get(f"{BUDGET}/ledger.csv")
def ledger_csv(budget_id: int) -> Response:
    return csv_file(_ledger_table(budget_id), f"gezel-ledger-{budget_id}")


@bp.get(f"{BUDGET}/ledger.xlsx")
def ledger_excel(budget_id: int) -> Response:
    return excel_file([_ledger_table(budget_id)], f"gezel-ledger-{budget_id}")


@bp.get("/budgets/import")
def import_() -> str:
    access.must_own(here.db(), here.me())
    return shown("import.html", text="", trouble=None)


@bp.post("/budgets/import/preview")
def preview() -> str | tuple[str, int]:
    """What the file would make; nothing happens yet."""
    text, trouble, found = _sent()
    if trouble:
        return shown("import.html", text=text, trouble=trouble), 422
    return _preview(text, found)


@bp.post("/budgets/import")
def take_in() -> Response | tuple[str, int]:
    text, trouble, found = _sent()
    if trouble:
        return shown("import.html", text=text, trouble=trouble), 422
    if any(one.trouble for one in found):
        return _preview(text, found), 422
    once(lambda: envelopes.take_in(here.db(), here.me(), found))
    return said(gettext("The budgets are there."), "all_budgets")


def _preview(text: str, found: list[Envelope]) -> str:
    """Of very many lines those that need another look come first, and not all are shown."""
    lines = found if len(found) <= LINES else sorted(found, key=lambda one: one.trouble is None)
    return shown(
        "import_preview.html", text=text, found=found, lines=lines[:LINES], TROUBLES=TROUBLES
    )


def csv_file(table: Table, name: str) -> Response:
    """As CSV, in the form that was asked for, else in that of the reader's language."""
    form = here.query(FormQuery)["form"]
    dutch = form == "dutch" or (form is None and here.person().language == "nl")
    return _file(as_csv(table, dutch).encode(), f"{name}.csv", "text/csv; charset=utf-8")


def excel_file(tables: list[Table], name: str) -> Response:
    return _file(as_excel(tables), f"{name}.xlsx", EXCEL)


def _file(content: bytes, name: str, kind: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _sent() -> tuple[str, str | None, list[Envelope]]:
    """The text of a file or of the field, what is wrong with the whole, and its lines."""
    access.must_own(here.db(), here.me())
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    try:
        text = content.decode("utf-8-sig") if content else request.form.get("text", "")
    except UnicodeDecodeError:
        return "", str(NOT_TEXT), []
    if "\0" in text:
        return "", str(NOT_TEXT), []
    if not text.strip():
        return text, str(NO_FILE), []
    if len(text) > envelopes.MOST_TEXT:
        return "", str(TOO_LONG), []
    try:
        return text, None, envelopes.read(here.db(), here.me(), text)
    except NotATable as no_table:
        return text, _no_heads(no_table), []
    except TooManyLines:
        return text, gettext("%(num)d lines at a time are enough. Send the others after them.",
                             num=envelopes.MOST), []  # fmt: skip
    except NotClosed:
        return text, str(NOT_CLOSED), []


def _no_heads(no_table: NotATable) -> str:
    """Which columns the first line does not name, as the reader would call them."""
    place = 1 if here.person().language == "nl" else 0
    names = ", ".join(envelopes.COLUMNS[one][place] for one in no_table.missing)
    return gettext(
        "The first line must name the columns, as in the example. It lacks: %(names)s.", names=names
    )


def _since() -> date:
    return clock.today() - LAST_YEARS


def _budgets_table() -> Table:
    heads = [
        gettext("Name"), gettext("Whose"), gettext("From"), gettext("Until and with"),
        gettext("Currency"), gettext("Granted"), gettext("Spent"), gettext("Reserved"),
        gettext("Free"), gettext("Went over"), gettext("Hours granted"), gettext("Hours spent"),
        gettext("Hours reserved"), gettext("Hours free"), gettext("Hours that went over"),
    ]  # fmt: skip
    found = reads.all_budgets(here.db(), here.me(), _since())
    return Table(gettext("Budgets"), heads, [_budget_row(one) for one in found])


def _budget_row(one: BudgetLine) -> list[Cell]:
    sums = (one.given, one.spent, one.reserved, one.free, one.went_over)
    times = (
        one.given_minutes, one.spent_minutes, one.reserved_minutes, one.free_minutes,
        one.went_over_minutes,
    )  # fmt: skip
    return [
        one.name, one.owner or gettext("The organisation"), one.begins_on, one.ends_on,
        one.currency, *(amounts.major(sum_, one.currency) for sum_ in sums),
        *map(in_hours, times),
    ]  # fmt: skip


def _ledgers_table() -> Table:
    heads = [
        gettext("Budget"), gettext("Line"), gettext("When (UTC)"), gettext("Movement"),
        gettext("What"), gettext("Request"), gettext("Currency"), gettext("Amount"),
        gettext("Hours"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            one.budget, one.id, one.at, str(LEDGER[one.kind]), _what(one.title, one.note,
            one.request_id), one.request_id, one.currency, amounts.major(one.money, one.currency),
            in_hours(one.minutes),
        ]
        for one in reads.all_ledgers(here.db(), here.me(), _since())
    ]  # fmt: skip
    return Table(gettext("Ledger"), heads, rows)


def _ledger_table(budget_id: int) -> Table:
    budget = reads.budget(here.db(), here.me(), budget_id)
    heads = [
        gettext("Line"), gettext("When (UTC)"), gettext("Movement"), gettext("What"),
        gettext("Currency"), gettext("Amount"), gettext("Free after it"), gettext("Hours"),
        gettext("Hours free after it"),
    ]  # fmt: skip
    lines = reads.ledger(here.db(), here.me(), budget_id, limit=reads.MOST)
    rows: list[list[Cell]] = [
        [
            one.id, one.at, str(LEDGER[one.kind]), _what(one.title, one.note, one.request_id),
            budget.currency, amounts.major(one.money, budget.currency),
            amounts.major(one.free, budget.currency), in_hours(one.minutes),
            in_hours(one.free_minutes),
        ]
        for one in reversed(lines)
    ]  # fmt: skip
    return Table(gettext("Ledger"), heads, rows)


def _what(title: str | None, note: str | None, request_id: int | None) -> str:
    return title or note or (gettext("title kept private") if request_id else "")


def in_hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))
