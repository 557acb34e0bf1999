"""What a figure of a series is about, and the rows that were read for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.asking.queries import Result
from dashboard.series.telling import Track


@dataclass(frozen=True)
class Subject:
    """What a figure of one series says, besides its numbers.

    Attributes:
        id: Stable name of the figure.
        title: What is counted, such as "Inwoners met WW".
        dataset: The live dataset, of which `wanted` chooses one quantity.
        phrase: A sentence without its moment: "hadden {number} inwoners van {place} WW".
        subtitle: Unit and population, without the period.
        step: What published figures are rounded to, in the unit of the dataset.
        rounding: The same in words, such as "tientallen"; empty where figures are exact.
        agenda: What the agenda says of the same subject, with date and definition; empty where it says nothing.
        towns: Whether the series has municipalities.
        place: Where the figure is about, when it has no municipalities; empty for the region.
        about: How a headline of several series begins, where that is not the title: "Banen in Arnhem".
        at_end: Whether figures are those of the end of a period: a stock, told beside flows.
        indexed: Whether a reader can choose the index.
        notes: Remarks of this figure.
    """

    id: str
    title: str
    dataset: str
    phrase: str
    subtitle: str
    step: float
    rounding: str = ""
    wanted: Mapping[str, str] = field(default_factory=dict)
    agenda: str = ""
    towns: bool = True
    place: str = ""
    about: str = ""
    at_end: bool = False
    indexed: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """The rows of a figure, read: which series it is about, which stand beside them, and which its table lists.

    Attributes:
        subject: What the figure is about.
        rows: The rows behind the table.
        shown: The series that the headline tells and the chart draws.
        compared: Those that stand in the words, and in the chart as an index.
        listed: Those of the table, in order.
        found: Every series that was asked, by its code: the municipalities of a region whose sum is not known.
        shades: The colour of a series, where it is no place.
    """

    subject: Subject
    rows: Result
    shown: tuple[Track, ...]
    compared: tuple[Track, ...]
    listed: tuple[Track, ...]
    found: Mapping[str, Track]
    shades: Mapping[str, str] = field(default_factory=dict)
