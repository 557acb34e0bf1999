"""Tracks as an index: the first period that all of them have is 100, where their rounding bears one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.series.telling import FIRM_PCT
from dashboard.series.track import Track
from snapshot.model import Measure

FINE_PCT = 1.0  # a first figure of which one step of rounding is more than this makes no index


def bears(track: Track) -> bool:
    """Return whether a track has numbers of which the first one is fine enough for an index."""
    return bool(track.known) and 100 * track.step <= FINE_PCT * max(track.known[0].value or 0, 0)


def indexed(tracks: Sequence[Track], *, alike: bool = False) -> tuple[list[Track], str]:
    """Return the tracks that bear an index, as one, and the period that is 100; nothing where they have none in common.

    Periods without a number stay empty. One decimal, or none where rounding does not leave it; `alike` gives all of
    them as many as the coarsest bears.
    """
    fine = [track for track in tracks if bears(track)]
    known = [{cell.period for cell in track.known if cell.value} for track in fine]
    common = min(set.intersection(*known), default="") if known else ""
    if not common:
        return [], ""
    decimals = [1 if 100 * track.step / (track.cells[common].value or 1) <= FIRM_PCT else 0 for track in fine]
    if alike:
        decimals = [min(decimals)] * len(fine)
    return [_indexed(track, common, places) for track, places in zip(fine, decimals, strict=True)], common


def _indexed(track: Track, base: str, decimals: int) -> Track:
    first = track.cells[base].value or 0
    measure = Measure("index", "Index", ("index",), decimals=decimals)
    cells = {
        period: replace(
            cell, value=None if cell.value is None else 100 * cell.value / first, unit="index", measure=measure, parts=1
        )
        for period, cell in track.cells.items()
        if period >= base
    }
    return replace(track, cells=cells)
