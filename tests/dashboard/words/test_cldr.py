"""Our Dutch beside that of CLDR, as babel has it: numbers, percentages, dates, months and their short forms."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal, format_percent

from dashboard.words import notation

DUTCH = "nl_NL"
DRAW = random.Random(1815)
NUMBERS = [0, 1, -1, 999, 1000, -1000, 12345.678, -0.4, 0.05, *(DRAW.uniform(-1e9, 1e9) for _ in range(200))]
DAYS = [date(2024, 2, 29), *(date(2000, 1, 1) + timedelta(DRAW.randrange(20_000)) for _ in range(200))]


def theirs(text: str) -> str:
    """Return a text of CLDR as we write it: with a true minus, and a percent sign against its number."""
    return text.replace("-", notation.MINUS).replace("\xa0", "")


@pytest.mark.parametrize("decimals", range(4))
def test_numbers_are_those_of_cldr(decimals: int) -> None:
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    for value in NUMBERS:
        rounded = float(f"{value:.{decimals}f}")  # babel rounds halves as decimal numbers do, Python as binary ones
        expected = theirs(format_decimal(rounded + 0.0, format=pattern, locale=DUTCH))
        assert notation.number(value, decimals) == (expected.removeprefix(notation.MINUS) if not rounded else expected)
        share = theirs(format_percent(rounded / 100, format=f"{pattern}%", locale=DUTCH))
        assert notation.percentage(rounded, decimals).removeprefix(notation.MINUS) == share.removeprefix(notation.MINUS)


def test_dates_and_months_are_those_of_cldr() -> None:
    assert list(notation.MONTHS) == list(get_month_names("wide", locale=DUTCH).values())
    for day in DAYS:
        assert notation.day(day.isoformat()) == format_date(day, "d MMMM y", locale=DUTCH)
        assert notation.period(day.isoformat()[:7]) == format_date(day, "MMMM y", locale=DUTCH)


def test_short_months_are_those_of_cldr_without_their_points() -> None:
    short = [name.rstrip(".") for name in get_month_names("abbreviated", locale=DUTCH).values()]
    assert list(notation.SHORT_MONTHS) == short
    assert "mrt" in short
    for day in DAYS:
        code = day.isoformat()[:7]
        assert notation.short_period(code) == f"{short[day.month - 1]} {day.year}"
