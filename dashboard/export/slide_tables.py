"""Tables on slides: as large as they can be read, spread over as many slides as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

from dashboard.charts.theme import LIGHT
from dashboard.export.columns import widths as spread
from dashboard.export.picture import wrapped
from dashboard.export.slide_charts import rgb
from dashboard.figure.core import Table

SIZE = 14  # points
LEAST = 3  # rows on the last slide of a table
LINE, ROOM = 0.24, 0.11  # inches of a line of text, and of the space around it
MARGIN, INCH = 0.2, 72.0  # inches left and right of the text of a cell, points of an inch
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
BAND = "#f3f6f8"


def widths(table: Table, width: float) -> list[float]:
    """Return the widths of the columns in inches."""
    return [points / INCH for points in spread(table, width * INCH, size=SIZE, space=MARGIN * INCH)]


def pages(table: Table, width: float, height: float) -> list[list[int]]:
    """Return the numbers of the rows that fit on each slide."""
    columns = widths(table, width)
    left = height - _height(table.header, columns)
    found: list[list[int]] = [[]]
    room = left
    for place, row in enumerate(table.rows):
        needed = _height(row, columns)
        if needed > room and found[-1]:
            found.append([])
            room = left
        found[-1].append(place)
        room -= needed
    return _balanced(found)


def _balanced(found: list[list[int]]) -> list[list[int]]:
    """Return the pages with at least LEAST rows on the last one: a total or a warning is not read alone."""
    while len(found) > 1 and len(found[-1]) < LEAST and len(found[-2]) > LEAST:
        found[-1].insert(0, found[-2].pop())
    return found


def _height(row: Sequence[str], columns: Sequence[float]) -> float:
    rooms = [max(width - MARGIN, 0.3) * INCH for width in columns]
    lines = max(len(wrapped(cell, size=SIZE, width=room, bold=True)) for cell, room in zip(row, rooms, strict=True))
    return max(lines, 1) * LINE + ROOM


def add_table(slide: Any, table: Table, rows: Sequence[int], box: tuple[int, int, int, int], *, alt: str) -> Any:
    """Add the named rows of `table` in `box` (EMU) as a PowerPoint table; return its frame."""
    columns = widths(table, Emu(box[2]).inches)
    frame = slide.shapes.add_table(len(rows) + 1, len(table.header), *box)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    made = frame.table
    made._tbl.tblPr.find("{*}tableStyleId").text = NO_STYLE
    made.horz_banding = False
    for place, width in enumerate(columns):
        made.columns[place].width = Inches(width)
    _row(made, 0, table.header, table, columns, strong=True)
    for line, place in enumerate(rows, start=1):
        _row(made, line, table.rows[place], table, columns, strong=place in table.strong)
    return frame


def _row(made: Any, line: int, cells: Sequence[str], table: Table, columns: Sequence[float], *, strong: bool) -> None:
    made.rows[line].height = Inches(_height(cells, columns))
    for place, text in enumerate(cells):
        cell = made.cell(line, place)
        cell.margin_top = cell.margin_bottom = Inches(ROOM / 2)
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(LIGHT.accent if line == 0 else BAND if line % 2 == 0 else LIGHT.background)
        cell.text_frame.text = text
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if place in table.numeric else PP_ALIGN.LEFT
        paragraph.font.size = Pt(SIZE)
        paragraph.font.bold = strong
        paragraph.font.color.rgb = rgb(LIGHT.background if line == 0 else LIGHT.text)
