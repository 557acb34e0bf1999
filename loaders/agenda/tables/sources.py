"""Every source, with licence and its dates.

The footnotes of the agenda and the data services of CBS.
Grain: one source.
Grows with the datasets.
Trap: published, retrieved and reference period are three different dates.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="sources",
    title="Bronnen",
    description="Alle bronnen met licentie en datums.",
    files=("mja/sources.csv", "cbs/sources.csv", "reference/sources.csv"),
    columns=(
        key("id", "Code"),
        Column("publisher", "label", "Uitgever"),
        Column("title", "label", "Titel"),
        Column("table_id", "label", "Tabel", nullable=True),
        Column("landing_page", "label", "Adres", nullable=True),
        Column("licence", "label", "Licentie"),
        Column("published", "label", "Gepubliceerd", nullable=True),
        Column("retrieved", "label", "Opgehaald", nullable=True),
        Column("footnote", "label", "Voetnoot", nullable=True),
        Column("via", "label", "Overgenomen uit", nullable=True),
        Column("state", "label", "Stand van het document", nullable=True),
    ),
)
