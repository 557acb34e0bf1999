"""Which municipalities each choice of sectors covers.

Agenda, 2.6.2.
Grain: owner x municipality.
Printed once.
Trap: Montferland shares the Liemers vision but lies outside the region.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import OWNERS
from snapshot.model import Column, Dataset, key, region_key

DATASET = Dataset(
    name="sector_owners",
    title="Van wie speerpuntsectoren zijn",
    description="Bij welke gemeenten een lijst van speerpuntsectoren hoort.",
    files=("mja/sector_owners.csv",),
    columns=(
        key("owner", "Van wie", OWNERS),
        Column("title", "label", "Naam"),
        Column("short", "label", "Korte naam"),
        Column("spoken", "label", "Naam in een zin"),
        Column(
            "kind",
            "label",
            "Soort",
            labels={"region": "regio", "partnership": "samenwerking", "municipality": "gemeente"},
        ),
        region_key("Gemeente"),
        Column("in_region", "label", "In de arbeidsmarktregio", dtype="boolean"),
        Column("source", "label", "Bron", labels_from="sources"),
        Column("note", "label", "Opmerking", nullable=True),
    ),
)
