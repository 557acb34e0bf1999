"""What the visitor chose in the filter bar: one immutable value that every question and figure takes."""

from __future__ import annotations

from dataclasses import dataclass

REGION = "AM07"
COUNTRY = "NL01"
BOTH = "Regio en Nederland"
COMPARISONS = (BOTH, "Midden-Gelderland", "Nederland", "Niets")
HIGHLIGHTS = 4


@dataclass(frozen=True)
class Selection:
    """Chosen municipalities (codes, in the order chosen), priority sector (code) and comparison.

    An empty `municipalities` means all of them; an empty `sector` means every sector.
    """

    municipalities: tuple[str, ...] = ()
    sector: str = ""
    compare: str = BOTH
    dark: bool = False

    @property
    def with_region(self) -> bool:
        """Whether the region stands beside the municipalities."""
        return self.compare in (BOTH, "Midden-Gelderland")

    @property
    def with_country(self) -> bool:
        """Whether the Netherlands stands beside the municipalities."""
        return self.compare in (BOTH, "Nederland")

    @property
    def references(self) -> tuple[str, ...]:
        """The codes of the regions to compare with."""
        return (*((REGION,) if self.with_region else ()), *((COUNTRY,) if self.with_country else ()))
