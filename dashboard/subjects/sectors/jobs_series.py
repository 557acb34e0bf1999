"""Jobs and establishments over the years: in all, or by the sections of SBI that belong to a priority sector."""

from __future__ import annotations

from dashboard.asking.places import area_of
from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.series import course, sections
from dashboard.series.reading import has
from dashboard.series.subject import Subject
from dashboard.words import notation
from snapshot.read import Snapshot

JOBS, ESTABLISHMENTS = "jobs_series", "establishments_series"


@figure(
    "banen-reeks",
    "Banen van werknemers, reeks van CBS",
    needs=(JOBS,),
    beside=("jobs", "sector_crosswalk"),
    follows=(*BY_PLACE, "sector"),
    chosen={"show": Option(choices.WORK_AS, course.WORDS)},
    shown_for=Option(choices.WORK_SERIES, {JOBS: "Banen van werknemers"}),
    of_sector=True,
)
def jobs(snapshot: Snapshot, selection: Selection, show: str = course.NUMBER) -> Figure:
    """Jobs in December: of all sectors by place, or of the sections of the chosen priority sector: jobs or an index."""
    subject = Subject(
        id="jobs-series",
        dataset=JOBS,
        wanted={"measure": "jobs"},
        title="Banen van werknemers",
        short="Banen",
        phrase="waren er {number} banen van werknemers in {place}",
        subtitle="Banen van werknemers in december",
        whole="alle bedrijfstakken, geteld waar het werk is",
    )
    return sections.figure(snapshot, selection, subject, show=show, agenda=_in_agenda)


@figure(
    "vestigingen-reeks",
    "Vestigingen van bedrijven, reeks van CBS",
    needs=(ESTABLISHMENTS,),
    beside=("sector_crosswalk",),
    follows=(*BY_PLACE, "sector"),
    chosen={"show": Option(choices.WORK_AS, course.WORDS)},
    shown_for=Option(choices.WORK_SERIES, {ESTABLISHMENTS: "Vestigingen van bedrijven"}),
    of_sector=True,
)
def establishments(snapshot: Snapshot, selection: Selection, show: str = course.NUMBER) -> Figure:
    """Establishments by year: of all sectors by place, or of the sections of the chosen priority sector."""
    subject = Subject(
        id="establishments-series",
        dataset=ESTABLISHMENTS,
        wanted={"measure": "establishments"},
        title="Vestigingen van bedrijven",
        short="Vestigingen",
        phrase="waren er {number} vestigingen van bedrijven in {place}",
        subtitle="Vestigingen van bedrijven",
        whole="alle bedrijfstakken",
    )
    return sections.figure(snapshot, selection, subject, show=show)


def _in_agenda(snapshot: Snapshot) -> str:
    """Return the number of jobs that the agenda expects, with its year."""
    if not has(snapshot, "jobs"):
        return ""
    found = ask(snapshot, "jobs", sector="all", measure="employee_jobs", region_code=snapshot.region.code)
    if not found.rows:
        return ""
    cell = found.cell()
    where = f" in {snapshot.region.title}" if area_of(snapshot, JOBS) != snapshot.region.code else ""
    told = f"Volgens de agenda verwacht {found.publishers}{where} {cell.text} banen van werknemers"
    smaller = ", van een kleiner gebied" if where else ""
    return f"{told} in {notation.period(cell.period)}: een prognose{smaller}."
