"""Validation that follows from a declaration: every failure is collected, none stops the next."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from snapshot.errors import Failure
from snapshot.model import STATUSES, UNITS, Column, Dataset
from snapshot.periods import COLUMNS, UNDATED, is_period

NUMBER_FORM = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?"
LARGEST = 2**53  # beyond this a number loses its last digits
CONTROL = r"[\x00-\x1f\x7f]"
BOOLEANS = {"true": True, "false": False}


def validate(
    dataset: Dataset, frame: pd.DataFrame, references: Mapping[str, set[str]]
) -> tuple[pd.DataFrame, list[Failure]]:
    """Coerce `frame` to the declared types and check it against the declaration.

    Args:
        dataset: The declaration.
        frame: Text cells, indexed by (file, line); an empty cell is "".
        references: For each `labels_from`, the codes that exist.

    Returns:
        The typed frame with the declared columns in order, and every failure found (empty when all is well).
    """
    if frame.empty:
        return frame, [Failure(dataset.name, None, "-", "no rows", "at least one row")]
    failures = list(_columns(dataset, frame))
    if failures:
        return frame, failures
    typed = pd.DataFrame(index=frame.index)
    for column in dataset.columns:
        typed[column.name], found = _coerce(column, frame[column.name], references)
        failures += found
    failures += _duplicates(dataset, typed)
    if dataset.is_observations:
        unread = {(failure.file, failure.line) for failure in failures if failure.column == "value"}
        doubtful = typed[may_break_a_rule(dataset, typed)]
        failures += [failure for row in row_by_row(doubtful) for failure in rules_broken(dataset, row, unread)]
    return typed, failures


def _columns(dataset: Dataset, frame: pd.DataFrame) -> Iterator[Failure]:
    """Name every declared column that a file lacks, and every column that no declaration knows."""
    declared = [column.name for column in dataset.columns]
    expected = f"columns {', '.join(declared)}"
    for file, rows in frame.groupby(frame.index.get_level_values(0).map(str), sort=False):
        for name in declared:
            # text cells are never NaN: pandas fills a column that only another file of the dataset has
            if name not in rows.columns or all(isinstance(cell, float) for cell in rows[name]):
                yield Failure(str(file), 1, name, "no such column", expected)
        for name in rows.columns:
            if name not in declared and not rows[name].isna().all():
                yield Failure(str(file), 1, str(name), "a column that is not declared", expected)


def _coerce(column: Column, cells: pd.Series, references: Mapping[str, set[str]]) -> tuple[pd.Series, list[Failure]]:
    allowed = set(column.labels) or references.get(column.labels_from, set())
    found = cells.to_numpy(dtype=object).tolist()  # far faster to walk than the strings of pandas
    parsed = {cell: _fit(column, cell, allowed) for cell in set(found)}  # cells repeat: each text is looked at once
    values = [parsed[cell][0] for cell in found]
    failures: list[Failure] = []
    if any(expected for _, expected in parsed.values()):
        places = [(place, cell) for place, cell in cells.items() if parsed[cell][1]]
        failures = [_failure(place, column.name, cell, parsed[cell][1]) for place, cell in places]
    dtype = {"number": "float64", "integer": "Int64", "boolean": "boolean"}.get(column.dtype, "object")
    return pd.Series(values, index=cells.index, dtype=dtype), failures


def _fit(column: Column, cell: Any, allowed: set[str]) -> tuple[Any, str]:
    """Return the value of a cell and, where it does not fit the declaration, what was expected."""
    value, expected = _parse(column, str(cell).strip() if cell is not None else "")
    if not expected and value is not None and allowed and value not in allowed:
        expected = f"one of {_some(allowed)}"
    if column.name in COLUMNS and value is not None and not is_period(value):
        expected = f"a period such as 2024, 2024-12-31, 2024-12, 2024-Q4, 2024-end, 2024/2025, 2023..2028 or {UNDATED}"
    return value, expected


def _parse(column: Column, cell: str) -> tuple[Any, str]:
    """Return the value and, where the cell does not fit, what was expected."""
    if cell == "":
        return None, "" if column.nullable else "a value"
    if column.dtype in ("number", "integer"):
        if not re.fullmatch(NUMBER_FORM, cell):
            return None, "a number with a decimal point, without thousands separators"
        number = float(cell)
        if not math.isfinite(number) or abs(number) > LARGEST:
            return None, "a number of at most 2^53"
        if column.dtype == "integer":
            return (int(number), "") if number.is_integer() else (None, "a whole number")
        return number, ""
    if column.dtype == "boolean":
        return BOOLEANS.get(cell.lower()), "" if cell.lower() in BOOLEANS else "true or false"
    if re.search(CONTROL, cell):
        return None, "text on one line, without tabs and other control characters"
    return cell, ""


def _duplicates(dataset: Dataset, typed: pd.DataFrame) -> list[Failure]:
    key = list(dataset.key)
    again = typed[typed.duplicated(key, keep="first")]
    return [
        _failure(place, "+".join(key), ", ".join(str(row[name]) for name in key), "a key that occurs once")
        for place, row in again.iterrows()
    ]


def row_by_row(typed: pd.DataFrame) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Return each row with its place, one after the other."""
    columns = list(typed.columns)
    for row in typed.itertuples():
        yield row[0], dict(zip(columns, row[1:], strict=True))


