"""Focus and context: which colour a region gets, and which rows belong to the choice of the reader."""

from __future__ import annotations

from dashboard.asking.queries import Result, municipalities
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.telling import roles
from snapshot.read import Snapshot


def role(region_code: str, snapshot: Snapshot, selection: Selection) -> str:
    """Return the role of a region: a chosen municipality has its own on every page, the others are context."""
    if region_code == selection.region.code:
        return roles.REGION
    if region_code == COUNTRY:
        return roles.COUNTRY
    if not selection.municipalities:
        return roles.ACCENT
    if region_code not in selection.municipalities:
        return roles.CONTEXT
    towns = list(municipalities(snapshot))
    return roles.PLACES[towns.index(region_code) % len(roles.PLACES)] if region_code in towns else roles.ACCENT


def in_focus(snapshot: Snapshot, selection: Selection) -> tuple[str, ...]:
    """Return the codes of the chosen municipalities (all where none is chosen) and of the comparison."""
    chosen = selection.municipalities or tuple(municipalities(snapshot))
    return (*chosen, *selection.references)


def focused(result: Result, snapshot: Snapshot, selection: Selection) -> Result:
    """Return the rows of the chosen municipalities and of the comparison: what table and file show."""
    return result.where(region_code=in_focus(snapshot, selection))
