"""From one cell to one observation: its number, or the status of the mark that stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from loaders.files.kinds.declare import Amount, plain
from loaders.files.sheets.formats import IN_THOUSANDS
from loaders.files.sheets.sheet import Cell, letters
from loaders.files.table.account import Passed
from loaders.files.table.columns import Found, Numbers
from loaders.files.words.numbers import DASHES, is_dash, mark, parse, unknown_mark
from loaders.series.derive import number_text

_LEGEND = rf"(?:^|[\s;,(])[{DASHES}] *[=:] *(?:nihil|nul|0\b|geen)"


@dataclass
class Reading:
    """What reading gave so far: observations, how many rows of the table counted, faults, and what was passed over.

    Attributes:
        remarks: What was read in a way that a person should know of, with how often and where.
    """

    found: Found
    rows: list[dict[str, Any]] = field(default_factory=list)
    counted: int = 0
    faults: list[str] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    remarks: dict[str, list[str]] = field(default_factory=dict)
    dash_is_zero: bool = False

    def pass_over(self, name: str, reason: str, what: str = "row") -> None:
        """Note that a row or column was not read."""
        self.passed.append(Passed(what, name, reason))

    def remark(self, what: str, where: str) -> None:
        """Note that something was read in a way that a person should know of."""
        self.remarks.setdefault(what, []).append(where)


def is_percent(text: str) -> bool:
    """Return whether a cell of text ends in %."""
    return text.rstrip().endswith("%")


def heading_of(amount: Amount) -> str:
    """Return how a message names the column of `amount`."""
    return f"column {amount.words[0]}"


def explains_dashes(texts: list[str]) -> bool:
    """Return whether a legend says that a dash stands for zero."""
    return any(re.search(_LEGEND, plain(text)) for text in texts)


def add(reading: Reading, keys: dict[str, Any], column: int, cell: Cell, line: int, decimals: str) -> None:
    """Add one observation: its number, or the status of the mark that stands there."""
    numbers = reading.found.amounts[column]
    amount = numbers.amount
    keys = {**keys, **numbers.keys, **amount.keys}
    row = keys | {"measure": amount.measure, "value": "", "unit": numbers.unit, "note": ""}
    if cell is None:
        reading.rows.append(row | {"status": "not_available"})
        return
    where = f"row {line}, {heading_of(amount)}"
    at = f"{letters(column)}{line}"
    if isinstance(cell, str):
        if _add_word(reading, row, cell, at, where):
            return
        number, status = _written(reading.found, numbers, cell, decimals)
    else:
        number, status = cell, "published"
    if number is None:
        reading.faults.append(f"{where}: {cell!r} {_why_not(str(cell))} (cell {at})")
        return
    if numbers.unit == "pct":
        number = round(number, amount.decimals)  # a spreadsheet shows fewer decimals than it holds
    elif amount.decimals < 6 and round(number * numbers.factor, amount.decimals) != round(number * numbers.factor, 9):
        reading.faults.append(f"{where}: {number:g} has more than {amount.decimals} decimals (cell {at})")
        return
    reading.rows.append(row | {"value": number_text(number * numbers.factor), "status": status})


def _add_word(reading: Reading, row: dict[str, Any], cell: str, at: str, where: str) -> bool:
    """Add the observation of a cell with a mark, or with a word that stands in for a number; False for any other."""
    kind = reading.found.kind
    if is_dash(cell) and reading.dash_is_zero:
        reading.remark("held only a dash, which the file explains as zero", at)
        reading.rows.append(row | {"value": "0", "status": "published", "note": "In het bestand staat hier: -."})
        return True
    if is_dash(cell) and kind.unclear_dash:
        reading.faults.append(f"{where}: {cell!r} {kind.unclear_dash} (cell {at})")
        return True
    if status := mark(cell):
        if is_dash(cell):
            reading.remark("held only a dash: read as no figure, not as 0", at)
        reading.rows.append(row | {"status": status, "note": _note(cell, status)})
        return True
    heading = next((heading for heading in kind.headings if heading.role == kind.instead), None)
    if heading and reading.found.spread and plain(cell) in heading.values:
        reading.rows.append(row | {kind.instead: heading.values[plain(cell)], "status": "published"})
        return True
    return False


def _written(found: Found, numbers: Numbers, cell: str, decimals: str) -> tuple[float | None, str]:
    text, status = cell.rstrip("% "), "published"
    if found.kind.provisional_mark and text.endswith("*"):
        text, status = text.rstrip("* "), "provisional"
    if text.endswith(IN_THOUSANDS) and numbers.factor == 1000:
        text = text.removesuffix(IN_THOUSANDS)
    return parse(text, "point" if is_percent(cell) and "." in cell else decimals), status


def _why_not(cell: str) -> str:
    if cell.endswith(IN_THOUSANDS):
        return "is shown in thousands, and its heading does not say so: write (x 1000) in the heading"
    return unknown_mark(cell)


def _note(cell: str, status: str) -> str:
    if status == "suppressed":
        return f"In het bestand staat hier: {cell}."
    return f"In het bestand staat hier geen cijfer ({cell})." if status == "not_available" else ""
