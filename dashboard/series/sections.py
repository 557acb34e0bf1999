"""A series by section of SBI: the total by place, or the sections that belong to the chosen priority sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.figure.core import Figure
from dashboard.series import course
from dashboard.series.reading import Reading, has
from dashboard.series.subject import Subject
from dashboard.series.track import tracks
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot

TOTAL = "total"


def figure(snapshot: Snapshot, selection: Selection, subject: Subject, *, show: str = course.NUMBER) -> Figure:
    """Return the figure of what is counted: the total by place, or a line per section of the chosen priority sector."""
    if sections := sections_of(snapshot, selection):
        return _of_sector(snapshot, selection, subject, sections, show=show)
    total = replace(
        subject, wanted={**subject.wanted, "section": TOTAL}, subtitle=f"{subject.subtitle}, {subject.whole}"
    )
    made = course.figure(snapshot, selection, total, show=show)
    if not selection.sector:
        return made
    missing = f"Bij {_sector(snapshot, selection)} hoort geen bedrijfstak van CBS: dit zijn ze allemaal samen."
    return course.with_notes(made, missing)


def _of_sector(
    snapshot: Snapshot, selection: Selection, subject: Subject, sections: Sequence[str], *, show: str
) -> Figure:
    """Return a line per section of the priority sector, of the one chosen municipality or the region."""
    place = subject.place or place_of(snapshot, selection)
    rows = ask(snapshot, subject.dataset, region_code=place, section=sections, **subject.wanted).ordered("section")
    found = tuple(tracks(rows, rows.codes("section"), column="section").values())
    name = rows.label("region_code", place)
    told = replace(
        subject,
        title=f"{subject.short} {_under(_sector(snapshot, selection), len(sections))}, in {name}",
        phrase=f"{subject.phrase} in {name}",
        kind="de bedrijfstak ",
        subtitle=f"{subject.subtitle} in {name}, per bedrijfstak (SBI 2008)",
        about=f"{subject.short} in {name}",
        agenda="",
        notes=_fits(snapshot, selection),
    )
    shades = dict(zip((track.code for track in found), roles.PICKED, strict=False))
    return course.assemble(snapshot, selection, Reading(told, rows, found, (), found, shades=shades), show=show)


def place_of(snapshot: Snapshot, selection: Selection) -> str:
    """Return the one chosen municipality, or else the region."""
    return selection.municipalities[0] if len(selection.municipalities) == 1 else snapshot.region.code


def sections_of(snapshot: Snapshot, selection: Selection) -> list[str]:
    """Return the sections of SBI 2008 that belong to the chosen priority sector, four at most."""
    if not selection.sector or not has(snapshot, "sector_crosswalk"):
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
