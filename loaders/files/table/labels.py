"""The rows of a table with their labels: those of merged cells, and those that a pivot table writes once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.files.kinds.declare import same
from loaders.files.sheets.sheet import Cell, text_of, trimmed
from loaders.files.table.columns import Found
from loaders.files.words import moments
from loaders.files.words.names import Names, is_total

_NOTE = re.compile(
    r"(?:bron(?:nen)?|not(?:e|en)|noot|toelichting|opmerking(?:en)?|let op|voetnoot|legenda|verklaring|copyright|"
    r"peildatum|publicatiedatum|datum|applied filters|toegepaste filters|filters?|laatst|bijgewerkt|gegenereerd|"
    r"ge[eë]xporteerd|contact|disclaimer|source|n\.?b\.?:)(?!\w)|©|[*x.…–—-]+ *[=:]|[*¹²³⁴]+ *\w{4,}|\(?\d\) *\w"
)
LONGEST_LABEL = 90  # signs; what is longer is a sentence


@dataclass(frozen=True)
class Line:
    """One row of a table: its number in the file, its cells with the labels that are filled in, and what it is.

    Attributes:
        taken: Columns whose label comes from the row above or from merged cells; `guessed` those from above.
        passed: Why it does not count, or "".
        hole: A column that is guessed though it writes its labels again in other rows.
    """

    number: int
    cells: tuple[Cell, ...]
    taken: tuple[int, ...] = ()
    guessed: tuple[int, ...] = ()
    passed: str = ""
    hole: int | None = None

    def text(self, column: int) -> str:
        """Return the cell of a column as text."""
        return text_of(self.cells[column]) if column < len(self.cells) else ""

    @property
    def name(self) -> str:
        """How a message names the row: by its first label."""
        return next((text_of(cell)[:40] for cell in self.cells if cell is not None), "")


def is_note(text: str) -> bool:
    """Return whether a cell holds a note about the table, such as its source, and no label."""
    return len(text) > LONGEST_LABEL or _NOTE.match(" ".join(text.casefold().split())) is not None


def lines(found: Found, names: Names) -> list[Line]:
    """Return the rows below the header. Labels are filled in from merged cells, and downwards as in a pivot table.

    Downwards only where labels to their right change: "Arnhem, WW" and below it ", WIA" are both about Arnhem. Not in
    a column that writes a label again in other rows: there an empty cell is a hole.
    """
    sheet = found.sheet
    labels = sorted({column for places in found.columns.values() for column in places})
    merged, above = _merged(found, labels), dict[int, Cell]()
    known = (*(one.words for one in found.kind.headings), *(one.words for one in found.kind.amounts))
    headings = {same(word) for words in known for word in words}
    read: list[Line] = []
    for place in range(found.first, max([len(sheet.rows), *(place + 1 for place in sheet.hidden_rows)])):
        hidden = sheet.hidden_rows.get(place)
        cells = list(hidden if hidden is not None else sheet.rows[place] if place < len(sheet.rows) else ())
        filled = [column for column, cell in enumerate(cells) if cell is not None]
        reason = "hidden" if hidden is not None else _reason(found, cells, filled, names, headings) if filled else ""
        if not filled or reason in ("a note", "the header again", "another header"):
            above = {}
            read += [Line(place + 1, tuple(cells), passed=reason)] if filled else []
            continue
        joined = {column: merged[place, column] for column in labels if (place, column) in merged}
        taken = _fill(cells, labels, joined, above)
        read.append(Line(place + 1, tuple(cells), tuple(taken), tuple(set(taken) - set(joined)), reason))
    again = _written_again(read, labels)
    return [replace(line, hole=next((column for column in line.guessed if column in again), None)) for line in read]


def _written_again(read: Sequence[Line], labels: Sequence[int]) -> set[int]:
    """Return the columns that write a label in two rows that follow each other, where a pivot table would not."""
    again: set[int] = set()
    rows = [line for line in read if not line.passed and not is_total(line.name)]
    for before, line in itertools.pairwise(rows):
        for column in labels:
            if not line.text(column) or line.text(column) != before.text(column):
                break
            if column not in line.taken:
                again.add(column)
    return again


def _reason(found: Found, cells: list[Cell], filled: list[int], names: Names, headings: set[str]) -> str:
    """Return why a row does not count, as far as that shows before its labels are filled in."""
    first = text_of(cells[filled[0]])
    if is_note(first) and not any(names.find(first, town=town) for town in (True, False)):
        return "a note"
    roles = _label_roles(found)
    is_last = len(roles) > 1 and filled == [max(roles)]  # the innermost label, without a number
    if len(filled) == 1 and not is_last:
        if filled[0] in roles and _is_known(found, filled[0], first, names):
            return "a heading within the table"
        return "a note" if isinstance(cells[filled[0]], str) else ""
    header = found.sheet.rows[len(found.above) : found.first]
    if trimmed([tuple(cells)])[0] in header:
        return "the header again"
    is_text = all(isinstance(cells[column], str) for column in filled)
    is_other = is_text and sum(same(text_of(cells[column])) in headings for column in filled) > 1
    return "another header" if is_other and not found.kind.matrix else ""


def _label_roles(found: Found) -> dict[int, str]:
    return {column: role for role, columns in found.columns.items() for column in columns}


def _is_known(found: Found, column: int, text: str, names: Names) -> bool:
    role = _label_roles(found)[column]
    if role.endswith("region_code"):
        return (names.find(text, town=True) or names.find(text)) in names.titles
    if role in ("period", "year"):
        return bool(re.fullmatch(r"\d{4}", text) or moments.READERS[found.kind.period](text))
    heading = next((heading for heading in found.kind.headings if heading.role == role), None)
    return heading is not None and text.casefold() in heading.values


def _fill(cells: list[Cell], labels: list[int], merged: Mapping[int, Cell], above: dict[int, Cell]) -> list[int]:
    """Fill in the labels of a row, note them in `above`, and return the columns that were filled in."""
    cells += [None] * (max(labels, default=-1) + 1 - len(cells))
    given = [column for column in labels if cells[column] is not None]
    taken = []
    for column in labels:
        if cells[column] is None:
            is_left = bool(given) and column < given[0]
            cells[column] = merged.get(column) or (above.get(column) if is_left else None)
            taken += [column] if cells[column] is not None else []
        else:
            for inner in [inner for inner in above if inner > column]:
                del above[inner]
        if cells[column] is not None:
            above[column] = cells[column]
    return taken


def _merged(found: Found, labels: list[int]) -> dict[tuple[int, int], Cell]:
    """Return the value of each cell that is merged with one above it, in the labels of the table itself."""
    values: dict[tuple[int, int], Cell] = {}
    rows, hidden = found.sheet.rows, found.sheet.hidden_rows
    for area in found.sheet.merged:
        if area.left in labels and found.first <= area.top < len(rows):
            top = hidden.get(area.top) or rows[area.top]
            value = top[area.left] if area.left < len(top) else None
            values |= {(place, area.left): value for place in range(area.top + 1, min(area.bottom + 1, len(rows)))}
    return values
