"""The region of a row: the finest that its labels name, or why the row is passed over."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.files.kinds.declare import Heading, same
from loaders.files.sheets.sheet import text_of
from loaders.files.table.cells import Reading
from loaders.files.table.columns import Found
from loaders.files.table.labels import Line, is_note
from loaders.files.words.names import Names, is_total


def labels_of(found: Found, line: Line) -> dict[str, str]:
    """Return per role the first of its columns that is filled."""
    return {
        role: next((text for column in columns if (text := line.text(column))), "")
        for role, columns in found.columns.items()
    }


def without_label(
    reading: Reading, heading: Heading, line: Line, labels: Mapping[str, str], *, has_numbers: bool
) -> None:
    """Note that a row lacks a label: as a total or a row without numbers, or else as a fault."""
    total = next((text for text in labels.values() if is_total(text)), "")
    if total or not has_numbers:
        reading.pass_over(line.name, "a total" if total else "no numbers")
    else:
        reading.faults.append(f"row {line.number} has numbers, and its {heading.words[0]} is empty")


def region_of(reading: Reading, names: Names, heading: Heading, line: Line, *, has_numbers: bool) -> str | None:
    """Return the code of the finest region that a row names; None where the row is passed over."""
    total, code = "", None
    seen = False
    columns = [column for column in reading.found.columns.get(heading.role, ()) if line.text(column)]
    for column in columns:
        text, town = line.text(column), _is_town(reading.found, heading, column)
        if names.is_total(text):
            total = total or text
            continue
        if text.isdigit() and column != columns[-1] and names.find(text, town=town) not in names.titles:
            continue  # a number of the publisher's own, with the name beside it
        if not seen:
            seen = True
            code = known_code(reading, names, text, f"row {line.number}", town=town, has_numbers=has_numbers)
            first = text
        elif code and code.startswith("GM") and town:
            other = names.find(text, town=True)
            if other in names.titles and other != code:
                reading.faults.append(
                    f"row {line.number}: {first} is {names.titles[code]}, and beside it stands {text}"
                )
    if not seen and total:
        reading.pass_over(total, "a total")
    elif not seen:
        without_label(reading, heading, line, labels_of(reading.found, line), has_numbers=has_numbers)
    return code


def _is_town(found: Found, heading: Heading, column: int) -> bool:
    """Whether the heading of a column, in one row or two, says that it names municipalities."""
    words = {same(word) for word in heading.words if "gemeente" in word}
    above = [row[column] for row in found.sheet.rows[max(0, found.first - 2) : found.first] if column < len(row)]
    return any(same(text_of(cell)) in words for cell in above if cell is not None)


def known_code(
    reading: Reading,
    names: Names,
    text: str,
    place: str,
    *,
    town: bool = False,
    has_numbers: bool = True,
    what: str = "row",
) -> str | None:
    """Return the code of a name, or None where it is not known here; that is noted, as a fault where it is meant."""
    code = names.find(text, town=town)
    is_province = (code or "").startswith("PV")
    if code in names.titles and not is_province:
        return code
    reason = ""
    if is_total(text):
        reason = "a total"
    elif is_note(text) or not has_numbers:
        reason = "a note"
    elif is_province or names.is_wider(text):
        reason = "a province"
    elif not (meant := "" if code else names.nearest(text)) and not names.complete:
        reason = "no known region"
    else:
        reading.faults.append(f"{place}: no region {text!r}" + (f", is {meant} meant?" if meant else ""))
    if reason and what:
        reading.pass_over(text, reason, what)
    return None
