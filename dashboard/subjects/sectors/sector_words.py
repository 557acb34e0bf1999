"""The headline of the page sectoren: which sectors hold in the chosen municipalities, and and whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.selection import HIGHLIGHTS, Selection
from dashboard.subjects.sectors.coverage import KINDS, Coverage
from dashboard.telling import counts
from dashboard.words import notation

NONE = "geen eigen of gedeeld speerpunt"
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
    return _most(found)


def leaders(found: Coverage) -> list[str]:
    """Return the sectors that most owners name: one, or all that share the first place."""
    most = len(found.owners_of(found.ranked[0]))
    return [code for code in found.ranked if len(found.owners_of(code)) == most]


def _most(found: Coverage) -> str:
    first, *others = leaders(found)
    if others:
        names = notation.listing([found.sector(code) for code in (first, *others)])
        return f"{names} staan het vaakst in de agenda als speerpunt: elk bij {len(found.owners_of(first))}"
    owners = [f"{found.owner(owner)}{found.manner(first, owner)}" for owner in found.owners_of(first)]
    return f"{found.sector(first)} staat het vaakst in de agenda als speerpunt: van {notation.listing(owners)}"


def counted(number: int) -> str:
    """Return a number of priority sectors: "1 speerpunt", "5 speerpunten"."""
    return f"{number} {'speerpunt' if number == 1 else 'speerpunten'}"


def with_manner(found: Coverage, town: str, kind: str) -> str:
    """Return how many sectors the owners of one kind name for a town, and how many of those are not just stated."""
    pairs = [(code, owner) for owner in found.covering(town, kind) for code in found.sectors_of(owner)]
    less = [found.certainty(*pair) for pair in pairs if found.certainty(*pair)]
    told = counted(len(pairs))
    if not less:
        return told
    return f"{told} ({less[0] if len(less) == len(pairs) else f'waarvan {len(less)} {less[0]}'})"


def by_region(found: Coverage, towns: Sequence[str]) -> str:
    """Return the sectors that hold through the economic region, which is our reading; '' where there are none."""
    owners = dict.fromkeys(owner for town in towns for owner in found.covering(town, "region"))
    return f"{OF_REGION}: {notation.listing([found.words(owner) for owner in owners])}" if owners else ""


def _one_town(found: Coverage, town: str) -> str:
    own = found.covering(town, "municipality")
    shared = found.covering(town, "partnership")
    parts = [f"{counted(len(found.sectors_of(owner)))}: {found.words(owner)}" for owner in own]
    parts += [
        f"{counted(len(found.sectors_of(owner)))} via {found.owner(owner)}: {found.words(owner)}" for owner in shared
    ]
    told = [*(parts or [NONE]), by_region(found, (town,))]
    return f"Voor {found.names[town]} noemt de agenda {'; '.join(filter(None, told))}"


def _some_towns(found: Coverage, towns: list[str]) -> str:
    direct = ("municipality", "partnership")
    owners = [owner for owner in found.columns if any(owner in found.covering(town, *direct) for town in towns)]
    sectors = {code for owner in owners for code in found.sectors_of(owner)}
    many = len(towns) > HIGHLIGHTS
    which = f"deze {len(towns)} gemeenten" if many else notation.listing([found.names[town] for town in towns])
    count = counts.part(len(sectors), len(found.ranked), "speerpuntsector", "speerpuntsectoren") if sectors else NONE
    ways = {"municipality": "{}: {}", "partnership": "via {}: {}"}
    order = sorted(owners, key=lambda owner: list(ways).index(found.kind(owner)))
    parts = [ways[found.kind(owner)].format(found.owner(owner), found.words(owner)) for owner in order]
    listed = f" ({'; '.join(parts)})" if parts and len(towns) <= NAMED else ""
    told = [f"Voor {which} noemt de agenda {count}{listed}", by_region(found, towns)]
    return "; ".join(filter(None, told))


def _sector_in_towns(found: Coverage, sector: str, towns: list[str]) -> str:
    word, owners = found.sector(sector), found.owners_of(sector)
    routes = {town: _routes(found, town, sector, "municipality", "partnership") for town in towns}
    stated = [town for town in towns if routes[town]]
    read = [town for town in towns if town not in stated and set(found.covering(town, "region")) & set(owners)]
    without = [found.names[town] for town in towns if town not in (*stated, *read)]
    if not stated and not read:
        names = notation.listing([found.owner(owner) for owner in owners])
        return f"{word} staat in de agenda niet als speerpunt voor {_out(without)}, wel als speerpunt van {names}"
    if not stated:
        names = notation.listing([found.owner(owner) for owner in owners if found.kind(owner) == "region"])
        which = _out([found.names[town] for town in read], "en")
        return f"{word} is een speerpunt van {names}; dat het ook voor {which} geldt, is onze lezing"
    held = (
        counts.part(len(stated), len(towns), "gekozen gemeente", "gekozen gemeenten")
        if len(towns) > HIGHLIGHTS
        else notation.listing([f"{found.names[town]} ({notation.listing(routes[town])})" for town in stated])
    )
    rest = [f"niet voor {_out(without)}"] if without else []
    rest += [f"voor {_out([found.names[t] for t in read], 'en')} {OF_REGION}"] if read else []
    return ", ".join([f"{word} staat in de agenda als speerpunt voor {held}", *rest])


def _out(towns: list[str], last: str = "of") -> str:
    return notation.listing(towns, last) if len(towns) <= HIGHLIGHTS else f"{len(towns)} van deze gemeenten"


def _routes(found: Coverage, town: str, sector: str, *kinds: str) -> list[str]:
    """Return by whom a sector is named for a town: "eigen speerpunt", "via de Liemerse Economische Visie"."""
    owners = [owner for owner in found.covering(town, *kinds) if owner in found.owners_of(sector)]
    own = {"municipality": "eigen speerpunt"}
    told = []
    for owner in sorted(owners, key=lambda owner: (found.certainty(sector, owner), KINDS.index(found.kind(owner)))):
        words = own.get(found.kind(owner), f"via {found.owner(owner)}")
        certainty = found.certainty(sector, owner)
        told.append(f"{words}, {certainty}" if certainty else words)
    return told
