"""The class of the tightness indicator in six quarters, as reported.

UWV, spanningsindicator, through press reports named in each row.
Grain: region x quarter; a class, no ratio.
Quarterly at UWV; only these six are known here.
Trap: a class is no number: no line may be drawn through it as if it were.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import TIGHTNESS
from snapshot.model import STATUS_WORDS, Column, Dataset, key, region_key

DATASET = Dataset(
    name="tightness_class",
    title="Spanning op de arbeidsmarkt: klasse",
    description="De klasse van de spanningsindicator van UWV in de kwartalen die bekend zijn.",
    files=("cbs/tightness_class.csv",),
    columns=(
        region_key(),
        key("reference_period", "Periode"),
        Column("tightness_class", "label", "Klasse", labels=TIGHTNESS),
        Column("status", "status", "Status", labels=STATUS_WORDS),
        Column("source", "label", "Bron", labels_from="sources"),
        Column("note", "label", "Opmerking", nullable=True),
    ),
    frequency="per kwartaal",
    warnings=("De bron meldt een klasse, geen getal.",),
)
