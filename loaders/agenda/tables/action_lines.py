"""The four action lines that order the activities.

Agenda, overview of activities; descriptions in own words.
Grain: one action line.
Printed once.
Trap: none known.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.agenda.vocabulary import ACTION_LINES
from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="action_lines",
    title="Actielijnen",
    description="De vier lijnen van de uitvoeringsagenda.",
    subject="uitvoeringsagenda",
    files=("mja/action_lines.csv",),
    columns=(
        key("action_line", "Actielijn", ACTION_LINES),
        Column("title", "label", "Titel"),
        Column("sort_order", "label", "Volgorde", dtype="integer"),
        Column("description", "label", "Omschrijving"),
    ),
)


def load(raw: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the transcribed rows, as text."""
    return raw[DATASET.files[0]]
