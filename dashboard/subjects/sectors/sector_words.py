"""The headline of the page sectoren: which sectors hold in the chosen municipalities, and by whose choice."""

from __future__ import annotations

from dashboard.asking.selection import HIGHLIGHTS, Selection
from dashboard.subjects.sectors.coverage import KINDS, Coverage
from dashboard.words import notation

OF_REGION = "via de economische regio (onze lezing)"
NAMED = 2  # municipalities of which the headline still says by whose choice each sector holds


def headline_of(found: Coverage, selection: Selection) -> str:
    """Return the finding for the chosen sector, the chosen municipalities, or both."""
    towns, sector = selection.municipalities, selection.sector
    if sector and towns:
        return _sector_in_towns(found, sector, list(towns))
    if sector:
        owners = found.owners_of(sector)
        words = [f"{found.owner(owner)}{found.manner(sector, owner)}" for owner in owners]
        return f"{found.sector(sector)} staat in de agenda als speerpunt van {notation.listing(words)}"
    if len(towns) == 1:
        return _one_town(found, towns[0])
    if towns:
        return _some_towns(found, list(towns))
    first = found.ranked[0]
    owners = [f"{found.owner(owner)}{found.manner(first, owner)}" for owner in found.owners_of(first)]
    return f"{found.sector(first)} staat het vaakst in de agenda als speerpunt: van {notation.listing(owners)}"


def _one_town(found: Coverage, town: str) -> str:
    name = found.names[town]
    region = notation.listing([found.words(owner) for owner in found.covering(town, "region")])
    own = [found.words(owner) for owner in found.covering(town, "municipality")]
    shared = [f"via {found.owner(owner)}: {found.words(owner)}" for owner in found.covering(town, "partnership")]
    parts = [*(f"eigen speerpunt: {words}" for words in own), *shared, f"{OF_REGION}: {region}"]
    if len(parts) == 1:
        return f"Voor {name} staat in de agenda geen eigen speerpunt; {parts[0]}"
    return f"In de agenda voor {name}: {'; '.join(parts)}"


def _some_towns(found: Coverage, towns: list[str]) -> str:
    owners = [owner for owner in found.columns if any(owner in found.covering(town) for town in towns)]
    sectors = {code for owner in owners for code in found.sectors_of(owner)}
    count = f"{len(sectors)} van de {len(found.ranked)} speerpuntsectoren"
    if len(towns) > NAMED:
        which = (
            notation.listing([found.names[t] for t in towns]) if len(towns) <= HIGHLIGHTS else f"{len(towns)} gemeenten"
        )
        return f"Voor {which} samen staan in de agenda {count}"
    ways = {"municipality": "{}: {}", "partnership": "via {}: {}", "region": f"{OF_REGION}: {{1}}"}
    order = sorted(owners, key=lambda owner: list(ways).index(found.kind(owner)))
    parts = [ways[found.kind(owner)].format(found.owner(owner), found.words(owner)) for owner in order]
    return f"Voor {notation.listing([found.names[t] for t in towns])} staan in de agenda {count}: {'; '.join(parts)}"


def _sector_in_towns(found: Coverage, sector: str, towns: list[str]) -> str:
    word = found.sector(sector)
    owners = found.owners_of(sector)
    parts = []
    for town in towns:
        near = [owner for kind in KINDS for owner in found.covering(town, kind) if owner in owners]
        ways = [_route(found, owner, sector) for owner in near]
        parts.append((found.names[town], notation.listing(ways)))
    held = [f"{name} ({ways})" for name, ways in parts if ways]
    missing = [name for name, ways in parts if not ways]
    if held and len(towns) > HIGHLIGHTS:
        return f"{word} staat in de agenda als speerpunt voor {len(held)} van de {len(towns)} gekozen gemeenten"
    if not held:
        names = notation.listing([found.owner(owner) for owner in owners])
        return f"{word} staat in de agenda niet als speerpunt voor {_out(missing)}, wel als speerpunt van {names}"
    rest = f", niet voor {_out(missing)}" if missing else ""
    return f"{word} staat in de agenda als speerpunt voor {notation.listing(held)}{rest}"


def _out(towns: list[str]) -> str:
    return notation.listing(towns, "of") if len(towns) <= HIGHLIGHTS else f"deze {len(towns)} gemeenten"


def _route(found: Coverage, owner: str, sector: str) -> str:
    """Return by whose choice a sector holds: "eigen keuze", "via de Liemerse Economische Visie"."""
    words = "eigen speerpunt" if found.kind(owner) == "municipality" else f"via {found.owner(owner)}"
    certainty = found.certainty(sector, owner)
    return f"{words}, {certainty}" if certainty else words
