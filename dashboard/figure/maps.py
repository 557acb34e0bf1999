"""Figures by municipality as a map: the same rows, sentence and sources as their bars or lines, drawn by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.asking.selection import Selection
from dashboard.charts.map import Place, PlaceMap
from dashboard.charts.shapes import Map
from dashboard.figure.core import Figure

SCHEMATIC = "De kaart is schematisch: elke gemeente is een even groot vierkant, ongeveer op haar plek."


def chosen_places(places: Sequence[Place], selection: Selection) -> list[Place]:
    """Return the places, those that the reader chose marked."""
    return [replace(place, chosen=place.code in selection.municipalities) for place in places]


def on_map(base: Figure, drawn: Map, places: Sequence[Place], *, id: str, title: str) -> Figure:
    """Return `base` with a map as its chart, and the words that belong to a map."""
    ranked = sorted(places, key=lambda place: (place.value is None, -(place.value or 0), place.name))
    told = ", ".join(f"{place.name} {place.text}" for place in ranked)
    kind = "Schematische kaart" if drawn.is_schematic else "Kaart"
    return replace(
        base,
        id=id,
        title=title,
        subtitle=f"{base.subtitle}. {drawn.credit or 'Schematische kaart'}",
        chart=PlaceMap(drawn, tuple(places), unit="%"),
        alt=f"{kind} van de gemeenten. {base.headline}. {told}.",
        notes=(drawn.attribution or SCHEMATIC, *base.notes),
    )
