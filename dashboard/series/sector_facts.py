"""What the sources know of one priority sector: each number with what exactly was counted, where and when.

A priority sector is measured by the sectors of UWV and the sections of SBI 2008 that come near it. Each stands apart:
two of them are never added up, for they overlap and cover other things too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.asking.memory import shared
from dashboard.asking.places import area_of, place_of
from dashboard.asking.queries import Result, ask, holds
from dashboard.asking.selection import Selection
from dashboard.figure.core import KeyFigure
from dashboard.figure.gauge import over_time
from dashboard.series import telling
from dashboard.series.track import Track, tracks
from dashboard.telling.doubt import is_doubtful, marked
from dashboard.words import notation
from snapshot.model import STATUS_WORDS
from snapshot.read import Snapshot

JOBS, VACANCIES, ESTABLISHMENTS = "jobs_series", "vacancies_series", "establishments_series"
FITS = "sector_crosswalk"
GROWTH, SHARE, SIZE = "employee_jobs_growth_pct", "share_pct", "relative_size"
PENSION, OVER_60 = "reaching_pension_age", "share_60plus_pct"
STUDENTS = {"care": "mbo_care_share"}  # sector of UWV: topic of the share of the students of the occupations named so
UNKNOWN, NOT_BY_SECTOR, OF_ALL = "niet bekend", "Niet per sector", "Alle sectoren samen"


@dataclass(frozen=True, eq=False)
class Fact:
    """One number about a part of a priority sector.

    Attributes:
        name: The section or sector that was counted, as it stands in a sentence.
        fit: How well it fits the priority sector: "deels".
        text: The number, with that it is doubtful, or why there is none.
        place: The name of where it was counted.
        period: The code of when.
        value: The number to sort by; None where there is none.
        track: The series that it ends; None where it is one number.
        doubted: The number alone, where it is doubtful.
        is_behind: Whether its dataset has newer numbers, of others.
        rows: The rows behind it.
    """

    name: str
    fit: str
    text: str
    place: str
    period: str
    value: float | None
    rows: Result
    track: Track | None = None
    doubted: str = ""
    is_behind: bool = False

    @property
    def change(self) -> str:
        """How it changed in a year: "1,4% meer dan een jaar eerder"; '' where that is not known."""
        change = telling.changed(self.track) if self.track else ""
        return telling.than_a_year_before(change) if change else ""

    @property
    def is_open(self) -> bool:
        """Whether its source may still change it."""
        latest = self.track.latest if self.track else None
        return latest is not None and latest.status == "provisional"

    @property
    def marks(self) -> list[str]:
        """What must be known of it: that its source may still change it, that the sum is ours."""
        latest = self.track.latest if self.track else None
        return telling.marks(latest) if latest else []


def sections(snapshot: Snapshot, selection: Selection, dataset: str, measure: str) -> tuple[Fact, ...]:
    """Return the latest number of each section of SBI that fits the chosen sector, the best fit first."""
    if not holds(snapshot, dataset):
        return ()
    place = area_of(snapshot, dataset) if dataset == VACANCIES else place_of(snapshot, selection, dataset)
    return _sections(snapshot, selection.sector, place, dataset, measure)


@shared
def _sections(snapshot: Snapshot, sector: str, place: str, dataset: str, measure: str) -> tuple[Fact, ...]:
    fits = _fits(snapshot, sector, "sbi2008")
    codes = {row["sector_code"].lower(): row["fit"] for row in fits.ordered("fit").rows}
    rows = ask(snapshot, dataset, region_code=place, section=tuple(codes), measure=measure)
    newest = max(ask(snapshot, dataset, region_code=place, measure=measure).periods, default="")
    return tuple(
        Fact(
            track.spoken,
            fits.label("fit", codes[code]),
            track.latest.text,
            rows.label("region_code", place),
            track.latest.period,
            track.latest.value,
            rows.where(section=code, reference_period=_told_of(track, track.latest.period)),
            track,
            is_behind=track.latest.period < newest,
        )
        for code, track in tracks(rows, list(codes), column="section").items()
        if track.latest
    )


def _told_of(track: Track, period: str) -> tuple[str, ...]:
    """Return the periods that are told: the latest, and a year before, with which it is compared."""
    before = track.year_before(period)
    return (before.period, period) if before else (period,)


def jobs(snapshot: Snapshot, selection: Selection) -> tuple[Fact, ...]:
    """Return the jobs of employees in each section of the sector, in December."""
    return sections(snapshot, selection, JOBS, "jobs")


def vacancies(snapshot: Snapshot, selection: Selection) -> tuple[Fact, ...]:
    """Return the open vacancies of each section of the sector, in the province."""
    return sections(snapshot, selection, VACANCIES, "open_vacancies")


def establishments(snapshot: Snapshot, selection: Selection) -> tuple[Fact, ...]:
    """Return the establishments of each section of the sector."""
    return sections(snapshot, selection, ESTABLISHMENTS, "establishments")


@shared
def of_uwv(snapshot: Snapshot, sector: str, dataset: str, measure: str) -> tuple[Fact, ...]:
    """Return what the agenda tells in one measure of each sector of UWV that fits, the best fit first."""
    return tuple(_of_uwv(snapshot, sector, dataset, measure)) if holds(snapshot, dataset) else ()


def _of_uwv(snapshot: Snapshot, sector: str, dataset: str, measure: str) -> Iterator[Fact]:
    fits = _fits(snapshot, sector, "uwv").ordered("fit")
    every = ask(snapshot, dataset, measure=measure, sector=fits.codes("sector_code"))
    region = snapshot.region
    for fit in fits.rows:
        found = every.where(sector=fit["sector_code"])
        if found.has("region_code"):
            found = found.where(region_code=region.code)
        if not found.rows:
            continue
        cell = found.cell()
        in_doubt = is_doubtful(cell)
        yield Fact(
            fit["sector_title"], fits.label("fit", fit["fit"]), marked(cell) if in_doubt else cell.written,
            region.title, cell.period, cell.value, found, doubted=cell.written if in_doubt else "",
        )  # fmt: skip


@shared
def students(snapshot: Snapshot, sector: str) -> tuple[Fact, ...]:
    """Return the share of the students of the mbo whose occupations are named as a sector of UWV that fits: %."""
    if not holds(snapshot, "youth"):
        return ()
    fits, region = _fits(snapshot, sector, "uwv").ordered("fit"), snapshot.region
    found = [
        (fit, rows)
        for fit in fits.rows
        if (rows := ask(snapshot, "youth", topic=STUDENTS.get(fit["sector_code"], ()))).rows
    ]
    return tuple(
        Fact(
            fit["sector_title"], fits.label("fit", fit["fit"]), rows.cell().written, region.title, rows.cell().period,
            rows.cell().value, rows,
        )
        for fit, rows in found
    )  # fmt: skip


def key_figure(label: str, unit: str, found: Sequence[Fact]) -> KeyFigure:
    """Return the fact that fits best as a key figure, with what was counted apart; or that it is not known."""
    if not found:
        return KeyFigure(label, UNKNOWN, "", "staat in geen bron van dit dashboard", "")
    first, rest = found[0], found[1:]
    also = f"; apart geteld: {notation.listing([fact.name for fact in rest])}" if rest else ""
    change = f"{first.change}; " if first.change else ""
    behind = f"; {telling.NOTHING_NEWER}" if first.is_behind else ""
    when = f"{', '.join([notation.period(first.period), *first.marks])}{behind}"
    number = first.doubted or first.text
    made = KeyFigure(label, number, unit, f"{change}{first.name} ({first.fit}) in {first.place}{also}", when)
    figure = replace(made, status=STATUS_WORDS["doubtful"] if first.doubted else "")
    return over_time(figure, first.track.known if first.track else ())


def not_by_sector(figure: KeyFigure) -> KeyFigure:
    """Return the line in the place of a key figure that no source has by sector: it would be read as the sector's."""
    told = f"{OF_ALL}: {figure.number} {figure.unit}".rstrip()
    return KeyFigure(figure.label, NOT_BY_SECTOR, "", told, figure.period, figure.publishers)


def _fits(snapshot: Snapshot, sector: str, classification: str) -> Result:
    return ask(snapshot, FITS, priority_sector=sector, classification=classification)
