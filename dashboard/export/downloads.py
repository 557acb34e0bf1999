"""What a figure can be taken home as. Files are made on the click, from the rows the card shows."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dashboard.asking.selection import Selection
from dashboard.export import picture, xlsx
from dashboard.export.about import file_stem
from dashboard.figure.core import Figure
from snapshot.export import csv_dutch_tables, csv_international, dutch_rows

log = logging.getLogger("dashboard")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Download:
    """One way to take a figure home; `content` makes the bytes of the file."""

    kind: str
    label: str
    file_name: str
    mime: str
    content: Callable[[Figure], bytes]


def downloads(figure: Figure, selection: Selection) -> tuple[Download, ...]:
    """Return the downloads of `figure`; the file names say subject, selection, period and snapshot.

    A figure that is a table has no picture.
    """
    stem = file_stem(figure, selection)
    files = (
        Download("xlsx", "Excel", f"{stem}.xlsx", EXCEL, partial(xlsx.figure_workbook, selection=selection)),
        Download("csv", "CSV voor Excel", f"{stem}.csv", "text/csv", excel_csv),
        Download("csv-international", "CSV internationaal", f"{stem}-international.csv", "text/csv", plain_csv),
    )
    if not picture.can_draw(figure):
        return files
    png, svg = (partial(make, selection=selection) for make in (picture.picture_png, picture.picture_svg))
    return (
        *files,
        Download("png", "Afbeelding", f"{stem}.png", "image/png", png),
        Download("svg", "Afbeelding (SVG)", f"{stem}.svg", "image/svg+xml", svg),
    )


def logged(name: str, make: Callable[[], bytes]) -> bytes:
    """Return the file `name` that `make` makes; where that fails, name it in the log beside what was raised.

    The page says that it failed, see browser/connection.js.
    """
    try:
        return make()
    except Exception as error:
        log.error("file %s failed: %r", name, error)
        raise


def excel_csv(figure: Figure) -> bytes:
    """Return the rows as a CSV that Dutch Excel opens at a double click."""
    return csv_dutch_tables(dutch_rows(result.dataset, result.frame, result.labels) for result in figure.results)


def plain_csv(figure: Figure) -> bytes:
    """Return the rows as a CSV with codes, commas and decimal points."""
    return b"\n".join(csv_international(result.dataset, result.frame) for result in figure.results)
