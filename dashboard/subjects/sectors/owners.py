"""The filter on whose priority a sector is: it chooses sectors, and the municipalities follow from it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.declare import Option
from dashboard.subjects.sectors.coverage import Coverage, coverage
from dashboard.words import notation
from snapshot.read import Snapshot

ALL, SEVERAL = "", "several"
EVERYONE, BY_SEVERAL = "Iedereen", "Genoemd door twee of meer"
SOME = 2  # owners that name a sector of SEVERAL at least
NEEDS = ("priority_sectors", "sector_owners")


def _words(snapshot: Snapshot) -> dict[str, str]:
    found = coverage(snapshot)
    names = {code: found.sectors.label("owner", code) for code in found.columns}
    return {ALL: EVERYONE, **names, SEVERAL: BY_SEVERAL}


OWNER = Option(choices.SECTOR_OWNER, _words)


def sectors_of(found: Coverage, owner: str) -> list[str]:
    """Return the sectors that `owner` names, that two or more name, or all, those with most owners first."""
    if owner == SEVERAL:
        return [code for code in found.ranked if len(found.owners_of(code)) >= SOME]
    return found.sectors_of(owner) if owner in found.columns else found.ranked


def towns_of(found: Coverage, owner: str) -> tuple[str, ...]:
    """Return the municipalities of the region that belong to an owner; all where it is none or covers all."""
    return tuple(code for code in found.names if owner not in found.columns or owner in found.covering(code))


def narrowed(snapshot: Snapshot, selection: Selection, owner: str) -> Selection:
    """Return the selection with the municipalities of an owner, where the reader chose none himself."""
    found = coverage(snapshot)
    towns = towns_of(found, owner)
    if selection.municipalities or len(towns) == len(found.names):
        return selection
    return replace(selection, municipalities=towns)


def told(snapshot: Snapshot, selection: Selection, owner: str) -> str:
    """Return in words what the filter does with the municipalities and the chosen sector; '' where it is open."""
    found = coverage(snapshot)
    if owner not in (*found.columns, SEVERAL):
        return ""
    return " ".join(filter(None, (_on_places(found, selection, owner), _on_sector(found, selection.sector, owner))))


def _on_places(found: Coverage, selection: Selection, owner: str) -> str:
    if selection.municipalities:
        return "De gemeenten koos je zelf: die blijven."
    towns = towns_of(found, owner)
    if owner == SEVERAL:
        return "Samen horen hier alle gemeenten bij: de cijfers zijn van de hele regio."
    if len(towns) == len(found.names):
        return (
            f"{notation.capital(found.owner(owner))} lezen wij als een akkoord voor alle gemeenten: de cijfers zijn "
            "van de hele regio."
        )
    names = notation.listing([found.names[code] for code in towns])
    if found.kind(owner) == "municipality":
        return f"Figuren die gemeenten volgen, gaan nu over {names}."
    return f"Bij {found.owner(owner)} horen {names}. Figuren die gemeenten volgen, gaan daarover."


def _on_sector(found: Coverage, sector: str, owner: str) -> str:
    """Return that the chosen sector is no priority of this owner; '' where it is one or none is chosen."""
    if not sector or sector in sectors_of(found, owner):
        return ""
    if owner == SEVERAL:
        return f"{found.sector(sector)} wordt maar één keer genoemd."
    return f"{found.sector(sector)} noemt de agenda niet als speerpunt van {found.owner(owner)}."
