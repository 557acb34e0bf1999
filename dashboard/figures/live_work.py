"""Live series about work: open vacancies of the province, and jobs by where people live and where they work."""

from __future__ import annotations

from dashboard import notation, roles
from dashboard.figure.core import Figure
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.figures import choices, live_country, series
from dashboard.figures import series_words as words
from dashboard.figures.live_jobs import ROUNDING, STEP, place_of
from dashboard.figures.series_reading import Reading, Subject
from dashboard.figures.series_words import Track
from dashboard.memory import once
from dashboard.queries import ask
from dashboard.selection import COUNTRY, Selection
from snapshot.read import Snapshot

VACANCIES, COMMUTING = "vacancies_series", "commuting_series"
MEMBERSHIPS = "region_memberships"
FLOWS = {
    "residents": "banen van inwoners",
    "inside": "banen hier van eigen inwoners",
    "workplaces": "alle banen hier",
}


def _kinds(snapshot: Snapshot) -> dict[str, str]:
    """Return the vacancies of the province that a reader can choose, code to words; none where there are none.

    For a region of which the province is not known, this series is that of the country, where there is no fuller one.
    """
    code = province(snapshot)
    if code == COUNTRY and series.has(snapshot, live_country.VACANCIES):
        return {}
    names = snapshot.labels(VACANCIES)["region_code"]
    return {VACANCIES: f"Openstaande vacatures in {names.get(code, code)}"}


@figure(
    "vacatures-reeks",
    "Openstaande vacatures in de provincie",
    needs=(VACANCIES,),
    follows=BY_PLACE,
    chosen={"show": Option(choices.VACANCIES_AS, series.WORDS)},
    shown_for=Option(choices.VACANCY_SERIES, _kinds),
)
def vacancies(snapshot: Snapshot, selection: Selection, show: str = series.NUMBER) -> Figure:
    """Open vacancies at the end of each quarter in the province: vacancies, or the first common quarter = 100."""
    place = province(snapshot)
    whole = "heel Nederland" if place == COUNTRY else "hele provincie"
    subject = Subject(
        id="vacancies-series",
        title="Openstaande vacatures",
        dataset=VACANCIES,
        wanted={"section": "total", "measure": "open_vacancies"},
        phrase="stonden er {number} vacatures open in {place}",
        subtitle=f"Openstaande vacatures aan het einde van het kwartaal, {whole}",
        step=STEP,
        rounding=ROUNDING,
        towns=False,
        place=place,
        at_end=True,
        agenda=" ".join(filter(None, (_larger(snapshot, place), _in_agenda(snapshot)))),
    )
    return series.figure(snapshot, selection, subject, show=show)


def _larger(snapshot: Snapshot, place: str) -> str:
    """Return that the province is larger than the region; '' where it is the region itself, or no province."""
    if place == COUNTRY:
        return ""
    rows = ask(snapshot, MEMBERSHIPS, province_code=place).rows
    newest = max((row["boundary_year"] for row in rows), default=None)
    if all(row["region_code"] == snapshot.region.code for row in rows if row["boundary_year"] == newest):
        return ""
    name = snapshot.labels(VACANCIES)["region_code"].get(place, "de provincie")
    return f"Dit is heel {name}: de provincie is groter dan de regio."


@once
def province(snapshot: Snapshot) -> str:
    """Return the code of the province in which the whole region lies; that of the country where there is no such one.

    From the areas of CBS, with the newest boundaries.
    """
    if not series.has(snapshot, MEMBERSHIPS):
        return COUNTRY
    rows = ask(snapshot, MEMBERSHIPS, region_code=snapshot.region.code).rows
    if not rows or "province_code" not in rows[0]:  # a snapshot from before provinces were kept
        return COUNTRY
    newest = max(row["boundary_year"] for row in rows)
    found = {row["province_code"] for row in rows if row["boundary_year"] == newest}
    return str(found.pop()) if len(found) == 1 and None not in found else COUNTRY


def _in_agenda(snapshot: Snapshot) -> str:
    """Return the vacancies that the agenda counts, with the year: those that arose, not those that are open."""
    if not series.has(snapshot, "vacancies"):
        return ""
    found = ask(snapshot, "vacancies", region_code=snapshot.region.code).cells()
    if not found:
        return ""
    cell = found[0][1]
    return (
        f"De agenda telt {cell.text} vacatures die in {notation.period(cell.period)} in {snapshot.region.title} zijn "
        "ontstaan: dat is iets anders dan openstaand."
    )


@figure(
    "pendel-reeks",
    "Wonen en werken, reeks van CBS",
    needs=(COMMUTING,),
    follows=("municipalities",),
)
def commuting(snapshot: Snapshot, selection: Selection) -> Figure:
    """Jobs of those who live in a place, of those who work there, and of both: jobs in December, rounded."""
    place = place_of(snapshot, selection)
    asked = ask(snapshot, COMMUTING, region_code=(place, COUNTRY), other_region_code=(place, COUNTRY), measure="jobs")
    pairs = {"residents": (place, COUNTRY), "inside": (place, place), "workplaces": (COUNTRY, place)}
    found = []
    for flow, (home, work) in pairs.items():
        chosen = asked.where(region_code=home, other_region_code=work)
        found += [
            Track(flow, FLOWS[flow], track.cells, track.step) for track in words.tracks(chosen, (home,), step=STEP)
        ]
    name = asked.label("region_code", place)
    subject = Subject(
        id="commuting-series",
        title=f"Banen en pendel van {name}",
        dataset=COMMUTING,
        phrase="waren er {number} banen",
        about=name,
        subtitle=f"Banen van werknemers in december: van inwoners van {name}, in {name}, en allebei",
        step=STEP,
        rounding=ROUNDING,
        agenda="De agenda telt werknemers en geen banen: vergelijk de aantallen niet." if _has_agenda(snapshot) else "",
        indexed=False,
    )
    shades = dict(zip(FLOWS, roles.PICKED, strict=False))
    rows = asked.only(row for row in asked.rows if place in (row["region_code"], row["other_region_code"]))
    reading = Reading(subject, rows, tuple(found), (), tuple(found), {}, shades)
    return series.assemble(snapshot, selection, reading)


def _has_agenda(snapshot: Snapshot) -> bool:
    return series.has(snapshot, "commuting")
