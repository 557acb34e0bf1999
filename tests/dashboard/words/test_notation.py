"""Dutch notation: separators, minus and euro signs, periods in words, and words for differences."""

from __future__ import annotations

import copy
import math
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.words import notation
from snapshot.model import STATUSES, UNITS

MINUS = "−"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (7, 0, "7"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (405_500, 0, "405.500"),
        (1_163_658, 0, "1.163.658"),
        (1234.5, 1, "1.234,5"),
        (7.1, 1, "7,1"),
        (4.0, 1, "4,0"),
        (110.92, 2, "110,92"),
        (-4.4, 1, f"{MINUS}4,4"),
        (-14, 0, f"{MINUS}14"),
        (-1234.5, 1, f"{MINUS}1.234,5"),
        (0.05, 1, "0,1"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert notation.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"), [(-0.0, 0, "0"), (-0.4, 0, "0"), (-0.04, 1, "0,0"), (-0.0, 2, "0,00")]
)
def test_a_number_that_rounds_to_zero_has_no_minus(value: float, decimals: int, text: str) -> None:
    assert notation.number(value, decimals) == text


def _parsed(text: str) -> float:
    return float(text.replace(MINUS, "-").replace(".", "").replace(",", "."))


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_a_number_reads_back_as_what_was_rounded(value: float, decimals: int) -> None:
    text = notation.number(value, decimals)
    assert _parsed(text) == float(f"{value:.{decimals}f}")
    assert ("," in text) == (decimals > 0)
    assert "-" not in text
    whole = text.lstrip(MINUS).split(",")[0]
    assert all(len(group) == 3 for group in whole.split(".")[1:])
    assert 1 <= len(whole.split(".")[0]) <= 3
    assert not (_parsed(text) == 0 and MINUS in text)


@given(st.floats(-1e12, 1e12), st.integers(0, 4), st.sampled_from(["", "€ ", "+"]), st.sampled_from(["", "%"]))
def test_a_written_number_still_knows_its_number(value: float, decimals: int, before: str, after: str) -> None:
    text = notation.Written(value, decimals, before=before, after=after)
    assert text.value == float(f"{value:.{decimals}f}")
    assert text.removeprefix(MINUS).startswith(before)
    assert text.endswith(after)
    for copied in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert (copied, copied.value, copied.decimals, copied.before, copied.after) == (
            text, text.value, decimals, before, after
        )  # fmt: skip
    assert not isinstance(f"{text} (twijfelachtig)", notation.Written), "with words it is a text"


@given(st.integers(-(10**12), 10**12))
def test_whole_euros_read_back(value: int) -> None:
    text = notation.euro(value)
    assert text.removeprefix(MINUS).startswith("€ ")
    assert _parsed(text.replace("€ ", "")) == value


@pytest.mark.parametrize(
    ("value", "text"), [(0, "€ 0"), (827_390, "€ 827.390"), (1_163_658, "€ 1.163.658"), (-2500, f"{MINUS}€ 2.500")]
)
def test_euro(value: float, text: str) -> None:
    assert notation.euro(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "€ 0"),
        (9_999, "€ 9.999"),
        (10_000, "€ 10 duizend"),
        (648_545, "€ 649 duizend"),
        (999_499, "€ 999 duizend"),
        (1_000_000, "€ 1,0 mln"),
        (1_089_472, "€ 1,1 mln"),
        (15_000_000, "€ 15,0 mln"),
        (-648_545, f"{MINUS}€ 649 duizend"),
        (-1_089_472, f"{MINUS}€ 1,1 mln"),
    ],
)
def test_euro_for_a_headline(value: float, text: str) -> None:
    assert notation.euro_short(value) == text


def test_euros_that_round_to_zero_have_no_minus() -> None:
    assert notation.euro(-0.4) == "€ 0"


def test_a_headline_never_says_a_thousand_thousand() -> None:
    assert notation.euro_short(999_600) == "€ 1,0 mln"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (8_200, "persons", 0, "8.200 personen"),
        (7.1, "pct", 1, "7,1%"),
        (-4.4, "pct_change", 1, f"{MINUS}4,4%"),
        (827_390, "eur", 0, "€ 827.390"),
        (13_200, "households", 0, "13.200 huishoudens"),
        (110.92, "hours_per_month", 2, "110,92 uren per maand"),
    ],
)
def test_an_amount_stands_with_its_unit(value: float, unit: str, decimals: int, text: str) -> None:
    assert notation.amount(value, unit, decimals) == text


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_has_a_word_and_an_amount(unit: str) -> None:
    assert notation.unit(unit) == UNITS[unit].label
    assert "12" in notation.amount(12, unit)


@pytest.mark.parametrize("status", [code for code, status in STATUSES.items() if not status.has_value])
@pytest.mark.parametrize("value", [None, math.nan])
def test_a_cell_without_a_number_shows_the_word_of_its_status(value: float | None, status: str) -> None:
    assert notation.cell(value, status, "eur") == STATUSES[status].word


@pytest.mark.parametrize("status", ["published", "nonsense", ""])
def test_a_cell_without_a_number_or_reason_is_not_a_zero(status: str) -> None:
    assert notation.cell(None, status, "persons") == "geen gegeven"


