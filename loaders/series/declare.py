"""What a live series is: which cells of which table, and how they become observations."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from snapshot.model import Dataset

YEARS = 10
CHUNK = 14  # municipalities in one question: with all others as their end still one page of an answer
ASKED = 2  # raise it when the same declaration is asked in other questions: kept answers then do not fit
COUNTRY = "NL01"


@dataclass(frozen=True)
class Quantity:
    """A topic that is wanted.

    Attributes:
        measure: The measure it becomes.
        title: The title of the topic, and `group` the title above it where several topics share one.
        also: Other titles that it has, or can have, in some edition or version of the service.
        unit: The unit in which CBS publishes it now; another one refuses the table.
        unit_code: The unit of the snapshot.
        factor: What a published number is multiplied by, once (1000 for jobs in thousands).
        optional: Whether a table without it is read all the same.
    """

    measure: str
    title: str
    unit: str = "aantal"
    unit_code: str = "persons"
    group: str = ""
    factor: int = 1
    optional: bool = field(default=False, repr=False)
    also: tuple[str, ...] = field(default=(), repr=False)

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title that it can have, the usual one first."""
        return (self.title, *self.also)


@dataclass(frozen=True)
class Series:
    """The cells that are asked of one table.

    Attributes:
        dataset: The dataset that they become.
        table: The id, as published (lower case stays lower case).
        title_part: A part of the title that editions of the table share: a newer edition shows in the status.
        wanted: Patterns per dimension, by its name or title; see Slice.
        periods: `JJ`, `KW` or `MM`; empty where the table has no time. `MM12` is a December, also where a table writes
            it as a year.
        first_of_january: Whether a year is the moment 1 January rather than the whole year.
        region: The dimension of place; empty for a table about the whole country.
        other_region: A second dimension of place, for flows from `region` to there.
        chunk: A dimension whose codes are asked CHUNK at a time, where a year is too much for one question.
        full_grid: Whether the table has a cell for every combination of codes; then a missing row is a fault, or in a
            version that leaves out what has no figure, such a cell.
        predecessors: Ids of earlier editions, newest first.
        text: Whether the cells are words.
        may_jump: Below this a figure may change ten-fold and still be true; more where a source rounds coarsely.
    """

    dataset: str
    table: str
    quantities: tuple[Quantity, ...]
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    periods: str = "JJ"
    first_of_january: bool = False
    region: str = "RegioS"
    other_region: str = ""
    chunk: str = ""
    title_part: str = ""
    predecessors: tuple[str, ...] = ()
    full_grid: bool = True
    text: bool = False
    years: int = YEARS
    may_jump: float = 100.0

    @property
    def declaration(self) -> str:
        """A short hash of what is asked; answers to another question are not used."""
        return hashlib.sha256(f"{ASKED} {self!r}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Life:
    """A municipality: `name`, the days on which it `began` and `ended`, and the one `into` which all of it went.

    Days are ISO texts; empty where they are long ago, or did not come. `into` is empty where it was divided.
    """

    name: str
    began: str = ""
    ended: str = ""
    into: str = ""


@dataclass(frozen=True)
class Regions:
    """Which municipalities make up which labour-market region, and which codes have which name.

    Attributes:
        members: The municipalities of each region now.
        titles: Names of the regions, and of the municipalities and provinces that the areas name.
        earlier: The last known region of municipalities that are gone.
        since: The year of the oldest edition that is known: before it a dissolved municipality may be missing here.
        home: The region that a snapshot is about; empty where every region counts the same.
        lives: When each municipality began and ended, and into which it went.
    """

    members: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, str] = field(default_factory=dict)
    since: int = 9999
    home: str = ""
    lives: Mapping[str, Life] = field(default_factory=dict)

    @property
    def part_of(self) -> dict[str, str]:
        """The region of every municipality, also of those that are gone."""
        return {**self.earlier, **{member: region for region, found in self.members.items() for member in found}}


@dataclass(frozen=True)
class LiveSeries:
    """A series as it is refreshed: what is asked, what it becomes, and how.

    Attributes:
        series: The cells that are asked.
        dataset: The dataset that they become.
        load: Makes the rows of `dataset`, as text, of the cells of one year.
    """

    series: Series
    dataset: Dataset
    load: Callable[[pd.DataFrame, Regions], pd.DataFrame]
