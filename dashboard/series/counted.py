"""A series by section of SBI: the total by place, or the sections that belong to the chosen priority sector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import Selection
from dashboard.figure.core import Figure
from dashboard.series import course
from dashboard.series import telling as words
from dashboard.series.reading import Reading, Subject
from dashboard.series.telling import Track
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot

TOTAL = "total"
STEP, ROUNDING = 100, "honderdtallen"  # of jobs and vacancies


@dataclass(frozen=True)
class Counted:
    """What is counted by section of SBI 2008, and how it is told.

    Attributes:
        id: Stable name of the figure.
        dataset: The live dataset, with a key `section`.
        measure: The measure of it that is shown.
        title: Title of the figure.
        short: The same in a few words, before "in Arnhem".
        phrase: A sentence without its moment: "waren er {number} banen in {place}".
        subtitle: Unit and population.
        whole: What is added to the subtitle where no section is chosen.
        step: What published figures are rounded to.
        rounding: The same in words.
        towns: Whether the series has municipalities.
        place: Where the figure is about when it has no municipalities; empty for the region.
        agenda: What the agenda says of the same subject.
        at_end: Whether figures are those of the end of a period, beside flows.
    """

    id: str
    dataset: str
    measure: str
    title: str
    short: str
    phrase: str
    subtitle: str
    whole: str
    step: float
    rounding: str
    towns: bool = True
    place: str = ""
    agenda: str = ""
    at_end: bool = False


def counted(snapshot: Snapshot, selection: Selection, what: Counted, *, show: str = course.NUMBER) -> Figure:
    """Return the figure of what is counted: the total by place, or a line per section of the chosen priority sector."""
    if sections := sections_of(snapshot, selection):
        return _of_sector(snapshot, selection, what, sections, show=show)
    subject = Subject(
        id=what.id,
        title=what.title,
        dataset=what.dataset,
        wanted={"section": TOTAL, "measure": what.measure},
        phrase=what.phrase,
        subtitle=f"{what.subtitle}, {what.whole}",
        step=what.step,
        rounding=what.rounding,
        agenda=what.agenda,
        towns=what.towns,
        place=what.place,
        at_end=what.at_end,
    )
    made = course.figure(snapshot, selection, subject, show=show)
    if not selection.sector:
        return made
    missing = f"Bij {_sector(snapshot, selection)} hoort geen bedrijfstak van CBS: dit zijn ze allemaal samen."
    return course.with_notes(made, missing)


def _of_sector(
    snapshot: Snapshot, selection: Selection, what: Counted, sections: Sequence[str], *, show: str
) -> Figure:
    """Return a line per section of the priority sector, of the one chosen municipality or the region."""
    place = what.place or place_of(snapshot, selection)
    rows = ask(snapshot, what.dataset, region_code=place, section=sections, measure=what.measure).ordered("section")
    found = tuple(by_section(rows, place, step=what.step))
    name = rows.label("region_code", place)
    subject = Subject(
        id=what.id,
        title=f"{what.short} {_under(_sector(snapshot, selection), len(sections))}, in {name}",
        dataset=what.dataset,
        phrase=f"{what.phrase.replace('{place}', 'de bedrijfstak {place}')} in {name}",
        subtitle=f"{what.subtitle} in {name}, per bedrijfstak (SBI 2008)",
        step=what.step,
        rounding=what.rounding,
        about=f"{what.short} in {name}",
        at_end=what.at_end,
        notes=_fits(snapshot, selection),
    )
    shades = dict(zip((track.code for track in found), roles.PICKED, strict=False))
    reading = Reading(subject, rows, found, (), found, {}, shades)
    return course.assemble(snapshot, selection, reading, show=show)


def place_of(snapshot: Snapshot, selection: Selection) -> str:
    """Return the one chosen municipality, or else the region."""
    return selection.municipalities[0] if len(selection.municipalities) == 1 else snapshot.region.code


def sections_of(snapshot: Snapshot, selection: Selection) -> list[str]:
    """Return the sections of SBI 2008 that belong to the chosen priority sector, four at most."""
    if not selection.sector or not course.has(snapshot, "sector_crosswalk"):
        return []
    fits = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector, classification="sbi2008")
    best = fits.ordered("fit").codes("sector_code")[:4]
    return [code.lower() for code in best]


def _sector(snapshot: Snapshot, selection: Selection) -> str:
    return ask(snapshot, "sector_crosswalk").label("priority_sector", selection.sector)


def _under(sector: str, count: int) -> str:
    """Return what whole sections have to do with a priority sector that is only a part of them."""
    whole = "bedrijfstakken waar" if count > 1 else "de bedrijfstak waar"
    return f"in {whole} {sector} (deels) onder valt"


def _fits(snapshot: Snapshot, selection: Selection) -> tuple[str, ...]:
    """Return how well each section fits the priority sector."""
    fits = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector, classification="sbi2008")
    told = [f"{row['sector_title']} ({fits.label('fit', row['fit'])})" for row in fits.rows]
    return (f"Zo goed past de bedrijfstak bij het speerpunt: {notation.listing(told)}. Tel ze niet op.",)


def by_section(rows: Result, place: str, *, step: float = STEP) -> Iterator[Track]:
    """Yield a series per section of one place, named and known by its section; `step` is what it is rounded to."""
    found: dict[str, dict[str, Cell]] = {}
    for row, cell in rows.cells():
        if row["region_code"] == place:
            found.setdefault(row["section"], {})[cell.period] = cell
    for section, cells in found.items():
        yield Track(section, rows.label("section", section), cells, words.step_of(cells.values(), step=step))
