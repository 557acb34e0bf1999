"""The words of a series: the latest figure of a place, and how it changed in a year, as far as rounding allows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard import notation
from dashboard.queries import Cell, Result

FIRM_PCT, COARSE_PCT = 0.1, 1.0  # how far a percentage may be off by rounding to have one decimal, or none
NOT_YET = "nog geen cijfer"
SAME = ("evenveel", "even hoog")


@dataclass(frozen=True)
class Track:
    """The series of one place: its cells by period, in order of time.

    Attributes:
        code: The code of the place.
        name: What a chart and a table call it.
        cells: The observation of each period that the series has.
        step: What its figures are rounded to, in their own unit; a sum of rounded parts is coarser.
    """

    code: str
    name: str
    cells: dict[str, Cell]
    step: float

    @property
    def latest(self) -> Cell | None:
        """The newest cell with a number, or None where there is not a single one."""
        known = [cell for cell in self.cells.values() if cell.value is not None]
        return known[-1] if known else None

    @property
    def newest(self) -> Cell:
        """The newest cell, with or without a number."""
        return list(self.cells.values())[-1]

    def year_before(self, period: str) -> Cell | None:
        """Return the cell of the same day, month or quarter a year before, or None where the series has none."""
        return self.cells.get(f"{int(period[:4]) - 1}{period[4:]}")


def tracks(result: Result, codes: tuple[str, ...], *, step: float) -> tuple[Track, ...]:
    """Return the series of each of `codes` that occurs in `result`, which holds one quantity.

    Where a region is the sum of its municipalities, the roundings of its parts add up, and partly cancel: by the root.
    """
    found: dict[str, dict[str, Cell]] = {code: {} for code in codes}
    for row, cell in sorted(result.cells(), key=lambda pair: pair[1].period):
        if row["region_code"] in found:
            found[row["region_code"]][cell.period] = cell
    return tuple(
        Track(code, result.label("region_code", code), cells, step_of(cells.values(), step=step))
        for code, cells in found.items()
        if cells
    )


def step_of(cells: Iterable[Cell], *, step: float) -> float:
    """Return what a series is rounded to: `step`, or more where it is a sum of rounded parts."""
    return step * math.sqrt(max(map(parts, cells)))


def parts(cell: Cell) -> int:
    """Return of how many published figures a cell is the sum, as its remark says; 1 where it is no sum."""
    match = re.match(r"Som van (\d+) ", cell.note)
    return int(match[1]) if match else 1


def changed(track: Track) -> str:
    """Return how the latest figure differs from a year before: "3,2% meer", "30 personen minder", "evenveel".

    Returns:
        '' where one of both is empty or not there.
    """
    cell = track.latest
    before = track.year_before(cell.period) if cell else None
    if cell is None or before is None or before.value is None:
        return ""
    return difference(cell, before, step=track.step)


def since_a_year(track: Track) -> str:
    """Return the change with its moment: "3,2% meer dan een jaar eerder"; or why there is none; or nothing."""
    if change := changed(track):
        return f"{change} {'als' if change.endswith(SAME) else 'dan'} een jaar eerder"
    before = track.year_before(track.latest.period) if track.latest else None
    return f"een jaar eerder was het cijfer {before.text}" if before else ""


def difference(cell: Cell, before: Cell, *, step: float) -> str:
    """Return "3,2% meer", "30 personen minder" or "evenveel" for two cells with a number.

    A percentage gets the decimals that the rounding of both figures leaves; where it leaves none, the difference is
    told as a number. Percentages differ by points. `step` is what the figures are rounded to.
    """
    if cell.unit == "pct":
        return notation.difference(cell.value or 0, before.value or 0, "pct", cell.measure.decimals)
    old, gap = before.value or 0, (cell.value or 0) - (before.value or 0)
    more = "meer" if gap > 0 else "minder"
    if gap == 0:
        return "evenveel"
    if abs(gap) < step:
        return "ongeveer evenveel"
    off = 100 * step / old if old > 0 else float("inf")
    if off > COARSE_PCT:
        size = notation.amount(abs(gap), cell.unit, cell.measure.decimals)
        return f"{size.replace(' x 1.000 personen', ' duizend')} {more}"
    decimals = 1 if off <= FIRM_PCT else 0
    share = notation.percentage(abs(100 * gap / old), decimals)
    return f"minder dan 1% {more}" if share == "0%" else f"{share} {more}"


def told(cell: Cell) -> str:
    """Return the number of a cell as it stands in a sentence: "4.120", "222 duizend", "geheim"."""
    if cell.value is not None and cell.unit in ("persons_thousand", "benefits_thousand"):
        return f"{cell.text} duizend"
    return cell.text


def when(period: str) -> str:
    """Return a period at the start of a sentence: "In april 2026", "Op 1 januari 2025"."""
    words = notation.period(period)
    if "kwartaal" in words:
        return f"In het {words}"
    return f"Op {words}" if re.match(r"\d{1,2} ", words) else f"In {words}"


def inside(period: str) -> str:
    """Return a period inside a sentence, after "over" or "van": "april 2026", "het 4e kwartaal 2025"."""
    words = notation.period(period)
    return f"het {words}" if "kwartaal" in words else words


def provisional(cell: Cell) -> str:
    """Return " (voorlopig)" for a cell that can still change, else nothing."""
    return " (voorlopig)" if cell.status == "provisional" else ""


def ends(track: Track) -> str:
    """Return the lowest and the highest figure of a series with their periods; '' where there are few figures."""
    known = [cell for cell in track.cells.values() if cell.value is not None]
    if len(known) <= 2:
        return ""
    low, high = (choose(known, key=lambda cell: cell.value or 0) for choose in (min, max))
    if low.value == high.value:
        return f"Sinds {inside(known[0].period)} bleef het {told(low)}."
    return (
        f"Sinds {inside(known[0].period)} was het laagste cijfer {told(low)} ({notation.period(low.period)}) en het "
        f"hoogste {told(high)} ({notation.period(high.period)})."
    )


def still_empty(shown: Sequence[Track]) -> str:
    """Return for which places the newest periods have no figure, and why; '' where all of them have one."""
    told: dict[str, list[str]] = {}
    for track in shown:
        if track.newest.value is None:
            told.setdefault(f"{_empty_span(track)}: {track.newest.text}", []).append(track.name)
    return " ".join(f"Voor {notation.listing(names)} is er {why}." for why, names in told.items())


def _empty_span(track: Track) -> str:
    latest = track.latest
    if latest is None:
        return "geen enkel cijfer"
    empty = [period for period in track.cells if period > latest.period]
    first, last = notation.period(empty[0]), notation.period(empty[-1])
    return f"over {first if first == last else f'{first} t/m {last}'} {NOT_YET}"


def at_least(track: Track, found: Iterable[Track]) -> str:
    """Return the least that a region has where its sum is not known: that of its municipalities with a figure."""
    period = track.newest.period
    cells = [other.cells.get(period) for other in found if other.code.startswith("GM")]
    known = [cell for cell in cells if cell is not None and cell.value is not None]
    if track.newest.value is not None or track.code.startswith("GM") or not known:
        return ""
    return (
        f"De {len(known)} gemeenten met een cijfer tellen samen ten minste {least(known)} ({notation.period(period)})."
    )


def least(cells: Sequence[Cell]) -> str:
    """Return the sum of cells that have a number, as their unit is told."""
    total = sum(cell.value or 0 for cell in cells)
    return told(replace(cells[0], value=total))
