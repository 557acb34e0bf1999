"""From a file to sheets of cells: Excel (.xlsx), OpenDocument (.ods) or text (.csv), known by content, not by name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from loaders.cbs.errors import SourceError

Cell: TypeAlias = str | float | None  # a date is ISO text; a cell shown as a percentage is text such as "12.5%"
LARGEST_FILE, LARGEST_CONTENT = 50_000_000, 400_000_000  # bytes, packed and unpacked
WIDEST = 400  # columns; a sheet that is wider is cut off there
AGAIN = "download it again, open it once in Excel to look, and add it as .xlsx, .ods or .csv"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name ("" for text) and its rows, as wide as they are filled."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read_sheets(body: bytes) -> list[Sheet]:
    """Return the sheets of a file.

    Raises:
        SourceError: It is empty, too large, damaged, protected, a web page, or of another kind.
    """
    if not body.strip():
        raise SourceError("the file is empty", cause="unreadable_file", advice=AGAIN)
    if len(body) > LARGEST_FILE:
        raise SourceError(
            "the file is too large", cause="unreadable_file", evidence=f"{len(body):,} bytes", advice="add a part of it"
        )
    if body[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise SourceError(
            "the file is protected with a password, or an old .xls",
            cause="unreadable_file",
            advice="open it in Excel and save it as .xlsx, without a password",
        )
    start = body[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<table")):
        raise SourceError(
            "the file is a web page, whatever its name says",
            cause="unreadable_file",
            evidence=_shown(body),
            advice=AGAIN,
        )
    if start.startswith(b"%pdf"):
        raise SourceError("the file is a PDF", cause="unreadable_file", advice="ask for the table as .xlsx or .csv")
    return _packed(body) if body[:2] == b"PK" else [_text(body)]


def _shown(body: bytes) -> str:
    return repr(body[:40].decode("latin-1"))


def _packed(body: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
            if sum(part.file_size for part in archive.infolist()) > LARGEST_CONTENT:
                raise SourceError(
                    "the file holds too much when unpacked", cause="unreadable_file", advice="add a part of it"
                )
            if "xl/workbook.xml" in names:
                formulas = any(
                    re.search(rb"<f[ >]", archive.read(name)) for name in names if name.startswith("xl/worksheets/")
                )
                return _excel(body, formulas=formulas)
            if "content.xml" in names:
                manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
                if b"encryption-data" in manifest:
                    raise SourceError(
                        "the file is protected with a password",
                        cause="unreadable_file",
                        advice="save it without a password",
                    )
                return _open_document(body)
    except SourceError:
        raise
    except Exception as error:  # readers of damaged files raise whatever their parser meets
        raise SourceError(
            "the file is damaged",
            cause="unreadable_file",
            evidence=f"{type(error).__name__}: {str(error)[:120]}",
            advice=AGAIN,
        ) from error
    raise SourceError(
        "the file is packed, but is no spreadsheet",
        cause="unreadable_file",
        evidence=", ".join(sorted(names)[:4]),
        advice=AGAIN,
    )


def _excel(body: bytes, *, formulas: bool) -> list[Sheet]:
    """Read the values that Excel saved; a formula without one refuses the file, for it would read as empty."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    sheets = []
    for sheet in book.worksheets:
        rows = [tuple(_excel_cell(cell) for cell in row[:WIDEST]) for row in sheet.iter_rows()]
        sheets.append(Sheet(sheet.title, _trimmed(rows)))
    book.close()
    if formulas:
        _refuse_uncounted(body, sheets)
    return sheets


def _refuse_uncounted(body: bytes, sheets: list[Sheet]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(body), read_only=True, data_only=False)
    for sheet, read in zip(book.worksheets, sheets, strict=True):
        for line, row in enumerate(sheet.iter_rows()):
            for place, cell in enumerate(row[:WIDEST]):
                known = line < len(read.rows) and place < len(read.rows[line]) and read.rows[line][place] is not None
                if isinstance(cell.value, str) and cell.value.startswith("=") and not known:
                    raise SourceError(
                        "a formula has no saved result",
                        cause="faulty_cells",
                        evidence=f"sheet {sheet.title}, cell {cell.coordinate}",
                        advice="open the file in Excel, save it, and add it again",
                    )
    book.close()


