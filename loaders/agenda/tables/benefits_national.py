"""National benefits by scheme, by month: the line behind the region's one moment.

CBS 37789ksz, opendata.cbs.nl, CC BY 4.0; values as the service answered in July 2026.
Grain: scheme x month; x 1 000 benefits.
Monthly; the last months are provisional.
Trap: bijstand is given in total and up to pension age: two series.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import SCHEMES
from snapshot.model import Measure, key, observations, region_key

DATASET = observations(
    name="benefits_national",
    title="Uitkeringen in Nederland",
    description="Aantal uitkeringen in Nederland naar soort, per maand.",
    files=("cbs/benefits_national.csv",),
    keys=(
        region_key(),
        key(
            "scheme",
            "Uitkering",
            {
                **SCHEMES,
                "wao": "WAO",
                "disability_total": "Arbeidsongeschiktheid totaal",
                "social_assistance_to_pension_age": "Bijstand tot AOW-leeftijd",
            },
        ),
    ),
    measures=(Measure("benefits", "Uitkeringen", ("benefits_thousand",), decimals=1),),
    frequency="per maand",
)
