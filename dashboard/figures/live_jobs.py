"""Jobs of employees over the years: of all sectors, or of the sections of SBI that belong to a priority sector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard import notation
from dashboard.figures import series
from dashboard.figures import series_words as words
from dashboard.figures.core import Figure
from dashboard.figures.series_reading import Reading, Subject
from dashboard.figures.series_words import Track
from dashboard.queries import Cell, Result, ask
from dashboard.selection import Selection
from dashboard.theme import palette
from snapshot.read import Snapshot

JOBS, TOTAL = "jobs_series", "total"
STEP, ROUNDING = 100, "honderdtallen"


def jobs(snapshot: Snapshot, selection: Selection, show: str = series.NUMBER) -> Figure:
    """Jobs in December: of all sectors by place, or of the sections of the chosen priority sector: jobs or an index."""
    sections = sections_of(snapshot, selection)
    subject = Subject(
        id="jobs-series",
        title="Banen van werknemers",
        dataset=JOBS,
        wanted={"section": TOTAL, "measure": "jobs"},
        phrase="waren er {number} banen van werknemers in {place}",
        subtitle="Banen van werknemers in december, alle bedrijfstakken, geteld waar het werk is",
        step=STEP,
        rounding=ROUNDING,
        agenda=_in_agenda(snapshot),
    )
    if not sections:
        missing = f"Bij {_sector(snapshot, selection)} hoort geen bedrijfstak van CBS: dit zijn alle banen samen."
        made = series.figure(snapshot, selection, subject, show=show)
        return series.with_notes(made, missing) if selection.sector else made
    return _of_sector(snapshot, selection, sections, show=show)


def _of_sector(snapshot: Snapshot, selection: Selection, sections: Sequence[str], *, show: str) -> Figure:
    """Return a line per section of the priority sector, of the one chosen municipality or the region."""
    place = place_of(snapshot, selection)
    rows = ask(snapshot, JOBS, region_code=place, section=sections, measure="jobs").ordered("section")
    found = tuple(by_section(rows, place))
    name = rows.label("region_code", place)
    subject = Subject(
        id="jobs-series",
        title=f"Banen bij speerpunt {_sector(snapshot, selection)} in {name}",
        dataset=JOBS,
        phrase=f"waren er {{number}} banen van werknemers in {{place}} in {name}",
        subtitle=f"Banen van werknemers in december in {name}, per bedrijfstak (SBI 2008)",
        step=STEP,
        rounding=ROUNDING,
        notes=_fits(snapshot, selection),
    )
    shades = dict(zip((track.code for track in found), palette(selection.dark).picked, strict=False))
    reading = Reading(subject, rows, found, (), found, {}, shades)
    return series.assemble(snapshot, selection, reading, show=show)


def place_of(snapshot: Snapshot, selection: Selection) -> str:
    """Return the one chosen municipality, or else the region."""
    return selection.municipalities[0] if len(selection.municipalities) == 1 else snapshot.region.code


def sections_of(snapshot: Snapshot, selection: Selection) -> list[str]:
    """Return the sections of SBI 2008 that belong to the chosen priority sector, four at most."""
    if not selection.sector or not series.has(snapshot, "sector_crosswalk"):
        return []
    fits = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector, classification="sbi2008")
    best = fits.ordered("fit").codes("sector_code")[:4]
    return [code.lower() for code in best]


def _sector(snapshot: Snapshot, selection: Selection) -> str:
    return ask(snapshot, "sector_crosswalk").label("priority_sector", selection.sector)


def _fits(snapshot: Snapshot, selection: Selection) -> tuple[str, ...]:
    """Return how well each section fits the priority sector."""
    fits = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector, classification="sbi2008")
    told = [f"{row['sector_title']} ({fits.label('fit', row['fit'])})" for row in fits.frame.to_dict("records")]
    return (f"Zo goed past de bedrijfstak bij het speerpunt: {notation.listing(told)}. Tel ze niet op.",)


def _in_agenda(snapshot: Snapshot) -> str:
    """Return the number of jobs that the agenda expects, with its year."""
    if not series.has(snapshot, "jobs"):
        return ""
    found = ask(snapshot, "jobs", sector="all", measure="employee_jobs", region_code=snapshot.region.code).cells()
    if not found:
        return ""
    cell = found[0][1]
    return f"De agenda verwacht {cell.text} banen van werknemers in {notation.period(cell.period)}: een prognose."


def by_section(rows: Result, place: str) -> Iterator[Track]:
    """Yield a series per section of one place, named and known by its section."""
    found: dict[str, dict[str, Cell]] = {}
    for row, cell in rows.cells():
        if row["region_code"] == place:
            found.setdefault(row["section"], {})[cell.period] = cell
    for section, cells in found.items():
        yield Track(section, rows.label("section", section), cells, words.step_of(cells.values(), step=STEP))
