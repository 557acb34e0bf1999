"""The six ambitions of the Regionaal Beraad, and the two programmes beside them.

Agenda, 3 and the overview of activities; short names as there, descriptions in own words.
Grain: one ambition.
Adopted in 2024.
Trap: SI and SNDW stand in the ambition column but are programmes.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="ambitions",
    title="Ambities",
    description="De zes ambities van het Regionaal Beraad, met sociale infrastructuur en school naar duurzaam werk.",
    files=("mja/ambitions.csv",),
    processing="retold",
    columns=(
        key("ambition", "Ambitie"),
        Column("title", "label", "Titel"),
        Column("description", "label", "Omschrijving", nullable=True, description="Samengevat, niet letterlijk."),
        Column("goal", "label", "Doel", nullable=True),
        Column("paragraph", "label", "Paragraaf"),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
)
