"""Spending against budgets, with amounts drawn at random."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.subjects.budget.spent_lines import EVEN, LESS, MORE, OVER_BUDGET, UNBUDGETED, UNREPORTED, LineSpent

QUARTERS = tuple(f"{year}-Q{part}" for year in (2026, 2027) for part in range(1, 5))
AMOUNTS = st.dictionaries(st.sampled_from(QUARTERS), st.integers(0, 50_000).map(float))
COUNT = st.integers(1, 8)
BUDGET = st.integers(1, 100_000).map(float)


def line(spent: dict[str, float], budgeted: float | None, count: int) -> LineSpent:
    return LineSpent("work_centre-01", "Huisvesting", budgeted, QUARTERS[:count], len(QUARTERS), spent)


@given(AMOUNTS, BUDGET, COUNT)
def test_the_total_is_that_of_the_reported_quarters(spent: dict[str, float], budgeted: float, count: int) -> None:
    found = line(spent, budgeted, count)
    known = [spent[quarter] for quarter in QUARTERS[:count] if quarter in spent]
    assert found.total == (sum(known) if known else None)
    assert len(found.missing) + len(known) == count


@given(AMOUNTS, BUDGET, COUNT, st.sampled_from(QUARTERS))
def test_a_missing_quarter_never_makes_a_line_underspent(
    spent: dict[str, float], budgeted: float, count: int, gone: str
) -> None:
    found = line({quarter: value for quarter, value in spent.items() if quarter != gone}, budgeted, count)
    if gone in QUARTERS[:count]:
        assert found.verdict not in (LESS, EVEN)


@given(AMOUNTS, BUDGET, COUNT, st.integers(0, 50_000))
def test_who_spends_more_is_never_judged_lower(spent: dict[str, float], budgeted: float, count: int, more: int) -> None:
    order = [UNREPORTED, "niet te zeggen", LESS, EVEN, MORE, OVER_BUDGET]
    whole = dict.fromkeys(QUARTERS, 0.0) | spent
    higher = whole | {QUARTERS[0]: whole[QUARTERS[0]] + more}
    assert order.index(line(higher, budgeted, count).verdict) >= order.index(line(whole, budgeted, count).verdict)


@given(AMOUNTS, COUNT)
def test_what_is_not_budgeted_is_not_judged(spent: dict[str, float], count: int) -> None:
    assert line(spent, None, count).verdict == UNBUDGETED


def test_nothing_spent_is_not_the_same_as_nothing_reported() -> None:
    assert line({}, 800.0, 2).verdict == UNREPORTED
    assert line({"2026-Q1": 0.0, "2026-Q2": 0.0}, 800.0, 2).verdict == LESS
    assert line({"2026-Q1": 100.0, "2026-Q2": 100.0}, 800.0, 2).verdict == EVEN
    assert line({"2026-Q1": 801.0}, 800.0, 2).verdict == OVER_BUDGET


@given(st.lists(st.integers(1, 99_999), min_size=2, max_size=8))
def test_a_budget_that_is_spent_to_the_cent_is_not_exceeded(cents: list[int]) -> None:
    spent = {quarter: part / 100 for quarter, part in zip(QUARTERS, cents, strict=False)}
    found = line(spent, sum(cents) / 100, len(QUARTERS))
    assert found.verdict != OVER_BUDGET
