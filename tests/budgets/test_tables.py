"""Files for spreadsheets: read back they hold the same, and no text becomes a formula."""

import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from service.budgets.tables import BOM, Table, as_csv, as_excel, plain

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", '=HYPERLINK("http://x")', "−1"]
TABLE = Table(
    "Ledger", ["What", "Day", "Amount"],
    [["A course; long, good", date(2026, 3, 2), Decimal("-1250.50")],
     *([text, None, Decimal("0.00")] for text in EVIL)],
)  # fmt: skip


def test_plain_csv() -> None:
    first = as_csv(TABLE).split("\r\n")[1]
    assert first == '"A course; long, good",2026-03-02,-1250.50'


def test_dutch_csv() -> None:
    text = as_csv(TABLE, dutch=True)
    assert text.startswith(BOM)
    assert text.split("\r\n")[1] == '"A course; long, good";02-03-2026;-1250,50'


@pytest.mark.parametrize(
    ("text", "safe"),
    [("x;=HYPERLINK(1)", "x;'=HYPERLINK(1)"), ("x, -1", "x,' -1"), ("x\n=1", "x\n'=1"),
     ("Ask-and-tell, with care; a+b", "Ask-and-tell, with care; a+b")],
)  # fmt: skip
def test_no_formula_begins_after_what_parts_cells_elsewhere(text: str, safe: str) -> None:
    assert plain(text) == safe


@pytest.mark.parametrize("text", EVIL)
def test_what_begins_like_a_formula_is_neutralised(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(TABLE), newline="")))
    assert [f"'{text}", "", "0.00"] in rows


def test_excel_holds_numbers_days_and_words() -> None:
    sheet = load_workbook(io.BytesIO(as_excel([TABLE])))["Ledger"]
    assert [cell.value for cell in sheet[2]] == [
        "A course; long, good", datetime(2026, 3, 2),  # noqa: DTZ001  Excel has no zones
        -1250.5,
    ]  # fmt: skip
    assert sheet.cell(2, 3).number_format == "#,##0.00"
    words = [sheet.cell(row, 1) for row in range(3, 3 + len(EVIL))]
    assert [cell.value for cell in words] == EVIL
    assert {cell.data_type for cell in words} == {"s"}


def test_a_moment_and_signs_that_no_file_can_hold() -> None:
    table = Table("A", ["x", "y"], [[datetime(2026, 3, 2, 9, tzinfo=UTC), "a\x0b\uffff\ufffeb"]])
    sheet = load_workbook(io.BytesIO(as_excel([table]))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [datetime(2026, 3, 2, 9), "ab"]  # noqa: DTZ001
    assert "2026-03-02 09:00" in as_csv(table)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30))
def test_any_text_comes_back_without_ever_being_a_formula(text: str) -> None:
    table = Table("A", ["x"], [[text]])
    (_, row) = csv.reader(io.StringIO(as_csv(table), newline=""))
    back = (row or [""])[0]
    assert back.replace("'", "") == text.replace("'", "")
    assert len(back) == len(text) or any(sign in text for sign in "=+-@−\t\r")
    for cell in re.split("[;,\n]", plain(text)):
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "−"))
    assert not plain(text).lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))
