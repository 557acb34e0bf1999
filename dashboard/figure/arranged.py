"""The order of a table of places: those that were chosen, the other municipalities, then region and country."""

from __future__ import annotations

from dataclasses import replace

from dashboard.asking.queries import municipalities
from dashboard.asking.selection import Selection
from dashboard.figure.core import Table
from dashboard.words.notation import Worded, Written
from snapshot.read import Snapshot

COUNTRY = "Nederland"
CHOSEN, TOWN, REGION, LAND = range(4)  # in this order, and of each the largest number first
FEW = 3  # rows from which an order is worth it


def arranged(table: Table, snapshot: Snapshot, selection: Selection) -> Table:
    """Return a table of places in the order in which it is read; any other as it is.

    What counts is the last column of numbers: the newest, or what the others lead to. Rows of region and country are
    bold, as they are no municipality.
    """
    if len(table.rows) < FEW or not table.numeric:
        return table
    towns = {
        town: CHOSEN if code in selection.municipalities else TOWN for code, town in municipalities(snapshot).items()
    }
    kinds = [towns.get(row[0], _wider(row[0], selection)) for row in table.rows]
    known = [kind for kind in kinds if kind is not None]
    if len(known) < len(kinds) or sum(kind in (CHOSEN, TOWN) for kind in known) < FEW:
        return table
    last = max(table.numeric)
    order = sorted(range(len(known)), key=lambda at: (known[at], *_size(table.rows[at][last])))
    return replace(
        table,
        rows=tuple(table.rows[at] for at in order),
        strong=tuple(place for place, at in enumerate(order) if at in table.strong or known[at] not in (CHOSEN, TOWN)),
        sparks=tuple(table.sparks[at] for at in order) if table.sparks else (),
        links=tuple(table.links[at] for at in order) if table.links else (),
    )


def _wider(name: str, selection: Selection) -> int | None:
    """Return what kind of place a row is of that is no municipality; None where it is of none."""
    if name.startswith(selection.region.title):
        return REGION
    return LAND if name.startswith(COUNTRY) else None


def _size(cell: str) -> tuple[bool, float]:
    return (False, -cell.value) if isinstance(cell, Written | Worded) else (True, 0.0)
