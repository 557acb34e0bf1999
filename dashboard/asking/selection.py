"""What the visitor chose in the filter bar: one immutable value that every question and figure takes."""

from __future__ import annotations

from dataclasses import dataclass

from snapshot.region import DEFAULT, Region

COUNTRY = "NL01"
BOTH, ONLY_COUNTRY, NOTHING = "Regio en Nederland", "Nederland", "Niets"
HIGHLIGHTS = 4


def comparisons(region: Region) -> tuple[str, ...]:
    """Return the words of the filter: with region and country, with one of them, or with nothing."""
    return (BOTH, region.title, ONLY_COUNTRY, NOTHING)


@dataclass(frozen=True)
class Selection:
    """Chosen municipalities (codes, in the order of their names), priority sector (code) and comparison.

    An empty `municipalities` means all of them; an empty `sector` means every sector. `region` is the labour-market
    region of the snapshot.
    """

    municipalities: tuple[str, ...] = ()
    sector: str = ""
    compare: str = BOTH
    region: Region = DEFAULT

    @property
    def place(self) -> str:
        """The code of the one chosen municipality, or else of the region."""
        return self.municipalities[0] if len(self.municipalities) == 1 else self.region.code

    @property
    def with_region(self) -> bool:
        """Whether the region stands beside the municipalities."""
        return self.compare in (BOTH, self.region.title)

    @property
    def with_country(self) -> bool:
        """Whether the Netherlands stands beside the municipalities."""
        return self.compare in (BOTH, ONLY_COUNTRY)

    @property
    def references(self) -> tuple[str, ...]:
        """The codes of the regions to compare with."""
        return (*((self.region.code,) if self.with_region else ()), *((COUNTRY,) if self.with_country else ()))
