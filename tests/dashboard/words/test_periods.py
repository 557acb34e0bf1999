"""Rows of periods in parts: a gap parts them, and nothing else does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.words.periods import filled, runs


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["2020-Q1", "2020-Q2", "2021-Q1"], [("2020-Q1", "2020-Q2"), ("2021-Q1",)]),
        (["2026-01-01", "2024-01-01", "2025-01-01"], [("2024-01-01", "2025-01-01", "2026-01-01")]),
        (["2024-12", "2024-end"], [("2024-12", "2024-end")]),
        (["2016"], [("2016",)]),
        ([], []),
    ],
)
def test_a_gap_parts_them(codes: list[str], found: list[tuple[str, ...]]) -> None:
    assert runs(codes) == found


@given(st.sets(st.integers(2000, 2040), min_size=1))
def test_all_stay_in_order_and_each_part_has_no_gap(years: set[int]) -> None:
    parts = runs([str(year) for year in years])
    assert [int(code) for part in parts for code in part] == sorted(years)
    assert all(filled(part) == part for part in parts)
    assert all(int(later[0]) - int(first[-1]) > 1 for first, later in pairwise(parts))
