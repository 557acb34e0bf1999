"""Live series about work: open vacancies of the province, and jobs by where people live and where they work."""

from __future__ import annotations

from dataclasses import replace

from dashboard import notation
from dashboard.figures import series
from dashboard.figures import series_words as words
from dashboard.figures.core import Figure
from dashboard.figures.live_jobs import ROUNDING, STEP, place_of
from dashboard.figures.series_reading import Reading, Subject
from dashboard.figures.series_words import Track
from dashboard.queries import ask
from dashboard.selection import COUNTRY, Selection
from dashboard.theme import palette
from snapshot.read import Snapshot

VACANCIES, COMMUTING = "vacancies_series", "commuting_series"
PROVINCES = {"AM07": "PV25"}  # the province of a region; of other regions the country is shown
FLOWS = {
    "residents": "inwoners",
    "inside": "inwoners die hier werken",
    "workplaces": "alle banen hier",
}


def vacancies(snapshot: Snapshot, selection: Selection, show: str = series.NUMBER) -> Figure:
    """Open vacancies at the end of each quarter in the province: vacancies, or the first common quarter = 100."""
    subject = Subject(
        id="vacancies-series",
        title="Openstaande vacatures",
        dataset=VACANCIES,
        wanted={"section": "total", "measure": "open_vacancies"},
        phrase="stonden er {number} vacatures open in {place}",
        subtitle="Openstaande vacatures aan het einde van het kwartaal, hele provincie",
        step=STEP,
        rounding=ROUNDING,
        towns=False,
        place=PROVINCES.get(snapshot.region.code, COUNTRY),
        agenda=_in_agenda(snapshot),
    )
    return series.figure(snapshot, selection, subject, show=show)


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
        subtitle=f"Banen van werknemers in december: van inwoners van {name}, in {name}, en allebei",
        step=STEP,
        rounding=ROUNDING,
        agenda="De agenda telt werknemers en geen banen: vergelijk de aantallen niet." if _has_agenda(snapshot) else "",
        indexed=False,
    )
    shades = dict(zip(FLOWS, palette(selection.dark).picked, strict=False))
    concerns = asked.frame["region_code"].eq(place) | asked.frame["other_region_code"].eq(place)
    rows = replace(asked, frame=asked.frame[concerns])
    reading = Reading(subject, rows, tuple(found), (), tuple(found), {}, shades)
    return series.assemble(snapshot, selection, reading)


def _has_agenda(snapshot: Snapshot) -> bool:
    return series.has(snapshot, "commuting")
