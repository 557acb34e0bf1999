"""Inhabitants of 15-74 over the years by what they do, as CBS estimates it."""

from __future__ import annotations

from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.series import course
from dashboard.series.subject import Subject
from dashboard.subjects.population.potential import of_group
from dashboard.words import notation
from snapshot.read import Snapshot

LABOUR = "labour_participation_series"
MEASURES = ("employed", "labour_force_and_not", "unemployed", "wants_more_hours")
WHO = {
    "labour_force_and_not": ("Inwoners van 15 t/m 74 jaar", "waren {number} inwoners van {place} 15 t/m 74 jaar"),
    "employed": ("Inwoners met betaald werk", "hadden {number} inwoners van {place} betaald werk"),
    "unemployed": ("Werkloze inwoners", "waren {number} inwoners van {place} werkloos"),
    "wants_more_hours": (
        "Inwoners die meer uren willen werken",
        "wilden {number} werkende inwoners van {place} meer uren werken, en konden zij dat ook",
    ),
}
GROUP_OF = {
    "labour_force_and_not": "working_age",
    "employed": "employed",
    "unemployed": "unemployed",
    "wants_more_hours": "wants_more_hours",
}
NAMED_BY_CBS = {
    "labour_force_and_not": "",
    "employed": "CBS noemt inwoners met betaald werk ‘werkzame beroepsbevolking’.",
    "unemployed": "CBS noemt werkloze inwoners ‘werkloze beroepsbevolking’: zij zoeken werk en kunnen snel beginnen.",
    "wants_more_hours": "",
}


@figure(
    "arbeidsdeelname-reeks",
    "Arbeidsdeelname, reeks van CBS",
    needs=(LABOUR,),
    beside=("labour_potential",),
    follows=BY_PLACE,
    chosen={"measure": Option(choices.COUNTED, {measure: WHO[measure][0] for measure in MEASURES})},
)
def participation(snapshot: Snapshot, selection: Selection, measure: str = MEASURES[0]) -> Figure:
    """People of 15-74 by what they do: thousands, as published: too coarse for an index of a municipality."""
    title, phrase = WHO[measure]
    found = of_group(snapshot, GROUP_OF[measure])
    agenda = (
        f"De agenda noemt {found.text} ({notation.period(found.period)}, hele regio, afgerond op duizenden)."
        if found
        else ""
    )
    subject = Subject(
        id="participation-series",
        title=title,
        dataset=LABOUR,
        wanted={"measure": measure},
        phrase=phrase,
        subtitle="Inwoners van 15 t/m 74 jaar, x 1.000",
        agenda=agenda,
        indexed=False,
        notes=tuple(filter(None, (NAMED_BY_CBS[measure],))),
    )
    return course.figure(snapshot, selection, subject)
