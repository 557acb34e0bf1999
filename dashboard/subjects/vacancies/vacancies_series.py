"""Live series about work: open vacancies of the province, and jobs by where people live and where they work."""

from __future__ import annotations

from dashboard.asking.memory import once
from dashboard.asking.places import area_of, remark
from dashboard.asking.queries import ask
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import Option, figure
from dashboard.series import course, sections
from dashboard.series.reading import has
from dashboard.series.subject import Subject
from dashboard.subjects.vacancies import vacancies_national
from dashboard.words import notation
from snapshot.read import Snapshot

VACANCIES = "vacancies_series"
MEMBERSHIPS = "region_memberships"


def _kinds(snapshot: Snapshot) -> dict[str, str]:
    """Return the vacancies of the province that a reader can choose, code to words; none where there are none.

    For a region of which the province is not known, this series is that of the country, where there is no fuller one.
    """
    code = province(snapshot)
    if code == COUNTRY and has(snapshot, vacancies_national.VACANCIES):
        return {}
    names = snapshot.labels(VACANCIES)["region_code"]
    return {VACANCIES: f"Openstaande vacatures in {names.get(code, code)}"}


@figure(
    "vacatures-reeks",
    "Openstaande vacatures in de provincie",
    needs=(VACANCIES,),
    beside=("vacancies", "region_memberships", "sector_crosswalk"),
    follows=("comparison", "sector"),
    chosen={"show": Option(choices.VACANCIES_AS, course.WORDS)},
    shown_for=Option(choices.VACANCY_SERIES, _kinds),
    of_sector=True,
)
def vacancies(snapshot: Snapshot, selection: Selection, show: str = course.NUMBER) -> Figure:
    """Open vacancies at the end of each quarter in the province, of all sections or those of the priority sector."""
    place = province(snapshot)
    subject = Subject(
        id="vacancies-series",
        title="Openstaande vacatures",
        dataset=VACANCIES,
        wanted={"measure": "open_vacancies"},
        short="Openstaande vacatures",
        phrase="stonden er {number} vacatures open in {place}",
        subtitle="Openstaande vacatures aan het einde van het kwartaal",
        whole="heel Nederland" if place == COUNTRY else "hele provincie",
        towns=False,
        place=place,
        at_end=True,
    )
    return sections.figure(snapshot, selection, subject, show=show, agenda=_beside)


def _beside(snapshot: Snapshot) -> str:
    """Return what else must be known of the total: that the province is larger, and what the agenda counts."""
    place = province(snapshot)
    larger = "" if remark(snapshot, place) else _larger(snapshot, place)  # the remark stands in the notes
    return " ".join(filter(None, (larger, _in_agenda(snapshot))))


def _larger(snapshot: Snapshot, place: str) -> str:
    """Return that the province is larger than the region; '' where it is the region itself, or no province."""
    if place == COUNTRY:
        return ""
    if not has(snapshot, MEMBERSHIPS):
        return remark(snapshot, place)
    rows = ask(snapshot, MEMBERSHIPS, province_code=place).rows
    newest = max((row["boundary_year"] for row in rows), default=None)
    if all(row["region_code"] == snapshot.region.code for row in rows if row["boundary_year"] == newest):
        return ""
    name = snapshot.labels(VACANCIES)["region_code"].get(place, "de provincie")
    return f"Dit is heel {name}: de provincie is groter dan de regio."


@once
def province(snapshot: Snapshot) -> str:
    """Return the code of the province in which the whole region lies; that of the country where there is no such one.

    From the areas of CBS, with the newest boundaries; without a refresh from the areas that are in the box.
    """
    if not has(snapshot, MEMBERSHIPS):
        around = area_of(snapshot, VACANCIES)
        return COUNTRY if around == snapshot.region.code else around
    rows = ask(snapshot, MEMBERSHIPS, region_code=snapshot.region.code).rows
    if not rows or "province_code" not in rows[0]:  # a snapshot from before provinces were kept
        return COUNTRY
    newest = max(row["boundary_year"] for row in rows)
    found = {row["province_code"] for row in rows if row["boundary_year"] == newest}
    return str(found.pop()) if len(found) == 1 and None not in found else COUNTRY


def _in_agenda(snapshot: Snapshot) -> str:
    """Return the vacancies that the agenda counts, with the year: those that arose, not those that are open."""
    if not has(snapshot, "vacancies"):
        return ""
    found = ask(snapshot, "vacancies", region_code=snapshot.region.code).cells()
    if not found:
        return ""
    cell = found[0][1]
    return (
        f"De agenda telt {cell.text} vacatures die in {notation.period(cell.period)} in {snapshot.region.title} zijn "
        "ontstaan: dat is iets anders dan openstaand."
    )
