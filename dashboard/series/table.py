"""The table of a series, and the remarks under its figure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking import freshness
from dashboard.asking.queries import Cell, Result
from dashboard.figure.core import Table
from dashboard.series.reading import Reading
from dashboard.series.telling import changed, together
from dashboard.series.track import Track
from dashboard.words import notation
from dashboard.words.periods import from_known
from snapshot.model import STATUS_WORDS
from snapshot.read import Snapshot

MONTHS_SHOWN = 25  # the newest months of a table; of the years before it shows December only
COARSE = "Een verandering in procenten is berekend uit afgeronde aantallen, en daarom ook afgerond."
BY_NUMBER = "De verandering is berekend uit afgeronde aantallen."
DROPPED = (
    f"De tabel toont de nieuwste {MONTHS_SHOWN} maanden, en van eerdere jaren alleen december. De bestanden bevatten "
    "elke maand."
)


def table(listed: Sequence[Track], region: str) -> Table:
    """Return a row per period, the newest first, with the status beside the figures."""
    periods, _ = _periods(listed)
    rows = []
    for place, period in enumerate(periods):
        if _is_month(period) and place >= MONTHS_SHOWN and not period.endswith("-12"):
            continue
        cells = [track.cells.get(period) for track in listed]
        rows.append((notation.period(period), *map(_text, cells), _status(cells)))
    heads = tuple(f"{t.name}{' (berekend)' if t.code == region and _is_sum(t) else ''}" for t in listed)
    return Table(("Periode", *heads, "Status"), tuple(rows), numeric=tuple(range(1, len(listed) + 1)))


def _periods(listed: Sequence[Track]) -> tuple[tuple[str, ...], str]:
    """Return the periods of a table, the newest first, and a remark on newer ones that no track has a figure of yet.

    A secret figure is one.
    """
    periods = sorted({period for track in listed for period in track.cells}, reverse=True)
    told = {period for track in listed for period, cell in track.cells.items() if cell.status != "not_available"}
    return from_known(periods, set(periods) - told)


def _is_month(period: str) -> bool:
    return len(period) == 7 and "Q" not in period


def _text(cell: Cell | None) -> str:
    return cell.text if cell else notation.NO_VALUE


def _status(cells: Sequence[Cell | None]) -> str:
    known = [cell for cell in cells if cell is not None and cell.value is not None]
    if not known:
        return "geen cijfer"
    return STATUS_WORDS["provisional" if any(cell.status == "provisional" for cell in known) else "published"]


def _is_sum(track: Track) -> bool:
    return any(cell.parts > 1 for cell in track.known)


def notes(snapshot: Snapshot, reading: Reading, *, told: str, index: bool, drawn: Sequence[Track]) -> tuple[str, ...]:
    """Return the remarks: what is stale, rounded, or left out of chart and table.

    `told` is the headline with the sentence, `index` tells what is drawn.
    """
    subject, rows = reading.subject, reading.rows
    candidates = (*reading.shown, *reading.compared)
    codes = {track.code for track in drawn}
    left_out = together([track for track in candidates if track.latest and track.code not in codes], candidates)
    months = _is_month(rows.periods[0]) and len(rows.periods) > MONTHS_SHOWN
    where = "in de tabel en als index" if subject.indexed else "in de tabel"
    only_table = f"{left_out}: {where}, niet in deze grafiek, want die aantallen zijn veel groter."
    too_coarse = f"Geen index voor {left_out}: die aantallen zijn te klein en te sterk afgerond."
    found = (
        freshness.stale_line(snapshot, subject.dataset),
        _computed(reading, told),
        "De index is berekend. De tabel en de bestanden bevatten de aantallen zelf." if index and drawn else "",
        (too_coarse if index else only_table) if left_out else "",
        _periods(reading.listed)[1],
        DROPPED if months else "",
        *subject.notes,
        *_remarks(rows),
    )
    return tuple(dict.fromkeys(note for note in found if note))


def _computed(reading: Reading, told: str) -> str:
    """Return from what the changes are computed that `told` tells; '' where it tells none."""
    if "een jaar eerder" not in told or not any(map(changed, (*reading.shown, *reading.compared))):
        return ""
    if any(track.newest.measure.rounded_to for track in reading.listed):
        return COARSE if "%" in told else BY_NUMBER
    return f"De verandering is berekend uit de {'percentages' if reading.rows.units == ('pct',) else 'aantallen'}."


def _remarks(rows: Result) -> tuple[str, ...]:
    """Return the remarks on cells without repeating the places, nor why there is no sum: there are hundreds of them.

    What is remarked on an empty cell names the word that stands there.
    """
    alike = {(row["note"], row.get("parts"), row.get("missing_parts"), row["value"] is None): row for row in rows.rows}
    found = []
    for (_, parts, missing, is_empty), row in alike.items():
        is_sum = (parts or 1) > 1
        if not (remark := rows.remark(row)) or (is_sum and is_empty):
            continue
        about = "Berekend: " if is_sum and not missing else ""
        if is_empty:
            about = f"Waar ‘{STATUS_WORDS[row['status']]}’ staat: "
        found.append(f"{about}{notation.inside(remark)}" if about else remark)
    return tuple(dict.fromkeys(found))
