"""The goals that the agenda sets, with baseline, target and what was realised where it says so.

Agenda, 1.1.5, 2.2 to 2.4, 3, 3.1, 3.2 and 4.2 to 4.3.2; titles in own words.
Grain: one goal.
Printed once; what is realised later comes from other sources.
Trap: most goals have no number, and none of the planned ones has a measurement.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import COUNTED_IN
from snapshot.model import Column, Dataset, key

_KINDS = {
    "vision": "hoofddoel",
    "outcome": "resultaat",
    "delivery": "uitvoering",
    "account": "evaluatie en verslag",
    "money": "geld",
}
_BOUNDS = {"at_least": "ten minste", "at_most": "ten hoogste", "about": "ongeveer"}
_STATED = {
    "reached": "gehaald",
    "agreed": "afgesproken",
    "proposed": "voorgesteld",
    "planned": "gepland",
    "intended": "voorgenomen",
    "ambition": "streven",
}

DATASET = Dataset(
    name="goals",
    title="Doelen",
    description="De doelen van de agenda met nulmeting, doel en stand, voor zover de agenda die noemt.",
    files=("mja/goals.csv",),
    columns=(
        key("goal", "Code"),
        Column("sort_order", "label", "Volgorde", dtype="integer"),
        Column("kind", "label", "Soort doel", labels=_KINDS),
        Column("title", "label", "Doel"),
        Column("baseline", "label", "Nulmeting", dtype="number", nullable=True),
        Column("baseline_period", "label", "Moment van de nulmeting", nullable=True),
        Column("target", "label", "Te halen", dtype="number", nullable=True),
        Column("target_period", "label", "Wanneer te halen", nullable=True),
        Column("bound", "label", "Hoe het doel telt", labels=_BOUNDS, nullable=True),
        Column("counted_in", "label", "Geteld in", labels=COUNTED_IN, nullable=True),
        Column("realised", "label", "Gerealiseerd", dtype="number", nullable=True),
        Column("realised_period", "label", "Moment van de meting", nullable=True),
        Column("responsible", "label", "Wie verantwoordelijk is", nullable=True),
        Column("stated", "label", "Stand volgens de agenda", labels=_STATED),
        Column("caveat", "label", "Voorbehoud", nullable=True),
        Column("paragraph", "label", "Paragraaf"),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
    warnings=("Bij de meeste doelen noemt de agenda geen getal, en van wat gepland is, is hier geen meting bekend.",),
)
