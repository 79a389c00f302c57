"""Tables as files for a finance system: CSV in two forms, and Excel.

A cell that begins like a formula is neutralised: what somebody typed never becomes a command in
somebody else's spreadsheet. Source: OWASP, "CSV injection".
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | Decimal | date | datetime | None
#: Where a cell begins that a spreadsheet would work out: at the front, and after what parts cells
#: in the one form or the other.
FORMULA = re.compile(r"(?:^|(?<=[;,\r\n]))(?=[ \n]*[=+\-@\t\r−])")
#: Signs that XML cannot hold. Source: XML 1.0, 2.2.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Table:
    """A name of 31 characters at most, heads, and rows. Decimals are amounts with their places."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_csv(table: Table, dutch: bool = False) -> str:
    """Commas and points; or in the Dutch form: semicolons, decimal commas, and a byte order mark,
    by which spreadsheets there know what it is."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if dutch else ",", lineterminator="\r\n")
    for row in (table.heads, *table.rows):
        writer.writerow([_text(cell, dutch) for cell in row])
    return (BOM if dutch else "") + out.getvalue()


def _text(cell: Cell, dutch: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",") if dutch else f"{cell:f}"
    if isinstance(cell, datetime):
        return cell.strftime("%d-%m-%Y %H:%M" if dutch else "%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d-%m-%Y" if dutch else "%Y-%m-%d")
    return plain(cell) if isinstance(cell, str) else str(cell)


def plain(text: str) -> str:
    """The same text, with an apostrophe before what a spreadsheet would take for a formula."""
    return FORMULA.sub("'", text)


def as_excel(tables: Sequence[Table]) -> bytes:
    """One sheet a table. Amounts are numbers, days are days, and words are only ever words."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.name[:31]), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    sheet.append(list(table.heads))
    for place, head in enumerate(table.heads, 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = max(12, min(48, len(head) + 4))
    for number, row in enumerate(table.rows, 2):
        for place, value in enumerate(row, 1):
            _write(sheet, number, place, value)
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, number: int, place: int, value: Cell) -> None:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)  # Excel has no zones; it is UTC, as the heads say
    if isinstance(value, str):
        value = NO_XML.sub("", value)
    cell = sheet.cell(number, place, value)
    if isinstance(value, str):
        cell.data_type = "s"  # else what begins with = would be worked out
    if isinstance(value, Decimal):
        places = -int(value.as_tuple().exponent)
        cell.number_format = "#,##0" + ("." + "0" * places if places > 0 else "")
