"""Municipalities, labour-market regions, wider areas and the country, by code of CBS.

CBS, Gebieden in Nederland (86059NED).
Grain: one region.
Yearly, on 1 January.
Trap: Montferland is here because a sector vision covers it, though it lies outside the region.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="regions",
    title="Regio's",
    description="Gemeenten, arbeidsmarktregio's en Nederland met hun code.",
    files=("reference/regions.csv",),
    columns=(
        key("region_code", "Code"),
        Column("title", "label", "Naam"),
        Column(
            "kind",
            "label",
            "Soort",
            labels={
                "municipality": "gemeente",
                "labour_market_region": "arbeidsmarktregio",
                "province": "provincie",
                "corop": "COROP-gebied",
                "country_part": "landsdeel",
                "country": "land",
            },
        ),
        Column("part_of", "label", "Deel van", nullable=True),
        Column("sort_order", "label", "Volgorde", dtype="integer"),
    ),
)
