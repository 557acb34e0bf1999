"""Validation looks at many rows at once: the same findings as one by one, and in time. Figures invented."""

from __future__ import annotations

import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.series.cbs import benefits_national_series as benefits
from loaders.series.cbs import commuting_series as commuting
from loaders.series.cbs import labour_national_series as labour
from snapshot.checks import may_break_a_rule, row_by_row, rules_broken, validate
from snapshot.model import STATUSES, UNITS, Dataset

numbers = st.sampled_from(
    ["", "0", "1", "-1", "0.5", "0.05", "12.35", "101", "1e3", "0.285", "1.005", "2.675", "100", "veel"]
)
row = st.tuples(
    st.sampled_from(["employed", "unemployment_rate_pct", "net_participation_pct", "strange"]),
    numbers,
    st.sampled_from([*UNITS, "strange"]),
    st.sampled_from([*STATUSES, "strange"]),
)
REFERENCES = {"regions": {"NL01", "AM07", *(f"GM{at:04d}" for at in range(400))}, "sources": {"s"}}


def frame(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["measure", "value", "unit", "status"])
    made = made.assign(region_code="NL01", adjustment="none", paragraph="", source="s", note="", reason="")
    made["reference_period"] = [str(1000 + place) for place in range(len(made))]
    made.index = pd.MultiIndex.from_product([["file"], range(1, len(made) + 1)])
    return made


@settings(max_examples=40, deadline=None)
@given(st.lists(row, min_size=1, max_size=12))
def test_no_row_that_breaks_a_rule_is_passed_over(rows: list[tuple[str, str, str, str]]) -> None:
    typed, failures = validate(labour.DATASET, frame(rows), REFERENCES)
    unread = {(failure.file, failure.line) for failure in failures if failure.column == "value"}
    one_by_one = [failure for each in row_by_row(typed) for failure in rules_broken(labour.DATASET, each, unread)]
    at_once = list(row_by_row(typed[may_break_a_rule(labour.DATASET, typed)]))
    assert [failure for each in at_once for failure in rules_broken(labour.DATASET, each, unread)] == one_by_one


@pytest.mark.parametrize(("value", "is_wrong"), [("12.3", False), ("12.35", True), ("-1", True), ("", True)])
def test_decimals_bounds_and_empty_cells_are_seen(value: str, is_wrong: bool) -> None:
    made = frame([("benefits", value, "benefits_thousand", "published")]).rename(columns={"adjustment": "scheme"})
    _, failures = validate(benefits.DATASET, made.assign(scheme="ww"), REFERENCES)
    assert bool(failures) == is_wrong


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_checked_in_time() -> None:
    _, failures = checked(commuting.DATASET, 200_000)
    assert not failures
    start = time.process_time()
    checked(commuting.DATASET, 200_000)
    assert time.process_time() - start < 2.5  # seconds of processor; with the making of the rows


def checked(dataset: Dataset, rows: int) -> tuple[pd.DataFrame, list[object]]:
    codes = [f"GM{at:04d}" for at in range(400)]
    made = pd.DataFrame({"region_code": [codes[at // 400 % 400] for at in range(rows)]})
    made["other_region_code"] = [codes[at % 400] for at in range(rows)]
    made = made.assign(measure="jobs", unit="jobs", status="published", paragraph="", source="s", note="", reason="")
    made["reference_period"] = [f"{2020 + at // 160_000}-12" for at in range(rows)]
    made["value"] = [str(100 * (at % 997)) for at in range(rows)]
    made = made.assign(small_flows="0", parts="1", missing_parts="0", at_most="")
    made.index = pd.MultiIndex.from_product([["file"], range(1, rows + 1)])
    return validate(dataset, made, REFERENCES)  # type: ignore[return-value]
