"""What every form of file becomes: sheets of cells, and what of them a person who opens the file does not see."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

Cell: TypeAlias = str | float | None  # a date is ISO text; a cell shown as a percentage is text such as "12.5%"
WIDEST = 400  # columns; what stands behind them is not read, and that is said
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")


@dataclass(frozen=True)
class Area:
    """Merged cells: places of its first and last row and column. Its value stands in the first cell."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, place: int, column: int) -> bool:
        """Return whether the cell is one of it."""
        return self.top <= place <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name ("" for text) and its rows, as wide as they are filled.

    Attributes:
        is_hidden: Whether a person does not see it; then it has no rows here.
        hidden_rows: By place the cells of rows that a person does not see; in `rows` these are empty.
        hidden_columns: Columns that hold something and that a person does not see; in `rows` they are empty.
        merged: Its merged cells.
        is_cut: Whether something stands behind the last column that is read.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...] = ()
    is_hidden: bool = False
    hidden_rows: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[Area, ...] = ()
    is_cut: bool = False


def laid_out(
    name: str,
    rows: Sequence[Sequence[Cell]],
    *,
    hidden_rows: frozenset[int] = frozenset(),
    hidden_columns: frozenset[int] = frozenset(),
    merged: Sequence[Area] = (),
) -> Sheet:
    """Return the sheet of these cells without what a person does not see."""
    grid = [list(row[:WIDEST]) for row in rows]
    for area in merged:  # the value of merged cells is seen in the first of them that is not hidden
        if area.left in hidden_columns and area.top < len(grid) and area.left < len(grid[area.top]):
            seen = next((column for column in range(area.left, area.right + 1) if column not in hidden_columns), None)
            if seen is not None and seen < WIDEST:
                line = grid[area.top]
                line += [None] * (seen + 1 - len(line))
                line[seen] = line[area.left]
    unseen = [column for column in sorted(hidden_columns) if any(_at(line, column) is not None for line in grid)]
    for line in grid:
        for column in unseen:
            if column < len(line):
                line[column] = None
    hidden = {place: tuple(grid[place]) for place in sorted(hidden_rows) if place < len(grid)}
    return Sheet(
        name,
        trimmed([() if place in hidden else tuple(line) for place, line in enumerate(grid)]),
        hidden_rows={place: cells for place, cells in hidden.items() if any(cell is not None for cell in cells)},
        hidden_columns=tuple(unseen),
        merged=tuple(merged),
        is_cut=any(cell is not None for row in rows for cell in row[WIDEST:]),
    )


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def plain_cell(value: Any) -> Cell:
    """Return a value as a cell: text without invisible signs, with ordinary spaces; None where nothing is left."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return _SPACES.sub(" ", _INVISIBLE.sub("", str(value))).strip() or None


def text_of(cell: Cell) -> str:
    """Return a cell as text; a whole number has no decimals."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:g}"
    return str(cell or "")


def letters(column: int) -> str:
    """Return how a spreadsheet names a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def trimmed(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows without what is empty at their end and at the end of the sheet."""
    shorter = []
    for row in rows:
        width = max((place + 1 for place, cell in enumerate(row) if cell is not None), default=0)
        shorter.append(row[:width])
    while shorter and not shorter[-1]:
        shorter.pop()
    return tuple(shorter)
