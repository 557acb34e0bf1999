"""This region beside another and the country: one table of the latest values of every subject."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.selection import COUNTRY, Selection
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.series.reading import yearly
from dashboard.series.subject import Subject
from dashboard.series.track import common_period
from dashboard.subjects.regions import region_words as words
from dashboard.subjects.regions.region_series import DATASETS, PER_THOUSAND, SUBJECTS, another
from dashboard.subjects.regions.region_words import Row
from dashboard.subjects.regions.regions import OTHER
from dashboard.words import notation
from snapshot.read import Snapshot

RATES = "Percentages en cijfers per 1.000 inwoners zijn berekend."
SIZES = "Regio’s zijn niet even groot. Bij aantallen staat daarom het deel van Nederland, berekend."


@figure(
    "regio-tabel",
    "Regio’s vergeleken",
    needs=("population_series",),
    beside=DATASETS,
    chosen={"other": OTHER},
)
def overview(snapshot: Snapshot, _selection: Selection, other: str = "") -> Figure:
    """The latest value of each subject here, in region `other` (a code) and in the country; no chart."""
    codes = (snapshot.region.code, another(snapshot, other), COUNTRY)
    names = words.region_names(snapshot, codes)
    rows = [row for subject in SUBJECTS if (row := _row(snapshot, subject, codes))]
    if not rows:
        raise LookupError(f"no live series has a figure of {names[0]}")
    rows.sort(key=lambda row: not row.subject.per)  # what can be compared comes first
    told = next((row for row in rows if row.subject.per == PER_THOUSAND), rows[0])
    size = next((row for row in rows if not row.subject.per), rows[0])
    sentence = words.compared(size, names)
    return Figure(
        id="regions-overview",
        title=f"{names[0]} naast {names[1]} en Nederland",
        headline=words.compared(told, names),
        subtitle="Personen per 1.000 inwoners van 15 t/m 64 jaar, percentages en aantallen; van elk het laatste cijfer",
        chart=None,
        alt=f"Tabel. {sentence}.",
        sentence=f"{sentence}.",
        table=Table(
            ("Onderwerp", *names, "Vergeleken (berekend)", "Stand"),
            tuple(_cells(row, names) for row in rows),
            numeric=(1, 2, 3),
        ),
        results=tuple(result for row in rows for result in row.results),
        notes=(SIZES, *_computed(rows), *words.notes([row.subject for row in rows])),
        cell_notes=False,
    )


def _computed(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return which of the figures are ours: the rates, and the regions that are sums of their municipalities."""
    sums = [title(row) for row in rows if not row.subject.per and any(cell.parts > 1 for cell in row.cells if cell)]
    told = f"Ook berekend, als som van gemeenten: een regio bij {notation.listing(sums)}." if sums else ""
    return (RATES, told) if told else (RATES,)


def title(row: Row) -> str:
    """Return what a row is called."""
    return row.subject.short or row.subject.title


def _row(snapshot: Snapshot, subject: Subject, codes: Sequence[str]) -> Row | None:
    """Return the values of `codes` in the last period that all with figures have; None where the first has none."""
    lines, results = yearly(snapshot, subject, codes)
    if not lines[0].cells:
        return None
    last = common_period(lines)
    kept = (result.where(reference_period=(last, f"{last[:4]}-01-01")) for result in results)
    return Row(subject, last, tuple(track.cells.get(last) for track in lines), tuple(kept))


def _cells(row: Row, names: Sequence[str]) -> tuple[str, ...]:
    known = [cell for cell in row.cells if cell]
    everywhere = all(cell.status == "provisional" for cell in known)
    return (
        title(row),
        *(words.text(cell, tell=not everywhere) for cell in row.cells),
        words.difference(row, names),
        f"{notation.period(row.period)}{', voorlopig' if everywhere else ''}",
    )
