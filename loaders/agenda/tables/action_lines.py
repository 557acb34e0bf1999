"""The four action lines that order the activities.

Agenda, overview of activities; descriptions in own words.
Grain: one action line.
Printed once.
Trap: none known.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import ACTION_LINES
from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="action_lines",
    title="Actielijnen",
    description="De vier lijnen van de uitvoeringsagenda.",
    files=("mja/action_lines.csv",),
    columns=(
        key("action_line", "Actielijn", ACTION_LINES),
        Column("title", "label", "Titel"),
        Column("sort_order", "label", "Volgorde", dtype="integer"),
        Column("description", "label", "Omschrijving"),
    ),
)
