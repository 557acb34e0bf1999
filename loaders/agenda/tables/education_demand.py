"""Demand and inflow by education level, per year, as a share of those working.

ROA, Arbeidsmarktprognoses Midden-Gelderland 2023-2028, as printed in the agenda, 1.2.2.
Grain: education level x rate; % of those working, average per year 2023-2028.
Printed once; ROA publishes every two years.
Trap: the heads of the table are broken over lines in the text.
"""

from __future__ import annotations

from snapshot.model import Measure, key, observations

DATASET = observations(
    name="education_demand",
    title="Vraag en instroom per opleidingsniveau",
    description="Verwachte uitbreidingsvraag, vervangingsvraag en instroom, gemiddeld per jaar in 2023-2028.",
    files=("mja/education_demand.csv",),
    keys=(
        key(
            "education_level",
            "Opleidingsniveau",
            {
                "primary": "Basisonderwijs",
                "vmbo_bk_mbo1": "Vmbo b/k, mbo 1",
                "vmbo_gt_havo_vwo_lower": "Vmbo g/t, havo/vwo-onderbouw",
                "havo_vwo": "Havo, vwo",
                "mbo2": "Mbo 2",
                "mbo3": "Mbo 3",
                "mbo4": "Mbo 4",
                "bachelor": "Hbo-/wo-bachelor",
                "master": "Hbo-/wo-master",
                "total": "Totaal",
            },
        ),
    ),
    measures=(
        Measure("expansion_demand_pct", "Uitbreidingsvraag", ("pct",), decimals=1),
        Measure("replacement_demand_pct", "Vervangingsvraag", ("pct",), decimals=1),
        Measure("labour_market_inflow_pct", "Arbeidsmarktinstroom", ("pct",), decimals=1),
    ),
    warnings=("Bij basisonderwijs gaat het om ongeschoold werk: daarin hebben veel scholieren tijdelijk een bijbaan.",),
)
