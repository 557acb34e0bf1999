"""OpenDocument spreadsheets (.ods) as sheets of cells."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from typing import Any

from loaders.files.sheets.formats import percent
from loaders.files.sheets.sheet import WIDEST, Area, Cell, Sheet, laid_out, letters, plain_cell
from loaders.files.words.numbers import DASHES, mark
from loaders.services.errors import SourceError


def read_open_document(body: bytes) -> list[Sheet]:
    """Return the sheets of a document; hidden sheets without cells.

    Raises:
        SourceError: A formula has no saved result, or a part of the document is damaged.
    """
    from odf.opendocument import load
    from odf.style import Style, TableProperties
    from odf.table import Table

    with contextlib.redirect_stdout(io.StringIO()) as said:
        document = load(io.BytesIO(body))
    if said.getvalue():  # a part that is cut off is printed, and read as far as it goes
        raise SourceError(
            "the file is damaged",
            cause="unreadable_file",
            evidence="a part of it is no whole XML",
            advice="download it again, and open it once to look",
        )
    unseen = {
        style.getAttribute("name")
        for style in document.automaticstyles.getElementsByType(Style)
        for properties in style.getElementsByType(TableProperties)
        if str(properties.getAttribute("display")).casefold() == "false"
    }
    sheets = []
    for table in document.spreadsheet.getElementsByType(Table):
        name = str(table.getAttribute("name") or "")
        hidden = table.getAttribute("stylename") in unseen
        sheets.append(Sheet(name, is_hidden=True) if hidden else _sheet(name, table))
    return sheets


def _sheet(name: str, table: Any) -> Sheet:
    from odf.table import TableRow

    rows: list[tuple[Cell, ...]] = []
    merged: list[Area] = []
    hidden: set[int] = set()
    for row in table.getElementsByType(TableRow):
        place = len(rows)
        cells, areas = _cells(row, name, place)
        merged += areas
        again = int(row.getAttribute("numberrowsrepeated") or 1)
        if any(cell is not None for cell in cells):
            rows += [cells] * min(again, 100_000)
        else:
            rows += [()] * min(again, 50)  # the empty rest of a sheet is repeated a million times
        if _is_hidden(row):
            hidden |= set(range(place, len(rows)))
    columns = frozenset(_hidden_columns(table))
    return laid_out(name, rows, hidden_rows=frozenset(hidden), hidden_columns=columns, merged=merged)


def _is_hidden(part: Any) -> bool:
    """Return whether a row or column is hidden, filtered away, or in a group that is closed."""
    if part.getAttribute("visibility") in ("collapse", "filter"):
        return True
    group = part.parentNode
    while group is not None and group.qname[1].endswith("-group"):
        if str(group.getAttribute("display")).casefold() == "false":
            return True
        group = group.parentNode
    return False


def _hidden_columns(table: Any) -> Iterator[int]:
    from odf.table import TableColumn

    place = 0
    for column in table.getElementsByType(TableColumn):
        again = int(column.getAttribute("numbercolumnsrepeated") or 1)
        if _is_hidden(column):
            yield from range(place, min(place + again, WIDEST))
        place += again


def _cells(row: Any, sheet: str, place: int) -> tuple[tuple[Cell, ...], list[Area]]:
    cells: list[Cell] = []
    areas: list[Area] = []
    for cell in row.childNodes:
        if cell.qname[1] not in ("table-cell", "covered-table-cell"):
            continue
        column = len(cells)
        down, across = (int(cell.getAttribute(f"number{way}spanned") or 1) for way in ("rows", "columns"))
        if down > 1 or across > 1:
            areas.append(Area(place, column, place + down - 1, column + across - 1))
        again = int(cell.getAttribute("numbercolumnsrepeated") or 1)
        cells += [_cell(cell, f"sheet {sheet}, cell {letters(column)}{place + 1}")] * min(again, WIDEST + 1 - column)
    return tuple(cells), areas


def _cell(cell: Any, where: str) -> Cell:
    from odf import teletype

    kind, value = cell.getAttribute("valuetype"), cell.getAttribute("value")
    lines = [part for part in cell.childNodes if part.qname[1] == "p"]  # what stands in a comment does not count
    text = plain_cell(" ".join(teletype.extractText(line) for line in lines))
    if kind == "percentage":
        return percent(float(value))
    if kind in ("float", "currency"):
        return _shown(float(value), str(text or ""))
    if kind == "date":
        return str(cell.getAttribute("datevalue"))[:10]
    if kind is None and text is None and cell.getAttribute("formula"):
        raise SourceError(
            "a formula has no saved result",
            cause="faulty_cells",
            evidence=where,
            advice="open the file in LibreOffice, save it, and add it again",
        )
    return text


def _shown(value: float, text: str) -> Cell:
    """Return what a number shows: its format may put a mark in its place, or a percent sign behind it."""
    if text.endswith("%"):
        return f"{value:.10g}%"
    if mark(text) and not re.fullmatch(r"-?\d+", text) and not (value == 0 and text in DASHES):
        return text
    return value
