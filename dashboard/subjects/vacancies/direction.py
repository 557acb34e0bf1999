"""Whether the labour market gets tighter or easier: what the sources say of open vacancies and of tightness, dated."""

from __future__ import annotations

from dashboard.asking.memory import once
from dashboard.asking.queries import ask, holds
from dashboard.series.track import tracks
from dashboard.subjects.vacancies.tightness import known_classes, newer, since
from dashboard.subjects.vacancies.vacancies_series import VACANCIES, province
from dashboard.telling.doubt import marked, qualified
from dashboard.words import notation
from snapshot.read import Snapshot

ALIKE = "ongeveer evenveel {} als"  # no further apart than figures are rounded
TIGHTNESS = ("tightness_class", "tightness_bands", "statements")


@once
def direction(snapshot: Snapshot) -> str:
    """Return open vacancies now and a year before, and the last tightness, as published; '' where neither is known."""
    return " ".join(filter(None, (_vacancies(snapshot), _tightness(snapshot))))


def _vacancies(snapshot: Snapshot) -> str:
    """Return the open vacancies of the province beside those of a year before."""
    if not holds(snapshot, VACANCIES):
        return ""
    place = province(snapshot)
    rows = ask(snapshot, VACANCIES, region_code=place, section="total", measure="open_vacancies")
    track = tracks(rows, [place]).get(place)
    latest = track.latest if track else None
    if track is None or latest is None:
        return ""
    where, when = rows.label("region_code", place), notation.period(latest.period)
    before = track.year_before(latest.period)
    told = f"in {where} eind {when}"
    if before is None or before.value is None or latest.value is None:
        return f"Er zijn {qualified(latest)} open {told} ({rows.publishers})."
    change = latest.value - before.value
    word = ("meer {} dan" if change > 0 else "minder {} dan") if abs(change) > latest.measure.step else ALIKE
    compared = word.format("vacatures open")
    numbers = f"{marked(latest.single)} {told}, tegen {marked(before.single)}"
    return f"Er zijn {compared} een jaar eerder: {numbers} ({rows.publishers})."


def _tightness(snapshot: Snapshot) -> str:
    """Return the last known class of tightness, and what the agenda says in words of the time after it."""
    if not all(holds(snapshot, need) for need in TIGHTNESS):
        return ""
    result = ask(snapshot, "tightness_class", region_code=snapshot.region.code)
    known = known_classes(result)
    if not known:
        return ""
    quarter, word = known[-1]
    when, later = notation.period(quarter), newer(snapshot, quarter)
    told = f"De arbeidsmarkt in {snapshot.region.title} was in het {when} {word}; {later}."
    return " ".join(filter(None, (told, since(snapshot, quarter))))
