"""From priority sector to the sectors of UWV and SBI 2008, with the quality of the fit.

Own proposal of this dashboard, open to correction.
Grain: priority sector x classification x sector.
Changed by hand.
Trap: childcare sits in SBI section Q; sections cannot isolate parts of them; sectors overlap.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import PRIORITY_SECTORS
from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="sector_crosswalk",
    title="Vertaaltabel van speerpuntsectoren",
    description="Welke sectoren van UWV en SBI bij een speerpuntsector horen, en hoe goed dat past.",
    files=("reference/sector_crosswalk.csv",),
    columns=(
        key("priority_sector", "Speerpuntsector", PRIORITY_SECTORS),
        key("classification", "Indeling", {"uwv": "UWV", "sbi2008": "SBI 2008"}),
        key("sector_code", "Code"),
        Column("sector_title", "label", "Sector"),
        Column(
            "fit",
            "status",
            "Past",
            labels={"volledig": "volledig", "deels": "deels", "benadering": "benadering"},
        ),
        Column(
            "is_proposal",
            "label",
            "Ons voorstel",
            dtype="boolean",
            description="Of deze regel een voorstel van dit dashboard is, dat niet uit de agenda volgt.",
        ),
        Column("source", "label", "Bron", labels_from="sources"),
        Column("note", "label", "Opmerking", nullable=True),
    ),
    processing="derived",
    warnings=(
        "De vertaling is een eigen voorstel van dit dashboard en staat niet in de agenda.",
        "Sectoren overlappen elkaar: tel ze niet op.",
    ),
)
