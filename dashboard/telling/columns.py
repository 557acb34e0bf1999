"""What a column of a dataset holds, in words for a reader."""

from __future__ import annotations

from snapshot.model import Column

TYPES = {"text": "tekst", "number": "getal", "integer": "heel getal", "boolean": "ja of nee", "date": "datum"}
EXPLAINED = {
    "region_code": "De gemeente, de regio of Nederland.",
    "measure": "Wat er geteld of gemeten is.",
    "value": "Het cijfer. Leeg als er geen getal is; de status zegt waarom.",
    "unit": "Waarin het cijfer is geteld.",
    "status": "Wat we van het cijfer weten.",
    "source": "Waar het cijfer vandaan komt.",
    "note": "Uitleg die alleen bij dit cijfer hoort.",
    "sort_order": "De volgorde waarin we de rijen tonen.",
}


def explained(column: Column) -> str:
    """Return what a column holds, and whether it may be empty; '' where nothing is to be said."""
    told = column.description or EXPLAINED.get(column.name, "Waar de rij over gaat." if column.role == "key" else "")
    empty = " Mag leeg zijn." if column.nullable and column.role != "value" else ""
    return f"{told}{empty}".strip()
