"""A series by section of SBI: the total by place, or the sections that belong to the chosen priority sector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from dashboard.asking.places import place_of, remark, several
from dashboard.asking.queries import Result, ask
from dashboard.asking.selection import Selection
from dashboard.figure.core import Figure
from dashboard.series import course
from dashboard.series import telling as words
from dashboard.series.reading import Reading, has
from dashboard.series.subject import Subject
from dashboard.series.track import tracks
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot

TOTAL = "total"


def figure(
    snapshot: Snapshot,
    selection: Selection,
    subject: Subject,
    *,
    show: str = course.NUMBER,
    agenda: Callable[[Snapshot], str] = lambda _: "",
) -> Figure:
    """Return the figure of what is counted: the total by place, or a line per section.

    The sections are those of the chosen priority sector, or all where there is no total over time. `agenda` tells what
    the agenda says beside the total, and is asked only there: else its source would stand below sections of CBS.
    """
    wanted = sections_of(snapshot, selection)
    there = _over_time(snapshot, selection, subject)
    known = [section for section in wanted if section in there]
    missing = [section for section in wanted if section not in there]
    if known or (there and TOTAL not in there):
        made = _apart(snapshot, selection, subject, known or there, missing=missing, of_sector=bool(known), show=show)
        return replace(made, lacks_sector=bool(selection.sector) and not known)
    total = replace(
        subject,
        wanted={**subject.wanted, "section": TOTAL},
        subtitle=f"{subject.subtitle}, {subject.whole}",
        agenda=agenda(snapshot),
    )
    made = course.figure(snapshot, selection, total, show=show)
    if not selection.sector:
        return made
    why = _without(snapshot, subject, missing) if missing else _unmatched(snapshot, selection)
    told = replace(made, lacks_sector=True, headline=f"{no_figure(snapshot, selection)}{made.headline}")
    return course.with_notes(told, f"{why}: dit zijn alle bedrijfstakken samen.")


def no_figure(snapshot: Snapshot, selection: Selection) -> str:
    """Return the start of a headline that is not about the sector which was chosen."""
    return f"Geen cijfer over {_sector(snapshot, selection)}. "


def _place(snapshot: Snapshot, selection: Selection, subject: Subject) -> str:
    return subject.place or place_of(snapshot, selection, subject.dataset)


def _over_time(snapshot: Snapshot, selection: Selection, subject: Subject) -> list[str]:
    """Return the sections of which there is more than one period of the place, in order."""
    place = _place(snapshot, selection, subject)
    rows = ask(snapshot, subject.dataset, region_code=place, **subject.wanted)
    periods = Counter(row["section"] for row in rows.rows)
    return [section for section in rows.labels["section"] if periods[section] > 1]


def _without(snapshot: Snapshot, subject: Subject, missing: Sequence[str]) -> str:
    """Return that there are no figures of some sections: "Van Energievoorziening staan hier geen cijfers"."""
    spoken = ask(snapshot, subject.dataset, section=missing).spoken
    return f"Van {notation.listing([spoken('section', section) for section in missing])} staan hier geen cijfers"


def _unmatched(snapshot: Snapshot, selection: Selection) -> str:
    return f"Bij {_sector(snapshot, selection)} hoort geen bedrijfstak van CBS"


def _apart(
    snapshot: Snapshot,
    selection: Selection,
    subject: Subject,
    sections: Sequence[str],
    *,
    missing: Sequence[str],
    of_sector: bool,
    show: str,
) -> Figure:
    """Return a line per section, of the one chosen municipality or the area: those of the priority sector, or all."""
    place = _place(snapshot, selection, subject)
    rows = ask(snapshot, subject.dataset, region_code=place, section=sections, **subject.wanted).ordered("section")
    found = tuple(tracks(rows, rows.codes("section"), column="section").values())
    name = rows.label("region_code", place)
    under = partly_under(_sector(snapshot, selection), len(sections)) if of_sector else "per bedrijfstak"
    lacking = no_figure(snapshot, selection) if selection.sector and not of_sector else ""
    told = replace(
        subject,
        title=f"{subject.short} {under}, in {name}",
        phrase=f"{subject.phrase} in {name}",
        kind="de bedrijfstak ",
        kinds="bedrijfstakken",
        subtitle=f"{subject.subtitle} in {name}, per bedrijfstak (SBI 2008)",
        about=f"{lacking}{subject.short} in {name}",
        agenda=" ".join(filter(None, (several(snapshot, selection, place), _newest(snapshot, subject, rows)))),
        notes=(
            remark(snapshot, place),
            f"{_without(snapshot, subject, missing)}." if missing else "",
            *(_fits(snapshot, selection) if of_sector else ()),
        ),
    )
    shades = dict(zip((track.code for track in found), roles.PICKED, strict=False))
    return course.assemble(snapshot, selection, Reading(told, rows, found, (), found, shades=shades), show=show)


def _newest(snapshot: Snapshot, subject: Subject, rows: Result) -> str:
    """Return of when the newest figures are, where the dataset has newer ones of other sections; else ''."""
    newest = max(ask(snapshot, subject.dataset, region_code=rows.codes("region_code"), **subject.wanted).periods)
    last = rows.periods[-1]
    if last == newest:
        return ""
    return f"Het nieuwste cijfer hierover is van {words.inside(last)}; {words.NOTHING_NEWER}."


def sections_of(snapshot: Snapshot, selection: Selection) -> list[str]:
    """Return the sections of SBI 2008 that belong to the chosen priority sector, four at most."""
    if not selection.sector or not has(snapshot, "sector_crosswalk"):
        return []
    fits = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector, classification="sbi2008")
    best = fits.ordered("fit").codes("sector_code")[:4]
    return [code.lower() for code in best]


def _sector(snapshot: Snapshot, selection: Selection) -> str:
    return ask(snapshot, "sector_crosswalk").label("priority_sector", selection.sector)


def partly_under(sector: str, count: int) -> str:
    """Return what whole sections have to do with a priority sector that is only a part of them."""
    which, come = ("bedrijfstakken", "komen") if count > 1 else ("de bedrijfstak", "komt")
    return f"in {which} die bij {sector} in de buurt {come}"


def _fits(snapshot: Snapshot, selection: Selection) -> tuple[str, ...]:
    """Return how well each section fits the priority sector."""
    fits = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector, classification="sbi2008")
    told = [f"{row['sector_title']} ({fits.label('fit', row['fit'])})" for row in fits.rows]
    apart = " Tel ze niet op." if len(told) > 1 else ""
    return (f"Zo goed past de bedrijfstak bij het speerpunt: {notation.listing(told)}.{apart}",)
