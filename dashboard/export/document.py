"""PDF: A4, tagged, text that can be selected, made offline. The look stands in document.typ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from dashboard.charts import vega
from dashboard.charts.theme import LIGHT
from dashboard.export import about, picture
from dashboard.export.about import Item
from dashboard.export.columns import shares
from dashboard.export.glyphs import printable
from dashboard.export.renderer import font_folder
from dashboard.figure.core import Figure, Table
from dashboard.words.notation import REPLACEMENT
from snapshot import clock

TEMPLATE = Path(__file__).with_name("document.typ")
PICTURE_WIDTH = 800  # pixels of a chart over the width of the text, so that its type is about 9.5 points
TALLEST = 1.15  # height of a chart in widths of the text; higher ones become smaller
SHORT = 12  # rows of a table that stands under its chart, and of one that stays on one page
REPLACED = f"Dit bestand kan niet elk teken tonen. Op de plaats van zo’n teken staat {REPLACEMENT}."
LEAD = "Arbeidsmarktregio {}. Bij elk cijfer staan bron, datum en status."


def document(items: Sequence[Item], title: str) -> bytes:
    """Return a PDF of the figures with page numbers, alternative texts, and definitions and sources at the end."""
    figures = [item.figure for item in items]
    built = clock.local(figures[0].results[0].built_at)
    files: dict[str, bytes] = {"main": TEMPLATE.read_bytes()}
    content: list[dict[str, Any]] = []
    for place, item in enumerate(items):
        name, width = "", 1.0
        if picture.can_draw(item.figure):
            name = f"chart-{place}.svg"
            drawn = picture.chart_svg(item.figure, width=PICTURE_WIDTH)
            width = min(1.0, TALLEST / picture.ratio(drawn))
            files[name] = printable(drawn).encode()
        content.append(_item(item, name, width))
    data = {
        "title": title,
        "colours": {"ink": LIGHT.text, "muted": LIGHT.muted, "rule": LIGHT.line, "accent": LIGHT.accent},
        "lead": LEAD.format(items[0].selection.region.title),
        "replaced": "",
        "author": about.maker(items),
        "date": [built.year, built.month, built.day],
        "snapshot": about.snapshot_line(figures[0]),
        "items": content,
        "definitions": about.definitions(figures),
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


def _item(item: Item, image: str, width: float) -> dict[str, Any]:
    figure = item.figure
    short = len(figure.table.rows) <= SHORT
    return {
        "headline": figure.headline,
        "subtitle": figure.subtitle,
        "image": image or None,
        "width": width,
        "alt": figure.alt,
        "sentence": figure.sentence,
        "note": item.note,
        "table": _table(figure.table) if short or not image else None,
        "remarks": figure.all_notes,
        "foot": about.foot(figure, item.selection),
        "together": _fits(figure, bool(image)),
    }


def _fits(figure: Figure, drawn: bool) -> bool:
    """Whether the figure surely fits on one page, so that it is kept together."""
    letters = sum(len(cell) for row in figure.table.rows for cell in row)
    return (drawn and vega.height(figure.chart) < 500) or (len(figure.table.rows) <= SHORT and letters < 1500)


def _table(table: Table) -> dict[str, Any]:
    return {
        "header": table.header,
        "rows": table.rows,
        "numeric": table.numeric,
        "strong": table.strong,
        "widths": shares(table),
    }
