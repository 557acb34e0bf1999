"""The four column totals of each cost table.

Agenda, 4.3.1 and 4.3.2 (the region's own tables).
Grain: programme x year x kind of cost; euro.
Printed once.
Trap: these are the only certain split between years and between structural and incidental.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import COST_TYPES, PROGRAMMES
from snapshot.model import Measure, key, observations

DATASET = observations(
    name="budget_column_totals",
    title="Begrote kosten: structureel en incidenteel",
    description="De vier kolomtotalen van elk van de twee kostentabellen.",
    files=("mja/budget_column_totals.csv",),
    keys=(
        key("programme", "Programma", PROGRAMMES),
        key("year", "Jaar"),
        key("cost_type", "Soort kosten", COST_TYPES),
    ),
    measures=(Measure("eur", "Bedrag", ("eur",)),),
)
