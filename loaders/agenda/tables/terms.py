"""The terms of the dashboard, explained in plain Dutch.

Own words; the source beside each says whose definition it follows.
Grain: one term.
Changed by hand.
Trap: a term on a page without an entry here fails a test.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="terms",
    title="Begrippen",
    description="Alle begrippen van het dashboard in gewone taal.",
    files=("reference/terms.csv",),
    processing="retold",
    columns=(
        key("term_id", "Anker"),
        Column("term", "label", "Begrip"),
        Column("definition", "label", "Uitleg"),
        Column("see_also", "label", "Zie ook", nullable=True),
        Column("source", "label", "Bron", nullable=True),
    ),
)
