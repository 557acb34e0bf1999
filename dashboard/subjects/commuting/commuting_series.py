"""Jobs over the years by where people live and where they work."""

from __future__ import annotations

from dashboard.asking.places import place_of, several
from dashboard.asking.queries import ask
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.figure.core import Figure
from dashboard.figure.declare import figure
from dashboard.series import course
from dashboard.series.reading import Reading, has
from dashboard.series.subject import Subject
from dashboard.series.track import Track, tracks
from dashboard.telling import roles
from snapshot.read import Snapshot

COMMUTING = "commuting_series"
IN_AGENDA = "De agenda telt werknemers en geen banen: vergelijk de aantallen niet."
FLOWS = {
    "residents": "banen van inwoners",
    "inside": "banen hier van eigen inwoners",
    "workplaces": "alle banen hier",
}


@figure(
    "pendel-reeks",
    "Wonen en werken, reeks van CBS",
    needs=(COMMUTING,),
    follows=("municipalities",),
)
def commuting(snapshot: Snapshot, selection: Selection) -> Figure:
    """Jobs of those who live in a place, of those who work there, and of both: jobs in December, rounded."""
    place = place_of(snapshot, selection, COMMUTING)
    asked = ask(snapshot, COMMUTING, region_code=(place, COUNTRY), other_region_code=(place, COUNTRY), measure="jobs")
    pairs = {"residents": (place, COUNTRY), "inside": (place, place), "workplaces": (COUNTRY, place)}
    found = []
    for flow, (home, work) in pairs.items():
        track = tracks(asked.where(region_code=home, other_region_code=work), (home,)).get(home)
        found += [Track(flow, FLOWS[flow], track.cells)] if track else []
    name = asked.label("region_code", place)
    subject = Subject(
        id="commuting-series",
        title=f"Banen en pendel van {name}",
        dataset=COMMUTING,
        phrase="waren er {number} banen",
        about=name,
        subtitle=f"Banen van werknemers in december: van inwoners van {name}, in {name}, en allebei",
        agenda=" ".join(
            filter(None, (several(snapshot, selection, place), IN_AGENDA if _has_agenda(snapshot) else ""))
        ),
        indexed=False,
    )
    shades = dict(zip(FLOWS, roles.PICKED, strict=False))
    rows = asked.only(row for row in asked.rows if place in (row["region_code"], row["other_region_code"]))
    reading = Reading(subject, rows, tuple(found), (), tuple(found), shades=shades)
    return course.assemble(snapshot, selection, reading)


def _has_agenda(snapshot: Snapshot) -> bool:
    return has(snapshot, "commuting")
