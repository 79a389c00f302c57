"""Amounts as people write and read them. Inside, money is minor units and time is minutes."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.core import get_global
from babel.numbers import get_currency_precision, get_territory_currencies
from iso4217 import Currency

from service import clock

MOST = 10**12  #: minor units; more is a slip of the pen
MOST_MINUTES = 10**7
_SPACE = r"[\s\u00a0\u202f]"
_AMOUNT = re.compile(r"^([+\-−]?)([1-9]\d{0,2}([.,'])\d{3}(?:\3\d{3})*|\d+)(?:([.,])(\d+))?$")


def decimals(currency: str) -> int:
    """How many decimals a currency has, by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD.

    Not as it is mostly written, which is what CLDR tells and changes; CLDR still knows what ISO
    took from its list.
    """
    try:
        return int(Currency(currency).exponent or 0)
    except ValueError:
        return int(get_currency_precision(currency))


def is_known(currency: str) -> bool:
    """Whether one can pay with it somewhere today."""
    return currency in _tender(clock.today())


@lru_cache(maxsize=2)
def _tender(day: date) -> frozenset[str]:
    places = get_global("territory_currencies")
    return frozenset(code for one in places for code in get_territory_currencies(one, day, day))


def read(text: str, places: int) -> int | None:
    """An amount in minor units: 1250, 1.250,50 or 1,250.50; None when it is not one.

    A mark before three digits parts thousands, as no amount of money has three decimals, except in
    the few currencies that do: there it is the decimal mark. No thousands begin with a zero: 0.500
    may be a half or a slip, and is neither.
    """
    plain = _bare(text)
    if places == 3 and re.fullmatch(r"[+\-−]?\d+[.,]\d{3}", plain):
        sign, whole, _, _, part = *_signed(plain), "", "", plain[-3:]
        return _minor(sign, whole, part, places)
    found = _AMOUNT.match(plain)
    if not found or (found[3] and found[3] == found[4]) or len(found[5] or "") > places:
        return None
    return _minor(found[1], re.sub(r"\D", "", found[2]), found[5] or "", places)


def _bare(text: str) -> str:
    """An amount without its mark, the spaces that part thousands, and the dash for no cents."""
    parted = re.sub(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))", "", text)
    plain = re.sub(rf"(?<!\d){_SPACE}+|{_SPACE}+(?!\d)", "", re.sub("[€$£]", " ", parted))
    return re.sub(r"(?<=\d)[.,][-–—]{1,2}$", "", plain)


def _signed(plain: str) -> tuple[str, str]:
    sign = plain[0] if plain[0] in "+-−" else ""
    return sign, plain[len(sign) : -4]


def _minor(sign: str, whole: str, part: str, places: int) -> int:
    amount = int(whole) * 10**places + int(part.ljust(places, "0") or "0")
    return -amount if sign in ("-", "−") else amount


def read_hours(text: str) -> int | None:
    """Minutes from hours: 8, 7.5, 7,5 or 7:30; None when it is not that."""
    plain = text.strip().removesuffix("h").strip()
    clock = re.fullmatch(r"([+\-−]?)(\d{1,5}):([0-5]\d)", plain)
    if clock:
        return _minor(clock[1], str(int(clock[2]) * 60 + int(clock[3])), "", 0)
    hours = re.fullmatch(r"([+\-−]?)(\d{1,5})(?:[.,](\d{1,2}))?", plain)
    if not hours:
        return None
    hundredths = int(hours[2]) * 100 + int((hours[3] or "").ljust(2, "0"))
    return _minor(hours[1], str(round(hundredths * 60 / 100)), "", 0)


def major(minor: int, currency: str) -> Decimal:
    """1250 cents are 12.50 euro."""
    return Decimal(minor).scaleb(-decimals(currency))


def hours(minutes: int) -> Decimal:
    """90 minutes are 1.5 hours, to the hundredth."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01")).normalize() + Decimal(0)


def written(minor: int, places: int) -> str:
    """An amount as a field of a form shows it: 12.50, or 12 when there are no cents."""
    sign, amount = ("-" if minor < 0 else ""), abs(minor)
    whole, part = divmod(amount, 10**places)
    return f"{sign}{whole}.{part:0{places}d}" if part else f"{sign}{whole}"