def may_break_a_rule(dataset: Dataset, typed: pd.DataFrame) -> pd.Series:
    """Return which rows may break a rule of observations: only those are looked at one by one.

    No row that breaks one is passed over; a row with a code that no list knows was reported before.
    """
    value, unit, measure = typed["value"], typed["unit"], typed["measure"]
    has_value = typed["status"].map({code: status.has_value for code, status in STATUSES.items()})
    doubtful = has_value.ne(value.notna())
    for declared in dataset.measures:
        mine = measure.eq(declared.name)
        doubtful |= mine & (~unit.isin(declared.units) | (value.notna() & value.round(declared.decimals).ne(value)))
    lower = unit.map({code: -math.inf if bound.lower is None else bound.lower for code, bound in UNITS.items()})
    upper = unit.map({code: math.inf if bound.upper is None else bound.upper for code, bound in UNITS.items()})
    return doubtful | value.lt(lower.astype("float64")) | value.gt(upper.astype("float64"))


def rules_broken(
    dataset: Dataset, row: tuple[Any, dict[str, Any]], unread: set[tuple[str, int | None]]
) -> Iterator[Failure]:
    """Return what a row breaks of the rules of observations; `unread` are the places of values that are no number."""
    place, cells = row
    status = STATUSES.get(cells["status"])
    unit = UNITS.get(cells["unit"])
    measure = next((m for m in dataset.measures if m.name == cells["measure"]), None)
    if status is None or unit is None or measure is None:
        return  # already reported as a value outside its list
    value = None if pd.isna(cells["value"]) else float(cells["value"])
    if unit.code not in measure.units:
        yield _failure(place, "unit", unit.code, f"{' or '.join(measure.units)} for {measure.name}")
    if status.has_value and value is None and place not in unread:
        yield _failure(place, "value", "", f"a number, or a status without one (now {status.code})")
    if not status.has_value and value is not None:
        yield _failure(place, "value", cells["value"], f"an empty cell, since the status is {status.code}")
    if value is None:
        return
    if round(value, measure.decimals) != value:
        decimals = f"at most {measure.decimals} decimals" if measure.decimals else "a whole number"
        yield _failure(place, "value", cells["value"], f"{decimals} for {measure.name}, no thousands separators")
    too_low = unit.lower is not None and value < unit.lower and not measure.is_change
    if too_low or (unit.upper is not None and value > unit.upper):
        upper = "" if unit.upper is None else f" and at most {unit.upper:g}"
        yield _failure(place, "value", f"{value:g}", f"at least {unit.lower:g}{upper} ({unit.code})")


def _failure(place: Any, column: str, found: Any, expected: str) -> Failure:
    file, line = place if isinstance(place, tuple) else (str(place), None)
    shown = "an empty cell" if found is None or found == "" else repr(found)
    return Failure(str(file), line, column, shown, expected)


def _some(values: set[str]) -> str:
    shown = sorted(values)
    return ", ".join(shown[:12]) + (f", … ({len(shown)} in all)" if len(shown) > 12 else "")
