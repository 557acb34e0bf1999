"""From one cell to one observation: its number, or the status of the mark that stands there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from loaders.derive import number_text
from loaders.dropped.account import Passed
from loaders.dropped.kind import Amount
from loaders.dropped.numbers import mark, parse
from loaders.dropped.recognise import Found
from loaders.dropped.sheets import Cell


@dataclass
class Reading:
    """What reading gave so far: observations, how many rows of the table counted, faults, and what was passed over."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    counted: int = 0
    faults: list[str] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)

    def pass_over(self, name: str, reason: str, what: str = "row") -> None:
        """Note that a row or column was not read."""
        self.passed.append(Passed(what, name, reason))


def is_percent(text: str) -> bool:
    """Return whether a cell of text ends in %."""
    return text.rstrip().endswith("%")


def heading_of(amount: Amount) -> str:
    """Return how a message names the column of `amount`."""
    return f"column {amount.words[0]}"


def add(
    found: Found,
    reading: Reading,
    keys: dict[str, Any],
    spec: tuple[Amount, str, int],
    cell: Cell,
    place: str,
    decimals: str,
) -> None:
    """Add one observation: its number, or the status of the mark that stands there."""
    amount, unit, factor = spec
    row = {**keys, **amount.keys, "measure": amount.measure, "value": "", "unit": unit, "note": ""}
    if cell is None:
        reading.rows.append(row | {"status": "not_available"})
        return
    status = "published"
    if isinstance(cell, float):
        number: float | None = cell
    else:
        held = mark(cell)
        if held:
            reading.rows.append(row | {"status": held, "note": _note(cell, held)})
            return
        text = cell.rstrip("% ")
        if found.kind.provisional_mark and text.endswith("*"):
            text, status = text.rstrip("* "), "provisional"
        number = parse(text, "point" if is_percent(cell) and "." in cell else decimals)
    if number is None:
        reading.faults.append(f"{place}, {heading_of(amount)}: {cell!r} is no number and no known mark")
        return
    if unit == "pct":
        number = round(number, amount.decimals)  # a spreadsheet shows fewer decimals than it holds
    elif amount.decimals < 6 and round(number * factor, amount.decimals) != round(number * factor, 9):
        reading.faults.append(f"{place}, {heading_of(amount)}: {number:g} has more than {amount.decimals} decimals")
        return
    reading.rows.append(row | {"value": number_text(number * factor), "status": status})


def _note(cell: str, status: str) -> str:
    if status == "suppressed":
        return f"In het bestand staat hier: {cell}."
    return f"In het bestand staat hier geen cijfer ({cell})." if status == "not_available" else ""
