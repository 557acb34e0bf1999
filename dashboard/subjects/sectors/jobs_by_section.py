"""Jobs in the latest December by section of SBI 2008. An empty cell is no zero; a region without a sum has a bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.asking import freshness
from dashboard.asking.places import place_of, remark, several
from dashboard.asking.queries import ask, municipalities
from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bar, CaptionedBars, spoken
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.series import sections
from dashboard.series import telling as words
from dashboard.series.sections import TOTAL, sections_of
from dashboard.series.track import Track, tracks
from dashboard.subjects.sectors.jobs_series import JOBS
from dashboard.telling import roles
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.read import Snapshot

MOST = 10  # sections of a chart; the smaller ones stand in the table
AT_LEAST = "ten minste"


@dataclass(frozen=True)
class Sections:
    """The jobs of one place by section, in the last period.

    Attributes:
        place: The name of the place.
        last: The last period.
        tracks: The series of each section and of the total.
        bounds: What the municipalities have together, for sections of which the region has no sum.
    """

    place: str
    last: str
    tracks: Mapping[str, Track]
    bounds: Mapping[str, float]

    def size(self, section: str) -> float:
        """Return the number of jobs, or the least there are; 0 where nothing is known."""
        value = self.tracks[section].cells[self.last].value
        return value if value is not None else self.bounds.get(section, 0)

    def text(self, section: str) -> str:
        """Return the number, "ten minste 2.100", or why there is none."""
        cell = self.tracks[section].cells[self.last]
        if cell.value is None and section in self.bounds:
            return f"{AT_LEAST} {notation.number(self.bounds[section])}"
        return cell.text

    def is_known(self, section: str) -> bool:
        """Return whether the place itself has a figure."""
        return self.tracks[section].cells[self.last].value is not None

    @property
    def ranked(self) -> list[str]:
        """The sections without the total, the largest first, those without a figure last."""
        return sorted((code for code in self.tracks if code != TOTAL), key=lambda code: -self.size(code))


@figure(
    "banen-per-bedrijfstak",
    "Banen per bedrijfstak",
    needs=(JOBS,),
    beside=("sector_crosswalk",),
    follows=("municipalities", "sector"),
)
def latest(snapshot: Snapshot, selection: Selection) -> Figure:
    """Jobs in the latest December by section, of the one chosen municipality or the region: jobs, largest first."""
    place = place_of(snapshot, selection, JOBS)
    rows = ask(snapshot, JOBS, region_code=place, measure="jobs").ordered("section")
    last = rows.periods[-1]
    every = tracks(rows, rows.codes("section"), column="section")
    counted = {code: track for code, track in every.items() if last in track.cells}
    bounds = _bounds(snapshot, last) if place == snapshot.region.code else {}
    found = Sections(rows.label("region_code", place), last, counted, bounds)
    focus = [code for code in sections_of(snapshot, selection) if code in counted]
    drawn = _drawn(found, focus)
    bars = [_bar(found, code, focus) for code in drawn]
    is_open = "provisional" in rows.where(reference_period=last).statuses
    lacking = sections.no_figure(snapshot, selection) if selection.sector and not focus else ""
    headline = f"{lacking}{jobs_in_words(found, focus)}{' (voorlopig)' if is_open else ''}"
    return Figure(
        id="jobs-by-section",
        title=f"Banen per bedrijfstak in {found.place}",
        headline=headline,
        subtitle=f"Banen van werknemers in {found.place}, {notation.period(last)}{', voorlopig' if is_open else ''}. "
        "Geteld waar het werk is",
        chart=CaptionedBars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence=" ".join(filter(None, (_sentence(found), several(snapshot, selection, place)))),
        table=_table(found, focus),
        results=(rows.where(reference_period=(_year_before(last), last)),),
        computed=True,  # the change since a year before
        cell_notes=False,
        notes=(remark(snapshot, place), *_notes(snapshot, found, hidden=len(counted) > len(bars))),
    )


def _bounds(snapshot: Snapshot, last: str) -> dict[str, float]:
    """Return per section the sum of the municipalities that have a figure: the region has at least that many."""
    towns = ask(snapshot, JOBS, region_code=tuple(municipalities(snapshot)), measure="jobs", reference_period=last)
    sums: dict[str, float] = {}
    for row, cell in towns.cells():
        if cell.value:
            sums[row["section"]] = sums.get(row["section"], 0) + cell.value
    return sums


def _drawn(found: Sections, focus: Sequence[str]) -> list[str]:
    largest = [code for code in found.ranked if found.size(code) > 0][:MOST]
    return [code for code in found.ranked if code in largest or code in focus]


def _bar(found: Sections, code: str, focus: Sequence[str]) -> Bar:
    shade = roles.ACCENT if code in focus or not focus else roles.CONTEXT
    if not found.is_known(code):
        shade = roles.SOFT if code in focus or not focus else roles.CONTEXT
    value = found.size(code) or None
    track = found.tracks[code]
    return Bar(track.name, value, found.text(code), shade, tip(track.name, track.newest, word="Banen"))


def jobs_in_words(found: Sections, focus: Sequence[str]) -> str:
    """Return in which sections of the place, or of the priority sector, most jobs are, with their number."""
    if focus:
        return _of_sector(found, focus)
    known = [code for code in found.ranked if found.is_known(code)]
    if not known:
        return f"Van geen enkele bedrijfstak in {found.place} is het aantal banen bekend"
    names = [found.tracks[code].spoken for code in known if found.size(code) == found.size(known[0])]
    have, each = ("hebben", "elk ") if len(names) > 1 else ("heeft", "")
    return (
        f"Van de bedrijfstakken met een cijfer {have} {notation.listing(names)} in {found.place} de meeste banen: "
        f"{each}{found.text(known[0])} in {notation.period(found.last)}"
    )


def _of_sector(found: Sections, focus: Sequence[str]) -> str:
    """Return the jobs in each section of the priority sector, and of which there is no figure."""
    known = [code for code in focus if found.size(code)]
    lacking = notation.listing(
        [f"{found.tracks[code].spoken} ({found.text(code)})" for code in focus if code not in known]
    )
    when = f"In {notation.period(found.last)}"
    if not known:
        return f"{when} is er in {found.place} geen cijfer over banen in {lacking}"
    first, *others = (
        f"{found.text(code)}{'' if place else ' banen'} in {found.tracks[code].spoken}"
        for place, code in enumerate(known)
    )
    told = f"{when} waren er in {found.place} {notation.listing([first, *others])}"
    return f"{told}; geen cijfer over {lacking}" if lacking else told


def _sentence(found: Sections) -> str:
    empty = [found.tracks[code].spoken for code in found.ranked if not found.is_known(code)]
    told = []
    if TOTAL in found.tracks:
        change = words.since_a_year(found.tracks[TOTAL]) if found.is_known(TOTAL) else ""
        told.append(f"Alle bedrijfstakken samen: {found.text(TOTAL)} banen{f', {change}' if change else ''}.")
    if empty:
        told.append(f"Geen cijfer voor {found.place} van {notation.listing(empty)}: leeg is geen nul.")
    return " ".join(told) or f"De cijfers gaan over {notation.period(found.last)}."


def _table(found: Sections, focus: Sequence[str]) -> Table:
    order = [*found.ranked, *([TOTAL] if TOTAL in found.tracks else [])]
    before = _year_before(found.last)
    rows = []
    for code in order:
        track = found.tracks[code]
        earlier = track.cells.get(before)
        change = words.changed(track) if track.latest and track.latest.period == found.last else ""
        rows.append(
            (track.name, found.text(code), earlier.text if earlier else notation.NO_VALUE, change or "niet te zeggen")
        )
    header = ("Bedrijfstak", notation.period(found.last), notation.period(before), "Verandering")
    strong = tuple(place for place, code in enumerate(order) if code == TOTAL or code in focus)
    return Table(header, tuple(rows), numeric=(1, 2), strong=strong)


def _year_before(period: str) -> str:
    return f"{int(period[:4]) - 1}{period[4:]}"


def _notes(snapshot: Snapshot, found: Sections, *, hidden: bool) -> tuple[str, ...]:
    is_bound = any(not found.is_known(code) and code in found.bounds for code in found.tracks)
    parts = (
        freshness.stale_line(snapshot, JOBS),
        "‘Ten minste’ is de som van de gemeenten met een cijfer. Hoeveel banen er in de andere zijn, is niet bekend."
        if is_bound
        else "",
        "De kleinste bedrijfstakken, en die zonder cijfer, staan alleen in de tabel." if hidden else "",
    )
    return tuple(part for part in parts if part)
