"""Which priority sectors hold in which municipality, and by whose choice."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.asking.memory import shared
from dashboard.asking.queries import Result, ask, municipalities
from dashboard.words import notation
from snapshot.model import Source
from snapshot.read import Snapshot

# How a choice reaches a municipality: by itself, with neighbours, or through the economic region.
KINDS = ("municipality", "partnership", "region")


@dataclass(frozen=True)
class Coverage:
    """The choices of sectors and the municipalities that each covers.

    Attributes:
        sectors: Rows of sector x owner.
        owners: Rows of owner x municipality.
        names: Code and name of the municipalities of the region, in alphabetical order.
        agenda: The source whose remarks weigh most: what is inferred, or named without a list.
    """

    sectors: Result
    owners: Result
    names: dict[str, str]
    agenda: Source

    @property
    def ranked(self) -> list[str]:
        """The sectors, those with most owners first, then in the order of the agenda."""
        order = list(self.sectors.labels["priority_sector"])
        found = self.sectors.codes("priority_sector")
        return sorted(found, key=lambda code: (-len(self.owners_of(code)), order.index(code)))

    @property
    def columns(self) -> list[str]:
        """The owners in the order of the agenda."""
        found = self.sectors.codes("owner")
        return [code for code in self.sectors.labels["owner"] if code in found]

    @property
    def outside(self) -> list[tuple[str, str]]:
        """Municipalities outside the region that share a choice: code of the owner, name of the municipality."""
        return [
            (row["owner"], self.owners.label("region_code", row["region_code"]))
            for row in self.owners.rows
            if not row["in_region"]
        ]

    def owners_of(self, sector: str) -> list[str]:
        """Return the owners that name `sector`, in the order of the agenda."""
        named = self.sectors.where(priority_sector=sector).codes("owner")
        return [owner for owner in self.columns if owner in named]

    def sectors_of(self, owner: str) -> list[str]:
        """Return the sectors that `owner` names, in the order of the agenda."""
        named = self.sectors.where(owner=owner).codes("priority_sector")
        return [code for code in self.sectors.labels["priority_sector"] if code in named]

    def kind(self, owner: str) -> str:
        """Return the kind of an owner: municipality, partnership or region."""
        return str(self.owners.where(owner=owner).codes("kind")[0])

    def covering(self, town: str, *kinds: str) -> list[str]:
        """Return the owners whose choice covers `town`, of these kinds (all where none is named)."""
        found = self.owners.where(region_code=town, kind=kinds or KINDS).codes("owner")
        return [owner for owner in self.columns if owner in found]

    def towns(self, *kinds: str) -> list[str]:
        """Return the municipalities of the region that a choice of one of these kinds covers."""
        return [code for code in self.names if self.covering(code, *kinds)]

    def inferred(self, sector: str, owner: str) -> bool:
        """Whether this choice does not stand in the text but is inferred."""
        return bool(self.sectors.where(priority_sector=sector, owner=owner, certainty="inferred").rows)

    def certainty(self, sector: str, owner: str) -> str:
        """Return how the agenda comes to this choice: "afgeleid"; '' where it just states it."""
        row = self.sectors.where(priority_sector=sector, owner=owner).rows[0]
        return "" if row["certainty"] == "stated" else self.sectors.label("certainty", row["certainty"])

    def manner(self, sector: str, owner: str) -> str:
        """Return the same to stand behind a name: " (afgeleid)"."""
        certainty = self.certainty(sector, owner)
        return f" ({certainty})" if certainty else ""

    def town(self, code: str) -> str:
        """Return the name of a municipality; with how, where the agenda names no sector for it just so."""
        owners = self.covering(code, "municipality", "partnership")
        manners = {self.manner(sector, owner) for owner in owners for sector in self.sectors_of(owner)}
        return f"{self.names[code]}{manners.pop() if len(manners) == 1 else ''}"

    def words(self, owner: str) -> str:
        """Return the sectors of `owner` in words, those inferred marked so."""
        return notation.listing([self._word(code, owner) for code in self.sectors_of(owner)])

    def _word(self, sector: str, owner: str) -> str:
        return self.sector(sector) + self.manner(sector, owner)

    def sector(self, code: str) -> str:
        """Return the Dutch word of a sector."""
        return self.sectors.label("priority_sector", code)

    def short(self, owner: str) -> str:
        """Return the shortest name of an owner: "Arnhem", "HCA"."""
        return str(self.owners.where(owner=owner).rows[0]["short"])

    def owner(self, code: str) -> str:
        """Return the Dutch name of an owner as it stands in a sentence: "Arnhem", "de Liemerse Economische Visie"."""
        return str(self.owners.where(owner=code).rows[0]["spoken"])


@shared
def coverage(snapshot: Snapshot) -> Coverage:
    """Return the choices of sectors in `snapshot`."""
    sectors, owners = ask(snapshot, "priority_sectors"), ask(snapshot, "sector_owners")
    return Coverage(sectors, owners, municipalities(snapshot), agenda(snapshot))


def agenda(snapshot: Snapshot) -> Source:
    """Return the source that is the agenda itself: the document in which others were read.

    A snapshot that was kept from before this was noted has it as the source of its budget.
    """
    read_in = {source.via for source in snapshot.sources.values() if source.via}
    found = (source for source in snapshot.sources.values() if source.title in read_in)
    return next(found, None) or snapshot.sources[ask(snapshot, "budget").rows[0]["source"]]
