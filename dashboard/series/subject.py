"""What a figure of a series says besides its numbers: declared once, for places, sections and whole regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Subject:
    """One quantity of a live dataset, and how it is told. What it is rounded to stands with its measure.

    Attributes:
        id: Stable name of the figure.
        title: What is counted, such as "Inwoners met WW".
        dataset: The live dataset, of which `wanted` chooses one quantity.
        subtitle: Unit and population, without the period.
        phrase: A sentence without its moment: "hadden {number} inwoners van {place} WW".
        kind: What stands before {place} where that is no place: "de bedrijfstak ".
        kinds: What such are when there are more: "bedrijfstakken".
        per: A number of people that it is counted per, such as 1000; 0 for the number itself.
        base: The age band of population_series that those people are of.
        short: The title in as few words as can be, for a row of a table and before "in Arnhem".
        about: How a headline begins, where that is not the title: "Banen in Arnhem".
        whole: What is added to the subtitle where all sections stand together.
        agenda: What the agenda says of the same subject, with date and definition; empty where it says nothing.
        towns: Whether the series has municipalities.
        place: Where the figure is about, when it has no municipalities; empty for the region.
        at_end: Whether figures are those of the end of a period: a stock, told beside flows.
        indexed: Whether a reader can choose the index.
        notes: Remarks of this figure.
    """

    id: str
    title: str
    dataset: str
    subtitle: str
    phrase: str = ""
    kind: str = ""
    kinds: str = ""
    wanted: Mapping[str, str] = field(default_factory=dict)
    per: int = 0
    base: str = ""
    short: str = ""
    about: str = ""
    whole: str = ""
    agenda: str = ""
    towns: bool = True
    place: str = ""
    at_end: bool = False
    indexed: bool = True
    notes: tuple[str, ...] = ()
