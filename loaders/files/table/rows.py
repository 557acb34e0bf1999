"""From recognised tables to text rows of their dataset. Every faulty cell is collected before anything is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from loaders.files.sheets.sheet import WIDEST, letters, text_of
from loaders.files.table.account import Account, Passed, collected, shortened
from loaders.files.table.cells import Reading, explains_dashes, heading_of, is_percent
from loaders.files.table.columns import Found
from loaders.files.table.labels import lines
from loaders.files.table.lines import read_across, read_row
from loaders.files.words import moments
from loaders.files.words.names import Names, is_total
from loaders.files.words.numbers import COMMA, mark, style
from loaders.files.words.stated import periods_in
from loaders.services.errors import SourceError

SHOWN = 5  # faulty cells that a message names


def read_tables(tables: Sequence[Found], passed: Sequence[Passed], names: Names) -> tuple[pd.DataFrame, Account]:
    """Return the rows of the tables of one file, one per cell with a number or a mark, and what was passed over.

    Columns: the keys of its dataset, `measure`, `reference_period`, `value`, `unit`, `status`, `note`.

    Args:
        tables: The table of each sheet that has one.
        passed: The sheets that have none.
        names: Names of regions.

    Raises:
        SourceError: With up to five faulty cells, and how many there are.
    """
    readings = [_reading(found, names) for found in tables]
    faults = [f"{_sheet(reading.found)}{fault}" for reading in readings for fault in reading.faults]
    if faults:
        _refuse(tables[0], faults)
    used = [reading for reading in readings if reading.rows]
    if not used:
        raise _empty(tables[0], readings)
    frame = pd.concat([pd.DataFrame(reading.rows).assign(sheet=reading.found.sheet.name) for reading in used])
    frame, doubled = _once(tables[0], frame.reset_index(drop=True))
    unused = [Passed("sheet", reading.found.sheet.name, "no known region") for reading in readings if not reading.rows]
    remarks = [remark for reading in used for remark in _remarks(reading)]
    account = Account(
        tuple(reading.found.sheet.name for reading in used),
        sum(reading.counted for reading in used),
        collected([*passed, *unused, *(one for reading in used for one in reading.passed)]),
        (*remarks, *doubled),
    )
    return frame.drop(columns="sheet"), account


def _reading(found: Found, names: Names) -> Reading:
    reading = Reading(found, faults=list(found.faults))
    reading.dash_is_zero = explains_dashes([text_of(cell) for row in found.sheet.rows for cell in row[:2] if cell])
    once = _period_above(found, reading)
    styles = _styles(found, reading)
    for line in lines(found, names):
        if line.hole is not None and not line.passed:
            column = f"{found.words(line.hole)} (cell {letters(line.hole)}{line.number})"
            reading.faults.append(
                f"row {line.number}: its {column} is empty, and other rows write it again: write it in"
            )
        elif line.passed:
            reading.pass_over(line.name, line.passed)
            if line.passed == "another header" or (line.passed == "the header again" and once):
                reading.faults.append(f"row {line.number} begins another table: add each table as a file of its own")
        elif found.kind.matrix:
            read_across(reading, names, styles, line, once)
        else:
            read_row(reading, names, styles, line, once)
    _pass_columns(found, reading)
    _merged_numbers(found, reading)
    return reading


def _refuse(found: Found, faults: Sequence[str]) -> None:
    more = f" (and {len(faults) - SHOWN} more)" if len(faults) > SHOWN else ""
    raise SourceError(
        f"{len(faults)} cell(s) of {found.kind.title} cannot be right",
        cause="faulty_cells",
        shown=f"{len(faults)} cellen" if len(faults) > 1 else "1 cel",
        evidence=f"{'; '.join(faults[:SHOWN])}{more}",
        advice="compare these cells with the publisher's table, and add the file again",
    )


def _empty(found: Found, readings: Sequence[Reading]) -> SourceError:
    seen = shortened([passed.name for reading in readings for passed in reading.passed if passed.what == "row"])
    return SourceError(
        f"the table {found.kind.title} has no row about a known region",
        cause="other_region" if seen else "empty",
        evidence=f"it names {seen}" if seen else "the header is there, and nothing below it",
        advice="download the table for all regions, or for this one",
    )


def _sheet(found: Found) -> str:
    return f"sheet {found.sheet.name}: " if found.sheet.name else ""


def _period_above(found: Found, reading: Reading) -> str:
    """Return the period that is stated once, above the table or on its sheet; "" where each row has its own."""
    if found.has_period:
        return ""
    above = periods_in(found.texts, found.kind.period)
    if len(above) != 1:
        told = f"{len(above)} periods above the table: {', '.join(above[:3])}" if above else "no period above it"
        hidden = ", ".join(letters(column) for column in found.sheet.hidden_columns)
        unseen = f"; hidden and so not read: column {hidden}" if hidden else ""
        reading.faults.append(f"{told}, and no column with {moments.WORDS[found.kind.period]}{unseen}")
        return "?"
    return above[0]


def _styles(found: Found, reading: Reading) -> dict[int, str]:
    """Return per column with numbers as text how it writes decimals; and refuse it where % stands in a part of it."""
    styles: dict[int, str] = {}
    for column, numbers in found.amounts.items():
        amount, unit = numbers.amount, numbers.unit
        cells = [row[column] for row in found.sheet.rows[found.first :] if len(row) > column]
        texts = [cell.rstrip("* ") for cell in cells if isinstance(cell, str) and any(c.isdigit() for c in cell)]
        texts = [text for text in texts if mark(text) is None and not is_percent(text)]
        with_sign = sum(isinstance(cell, str) and is_percent(cell) for cell in cells)
        count = sum(isinstance(cell, float) for cell in cells) + len(texts)
        heading = heading_of(amount)
        if with_sign and unit != "pct":
            reading.faults.append(f"{heading} has {with_sign} cell(s) in %, and must be {unit}")
        elif with_sign and count:
            reading.faults.append(f"{heading} mixes units: {with_sign} cell(s) in %, {count} without")
        try:
            styles[column] = style(texts, whole=amount.decimals == 0 and numbers.factor == 1)
        except SourceError as error:
            reading.faults.append(f"{heading}: {error.happened} ({error.evidence})")
            styles[column] = COMMA
    return styles


def _pass_columns(found: Found, reading: Reading) -> None:
    """Note the columns that hold something and are not read."""
    used = {column for columns in found.columns.values() for column in columns} | set(found.amounts)
    for column, heading in enumerate(found.header):
        if heading and column not in used and not found.kind.matrix:
            reading.pass_over(" ".join(heading.split()), "a total" if is_total(heading) else "not asked for", "column")
    for column in found.sheet.hidden_columns:
        reading.pass_over(letters(column), "hidden", "column")
    if found.sheet.is_cut:
        reading.pass_over(f"those behind {letters(WIDEST - 1)}", "too far to the right", "column")


def _merged_numbers(found: Found, reading: Reading) -> None:
    """Refuse a number that is about several rows or columns at once."""
    for area in found.sheet.merged:
        for column in range(area.left, area.right + 1):
            if area.top >= found.first and column in found.amounts and area.left in found.amounts:
                where = f"{letters(area.left)}{area.top + 1}:{letters(area.right)}{area.bottom + 1}"
                reading.faults.append(f"the cells {where} are merged: one number about several rows or columns")
                break


def _remarks(reading: Reading) -> Iterator[str]:
    for what, where in reading.remarks.items():
        yield f"{len(where)} {what} ({shortened(where)})"


def _once(found: Found, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows without those that two sheets tell alike, and refuse any other row that occurs twice."""
    keys = [name for name in found.kind.dataset.key if name in frame]
    alike = frame.drop(columns=["sheet", "note"]).duplicated() & ~frame.duplicated([*keys, "sheet"])
    kept = frame[~alike]
    again = kept[kept.duplicated(keys)]
    if len(again):
        first = again.iloc[0]
        sheets = frame[frame[keys].eq(first[keys]).all(axis=1)]["sheet"].unique()
        used = {column for columns in found.columns.values() for column in columns} | set(found.amounts)
        others = [heading for column, heading in enumerate(found.header) if heading and column not in used]
        told = f"; not used are the columns {', '.join(others[:4])}" if others else ""
        where = f"sheet {' and '.join(sheets)}: " if any(sheets) else ""
        raise SourceError(
            f"{found.kind.title} has {len(again)} row(s) twice",
            cause="doubled",
            evidence=f"{where}such as {', '.join(map(str, first[keys]))}{told}",
            advice="download the table without that split, or remove the double rows",
        )
    count = int(alike.sum())
    return kept, [f"{count} figures stand on two sheets alike"] if count else []
