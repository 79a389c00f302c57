"""Amounts as people write them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import clock
from service.budgets import money


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1250", 125000), ("1.250", 125000), ("1,250", 125000), ("1.250,5", 125050),
     ("1,250.50", 125050), ("€ 12,50", 1250), ("12.5", 1250), ("0", 0), ("-3", -300),
     ("1 250,00", 125000), ("1.250.000", 125000000), ("400,-", 40000), ("€ 1.250,--", 125000),
     ("1\u00a0250\u202f000", 125000000), ("- 50", -5000), ("12 €", 1200), ("-€ 3", -300)],
)  # fmt: skip
def test_an_amount_in_either_form(text: str, minor: int) -> None:
    assert money.read(text, 2) == minor


@pytest.mark.parametrize(
    "text",
    ["", "a lot", "1.2.3", "1,23.45.6", "12.345,678", "1e3", "1.250.50", "0.500", "0,500",
     "12 50", "1 25 000", "1 2500", "5 -", "1250 -", ",-", "€", "1 250 5", "0'500", "-0.500",
     "00.500", "0.500,00", "0.500.000", "012.500"],
)  # fmt: skip
def test_what_is_no_amount(text: str) -> None:
    assert money.read(text, 2) is None


def test_a_zero_stands_before_decimals() -> None:
    assert [money.read(text, 2) for text in ("0.50", "0,5", "007")] == [50, 50, 700]
    assert money.read("0.500", 3) == 500
    assert money.read("0.500", 0) is None


def test_currencies_have_their_own_decimals() -> None:
    codes = ("EUR", "JPY", "KWD", "HUF", "IDR", "IQD")
    assert [money.decimals(code) for code in codes] == [2, 0, 3, 2, 2, 3]
    assert money.decimals("DEM") == 2, "also one that is not used any more"
    assert money.read("1.250", 3) == 1250
    assert money.read("1250", 0) == 1250
    assert money.read("12.5", 0) is None
    assert money.major(1250, "KWD") == Decimal("1.250")


@pytest.mark.parametrize(
    ("code", "is_known"),
    [("EUR", True), ("USD", True), ("KWD", True), ("XAF", True), ("DEM", False), ("FRF", False),
     ("HRK", False), ("XXX", False), ("XTS", False), ("XAU", False), ("EU", False), ("", False)],
)  # fmt: skip
def test_a_currency_is_one_to_pay_with_today(code: str, is_known: bool) -> None:
    assert money.is_known(code) == is_known


def test_a_currency_is_known_as_long_as_it_is_used() -> None:
    for year, is_known in ((2025, True), (2027, False)):
        with clock.at(datetime(year, 3, 2, tzinfo=UTC)):
            assert money.is_known("BGN") == is_known


@given(st.integers(-(10**12), 10**12), st.sampled_from([0, 2, 3]))
def test_what_a_form_shows_is_read_back(minor: int, places: int) -> None:
    assert money.read(money.written(minor, places), places) == minor


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("8", 480), ("7.5", 450), ("7,5", 450), ("7:30", 450), ("0,25", 15), ("8 h", 480)],
)
def test_hours(text: str, minutes: int) -> None:
    assert money.read_hours(text) == minutes


def test_what_are_no_hours() -> None:
    assert [money.read_hours(text) for text in ("", "7:60", "eight", "1.234")] == [None] * 4
