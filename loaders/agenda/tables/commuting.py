"""Employees who live here and work elsewhere, and the reverse.

CBS, Woon-werkbalans naar arbeidsmarktregio 2023, as printed in the agenda, 1.2.5.
Grain: direction x partner region; employees, rounded to thousands, and printed shares.
Printed once; CBS custom table of January 2025.
Trap: these are employees (213.000), another population than the 222.000 working;
the agenda does not say whether commuting to Germany is in it.
"""

from __future__ import annotations

from snapshot.model import Measure, key, observations

DATASET = observations(
    name="commuting",
    title="Pendel",
    description="Werknemers naar de regio waar zij wonen en de regio waar zij werken.",
    files=("mja/commuting.csv",),
    keys=(
        key(
            "direction",
            "Richting",
            {
                "internal": "woont en werkt in de regio",
                "outbound": "woont hier, werkt elders",
                "inbound": "werkt hier, woont elders",
            },
        ),
        key(
            "partner_region",
            "Andere regio",
            {
                "AM07": "Midden-Gelderland",
                "AM08": "Rijk van Nijmegen",
                "AM38": "FoodValley",
                "AM06": "Veluwe Stedendriehoek",
                "AM09": "Achterhoek",
                "not_split": "Overige regio's (niet uitgesplitst)",
                "total": "Totaal",
            },
        ),
    ),
    measures=(
        Measure("employees", "Werknemers", ("employees",)),
        Measure("share_pct", "Aandeel", ("pct",)),
    ),
    warnings=(
        "De agenda telt hier werknemers. Over zelfstandigen en over werk in het buitenland zegt zij hier niets.",
    ),
)
