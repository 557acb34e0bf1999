"""The map of the overview: what it can show, and the figure that shows it."""

from __future__ import annotations

from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.figure.declare import Declaration
from snapshot.read import Snapshot

QUESTION, CHOICE, LABEL = "Hoe verschilt het per gemeente?", "kaart", "Kaart van"
SEPARATOR = ":"  # between a figure and what is chosen of it


def measures(snapshot: Snapshot) -> dict[str, str]:
    """Return what the map can show: each map, with each of its possibilities, by code and words."""
    found: dict[str, str] = {}
    for declared, word in catalogue.MAPS.items():
        if not can_draw(snapshot, declared):
            continue
        options = declared.chosen.get("scheme")
        if options:
            found |= {f"{declared.name}{SEPARATOR}{code}": told for code, told in options.of(snapshot).items()}
        else:
            found[declared.name] = word
    return found


def measured(wanted: str) -> tuple[Declaration, dict[str, str]]:
    """Return the map of one of the `measures`, and the arguments of its builder."""
    name, _, scheme = wanted.partition(SEPARATOR)
    return catalogue.entry(name), {"scheme": scheme} if scheme else {}
