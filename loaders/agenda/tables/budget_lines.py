"""Cost lines of the work centre and of ambitions 2 to 6, with their amounts in printed order.

Agenda, 4.3.1 and 4.3.2 (the region's own tables).
Grain: programme x heading x line x amount; euro over 2026 and 2027 together.
Printed once; the region can fill in `year` and `cost_type`, which the build then checks.
Trap: which column an amount belongs to is lost in the text; only "Leeragenda tool" is certain.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import COST_TYPES, PROGRAMMES
from snapshot.model import Column, Measure, key, observations

DATASET = observations(
    name="budget_lines",
    title="Begrote kosten per activiteit",
    description="Bedragen per activiteit in 2026 en 2027 samen, in de volgorde van de bron.",
    files=("mja/budget_lines.csv",),
    keys=(
        key("programme", "Programma", PROGRAMMES),
        key("heading", "Onderdeel"),
        key("line", "Regel", dtype="integer"),
        key("activity", "Activiteit"),
        key("amount_order", "Volgorde van het bedrag", dtype="integer"),
    ),
    measures=(Measure("eur", "Bedrag", ("eur",)),),
    extra=(
        Column(
            "year", "label", "Jaar", nullable=True, description="Leeg waar de kolom van het bedrag niet te lezen is."
        ),
        Column("cost_type", "label", "Soort kosten", labels=COST_TYPES, nullable=True),
    ),
    warnings=(
        "In de tekst van de agenda die wij lazen, zijn de kolommen weggevallen: in welk jaar een bedrag valt en of het "
        "structureel is, weten wij daarom niet.",
    ),
)
