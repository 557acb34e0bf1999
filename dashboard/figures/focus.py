"""Focus and context: which colour a region gets, and which rows belong to the choice of the reader."""

from __future__ import annotations

from dashboard.queries import Result, municipalities
from dashboard.selection import COUNTRY, Selection
from dashboard.theme import palette
from snapshot.read import Snapshot


def colour(region_code: str, selection: Selection) -> str:
    """Return the colour of a region: a chosen municipality has its own on every page, the others are context."""
    colours = palette(selection.dark)
    if region_code == selection.region.code:
        return colours.region
    if region_code == COUNTRY:
        return colours.country
    if not selection.municipalities:
        return colours.accent
    if region_code not in selection.municipalities:
        return colours.context
    return colours.towns.get(region_code, colours.accent)


def in_focus(snapshot: Snapshot, selection: Selection) -> tuple[str, ...]:
    """Return the codes of the chosen municipalities (all where none is chosen) and of the comparison."""
    chosen = selection.municipalities or tuple(municipalities(snapshot))
    return (*chosen, *selection.references)


def focused(result: Result, snapshot: Snapshot, selection: Selection) -> Result:
    """Return the rows of the chosen municipalities and of the comparison: what table and file show."""
    return result.where(region_code=in_focus(snapshot, selection))
