"""Real files as a person would drop them: written by openpyxl, odfpy or as text. All figures in them are invented."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

Row = Sequence[object]
TIGHTNESS: tuple[Row, ...] = (
    ("Spanningsindicator (verzonnen cijfers)",),
    ("Publicatiedatum: 12-05-2026",),
    (),
    ("Arbeidsmarkt-\nregio", " Beroepsgroep", "KWARTAAL", "Spanning", "Typering", "Beroepsklasse"),
    ("Midden-Gelderland", "Elektriciens", "2025 Q4", 4.6, "Zeer krap", "Technische beroepen"),
    ("Midden-Gelderland", "Kappers", "2025K4", 0.61, "Ruim", "Dienstverlenende beroepen"),
    ("Midden-Gelderland", "Dierenartsen", "4e kwartaal 2025", "*", "*", "Zorg"),
    ("Midden-Gelderland", "Elektriciens", "2026 Q1", 4.2, "zeer krap", "Technische beroepen"),
    ("Midden-Gelderland", "Kappers", "2026 Q1", 0.7, "gemiddeld", "Dienstverlenende beroepen"),
    ("Midden-Gelderland", "Dierenartsen", "2026 Q1", "-", "-", "Zorg"),
    ("Nederland", "Elektriciens", "2026 Q1", 0, "zeer ruim", "Technische beroepen"),
)
ATLAS: tuple[Row, ...] = (
    ("Atlas SV, verzonnen cijfers. Peildatum 31-12-2025",),
    ("Gemeente", "WW", None, "Wajong", None, "Inwoners 15-64"),
    (None, "aantal", "%", "aantal", "%", None),
    ("Arnhem", 1900, 1.7, 3000, 2.6, 113000),
    ("Rozendaal", "x", "x", "<5", ".", 1100),
    ("Doesburg", 0, 0, 120, 1.8, None),
    ("Roosendaal", 700, 1.4, 900, 1.8, 50000),
    ("Totaal", 2600, 1.5, 4020, 2.2, 164100),
)
JOBSEEKERS: tuple[Row, ...] = (
    ("Geregistreerde werkzoekenden (GWU), verzonnen",),
    ("Arbeidsmarktregio", "Gemeente", "Jaar", "Maand", "Uitkering", "Dienstverband", "Aantal"),
    ("Midden-Gelderland", "Arnhem", 2026, "maart", "WW", "zonder dienstverband", "1.234"),
    ("Midden-Gelderland", "", 2026, 3, "WW", "met dienstverband", 345),
    ("Midden-Gelderland", "Totaal", 2026, 3, "Bijstand", "Totaal", 5000),
)
JOB_AGREEMENT: tuple[Row, ...] = (
    ("Banenafspraak, verzonnen",),
    ("Regio", "Peildatum", "Aantal banen", "Doelstelling", "Personen in doelgroepregister", "Participatie (%)"),
    ("Midden-Gelderland", "31-12-2025", 5310, 4900, 8950, 51.4),
    ("Midden-Gelderland", "31-03-2026", 5350, 4950, 9010, 51.9),
)
COMMUTING: tuple[Row, ...] = (
    ("Woon-werkbalans naar arbeidsmarktregio, 2023 (verzonnen)",),
    ("x 1 000",),
    (None, "Werkregio"),
    ("Woonregio", "Midden-Gelderland", "Rijk van Nijmegen", "FoodValley", "Totaal"),
    ("Midden-Gelderland", 149.1, 17.2, "x", 213),
    ("Rijk van Nijmegen", "15,2*", 90.5, 1, 110),
    ("FoodValley", 8.1, 2, 3, 14),
    ("Totaal", 172.4, 109.7, 4, 337),
)


def xlsx(rows: Sequence[Row], *, before: Sequence[Row] = (), formats: dict[str, str] | None = None) -> bytes:
    """Return a workbook with `rows` on its second sheet, behind a sheet with `before`."""
    book = Workbook()
    book.active.title = "Toelichting"
    for row in before:
        book.active.append(list(row))
    sheet = book.create_sheet("Tabel 1")
    for row in rows:
        sheet.append(list(row))
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def workbook(*sheets: tuple[str, Sequence[Row]], change: Callable[[Workbook], object] = bool) -> bytes:
    """Return a workbook with these sheets, after `change` was made to it."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rewritten(body: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a packed file in which `change` was made to each of its parts, given by name."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return content.getvalue()


def strict(body: bytes) -> bytes:
    """Return a workbook in the names of the strict form of the standard, as Excel saves "Strict Open XML"."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
    }

    def change(_: str, content: bytes) -> bytes:
        for common, name in names.items():
            content = content.replace(common, name)
        return content

    return rewritten(body, change)


def ods(rows: Sequence[Row]) -> bytes:
    """Return an OpenDocument sheet; text that ends in % becomes a real percentage."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Tabel 1")
    for row in rows:
        line = TableRow()
        for value in row:
            line.addElement(_ods_cell(value))
        table.addElement(line)
    table.addElement(TableRow(numberrowsrepeated=1000))
    document.spreadsheet.addElement(table)
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def _ods_cell(value: object) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=value)
    if re.fullmatch(r"[\d.]+%", str(value)):
        return TableCell(valuetype="percentage", value=float(str(value)[:-1]) / 100)
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def text(rows: Sequence[Row], *, mark: str = ";", encoding: str = "utf-8") -> bytes:
    """Return text with decimal commas; cells that need quotes get them."""
    lines = [mark.join(_quoted(_dutch(value), mark) for value in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def _dutch(value: object) -> str:
    return "" if value is None else str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _quoted(value: str, mark: str) -> str:
    return f'"{value}"' if mark in value or "\n" in value else value
