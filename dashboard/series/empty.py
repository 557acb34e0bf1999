"""The words of cells of a series without a number, of a zero that is rounded, and of the least that a region has."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.asking.queries import Cell
from dashboard.series import telling as words
from dashboard.series.track import Track
from dashboard.words import notation
from snapshot.model import UNITS

SECRET, UNKNOWN = "suppressed", "not_available"
LATE = 3  # months: so long the newest figures of a monthly table can still be on their way


def still_empty(shown: Sequence[Track]) -> str:
    """Return for which places the newest periods have no figure, and why; '' where all of them have one.

    Only what a monthly table does not have yet is "nog geen cijfer"; a secret figure never comes.
    """
    bare = [track for track in shown if track.newest.value is None]
    return " ".join(f"Voor {words.together(tracks, shown)} {why}." for why, tracks in words.alike(bare, _why).items())


def _why(track: Track) -> str:
    """Return why the newest figures of a place are not there: "is het cijfer over april 2026 geheim"."""
    known = track.latest
    empty = [cell for period, cell in track.cells.items() if known is None or period > known.period]
    first, last = empty[0].period, empty[-1].period
    statuses = {cell.status for cell in empty}
    word = notation.listing([notation.cell(None, status, "persons") for status in sorted(statuses)], "of")
    if known is None:
        return "zijn alle cijfers geheim" if statuses == {SECRET} else f"is er geen enkel cijfer: {word}"
    over = words.inside(first) if first == last else f"{notation.period(first)} t/m {notation.period(last)}"
    if statuses == {SECRET}:
        return f"{'is het cijfer' if first == last else 'zijn de cijfers'} over {over} geheim"
    if statuses == {UNKNOWN} and _is_late(first, last):
        return f"is er over {over} nog geen cijfer"
    return f"is er over {over} geen cijfer: {word}"


def _is_late(first: str, last: str) -> bool:
    """Return whether two months, both included, are no longer apart than a table can be late."""
    if len(first) != len("2026-04") or "Q" in first:
        return False
    months = [12 * int(period[:4]) + int(period[5:]) for period in (first, last)]
    return months[1] - months[0] < LATE


def zero(shown: Sequence[Track]) -> str:
    """Return what a 0 means where the source rounds: less than half a step; '' where no newest figure is 0."""
    found = [track.latest for track in shown if track.latest and track.latest.value == 0]
    if not found or not found[0].measure.rounded_to:
        return ""
    measure = found[0].measure
    half = notation.number(math.ceil(UNITS[found[0].unit].times * measure.step / 2))
    each = "in elke gemeente " if all(cell.parts > 1 for cell in found) else ""
    return f"0 betekent hier: {each}minder dan {half} (afgerond op {measure.rounding})."


def at_least(region: Track, towns: Iterable[Track]) -> str:
    """Return the least that a region has where its sum is not known: that of its municipalities with a figure."""
    period = region.newest.period
    known = [cell for town in towns if (cell := town.cells.get(period)) is not None and cell.value is not None]
    if region.newest.value is not None or not known:
        return ""
    if len(known) == 1:
        return f"De enige gemeente met een cijfer telt er {words.told(known[0])} ({notation.period(period)})."
    return (
        f"De {len(known)} gemeenten met een cijfer tellen samen ten minste {least(known)} ({notation.period(period)})."
    )


def least(cells: Sequence[Cell]) -> str:
    """Return the sum of cells that have a number, as their unit is told."""
    total = sum(cell.value or 0 for cell in cells)
    return words.told(replace(cells[0], value=total))
