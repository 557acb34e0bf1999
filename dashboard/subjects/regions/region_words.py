"""Words for regions side by side: their values in one and the same period, and how a rate or a number compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.asking.queries import Cell, Result, ask
from dashboard.series import telling
from dashboard.series.subject import Subject
from dashboard.subjects.regions.region_series import PER_THOUSAND
from dashboard.words import notation
from snapshot.read import Snapshot

UNKNOWN = "niet te zeggen"


@dataclass(frozen=True)
class Row:
    """One subject in one period: that of this region first, then those of the others; None where there is none."""

    subject: Subject
    period: str
    cells: tuple[Cell | None, ...]
    results: tuple[Result, ...]


def ends(names: Sequence[str], cells: Sequence[Cell | None]) -> str:
    """Return values with the names of their regions: "12,1 in Midden-Gelderland en 11,0 in Nederland".

    A region without one is named too: the reader chose it.
    """
    pairs = list(zip(names, cells, strict=True))
    lacking = [name for name, cell in pairs if not cell]
    none = f"; van {notation.listing(lacking)} is het niet te berekenen" if lacking else ""
    return f"{notation.listing([f'{cell.text} in {name}' for name, cell in pairs if cell])}{none}"


def compared(row: Row, names: Sequence[str]) -> str:
    """Return the values of a row as a sentence: "In april 2026 was het aantal ... 12,1 in Midden-Gelderland en ..."."""
    about = row.subject.about or f"het aantal {notation.inside(row.subject.title)}"
    return f"{telling.when(row.period)} was {about} {ends(names, row.cells)}{early(row.cells)}"


def early(cells: Sequence[Cell | None]) -> str:
    """Return that one of these can still change; '' where none can."""
    return " (voorlopig)" if any(cell.status == "provisional" for cell in cells if cell) else ""


def text(cell: Cell | None, *, tell: bool = True) -> str:
    """Return a value as a table shows it; `tell` says so where it is provisional."""
    if cell is None:
        return notation.NO_VALUE
    return f"{cell.text}{telling.provisional(cell)}" if tell else cell.text


def difference(row: Row, names: Sequence[str]) -> str:
    """Return how a rate differs from that of the others; of a number only which part of the country it is.

    Regions differ in size, so a number of one is never "more" or "less" than that of another.
    """
    own, _, country = row.cells
    if not row.subject.per:
        return _share(own, country) if own and country and country.value else UNKNOWN
    said: dict[str, list[str]] = {}
    for name, cell in zip(names[1:], row.cells[1:], strict=True):
        if own and cell:
            said.setdefault(_against(row.subject, own, cell), []).append(name)
    return notation.listing([f"{words} in {notation.listing(among)}" for words, among in said.items()]) or UNKNOWN


def _share(own: Cell, country: Cell) -> str:
    share = 100 * (own.value or 0) / (country.value or 1)
    return f"{notation.percentage(share, 1) if round(share, 1) else 'minder dan 0,1%'} van Nederland"


def _against(subject: Subject, own: Cell, other: Cell) -> str:
    here, there = own.value or 0, other.value or 0
    if subject.per != PER_THOUSAND:
        return notation.than(notation.difference(here, there, "pct", 1))
    gap = round(here - there, 1)
    if not gap:
        return "evenveel als"
    size = notation.number(abs(gap), 0 if float(gap).is_integer() else 1)
    return f"{size} {'meer' if gap > 0 else 'minder'} dan"


def notes(found: Sequence[Subject], *, index: bool = False) -> tuple[str, ...]:
    """Return the remarks of subjects, and what of them is computed."""
    told = [note for one in found for note in one.notes]
    if index:
        told.insert(0, "Index en verandering zijn berekend. De bestanden bevatten de aantallen zelf.")
    if any(one.per for one in found):
        told.append("‘Berekend’: door dit dashboard, uit aantallen die precies zijn of op tientallen afgerond.")
    return tuple(dict.fromkeys(told))


def region_names(snapshot: Snapshot, codes: Sequence[str]) -> tuple[str, ...]:
    """Return the name of each region of `codes`, or its code where it has none."""
    titles = {row["region_code"]: row["title"] for row in ask(snapshot, "regions", region_code=list(codes)).rows}
    return tuple(titles.get(code, code) for code in codes)
