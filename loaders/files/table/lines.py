"""From one row of a table to its observations: what its labels say, and why it does not count where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loaders.files.kinds.declare import Heading, plain
from loaders.files.sheets.sheet import Cell
from loaders.files.table.cells import Reading, add
from loaders.files.table.labels import Line
from loaders.files.table.regions import known_code, labels_of, region_of, without_label
from loaders.files.words import moments
from loaders.files.words.names import Names, is_total
from loaders.files.words.numbers import mark

_PERIOD = ("period", "year", "part")


def read_row(reading: Reading, names: Names, styles: Mapping[int, str], line: Line, once: str) -> None:
    """Add the observations of a row; `once` is the period of the whole table, "" where each row has its own."""
    found = reading.found
    numbers = [column for column in found.amounts if _cell(line, column) is not None]
    labels = labels_of(found, line)
    if not any(labels.values()):
        if numbers:
            reading.faults.append(f"row {line.number} has numbers and no label: write it in, such as Totaal")
        return
    held = ""
    keys: dict[str, Any] = {}
    for heading in found.kind.headings:
        if heading.role in _PERIOD or heading.role == found.spread:
            continue
        text = labels.get(heading.role, "")
        if heading.role.endswith("region_code"):
            code = region_of(reading, names, heading, line, has_numbers=bool(numbers) or not found.amounts)
            if code is None:
                return
            keys[heading.role] = code
        elif heading.values:
            status = (mark(text) or "") if heading.role == found.kind.instead else ""
            held = held or status
            keys[heading.role] = "" if status else _choice(reading, heading, text, line, labels)
            if keys[heading.role] is None:
                return
        else:
            if heading.required and not text:
                without_label(reading, heading, line, labels, has_numbers=bool(numbers))
                return
            keys[heading.role] = " ".join(text.split()) or heading.default
    if found.spread != "reference_period":
        period = once or _period(reading, line, labels)
        if period is None:
            return
        keys["reference_period"] = period
    _remark_taken(reading, line)
    reading.counted += 1
    before = len(reading.rows)
    for column in found.amounts:
        add(reading, keys, column, _cell(line, column), line.number, styles[column])
    if not found.amounts:
        given = bool(keys[found.kind.instead])
        status = "published" if given else held or "not_available"
        reading.rows.append(keys | {"measure": "", "value": "", "unit": "", "note": "", "status": status})
    if any(moments.is_provisional(labels.get(role, "")) for role in _PERIOD):
        for row in reading.rows[before:]:
            row["status"] = "provisional" if row["status"] == "published" else row["status"]


def read_across(reading: Reading, names: Names, styles: Mapping[int, str], line: Line, once: str) -> None:
    """Add the observations of a row of a matrix: its name is where people live, the headings are where they work."""
    found = reading.found
    side = found.columns["side"][0]
    name = line.text(side)
    numbers = [column for column in found.amounts if _cell(line, column) is not None]
    if not name:
        if numbers:
            reading.faults.append(f"row {line.number} has numbers and no name of a region")
        return
    home = known_code(reading, names, name, f"row {line.number}", has_numbers=bool(numbers))
    if home is None:
        return
    reading.counted += 1
    for column in found.amounts:
        across = found.words(column)
        work = known_code(reading, names, across, f"the column {across}", what="column" if reading.counted == 1 else "")
        if work is not None:
            keys = {"home_region_code": home, "work_region_code": work, "reference_period": once}
            add(reading, keys, column, _cell(line, column), line.number, styles[column])


def _cell(line: Line, column: int) -> Cell:
    return line.cells[column] if column < len(line.cells) else None


def _remark_taken(reading: Reading, line: Line) -> None:
    for column in line.taken:
        reading.remark(f"row(s) took {reading.found.words(column)} from above", f"row {line.number}")


def _choice(reading: Reading, heading: Heading, text: str, line: Line, labels: Mapping[str, str]) -> str | None:
    """Return the code of a label with a fixed list of words; None where the row is passed over."""
    is_there = heading.role in reading.found.columns
    if not text:
        by_total = any(is_total(other) for other in labels.values())
        if not is_there or not heading.default or by_total:
            return heading.default
        reading.faults.append(f"row {line.number}: its {heading.words[0]} is empty: write it in, or Totaal")
        return heading.default
    code = heading.values.get(plain(text))
    if code is None and is_total(text):
        reading.pass_over(line.name, "a total")
        return None
    if code is None:
        known = ", ".join(list(heading.values)[:8])
        reading.faults.append(f"row {line.number}: {heading.words[0]} {text!r} is none of {known}")
        return heading.default
    return code


def _period(reading: Reading, line: Line, labels: Mapping[str, str]) -> str | None:
    """Return the period of a row; "?" where it cannot be read, None where the row adds up several."""
    found = reading.found
    whole, year, part = (labels.get(role, "") for role in _PERIOD)
    if any(is_total(text) for text in (whole, year, part)):
        reading.pass_over(line.name, "a total")
        return None
    written = [whole]
    if year:
        middle = " kwartaal " if found.kind.period == "quarter" else "-"
        written += [f"{year}{middle}{part}" if part.isdigit() else f"{part} {year}", f"{year} {part}"]
    for text in written:
        if read := moments.READERS[found.kind.period](text):
            return read
    told = " ".join(filter(None, (part or whole, year)))
    reading.faults.append(f"row {line.number}: {told!r} is not {moments.WORDS[found.kind.period]}")
    return "?"
