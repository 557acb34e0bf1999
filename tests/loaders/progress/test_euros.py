"""Amounts as people write them in a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.progress.euros import amount, is_none


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("€ 1.234,56", 1234.56),
        ("1.234,56", 1234.56),
        ("1234,5", 1234.5),
        ("1.250", 1250.0),
        ("12.50", 12.5),
        ("€1.250,-", 1250.0),
        ("1.250,--", 1250.0),
        ("EUR 2 500", 2500.0),
        ("2.500 euro", 2500.0),
        ("1,234.56", 1234.56),
        ("-150", -150.0),
        ("− € 1.500,00", -1500.0),
        ("(1.500)", -1500.0),
        ("0", 0.0),
    ],
)
def test_amounts_are_read_as_written(text: str, value: float) -> None:
    assert amount(text) == value


@pytest.mark.parametrize("text", ["", "1.23.4", "1.2345", "12,345", "1,5 mln", "ca. 200", "10%", "2026-Q1", "1.250.00"])
def test_what_can_be_two_amounts_or_none_is_not_read(text: str) -> None:
    assert amount(text) is None


@pytest.mark.parametrize("text", ["-", "€ -", "PM", "n.t.b.", "nvt", "onbekend"])
def test_a_mark_is_no_amount(text: str) -> None:
    assert is_none(text)
    assert amount(text) is None


@given(st.integers(-99_999_999, 99_999_999), st.booleans(), st.booleans(), st.booleans())
def test_dutch_notation_comes_back(cents: int, grouped: bool, signed: bool, whole: bool) -> None:
    value = (cents // 100 * 100 if whole else cents) / 100
    digits = f"{abs(value):,.{0 if whole else 2}f}" if grouped else f"{abs(value):.{0 if whole else 2}f}"
    text = digits.replace(",", "\0").replace(".", ",").replace("\0", ".")
    assert amount(f"{'-' if value < 0 else ''}{'€ ' if signed else ''}{text}") == pytest.approx(value)
