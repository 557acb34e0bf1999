"""The multi-year budget 2026-2030 on main lines.

Agenda, 4.2 (the region's own table).
Grain: heading x year; euro.
Printed once; adjusted by decision of the Regionaal Beraad.
Trap: expenses of 2029 and 2030 are n.t.b., so the printed result of those years is no surplus.
"""

from __future__ import annotations

from snapshot.model import Measure, key, observations

DATASET = observations(
    name="budget",
    title="Meerjarenbegroting",
    description="Baten, lasten en resultaat per jaar.",
    files=("mja/budget.csv",),
    keys=(
        key("side", "Soort", {"income": "Baten", "expenses": "Lasten", "result": "Resultaat"}),
        key(
            "heading",
            "Post",
            {
                "impulse_budget": "Impulsbudget",
                "carry_over": "Budgetoverheveling",
                "total_income": "Totale baten",
                "general": "Algemeen",
                "contingency": "Onvoorzien",
                "work_centre": "Werkcentrum (ambitie 1)",
                "ambition_teams": "Ambitieteams 2 t/m 6",
                "total_expenses": "Totale lasten",
                "result": "Resultaat",
            },
        ),
    ),
    measures=(Measure("eur", "Bedrag", ("eur",)),),
    warnings=(
        "De lasten van 2029 en 2030 zijn nog niet bepaald (n.t.b.). Het resultaat van die jaren is geen overschot.",
    ),
)
