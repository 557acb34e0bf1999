"""What each column of a table is: a label, a number, or a number of one period or region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from loaders.files.kinds.declare import Amount, Kind, bare, same, split_unit
from loaders.files.sheets.sheet import Cell, Sheet, text_of

DEPTH = 30  # rows in which a header is looked for


@dataclass(frozen=True)
class Numbers:
    """A column with numbers: what they are, and what its heading says of all of them (a period, a region)."""

    amount: Amount
    unit: str
    factor: int
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A table that was recognised.

    Attributes:
        first: Place of the first row behind the header; `above` are the rows before the header.
        columns: Per role the places of its columns, in order of preference.
        amounts: Its columns with numbers.
        header: The headings as written, by column.
        faults: What is wrong with a heading of a table that is recognised all the same.
    """

    kind: Kind
    sheet: Sheet
    first: int
    above: tuple[tuple[Cell, ...], ...]
    columns: dict[str, list[int]] = field(default_factory=dict)
    amounts: dict[int, Numbers] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """What is written above the table, and the name of its sheet."""
        return [self.sheet.name, *(text_of(cell) for row in self.above for cell in row if cell is not None)]

    @property
    def has_period(self) -> bool:
        """Whether each row or each column with numbers has a period of its own."""
        in_rows = "period" in self.columns or {"year", "part"} <= set(self.columns)
        return in_rows or self.spread == "reference_period"

    @property
    def spread(self) -> str:
        """What the headings of the numbers say: `reference_period`, `region_code`, or "" where they say neither."""
        return next((key for numbers in self.amounts.values() for key in numbers.keys), "")

    def words(self, column: int) -> str:
        """Return how a message names a column."""
        return self.header[column].strip() if column < len(self.header) else ""


@dataclass(frozen=True)
class Attempt:
    """A header as one kind would have it: what it lacks, and the columns whose unit is not known."""

    found: Found
    lacking: tuple[str, ...] = ()
    wrong_units: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """How much of the kind is there; columns that differ only in period or region count once."""
        measures = {(n.amount.measure, *n.amount.keys.values()) for n in self.found.amounts.values()}
        numbers = len(measures) if self.found.spread else len(self.found.amounts)
        return len(self.found.columns) + numbers + (self.found.spread == "reference_period")


@dataclass(frozen=True)
class Written:
    """The heading of one column: as one text, and as its upper and lower row where there are two."""

    text: str
    upper: str = ""
    lower: str = ""


def amount_of(kind: Kind, heading: str, about: set[str]) -> Numbers | str | None:
    """Return what a heading with numbers is, what is wrong with its unit, or None where it is no such heading."""
    whole = same(heading)
    name, unit = split_unit(bare(heading))
    units: set[str] | None = None
    for amount in kind.amounts:
        words = set(map(same, amount.words))
        if whole in words and "" in amount.units:
            wanted = "x1000" if "x1000" in about and "x1000" in amount.units else ""
            return Numbers(amount, *amount.units[wanted])
        if same(name) in words:
            if "x1000" in about and unit in ("", "aantal") and "x1000" in amount.units:
                return Numbers(amount, *amount.units["x1000"])
            if unit in amount.units:
                return Numbers(amount, *amount.units[unit])
            units = (units or set()) | set(amount.units) - {""}
    if units is None:
        return None
    known = f"in {', '.join(sorted(units))}" if units else "without one"
    return f"in {unit or 'no unit'}, and known {known}"


def texts_of(sheet: Sheet) -> Iterator[str]:
    """Return every text in the first rows of a sheet."""
    for row in sheet.rows[:DEPTH]:
        yield from (cell for cell in row if isinstance(cell, str))
