"""National money for the labour-market infrastructure, 2025-2034 and structurally after.

Agenda, 4.1 (the region's own table).
Grain: stream x year; euro.
Printed once; the impulse budget may still be raised.
Trap: the impulse for work-to-work is national, the other two go to the centre municipality.
"""

from __future__ import annotations

from snapshot.model import Measure, key, observations

DATASET = observations(
    name="funding",
    title="Financiering",
    description="Rijksmiddelen voor de arbeidsmarktinfrastructuur per jaar.",
    files=("mja/funding.csv",),
    keys=(
        key(
            "stream",
            "Geldstroom",
            {
                "impulse_budget": "Impulsbudget (centrumgemeente)",
                "structural": "Structureel (centrumgemeente)",
                "work_to_work": "Impuls van werk naar werk (landelijk)",
            },
        ),
    ),
    measures=(Measure("eur", "Bedrag", ("eur",)),),
    warnings=("De impuls van werk naar werk is een landelijk bedrag en geen geld van deze regio.",),
)
