"""The 43 activities of the implementation agenda.

Agenda, overview of activities before part 2.
Grain: one activity; start and end are quarters.
Printed once; the region reports progress per quarter.
Trap: "Doorlopend" is a value; rows without dates are ongoing; an ambition cell holds several values.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import ACTION_LINES
from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="activities",
    title="Uitvoeringsagenda",
    description="De 43 activiteiten met actielijn, ambities, begin en einde.",
    files=("mja/activities.csv",),
    columns=(
        key("activity", "Nummer"),
        Column("action_line", "label", "Actielijn", labels=ACTION_LINES),
        Column("sort_order", "label", "Volgorde", dtype="integer"),
        Column("title", "label", "Activiteit"),
        Column("ambitions", "label", "Ambities", description="Gescheiden door een puntkomma."),
        Column("paragraphs", "label", "Paragrafen", nullable=True, description="Gescheiden door een puntkomma."),
        Column("start", "label", "Begin", nullable=True),
        Column("end", "label", "Einde", nullable=True),
        Column("ongoing", "label", "Doorlopend", dtype="boolean"),
        Column("page_note", "label", "Opmerking", nullable=True),
        Column(
            "unsure",
            "label",
            "Waarom het vervolg niet zeker is",
            nullable=True,
            description="Wat de agenda elders zegt, waardoor de planning van de tabel niet zeker is.",
        ),
        Column("paragraph", "label", "Paragraaf"),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
    warnings=("De bron geeft bij doorlopende activiteiten vaak geen begin.",),
)
