"""The wider areas in which a region lies, for figures that CBS does not give of the region itself.

CBS, Gebieden in Nederland 2026 (86247NED): the province and the COROP area of each municipality.
Grain: region x wider area.
Yearly, on 1 January; COROP areas hardly ever change.
Trap: a COROP area is no labour-market region: the remark says what else lies in it, and goes wherever the figure goes.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key, region_key

DATASET = Dataset(
    name="wider_areas",
    title="Ruimere gebieden",
    description="Gebieden van CBS waarin een arbeidsmarktregio ligt, voor cijfers die er van de regio zelf niet zijn.",
    files=("reference/wider_areas.csv",),
    columns=(
        region_key(),
        key("wider_area", "Ruimer gebied", labels_from="regions"),
        Column("remark", "label", "Wat er anders aan is"),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
)
