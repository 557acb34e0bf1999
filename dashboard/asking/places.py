"""Where the figures of a dataset are about: the region itself, or a wider area in which it lies."""

from __future__ import annotations

from dashboard.asking.memory import once
from dashboard.asking.queries import ask, holds, municipalities
from dashboard.asking.selection import Selection
from snapshot.read import Snapshot

WIDER = "wider_areas"
SEVERAL = "Bij meer dan één gekozen gemeente staat hier de hele regio."


@once
def places(snapshot: Snapshot, dataset: str) -> frozenset[str]:
    """Return which of the region, its municipalities and the areas around it occur in a dataset."""
    wanted = (snapshot.region.code, *municipalities(snapshot), *wider_areas(snapshot))
    return frozenset(ask(snapshot, dataset, region_code=wanted).codes("region_code"))


@once
def wider_areas(snapshot: Snapshot) -> dict[str, str]:
    """Return the code of each area around the region, with a remark on what else lies in it; the smallest last."""
    if not holds(snapshot, WIDER):
        return {}
    rows = ask(snapshot, WIDER, region_code=snapshot.region.code).rows
    return {row["wider_area"]: row["remark"] for row in rows}


def area_of(snapshot: Snapshot, dataset: str) -> str:
    """Return the code of the region where the dataset has it or a part of it, or else of the smallest area around it.

    The region where it has none of them.
    """
    there = places(snapshot, dataset)
    around = [code for code in reversed(wider_areas(snapshot)) if code in there]
    is_local = snapshot.region.code in there or bool(there & municipalities(snapshot).keys())
    return snapshot.region.code if is_local or not around else around[0]


def remark(snapshot: Snapshot, area: str) -> str:
    """Return what must stand beside a figure of `area`: '' where it is no wider one."""
    return wider_areas(snapshot).get(area, "")


def several(snapshot: Snapshot, selection: Selection, place: str) -> str:
    """Return that a figure is of the whole region, where several municipalities are chosen; else ''."""
    return SEVERAL if place == snapshot.region.code and len(selection.municipalities) > 1 else ""


def place_of(snapshot: Snapshot, selection: Selection, dataset: str) -> str:
    """Return the one chosen municipality where the dataset has it, or else the region or the area around it."""
    area = area_of(snapshot, dataset)
    return selection.place if area == snapshot.region.code else area
