"""Figures by municipality as a map: the same rows, sentence and sources as their bars or lines, drawn by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.asking.selection import Selection
from dashboard.charts.map import Place, PlaceMap
from dashboard.charts.shapes import Map, has_shapes
from dashboard.figure.core import Figure
from snapshot.read import Snapshot


def as_map(snapshot: Snapshot) -> dict[str, str]:
    """Return the word of the map beside other ways to show places; nothing where there are no boundaries."""
    return {"map": "Kaart"} if has_shapes(snapshot) else {}


def chosen_places(places: Sequence[Place], selection: Selection) -> list[Place]:
    """Return the places, those that the reader chose marked."""
    return [replace(place, chosen=place.code in selection.municipalities) for place in places]


def on_map(base: Figure, drawn: Map, places: Sequence[Place], *, id: str, title: str) -> Figure:
    """Return `base` with a map as its chart, and the words that belong to a map."""
    ranked = sorted(places, key=lambda place: (place.value is None, -(place.value or 0), place.name))
    told = ", ".join(f"{place.name} {place.text}" for place in ranked)
    return replace(
        base,
        id=id,
        title=title,
        subtitle=f"{base.subtitle}. {drawn.credit}",
        chart=PlaceMap(drawn, tuple(places), unit="%"),
        alt=f"Kaart van de gemeenten. {base.headline}. {told}.",
        notes=(drawn.attribution, *base.notes),
    )
