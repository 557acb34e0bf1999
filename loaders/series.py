"""What a live series is: which cells of which table, and how they become observations."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Protocol

import pandas as pd

from loaders.cbs.errors import SourceChanged
from loaders.cbs.model import Slice, Structure, Topic, matching
from snapshot.model import Dataset

YEARS = 10
CHUNK = 20  # municipalities in one question: with all others as their end still one page of an answer
COUNTRY = "NL01"


@dataclass(frozen=True)
class Quantity:
    """A topic that is wanted.

    Attributes:
        measure: The measure it becomes.
        title: The title of the topic, and `group` the title above it where several topics share one.
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


@dataclass(frozen=True)
class Series:
    """The cells that are asked of one table.

    Attributes:
        dataset: The dataset that they become.
        table: The id, as published (lower case stays lower case).
        title_part: A part of the title that editions of the table share: a newer edition shows in the status.
        wanted: Patterns per dimension, by its name or title; see Slice.
        periods: `JJ`, `KW` or `MM`; empty where the table has no time.
        first_of_january: Whether a year is the moment 1 January rather than the whole year.
        region: The dimension of place; empty for a table about the whole country.
        other_region: A second dimension of place, for flows from `region` to there.
        chunk: A dimension whose codes are asked CHUNK at a time, where a year is too much for one question.
        full_grid: Whether the table has a row for every combination of codes; then a missing row is a fault.
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
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Regions:
    """Which municipalities make up which labour-market region, and which codes have which name.

    Attributes:
        members: The municipalities of each region now.
        titles: Names of the regions, and of the municipalities and provinces that the areas name.
        earlier: The last known region of municipalities that are gone.
        since: The year of the oldest edition that is known: before it a dissolved municipality may be missing here.
        home: The region that a snapshot is about; empty where every region counts the same.
    """

    members: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, str] = field(default_factory=dict)
    since: int = 9999
    home: str = ""

    @property
    def part_of(self) -> dict[str, str]:
        """The region of every municipality, also of those that are gone."""
        return {**self.earlier, **{member: region for region, found in self.members.items() for member in found}}


class LiveModule(Protocol):
    """A module of loaders/live: its series, its dataset, and how cells of one year become rows."""

    SERIES: Series
    DATASET: Dataset
    load: Callable[[pd.DataFrame, Regions], pd.DataFrame]


def check(series: Series, structure: Structure) -> dict[str, Topic]:
    """Return the topic per measure; raise SourceChanged for a renamed topic or another unit."""
    topics: dict[str, Topic] = {}
    for quantity in series.quantities:
        try:
            topic = structure.topic(quantity.title, group=quantity.group)
        except SourceChanged:
            if quantity.optional:
                continue
            raise
        if not series.text and _unit(topic.unit) != _unit(quantity.unit):
            raise SourceChanged(
                f"{topic.title} of table {series.table} is now in {topic.unit!r}",
                cause="unit_changed",
                shown=f"{topic.title}: eerst {quantity.unit}, nu {topic.unit or 'geen'}",
                evidence=f"declared in {quantity.unit!r}",
                advice="mend unit and factor of its quantity in loaders/live, compare a figure by hand, refresh again",
            )
        topics[quantity.measure] = topic
    return topics


def _unit(text: str) -> str:
    """`x 1 000`, `x 1000` and `x 1.000` are one unit."""
    return re.sub(r"[\s.]", "", text.casefold())


def slices(series: Series, structure: Structure, since: int | None = None) -> list[Slice]:
    """Return the questions for `series`, by year, from `since` or the last `series.years` years on.

    The questions about one year have one label; there are several where the series names a `chunk`.

    Raises:
        SourceChanged: A topic, dimension or code that the series names is gone.
    """
    topics = tuple(check(series, structure).values())
    wanted = {structure.dimension(name).name: patterns for name, patterns in series.wanted.items()}
    if not series.periods:
        return [Slice("all", wanted, topics, series.text)]
    time = structure.periods
    years = sorted({int(code.code[:4]) for code in matching(time, [f"*{series.periods}*"])})
    if not years:
        raise SourceChanged(
            f"table {series.table} has no period with {series.periods}",
            cause="codes_changed",
            evidence=str(list(time.codes)),
            shown=time.title,
        )
    first = since if since is not None else years[-1] - series.years
    return [
        Slice(str(year), {**part, time.name: (f"{year}{series.periods}*",)}, topics, series.text)
        for year in years
        if year >= first
        for part in _parts(series, structure, wanted)
    ]


def _parts(
    series: Series, structure: Structure, wanted: dict[str, tuple[str, ...]]
) -> list[dict[str, tuple[str, ...]]]:
    """Return `wanted`, or as many narrower questions as the dimension `series.chunk` needs."""
    if not series.chunk:
        return [wanted]
    dimension = structure.dimension(series.chunk)
    codes = [code.code for code in matching(dimension, wanted.get(dimension.name, ("*",)))]
    return [{**wanted, dimension.name: tuple(codes[at : at + CHUNK])} for at in range(0, len(codes), CHUNK)]


def cells(series: Series, structure: Structure, frame: pd.DataFrame) -> pd.DataFrame:
    """Return published cells with our words: `region_code`, `measure`, `period`, `value`, `unit`, `reason`, `final`.

    A flow also has `other_region_code`; a table about the whole country has its code on every row. `final` is false
    where the period is provisional. Values are multiplied by the factor of their quantity here, and nowhere else.
    """
    topics = {topic.name: measure for measure, topic in check(series, structure).items()}
    quantities = {quantity.measure: quantity for quantity in series.quantities}
    places = {"region_code": series.region, "other_region_code": series.other_region}
    result = frame.rename(columns={structure.dimension(name).name: word for word, name in places.items() if name})
    if not series.region:
        result["region_code"] = COUNTRY
    for word in places.keys() & set(result.columns):
        result[word] = result[word].astype("object")
    result["measure"] = result.pop("topic").map(topics)
    if series.text:
        return result
    factor = result["measure"].map({name: quantity.factor for name, quantity in quantities.items()})
    result["value"] = (result["value"] * factor).round(6)
    result["unit"] = result["measure"].map({name: quantity.unit_code for name, quantity in quantities.items()})
    if series.periods:
        time = structure.periods
        codes = result.pop(time.name).astype("object")
        words = {code: period(code, first_of_january=series.first_of_january) for code in codes.unique()}
        result["period"] = codes.map(words)
        result["final"] = ~codes.map({code.code: code.is_provisional for code in time.codes.values()}).astype(bool)
    return result


def period(code: str, *, first_of_january: bool = False) -> str:
    """Return a period of CBS (`2024JJ00`, `2024KW01`, `2024MM12`) as the snapshot writes it."""
    match = re.fullmatch(r"(\d{4})(JJ|KW|MM)(\d\d)", code)
    if match is None:
        raise SourceChanged(f"{code!r} is no year, quarter or month", cause="codes_changed", shown=code)
    year, kind, number = match.groups()
    if kind == "JJ":
        return f"{year}-01-01" if first_of_january else year
    return f"{year}-Q{int(number)}" if kind == "KW" else f"{year}-{number}"


def live_modules() -> list[ModuleType]:
    """Return every live loader, by name."""
    import importlib
    import pkgutil

    from loaders import live

    names = sorted(found.name for found in pkgutil.iter_modules(live.__path__))
    return [importlib.import_module(f"loaders.live.{name}") for name in names]
