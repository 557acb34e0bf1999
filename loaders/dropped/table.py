"""From a recognised table to text rows of its dataset. Every faulty cell is collected before anything is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from loaders.cbs.errors import SourceError
from loaders.dropped import moments
from loaders.dropped.account import Account, collected
from loaders.dropped.cells import Reading, add, heading_of, is_percent
from loaders.dropped.kind import Heading, plain
from loaders.dropped.names import Names, is_skipped
from loaders.dropped.numbers import COMMA, mark, style
from loaders.dropped.recognise import Found
from loaders.dropped.sheets import Cell

SHOWN = 5  # faulty cells that a message names


def rows_of(found: Found, names: Names) -> tuple[pd.DataFrame, Account]:
    """Return the rows of a table, one per cell with a number or a mark, and what was passed over.

    Columns: the keys of its dataset, `measure`, `reference_period`, `value`, `unit`, `status`, `note`.

    Raises:
        SourceError: With up to five faulty cells, and how many there are.
    """
    reading = Reading()
    once = _period_above(found, reading)
    styles = _styles(found, reading)
    for line, row in enumerate(found.sheet.rows[found.first :], start=found.first + 1):
        if found.kind.matrix:
            _read_across(found, names, reading, styles, row, line, once)
        else:
            _read_row(found, names, reading, styles, row, line, once)
    if reading.faults:
        _refuse(found, reading.faults)
    if not reading.rows:
        seen = ", ".join(list(dict.fromkeys(passed.name for passed in reading.passed))[:SHOWN])
        raise SourceError(
            f"the table {found.kind.title} has no row about a known region",
            cause="other_region" if seen else "empty",
            evidence=f"it names {seen}" if seen else "the header is there, and nothing below it",
            advice="download the table for all regions, or for this one",
        )
    frame = pd.DataFrame(reading.rows)
    _once(found, frame)
    return frame, Account((found.sheet.name,), reading.counted, collected(reading.passed))


def _refuse(found: Found, faults: list[str]) -> None:
    more = f" (and {len(faults) - SHOWN} more)" if len(faults) > SHOWN else ""
    raise SourceError(
        f"{len(faults)} cell(s) of {found.kind.title} cannot be right",
        cause="faulty_cells",
        shown=f"{len(faults)} cellen" if len(faults) > 1 else "1 cel",
        evidence=f"{_sheet(found)}{'; '.join(faults[:SHOWN])}{more}",
        advice="compare these cells with the publisher's table, and add the file again",
    )


def _sheet(found: Found) -> str:
    return f"sheet {found.sheet.name}: " if found.sheet.name else ""


def _period_above(found: Found, reading: Reading) -> str:
    """Return the period that is stated once, above the table or on its sheet; "" where each row has its own."""
    if _has_period(found):
        return ""
    stated = moments.periods_in(found.texts, found.kind.period)
    if len(stated) != 1:
        told = f"{len(stated)} periods above the table: {', '.join(stated[:3])}" if stated else "no period above it"
        reading.faults.append(f"{told}, and no column with {moments.WORDS[found.kind.period]}")
        return "?"
    return stated[0]


def _has_period(found: Found) -> bool:
    return "period" in found.columns or {"year", "part"} <= set(found.columns)


def _styles(found: Found, reading: Reading) -> dict[int, str]:
    """Return per column with numbers as text how it writes decimals; and refuse it where % stands in a part of it."""
    styles: dict[int, str] = {}
    for column, (amount, unit, factor) in found.amounts.items():
        cells = [row[column] for row in found.sheet.rows[found.first :] if len(row) > column]
        texts = [cell.rstrip("* ") for cell in cells if isinstance(cell, str) and any(c.isdigit() for c in cell)]
        texts = [text for text in texts if mark(text) is None and not is_percent(text)]
        with_sign = sum(isinstance(cell, str) and cell.rstrip().endswith("%") for cell in cells)
        numbers = sum(isinstance(cell, float) for cell in cells) + len(texts)
        heading = heading_of(amount)
        if with_sign and unit != "pct":
            reading.faults.append(f"{heading} has {with_sign} cell(s) in %, and must be {unit}")
        elif with_sign and numbers:
            reading.faults.append(f"{heading} mixes units: {with_sign} cell(s) in %, {numbers} without")
        try:
            styles[column] = style(texts, whole=amount.decimals == 0 and factor == 1)
        except SourceError as error:
            reading.faults.append(f"{heading}: {error.happened} ({error.evidence})")
            styles[column] = COMMA
    return styles


def _read_row(
    found: Found, names: Names, reading: Reading, styles: dict[int, str], row: tuple[Cell, ...], line: int, once: str
) -> None:
    if sum(cell is not None for cell in row) < 2:
        return  # an empty row, or a footnote
    held = ""
    keys: dict[str, Any] = {}
    for heading in found.kind.headings:
        if heading.role in ("period", "year", "part"):
            continue
        text = _filled(found, heading, row)
        if heading.role.endswith("region_code"):
            code = _region(found, heading, names, reading, row, line)
            if code is None:
                return
            keys[heading.role] = code
        elif heading.values:
            held = held or mark(text) or ""
            keys[heading.role] = "" if mark(text) else _choice(heading, text, reading, line)
        else:
            if heading.required and not text:
                return  # a footnote or a blank line in the table
            keys[heading.role] = " ".join(text.split()) or heading.default
    keys["reference_period"] = once or _period(found, reading, row, line)
    reading.counted += 1
    for column, spec in found.amounts.items():
        cell = row[column] if column < len(row) else None
        add(found, reading, keys, spec, cell, f"row {line}", styles[column])
    if not found.amounts:
        given = bool(keys[found.kind.instead])
        status = "published" if given else held or "not_available"
        reading.rows.append(keys | {"measure": "", "value": "", "unit": "", "note": "", "status": status})


def _filled(found: Found, heading: Heading, row: tuple[Cell, ...]) -> str:
    for column in found.columns.get(heading.role, ()):
        if column < len(row) and row[column] is not None:
            return _text(row[column])
    return ""


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:g}"
    return str(cell or "")


def _region(
    found: Found, heading: Heading, names: Names, reading: Reading, row: tuple[Cell, ...], line: int
) -> str | None:
    """Return the code of the finest region that a row names; None where the row is passed over."""
    last = ""
    for column in found.columns.get(heading.role, ()):
        text = _text(row[column]) if column < len(row) else ""
        if not text or is_skipped(text):
            last = last or text
            continue
        return _code(text, names, reading, f"row {line}", town=_is_town(found, heading, column))
    if last:
        reading.pass_over(last, "a total")
    return None


def _is_town(found: Found, heading: Heading, column: int) -> bool:
    """Whether the heading of a column, in one row or two, says that it names municipalities."""
    above = [row[column] for row in found.sheet.rows[max(0, found.first - 2) : found.first] if column < len(row)]
    return any("gemeente" in word and word in heading.words for word in (plain(_text(cell)) for cell in above))


def _code(text: str, names: Names, reading: Reading, place: str, *, town: bool = False) -> str | None:
    code = names.find(text, town=town)
    if code and code in names.titles:
        return code
    if names.is_wider(text):
        reading.pass_over(text, "a province")
        return None
    meant = names.nearest(text)
    if meant or names.complete:
        reading.faults.append(f"{place}: no region {text!r}" + (f", is {meant} meant?" if meant else ""))
    else:
        reading.pass_over(text, "no known region")
    return None


def _choice(heading: Heading, text: str, reading: Reading, line: int) -> str:
    code = heading.values.get(plain(text)) if text else heading.default
    if code is None:
        known = ", ".join(list(heading.values)[:8])
        reading.faults.append(f"row {line}: {heading.words[0]} {text!r} is none of {known}")
        return heading.default
    return code


def _period(found: Found, reading: Reading, row: tuple[Cell, ...], line: int) -> str:
    whole, year, part = (_filled(found, Heading(role, ()), row) for role in ("period", "year", "part"))
    written = [whole]
    if year:
        middle = " kwartaal " if found.kind.period == "quarter" else "-"
        written += [f"{year}{middle}{part}" if part.isdigit() else f"{part} {year}", f"{year} {part}"]
    for text in written:
        if read := moments.READERS[found.kind.period](text):
            return read
    told = " ".join(filter(None, (part or whole, year)))
    reading.faults.append(f"row {line}: {told!r} is not {moments.WORDS[found.kind.period]}")
    return "?"


def _read_across(
    found: Found, names: Names, reading: Reading, styles: dict[int, str], row: tuple[Cell, ...], line: int, once: str
) -> None:
    """Read a row of a matrix: its name is where people live, the headings are where they work."""
    side = found.columns["side"][0]
    name = _text(row[side]) if side < len(row) else ""
    if not name or len(row) <= side + 1:
        return
    home = None if is_skipped(name) else _code(name, names, reading, f"row {line}")
    if home is None:
        return
    reading.counted += 1
    header = found.sheet.rows[found.first - 1]
    for column, spec in found.amounts.items():
        across = _text(header[column])
        work = None if is_skipped(across) else _code(across, names, reading, f"the column {across}")
        if work is None:
            continue
        keys = {"home_region_code": home, "work_region_code": work, "reference_period": once}
        cell = row[column] if column < len(row) else None
        add(found, reading, keys, spec, cell, f"{home} to {work}", styles[column])


def _once(found: Found, frame: pd.DataFrame) -> None:
    keys = [name for name in found.kind.dataset.key if name in frame]
    again = frame[frame.duplicated(keys)]
    if len(again):
        used = {column for columns in found.columns.values() for column in columns} | set(found.amounts)
        others = list(_other_headings(found, used))
        told = f"; not used are the columns {', '.join(others[:4])}" if others else ""
        first = again.iloc[0][keys].to_dict()
        raise SourceError(
            f"{found.kind.title} has {len(again)} row(s) twice",
            cause="doubled",
            evidence=f"{_sheet(found)}such as {', '.join(map(str, first.values()))}{told}",
            advice="download the table without that split, or remove the double rows",
        )


def _other_headings(found: Found, used: set[int]) -> Iterator[str]:
    for column, cell in enumerate(found.sheet.rows[found.first - 1]):
        if column not in used and cell is not None:
            yield str(cell)
