"""What a figure can be taken home as. Files are made on the click, from the rows the card shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard import notation
from dashboard.figures.core import Figure
from dashboard.selection import Selection
from snapshot.export import csv_dutch, csv_international, dutch_rows


@dataclass(frozen=True)
class Download:
    """One way to take a figure home; `content` makes the bytes of the file."""

    kind: str
    label: str
    file_name: str
    mime: str
    content: Callable[[Figure], bytes]


def downloads(figure: Figure, selection: Selection) -> tuple[Download, ...]:
    """Return the downloads of `figure`; the file names say subject, selection, period and snapshot."""
    stem = file_stem(figure, selection)
    return (
        Download("csv", "CSV voor Excel", f"{stem}.csv", "text/csv", excel_csv),
        Download("csv-international", "CSV internationaal", f"{stem}-international.csv", "text/csv", plain_csv),
    )


def file_stem(figure: Figure, selection: Selection) -> str:
    """Return the file name without ending: "uitkeringen-arnhem-rheden-2024-12-31-77a8387e3e3c"."""
    first = figure.results[0]
    names = [first.label("region_code", code) for code in selection.municipalities] if _has_regions(figure) else []
    shown = names if len(names) <= 4 else [f"{len(names)} gemeenten"]
    sector = [selection.sector] if selection.sector and _has_sectors(figure) else []
    periods = sorted({period for result in figure.results for period in result.periods})
    span = [] if not periods else [periods[0]] if len(periods) == 1 else [periods[0], "tm", periods[-1]]
    return notation.slug(" ".join([figure.title, *shown, *sector, *span, first.snapshot_id]))


def _has_regions(figure: Figure) -> bool:
    return any("region_code" in result.frame for result in figure.results)


def _has_sectors(figure: Figure) -> bool:
    return any({"sector", "priority_sector"} & set(result.frame.columns) for result in figure.results)


def excel_csv(figure: Figure) -> bytes:
    """Return the rows as a CSV that Dutch Excel opens at a double click."""
    parts = [csv_dutch(*dutch_rows(result.dataset, result.frame, result.labels)) for result in figure.results]
    return b"\r\n".join(parts)


def plain_csv(figure: Figure) -> bytes:
    """Return the rows as a CSV with codes, commas and decimal points."""
    return b"\n".join(csv_international(result.dataset, result.frame) for result in figure.results)
