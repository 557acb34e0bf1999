"""Municipalities that are gone, and the one in which all of each lives on.

CBS, table 03759ned, the descriptions of its codes.
Grain: one municipality that is gone.
Grows with each merger; a refresh reads every merger since 2015 from CBS itself.
Trap: in tables with the boundaries of each year, its figures count with those of its heir.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="mergers",
    title="Opgeheven gemeenten",
    description="Gemeenten die zijn opgegaan in een gemeente van nu.",
    files=("reference/mergers.csv",),
    columns=(
        key("municipality_code", "Code"),
        Column("title", "label", "Naam"),
        Column("ended", "label", "Opgeheven op", description="De eerste dag zonder deze gemeente."),
        Column("into", "label", "Opgegaan in", labels_from="regions"),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
)
