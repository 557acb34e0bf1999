"""Excel workbooks (.xlsx, .xlsm), also in the strict form of the standard, as sheets of cells."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from loaders.files.sheets.formats import shown
from loaders.files.sheets.sheet import Area, Cell, Sheet, laid_out, plain_cell
from loaders.services.errors import SourceError

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = {  # the names of the strict form, and those that every reader knows
    _STRICT + b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    _STRICT + b"officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    _STRICT + b"drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}


@dataclass
class _Layout:
    """What a sheet says beside its cells; `uncounted` are formulas without a saved result."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    uncounted: list[tuple[int, int]] = field(default_factory=list)


def read_excel(body: bytes) -> list[Sheet]:
    """Return the sheets of a workbook with the values that Excel saved; hidden sheets without cells.

    Raises:
        SourceError: A formula has no saved result, and would read as empty.
    """
    from openpyxl import load_workbook

    body = _transitional(body)
    book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    sheets = []
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                sheets.append(Sheet(sheet.title, is_hidden=True))
                continue
            layout = _layout(archive, sheet._worksheet_path)
            _refuse_uncounted(sheet.title, layout)
            sheet.reset_dimensions()  # the size that the file states may be wrong, and would cut the sheet
            sheets.append(
                laid_out(
                    sheet.title,
                    [tuple(_cell(cell) for cell in row) for row in sheet.iter_rows()],
                    hidden_rows=frozenset(layout.hidden_rows),
                    hidden_columns=frozenset(layout.hidden_columns),
                    merged=layout.merged,
                )
            )
    book.close()
    return sheets


def _transitional(body: bytes) -> bytes:
    """Return a workbook of the strict form in the names of the common one; any other as it is."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        if _STRICT not in archive.read("xl/workbook.xml"):
            return body
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as common:
            for part in archive.infolist():
                text = archive.read(part)
                if part.filename.endswith((".xml", ".rels")):
                    for strict, name in _NAMES.items():
                        text = text.replace(strict, name)
                common.writestr(part.filename, text)
    return content.getvalue()


def _cell(cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return shown(float(value), str(cell.number_format))
    return plain_cell(value)


def _layout(archive: zipfile.ZipFile, path: str) -> _Layout:
    from openpyxl.xml.functions import iterparse

    layout, line = _Layout(), -1
    with archive.open(path) as source:
        for _, node in iterparse(source, events=("end",)):
            name = node.tag.rpartition("}")[2]
            if name == "row":
                line = int(node.get("r") or line + 2) - 1
                if _is_hidden(node, size="ht"):
                    layout.hidden_rows.add(line)
                layout.uncounted += [(line, column) for column in _uncounted(node)]
                node.clear()
            elif name == "col" and _is_hidden(node, size="width"):
                layout.hidden_columns |= set(range(int(node.get("min")) - 1, min(int(node.get("max")), 16_384)))
            elif name == "mergeCell":
                layout.merged.append(_area(node.get("ref")))
    return layout


def _is_hidden(node: Any, *, size: str) -> bool:
    written = node.get(size)
    return node.get("hidden") in ("1", "true") or (written is not None and float(written) == 0)


def _uncounted(row: Any) -> list[int]:
    """Return the columns of formulas without a result; an empty text is a result."""
    columns, column = [], -1
    for cell in row:
        parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
        place = re.match("[A-Z]+", cell.get("r") or "")
        column = _column(place[0]) if place else column + 1
        if "f" in parts and not parts.get("v") and cell.get("t") != "str":
            columns.append(column)
    return columns


def _refuse_uncounted(title: str, layout: _Layout) -> None:
    from openpyxl.utils import get_column_letter

    for line, column in layout.uncounted:
        if line not in layout.hidden_rows and column not in layout.hidden_columns:
            raise SourceError(
                "a formula has no saved result",
                cause="faulty_cells",
                evidence=f"sheet {title}, cell {get_column_letter(column + 1)}{line + 1}",
                advice="open the file in Excel, save it, and add it again",
            )


def _column(name: str) -> int:
    place = 0
    for letter in name:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _area(ref: str) -> Area:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(ref)
    return Area(top - 1, left - 1, bottom - 1, right - 1)
