"""Excel workbooks: rows with real numbers and number formats, and a sheet that explains them."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.asking.queries import Result
from dashboard.asking.selection import Selection
from dashboard.export import about
from dashboard.export.about import Item
from dashboard.export.dictionary import dictionary_rows
from dashboard.figure.core import Figure
from dashboard.words.notation import Written
from snapshot.export import DAY, dutch_rows

TABLE, DATA, EXPLANATION, DICTIONARY = "Tabel", "Gegevens", "Toelichting", "Woordenboek"
QUOTE = "'"
NAME_LENGTH = 31  # characters that Excel allows in the name of a sheet
NARROW, WIDE, EXTRA = 9, 48, 2  # characters: the least and most of a column, and room for the filter's button
HEAD = 3  # line of the header of a table, below headline and unit
GENERAL = -1  # in place of a number of decimals


class _Book:
    """A workbook in memory with the few formats it uses."""

    def __init__(self, title: str, built_at: str) -> None:
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.buffer, {"in_memory": True, "strings_to_urls": False})
        created = datetime.fromisoformat(built_at).replace(tzinfo=None)
        self.book.set_properties({"title": title, "created": created, "comments": about.EMPTY_IS_NOT_ZERO})
        self.head = self._format(bold=True, bottom=1, text_wrap=True, valign="top")
        self.bold = self._format(bold=True, valign="top")
        self.wrap = self._format(text_wrap=True, valign="top")
        self.plain = self._format(valign="top")
        self.day = self._format(num_format="d-m-yyyy", valign="top", align="left")
        self.shown: dict[tuple[str, bool], Format] = {}
        self.numbers: dict[int, Format] = {GENERAL: self._format(num_format="0", valign="top")}

    def _format(self, **properties: object) -> Format:
        made: Format = self.book.add_format(properties)
        return made

    def number(self, decimals: int) -> Format:
        """Return the format with a thousands separator and `decimals` decimals, in the reader's own notation."""
        if decimals not in self.numbers:
            text = "#,##0" + (f".{'0' * decimals}" if decimals else "")
            self.numbers[decimals] = self._format(num_format=text, valign="top")
        return self.numbers[decimals]

    def written(self, number_format: str, *, strong: bool) -> Format:
        """Return the format of a cell in a table as the page shows it; "" for text."""
        key = (number_format, strong)
        if key not in self.shown:
            side = {"align": "right"} if number_format else {}
            self.shown[key] = self._format(
                num_format=number_format or "@", bold=strong, valign="top", text_wrap=True, **side
            )
        return self.shown[key]

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet whose name Excel accepts and that no other sheet has; a long one ends after a whole word."""
        clean = re.sub(r"[\[\]:*?/\\]+", " ", name).strip(" '") or DATA
        wanted, place = _cut(clean, NAME_LENGTH), 1
        taken = {sheet.get_name().lower() for sheet in self.book.worksheets()}
        while wanted.lower() in taken:
            place += 1
            wanted = f"{_cut(clean, NAME_LENGTH - len(f' {place}'))} {place}"
        return self.book.add_worksheet(wanted)

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.book.close()
        return self.buffer.getvalue()


def _cut(name: str, length: int) -> str:
    """Return a name of at most so many characters, that of a longer one ending after a whole word with an ellipsis."""
    return textwrap.shorten(name, length, placeholder="…") if " " in name[:length] else name[:length]


def figure_workbook(figure: Figure, selection: Selection) -> bytes:
    """Return a workbook of one figure: its table, sheet Gegevens (one for each dataset) and sheet Toelichting."""
    book = _Book(figure.title, figure.results[0].built_at)
    _table(book, book.sheet(TABLE), Item(figure, selection))
    for result in figure.results:
        _rows(book, book.sheet(DATA), result)
    _explanation(book, [Item(figure, selection)])
    return book.content()


def workbook(items: Sequence[Item], title: str) -> bytes:
    """Return a workbook: sheet Toelichting, the table of each figure, then one sheet for each dataset behind them."""
    book = _Book(title, items[0].figure.results[0].built_at)
    front = book.sheet(EXPLANATION)
    names = []
    for item in items:
        sheet = book.sheet(item.figure.title)
        _table(book, sheet, item)
        names.append((sheet.get_name(), f"Tabel: {item.figure.headline}"))
    for figure, result in about.distinct(items):
        sheet = book.sheet(f"{DATA} {figure.title}")
        _rows(book, sheet, result)
        names.append((sheet.get_name(), f"{figure.title}: {result.dataset.title}"))
    _explanation(book, items, front, [("Bestand", title), *names])
    return book.content()


def dataset_workbook(results: Sequence[Result]) -> bytes:
    """Return a workbook of rows of datasets: a sheet for each, and one that explains columns and sources."""
    first = results[0]
    book = _Book(first.dataset.title, first.built_at)
    for result in results:
        _rows(book, book.sheet(result.dataset.title), result)
    header, lines = dictionary_rows(results)
    sheet = book.sheet(DICTIONARY)
    for place, name in enumerate(header):
        sheet.write_string(0, place, name, book.head)
        sheet.set_column(place, place, 24 if place < len(header) - 2 else WIDE)
    for line, row in enumerate(lines, start=1):
        for place, text in enumerate(row):
            sheet.write_string(line, place, text, book.wrap)
    sheet.freeze_panes(1, 0)
    _printed(sheet, 0)
    return book.content()


def _table(book: _Book, sheet: Worksheet, item: Item) -> None:
    """Write the table as the page shows it, with numbers as numbers, and below it what must be known of them."""
    figure = item.figure
    table = figure.table
    for line, text in enumerate((figure.headline, figure.subtitle)):
        sheet.write_string(line, 0, text, book.bold if line == 0 else book.plain)
    for place, name in enumerate(table.header):
        sheet.write_string(HEAD, place, name, book.head)
    for line, row in enumerate(table.rows):
        for place, text in enumerate(row):
            _shown(
                book, sheet, (HEAD + 1 + line, place), text, number=place in table.numeric, strong=line in table.strong
            )
    below = HEAD + 2 + len(table.rows)
    notes = [*figure.all_notes, *([f"Notitie: {item.note}"] if item.note else []), *about.foot(figure, item.selection)]
    for line, text in enumerate(notes):
        sheet.write_string(below + line, 0, text, book.plain)
    for place, name in enumerate(table.header):
        longest = max(len(name), *(len(row[place]) for row in table.rows)) + EXTRA
        sheet.set_column(place, place, min(max(longest, NARROW), WIDE))
    sheet.freeze_panes(HEAD + 1, 1)
    _printed(sheet, HEAD)


def _shown(book: _Book, sheet: Worksheet, at: tuple[int, int], text: str, *, number: bool, strong: bool) -> None:
    if number and isinstance(text, Written):
        sheet.write_number(*at, text.value, book.written(_excel_format(text), strong=strong))
    else:
        sheet.write_string(*at, text, book.written("@" if number else "", strong=strong))


def _excel_format(text: Written) -> str:
    """Return the number format in which Excel writes the number as the page does."""
    before, after = (f'"{words}"' if words else "" for words in (text.before, text.after))
    decimals = f".{'0' * text.decimals}" if text.decimals else ""
    return f"{before}#,##0{decimals}{after}"


def _printed(sheet: Worksheet, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)


def _rows(book: _Book, sheet: Worksheet, result: Result) -> None:
    header, rows = dutch_rows(result.dataset, result.frame, result.labels)
    formats = [_decimals(result, place, name) for place, name in enumerate(header)]
    for place, name in enumerate(header):
        sheet.write_string(0, place, name, book.head)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            _write(book, sheet, line, place, cell, formats[place][line - 1])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(header) - 1)
    for place, name in enumerate(header):
        longest = max([len(name), *(len(str(row[place])) for row in rows if row[place] is not None)]) + EXTRA
        sheet.set_column(place, place, min(max(longest, NARROW), WIDE))
    _printed(sheet, 0)


def _decimals(result: Result, place: int, name: str) -> list[int]:
    """Return, per row, the decimals with which the source publishes a value; GENERAL for other numbers."""
    values = {column.title for column in result.dataset.columns if column.role == "value"}
    if not any(name.startswith(f"{title} (") for title in values) or place == 0:
        return [GENERAL] * len(result.frame)
    return [result.dataset.measure(measure).decimals for measure in result.frame["measure"]]


def _write(book: _Book, sheet: Worksheet, line: int, place: int, cell: object, decimals: int) -> None:
    """Write one cell; text is written as text, so that nothing in it can become a formula or a link."""
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_string(line, place, "ja" if cell else "nee", book.plain)
    elif isinstance(cell, int | float) and not pd.isna(cell):
        sheet.write_number(line, place, cell, book.number(decimals) if decimals != GENERAL else _general(book, cell))
    elif DAY.fullmatch(str(cell)):
        sheet.write_datetime(line, place, datetime.fromisoformat(str(cell)), book.day)
    else:
        text = str(cell)
        sheet.write_string(line, place, text, book.wrap if len(text) > WIDE else book.plain)


def _general(book: _Book, cell: float) -> Format:
    return book.numbers[GENERAL] if float(cell).is_integer() else book.plain


def _explanation(
    book: _Book, items: Sequence[Item], sheet: Worksheet | None = None, contents: Sequence[tuple[str, str]] = ()
) -> None:
    """Write the explanation of each figure below each other, as two columns."""
    target = sheet or book.sheet(EXPLANATION)
    target.set_column(0, 0, NAME_LENGTH if contents else 24)
    target.set_column(1, 1, 100)
    target.set_paper(9)
    target.fit_to_pages(1, 0)
    lines: list[tuple[str, str]] = [*contents, *([("", "")] if contents else [])]
    for item in items:
        lines += about.facts(item.figure, item.selection)
        lines += [("Notitie", item.note)] if item.note else []
        lines.append(("", ""))
    sheets = {one.get_name() for one in book.book.worksheets()}
    for line, (word, text) in enumerate(lines):
        if word or text:
            if line < len(contents) and word in sheets:
                target.write_url(line, 0, f"internal:'{word.replace(QUOTE, 2 * QUOTE)}'!A1", string=word)
            else:
                target.write_string(line, 0, word, book.bold)
            target.write_string(line, 1, text, book.wrap)