def test_a_cell_with_a_number() -> None:
    assert notation.cell(0, "published", "eur") == "€ 0"
    assert notation.cell(8200, "rounded", "persons") == "8.200"
    assert notation.cell(4.0, "published", "pct", 1) == "4,0%"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("2024", "2024"),
        ("2024-12", "december 2024"),
        ("2024-01", "januari 2024"),
        ("2024-12-31", "31 december 2024"),
        ("2026-03-01", "1 maart 2026"),
        ("2024-Q4", "4e kwartaal 2024"),
        ("2024/2025", "schooljaar 2024/2025"),
        ("2025..2027", "2025 t/m 2027"),
        ("2035..", "vanaf 2035"),
        ("2026-Q5", "2026-Q5"),
        ("", ""),
    ],
)
def test_a_period_in_words(code: str, text: str) -> None:
    assert notation.period(code) == text


def test_a_period_without_an_end_takes_no_in_before_it() -> None:
    assert notation.at("2035..") == "vanaf 2035"
    assert notation.at("2025..2027") == "in 2025 t/m 2027"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_in_words_reads_back(day: date) -> None:
    number, month, year = notation.day(day.isoformat()).split()
    assert date(int(year), notation.MONTHS.index(month) + 1, int(number)) == day
    assert notation.moment(f"{day.isoformat()}T23:59:59") == notation.day(day.isoformat())
    assert notation.moment(f"{day.isoformat()}T12:00:00+00:00") == notation.day(day.isoformat())


@pytest.mark.parametrize(
    ("code", "start"),
    [("2026-Q1", date(2026, 1, 1)), ("2026-Q2", date(2026, 4, 1)), ("2025-Q4", date(2025, 10, 1))],
)
def test_a_quarter_starts_on_a_day(code: str, start: date) -> None:
    assert notation.quarter_start(code) == start


@pytest.mark.parametrize("code", ["2026", "2026-Q5", "2026-Q0", "Q1 2026", "2026-Q1 ", ""])
def test_what_is_no_quarter_raises(code: str) -> None:
    with pytest.raises(ValueError, match="is not a quarter"):
        notation.quarter_start(code)


@pytest.mark.parametrize(
    ("value", "other", "unit", "decimals", "text"),
    [
        (7.1, 5.1, "pct", 1, "2,0 procentpunt hoger"),
        (51, 52, "pct", 0, "1 procentpunt lager"),
        (1.6, 1.6, "pct", 1, "even hoog"),
        (0.1 + 0.2, 0.3, "pct", 1, "even hoog"),
        (5_258, 4_870, "jobs", 0, "388 banen meer"),
        (64_000, 53_000, "employees", 0, "11.000 werknemers meer"),
        (53_000, 64_000, "employees", 0, "11.000 werknemers minder"),
        (5, 5, "persons", 0, "evenveel"),
        (5, 4, "persons", 0, "1 persoon meer"),
        (4, 5, "jobs", 0, "1 baan minder"),
        (0, 2, "benefits", 0, "2 uitkeringen minder"),
        (827_391, 827_390, "eur", 0, "€ 1 meer"),
        (827_390, 827_391, "eur", 0, "€ 1 minder"),
    ],
)
def test_a_difference_in_words(value: float, other: float, unit: str, decimals: int, text: str) -> None:
    assert notation.difference(value, other, unit, decimals) == text


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_difference_mirrors_itself(value: int, other: int) -> None:
    there, back = notation.difference(value, other, "persons"), notation.difference(other, value, "persons")
    if value == other:
        assert there == back == "evenveel"
    else:
        assert there.rsplit(" ", 1)[0] == back.rsplit(" ", 1)[0] == notation.amount(abs(value - other), "persons")
        assert {there.rsplit(" ", 1)[1], back.rsplit(" ", 1)[1]} == {"meer", "minder"}


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("0,4 procentpunt hoger", "0,4 procentpunt hoger dan"),
        ("388 banen meer", "388 banen meer dan"),
        ("even hoog", "even hoog als"),
        ("evenveel", "evenveel als"),
    ],
)
def test_the_particle_after_a_difference(words: str, text: str) -> None:
    assert notation.than(words) == text


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_a_listing(words: list[str], text: str) -> None:
    assert notation.listing(words) == text


def test_a_listing_of_alternatives() -> None:
    assert notation.listing(["WW", "WIA"], "of") == "WW of WIA"


@pytest.mark.parametrize(
    ("text", "slug"), [("Uitkeringen per gemeente", "uitkeringen-per-gemeente"), ("  WW & WIA! ", "ww-wia"), ("", "")]
)
def test_a_slug(text: str, slug: str) -> None:
    assert notation.slug(text) == slug


@given(st.text())
def test_a_slug_holds_only_safe_signs(text: str) -> None:
    assert set(notation.slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("words", "whole", "told"),
    [
        ("", "abcde", ""),
        ("a", "abcde", "a"),
        ("abcd", "abcd", "a, b, c en d"),
        ("abcde", "abcde", "alle 5 gemeenten"),
        ("abcde", "abcdef", "alle 6 gemeenten behalve f"),
        ("abcde", "abcdefg", "alle 7 gemeenten behalve f en g"),
        ("abcde", "abcdefgh", "a, b, c, d en e"),
        ("abcdeX", "abcdef", "X en alle 6 gemeenten behalve f"),
        ("abcdX", "abcd", "a, b, c, d en X"),
        ("abcdefgh", "", "a, b, c, d, e, f, g en h"),
    ],
)
def test_most_names_of_a_whole_are_told_by_who_is_not_in_it(words: str, whole: str, told: str) -> None:
    assert notation.gathered(words, whole) == told
