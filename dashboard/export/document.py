"""PDF: A4, tagged, text that can be selected, made offline. The look stands in document.typ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from dashboard.charts import vega
from dashboard.charts.parts import parts
from dashboard.charts.theme import LIGHT
from dashboard.charts.timeline import Timeline, abbreviated
from dashboard.export import about, picture
from dashboard.export.about import Item
from dashboard.export.columns import pieces, widths
from dashboard.export.glyphs import printable
from dashboard.export.renderer import font_folder
from dashboard.figure.core import Figure, Table
from dashboard.words.notation import REPLACEMENT
from snapshot import clock

TEMPLATE = Path(__file__).with_name("document.typ")
PICTURE_WIDTH = 800  # pixels of a chart over the width of the text, so that its type is about 9.5 points
TALLEST = 800  # pixels of a chart that stands on one page with its headline, also below the title of the document
LEAST_TYPE = 0.85  # of its size: a chart that must be smaller to fit has type that cannot be read, its table stays
TEXT_WIDTH = 481.9  # points between the margins of A4
CELL_SPACE = 6.5  # points beside the text of a cell
HALF = 384  # pixels of a chart in a handout, where two stand beside each other
SHORT = 12  # rows of a table that stands under its chart, and of one that stays on one page
LOW = 500  # pixels of a chart that fits on one page with its table
SIZES = {3: 9.5, 5: 9.0, 99: 8.0}  # points of the type of a table, by the most columns
REPLACED = f"Dit bestand kan niet elk teken tonen. Op de plaats van zo’n teken staat {REPLACEMENT}."
LEAD = "Arbeidsmarktregio {}. Bij elk cijfer staan bron, datum en status."


def handout(items: Sequence[Item], title: str) -> bytes:
    """Return a PDF to hand out: the first figure as a table, the others as low charts, each with what is doubtful.

    Sources and status stand under each figure; definitions and all other remarks are in the other files.
    """
    return document(items, title, short=True)


def document(items: Sequence[Item], title: str, *, short: bool = False, tables: bool = False) -> bytes:
    """Return a PDF of the figures with page numbers, alternative texts, and definitions and sources at the end.

    A `short` one has no definitions, no tables under charts, and of the remarks only the first doubt. With `tables`
    each chart has its table, however long.
    """
    figures = [item.figure for item in items]
    built = clock.local(figures[0].results[0].built_at)
    files: dict[str, bytes] = {"main": TEMPLATE.read_bytes()}
    content: list[dict[str, Any]] = []
    for place, item in enumerate(items):
        drawn = _drawn(item.figure, HALF if short else PICTURE_WIDTH)
        names = {f"chart-{place}-{part}.svg": svg for part, svg in enumerate(drawn)}
        files |= {name: printable(svg).encode() for name, svg in names.items()}
        content.append(_item(item, _images(item.figure, names), first=place == 0, short=short, tables=tables))
    data = {
        "title": title,
        "colours": {"ink": LIGHT.text, "muted": LIGHT.muted, "rule": LIGHT.line, "accent": LIGHT.accent},
        "lead": LEAD.format(items[0].selection.region.name),
        "replaced": "",
        "short": short,
        "author": about.maker(items),
        "date": [built.year, built.month, built.day],
        "snapshot": about.snapshot_line(figures[0]),
        "items": content,
        "definitions": [] if short else about.definitions(figures),
        "statuses": about.statuses(figures),
        "empty": about.EMPTY_IS_NOT_ZERO,
        "sources": about.sources(figures),
    }
    data = _printable(data)
    if any(REPLACEMENT.encode() in found for found in (str(data).encode(), *files.values())):
        data["replaced"] = REPLACED
    files["data.json"] = json.dumps(data, ensure_ascii=False).encode()
    main: Any = files  # its type hints do not know a dict of files yet
    made = typst.compile(
        main,
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=int(built.timestamp()),
    )
    return bytes(made)


def _printable(value: Any) -> Any:
    """Return `value` with every text in it as the typeface can write it."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printable(inner) for name, inner in value.items()}
    return [_printable(inner) for inner in value] if isinstance(value, list | tuple) else value


def _drawn(figure: Figure, width: int) -> list[str]:
    """Return the chart as SVGs that can be read on A4: high ones in parts, none where only its table can."""
    if figure.chart is None or not picture.can_draw(figure):
        return []
    drawn = [picture.chart_svg(chart, width=width) for chart in parts(figure.chart, TALLEST)]
    return drawn if all(_shrunk(svg) >= LEAST_TYPE for svg in drawn) else []


def _shrunk(svg: str) -> float:
    """Return how wide a chart is in widths of the text, so that it is not too high."""
    return min(1.0, TALLEST / PICTURE_WIDTH / picture.ratio(svg))


def _images(figure: Figure, drawn: dict[str, str]) -> list[dict[str, Any]]:
    alts = [figure.alt, *([f"Vervolg van: {figure.title}"] * (len(drawn) - 1))]
    return [
        {"name": name, "width": _shrunk(svg), "alt": alt} for (name, svg), alt in zip(drawn.items(), alts, strict=False)
    ]


def _item(item: Item, images: list[dict[str, Any]], *, first: bool, short: bool, tables: bool) -> dict[str, Any]:
    figure = item.figure
    with_table = not images or tables or (_needs_table(figure) and not short)
    return {
        "headline": figure.headline,
        "subtitle": figure.subtitle,
        "images": images,
        "sentence": figure.sentence,
        "note": item.note,
        "tables": _tables(figure.table) if with_table else [],
        "remarks": [figure.first_doubt] if short and figure.first_doubt else [] if short else figure.all_notes,
        "foot": about.foot(figure, item.selection),
        "together": not first and _fits(figure, images, with_table=with_table),
    }


def _needs_table(figure: Figure) -> bool:
    """Whether the table stands under the chart: it is short, or has the words that the chart cuts off."""
    cut = isinstance(figure.chart, Timeline) and any(abbreviated(s.title) != s.title for s in figure.chart.spans)
    return cut or len(figure.table.rows) <= SHORT


def _fits(figure: Figure, images: list[dict[str, Any]], *, with_table: bool) -> bool:
    """Whether the figure surely fits on one page, so that it is kept together."""
    if images and with_table and len(figure.table.rows) > SHORT:
        return False
    letters = sum(len(cell) for row in figure.table.rows for cell in row)
    low = len(images) == 1 and vega.height(figure.chart) < LOW
    return low or (not images and len(figure.table.rows) <= SHORT and letters < 1500)


def _tables(table: Table) -> list[dict[str, Any]]:
    size = next(size for most, size in SIZES.items() if len(table.header) <= most)
    return [
        {
            "header": piece.header,
            "rows": piece.rows,
            "numeric": piece.numeric,
            "strong": piece.strong,
            "size": size,
            "widths": widths(piece, TEXT_WIDTH, size=size, space=CELL_SPACE),
        }
        for piece in pieces(table, TEXT_WIDTH, size=size, space=CELL_SPACE)
    ]
