"""Sectors as UWV names them in the agenda.

Agenda, 1.1.7 and 1.2.1; names of UWV.
Grain: one sector.
Fixed list.
Trap: priority sectors are another list; the crosswalk links the two.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="sectors",
    title="Sectoren",
    description="Sectoren zoals UWV ze noemt.",
    files=("reference/sectors.csv",),
    columns=(
        key("sector", "Sectorcode"),
        Column("title", "label", "Sector"),
        Column("classification", "label", "Indeling", labels={"uwv": "UWV"}),
    ),
)