def _excel_cell(cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in str(cell.number_format):
        return percent(float(value))
    return _plain(value)


def percent(fraction: float) -> str:
    """Return a cell that a spreadsheet shows as a percentage: 0.125 is "12.5%"."""
    return f"{round(fraction * 100, 6):g}%"


def _plain(value: Any) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    text = re.sub(r"[\u00ad\u200b\ufeff]", "", str(value)).replace("\u00a0", " ").strip()
    return text or None


def _open_document(body: bytes) -> list[Sheet]:
    from odf.opendocument import load
    from odf.table import Table

    document = load(io.BytesIO(body))
    return [
        Sheet(str(table.getAttribute("name") or ""), _trimmed(_ods_rows(table)))
        for table in document.spreadsheet.getElementsByType(Table)
    ]


def _ods_rows(table: Any) -> list[tuple[Cell, ...]]:
    from odf.table import TableRow

    rows: list[tuple[Cell, ...]] = []
    for row in table.getElementsByType(TableRow):
        cells = _ods_cells(row)
        again = int(row.getAttribute("numberrowsrepeated") or 1)
        if any(cell is not None for cell in cells):
            rows += [cells] * min(again, 100_000)
        else:
            rows += [()] * min(again, 50)  # the empty rest of a sheet is repeated a million times
    return rows


def _ods_cells(row: Any) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for cell in row.childNodes:
        if cell.qname[1] not in ("table-cell", "covered-table-cell"):
            continue
        again = int(cell.getAttribute("numbercolumnsrepeated") or 1)
        cells += [_ods_cell(cell)] * min(again, WIDEST - len(cells))
    return tuple(cells)


def _ods_cell(cell: Any) -> Cell:
    from odf import teletype
    from odf.text import P

    kind, value = cell.getAttribute("valuetype"), cell.getAttribute("value")
    if kind == "percentage":
        return percent(float(value))
    if kind in ("float", "currency"):
        return float(value)
    if kind == "date":
        return str(cell.getAttribute("datevalue"))[:10]
    return _plain(" ".join(teletype.extractText(part) for part in cell.getElementsByType(P)))


def _text(body: bytes) -> Sheet:
    text = _decoded(body)
    best = max(";\t,", key=lambda mark: _width(text, mark))  # ";" first, so it wins where nothing tells
    try:
        rows = [tuple(_plain(cell) for cell in row[:WIDEST]) for row in csv.reader(io.StringIO(text), delimiter=best)]
    except csv.Error as error:
        raise SourceError(
            "the text file cannot be read", cause="unreadable_file", evidence=str(error), advice=AGAIN
        ) from error
    return Sheet("", _trimmed(rows))


def _decoded(body: bytes) -> str:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", errors="replace")
    if b"\x00" in body:
        raise SourceError(
            "the file is no spreadsheet and no text", cause="unreadable_file", evidence=_shown(body), advice=AGAIN
        )
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _width(text: str, mark: str) -> int:
    """Return how many cells most of the first lines have with this separator."""
    lines = [row for row in csv.reader(io.StringIO("\n".join(text.splitlines()[:80])), delimiter=mark) if row]
    common = Counter(len(row) for row in lines if len(row) > 1).most_common(1)
    return common[0][0] * common[0][1] if common else 0


def _trimmed(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows without what is empty at their end and at the end of the sheet."""
    shorter = []
    for row in rows:
        width = max((place + 1 for place, cell in enumerate(row) if cell is not None), default=0)
        shorter.append(row[:width])
    while shorter and not shorter[-1]:
        shorter.pop()
    return tuple(shorter)
