"""The rows of a series, read: the track of every place that is wanted, as counted or per so many inhabitants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.asking.queries import Cell, Result, ask, holds
from dashboard.series.subject import Subject
from dashboard.series.track import Track, tracks
from snapshot.model import Measure
from snapshot.read import Snapshot

PEOPLE = "population_series"
FINE = 0.5  # a rate shows whole numbers where rounding can move it by less than this, one decimal by a tenth of it
MONTH = len("2024-12")


@dataclass(frozen=True)
class Reading:
    """What was read for a figure: which tracks it is about, which stand beside them, and which its table lists.

    Attributes:
        subject: What the figure is about.
        rows: The rows behind the table.
        shown: The tracks that the headline tells and the chart draws.
        compared: Those that stand in the words, and in the chart as an index.
        listed: Those of the table, in order.
        towns: The municipalities of a region that is shown as a whole.
        shades: The colour of a track, where it is no place.
    """

    subject: Subject
    rows: Result
    shown: tuple[Track, ...]
    compared: tuple[Track, ...]
    listed: tuple[Track, ...]
    towns: tuple[Track, ...] = ()
    shades: Mapping[str, str] = field(default_factory=dict)


def has(snapshot: Snapshot, dataset: str) -> bool:
    """Return whether a refresh brought this series into the snapshot."""
    return holds(snapshot, dataset)


def read(snapshot: Snapshot, subject: Subject, codes: Sequence[str]) -> tuple[Result, dict[str, Track]]:
    """Return the rows of `codes`, and their tracks by code: of those that have any row, in the order of `codes`."""
    rows = ask(snapshot, subject.dataset, region_code=tuple(codes), **subject.wanted)
    return rows, tracks(rows, codes)


def yearly(snapshot: Snapshot, subject: Subject, codes: Sequence[str]) -> tuple[tuple[Track, ...], tuple[Result, ...]]:
    """Return the numbers of `codes` once a year, and the rows behind them; a track without any has no cells.

    Of monthly figures only the month of the latest number of the first place is kept, in every year: so the seasons do
    not show. Thousands become single ones. Rates are computed, and no finer than the rounding of the counts allows for
    all of `codes`; where it allows none, there are no cells.
    """
    nothing = tuple(Track(code, code, {}) for code in codes)
    if not all(holds(snapshot, name) for name in (subject.dataset, *([PEOPLE] if subject.per else []))):
        return nothing, ()
    rows, found = read(snapshot, subject, codes)
    latest = found[codes[0]].latest if codes[0] in found else None
    if latest and len(latest.period) == MONTH:
        rows = rows.only(row for row in rows.rows if row["reference_period"][4:] == latest.period[4:])
        found = tracks(rows, codes)
    counted = tuple(_single(found.get(track.code, track).filled) for track in nothing)
    if not subject.per:
        return counted, (rows,)
    people = ask(snapshot, PEOPLE, age=subject.base, region_code=tuple(codes))
    inhabitants = {
        code: {cell.period[:4]: cell for cell in track.known} for code, track in tracks(people, codes).items()
    }
    decimals = decimals_borne(subject, counted, inhabitants)
    if decimals is None:
        return nothing, ()
    lines = tuple(_rate(subject, track, inhabitants.get(track.code, {}), decimals) for track in counted)
    years = {period[:4] for line in lines for period in line.cells}
    return lines, (rows, people.only(row for row in people.rows if row["reference_period"][:4] in years))


def _single(track: Track) -> Track:
    """Return a track that counts single ones instead of thousands."""
    return replace(track, cells={period: cell.single for period, cell in track.cells.items()})


def _rate(subject: Subject, track: Track, inhabitants: Mapping[str, Cell], decimals: int) -> Track:
    """Return a count per so many inhabitants, in the years of which those are known."""
    unit = "pct" if subject.per == 100 else "ratio"
    measure = Measure("rate", subject.title, (unit,), decimals=decimals)
    cells = {}
    for period, cell in track.cells.items():
        base = inhabitants.get(period[:4])
        if base is not None and base.value and cell.value is not None:
            value = round(subject.per * cell.value / base.value, decimals)
            cells[period] = replace(cell, value=value, unit=unit, measure=measure, parts=1, note="")
    return replace(track, cells=cells)


def decimals_borne(
    subject: Subject, counted: Sequence[Track], inhabitants: Mapping[str, Mapping[str, Cell]]
) -> int | None:
    """Return how many decimals a rate bears for every track; None where not even a whole number is sure.

    A region can be a sum of municipalities that are each rounded: the worst case of all of them counts.
    """
    worst = 0.0
    for track in counted:
        known = [cell.value for cell in inhabitants.get(track.code, {}).values() if cell.value]
        if known and track.cells:
            worst = max(worst, subject.per * track.newest.measure.step / 2 * track.parts / min(known))
    return 1 if worst < FINE / 10 else 0 if worst < FINE else None
