"""The bands of the tightness indicator: open vacancies per short-term WW benefit.

UWV, spanningsindicator.
Grain: one band; ratio.
Fixed.
Trap: bounds belong to the upper band.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import TIGHTNESS
from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="tightness_bands",
    title="Klassen van de spanningsindicator",
    description="Grenzen van de klassen: openstaande vacatures per kortdurende WW-uitkering (tot zes maanden).",
    files=("reference/tightness_bands.csv",),
    columns=(
        key("code", "Klasse", TIGHTNESS),
        Column("title", "label", "Klasse in woorden"),
        Column("lower", "label", "Vanaf", dtype="number", nullable=True),
        Column("upper", "label", "Tot", dtype="number", nullable=True),
        Column("sort_order", "label", "Volgorde", dtype="integer"),
    ),
)
