"""Which sectors are a priority, and whose choice that is.

Agenda, 2.6.2: matrix and prose together.
Grain: sector x owner, with certainty.
Printed once.
Trap: the matrix lost its columns; the second dot of Vrijetijdseconomie is inferred, and marked so.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import OWNERS, PRIORITY_SECTORS
from snapshot.model import Column, Dataset, key

_CERTAINTY = {"stated": "staat in de tekst", "practice": "vanuit de uitvoering", "inferred": "afgeleid"}

DATASET = Dataset(
    name="priority_sectors",
    title="Speerpuntsectoren",
    description="Welke sector een speerpunt is en van wie.",
    files=("mja/priority_sectors.csv",),
    columns=(
        key("priority_sector", "Speerpuntsector", PRIORITY_SECTORS),
        Column("title", "label", "Naam in de bron"),
        key("owner", "Van wie", OWNERS),
        Column("certainty", "status", "Zekerheid", labels=_CERTAINTY),
        Column("paragraph", "label", "Paragraaf"),
        Column("source", "label", "Bron", labels_from="sources"),
        Column("note", "label", "Opmerking", nullable=True),
    ),
    warnings=("Sectoren overlappen elkaar: tel ze niet op.",),
)
