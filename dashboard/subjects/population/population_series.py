"""Inhabitants over the years as CBS counts them, and what the agenda says beside it."""

from __future__ import annotations

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.series import course
from dashboard.series.reading import has
from dashboard.series.subject import Subject
from dashboard.subjects.population.population import counted_at, without
from dashboard.subjects.population.potential import of_group
from dashboard.words import notation
from snapshot.read import Snapshot

POPULATION = "population_series"
AGES = ("15_64", "total", "0_14", "15_25", "15_74", "65_plus", "75_plus")


def _ages(snapshot: Snapshot) -> dict[str, str]:
    words = snapshot.labels(POPULATION)["age"]
    return {age: words[age] for age in AGES}


@figure(
    "inwoners-reeks",
    "Inwoners, reeks van CBS",
    needs=(POPULATION,),
    beside=("labour_potential", "population", "residents_15_64"),
    follows=BY_PLACE,
    chosen={"age": Option(choices.AGE, _ages, AGES), "show": Option(choices.SERIES_AS, course.COMPARED)},
)
def population(snapshot: Snapshot, selection: Selection, age: str = AGES[0], show: str = course.INDEX) -> Figure:
    """Inhabitants on 1 January of one age band: persons, or the first common year = 100."""
    word = snapshot.labels(POPULATION)["age"][age]
    who = "mensen" if age == "total" else f"mensen van {word}"
    subject = Subject(
        id="population-series",
        title="Inwoners" if age == "total" else f"Inwoners van {word}",
        dataset=POPULATION,
        wanted={"age": age, "measure": "persons"},
        phrase=f"woonden er {{number}} {who} in {{place}}",
        subtitle=f"Inwoners op 1 januari, {word}",
        agenda=_population_in_agenda(snapshot, selection, age),
    )
    return course.figure(snapshot, selection, subject, show=show)


def _population_in_agenda(snapshot: Snapshot, selection: Selection, age: str) -> str:
    """Return what the agenda counts of the same ages: all, 15-64 and 15-74; of other bands it says nothing."""
    if age == "15_64" and has(snapshot, "residents_15_64"):
        place = selection.place
        asked = ask(snapshot, "residents_15_64", region_code=place)
        found = asked.cells()
        cell = found[0][1] if found else None
        where = asked.label("region_code", place)
        apart = without(ask(snapshot, "residents_15_64")) if place == snapshot.region.code else ""
        return f"De agenda rekent voor {where}{apart} met {cell.text} (afgerond, zonder peildatum)." if cell else ""
    group = {"total": "population_total", "15_74": "working_age"}.get(age)
    potential = of_group(snapshot, group) if group else None
    if potential is None:
        return ""
    return (
        f"De agenda noemt {potential.text} inwoners in de hele regio ({notation.period(potential.period)}"
        f"{counted_at(snapshot, potential) if age == 'total' else ''}"
        f"{', afgerond' if potential.status == 'rounded' else ''})."
    )
