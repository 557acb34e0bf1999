"""Focus and context: which colour a region gets, and which rows belong to the choice of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

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
    return shades(tuple(municipalities(snapshot)), selection.municipalities).get(region_code, roles.ACCENT)


@lru_cache(maxsize=512)
def shades(towns: tuple[str, ...], chosen: tuple[str, ...]) -> Mapping[str, str]:
    """Return the role of each chosen municipality: its own, or the next one where a municipality before it has that.

    So municipalities that are chosen together differ, also in a region that has more of them than there are roles; only
    where more are chosen than there are roles, they start again.
    """
    found: dict[str, str] = {}
    free: list[int] = []
    for own, code in enumerate(towns):
        if code in chosen:
            free = free or list(range(len(roles.PLACES)))
            nearest = min(free, key=lambda place: (place - own) % len(roles.PLACES))
            free.remove(nearest)
            found[code] = roles.PLACES[nearest]
    return found


def in_focus(snapshot: Snapshot, selection: Selection) -> tuple[str, ...]:
    """Return the codes of the chosen municipalities (all where none is chosen) and of the comparison."""
    chosen = selection.municipalities or tuple(municipalities(snapshot))
    return (*chosen, *selection.references)


def focused(result: Result, snapshot: Snapshot, selection: Selection) -> Result:
    """Return the rows of the chosen municipalities and of the comparison: what table and file show."""
    return result.where(region_code=in_focus(snapshot, selection))
