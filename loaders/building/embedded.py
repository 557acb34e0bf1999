"""Series of CBS that are in the box: published cells, carried over by hand, become the rows that a refresh would make.

    data/cbs/<dataset>.csv   one published cell a row: region_code, section, measure, reference_period, value, reason

A value stands there as CBS printed it and is multiplied by the factor of its quantity here, once. A refresh that brings
the same series takes its place as a whole: figures of two moments never stand in one line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from loaders.series import areas, boundaries
from loaders.series.cbs import establishments_series, jobs_series, vacancies_series
from loaders.series.declare import Life, Regions, Series
from loaders.series.derive import rows, with_regions
from loaders.series.mergers import merge_municipalities
from loaders.series.reading import in_our_units
from snapshot.errors import Failure
from snapshot.model import Dataset

KEYS = ("section",)


@dataclass(frozen=True)
class Embedded:
    """A series in the box: the live one that it stands for, its file, and the source of each of its cells.

    `warnings` come behind those of the live series; from the year `provisional` on the source can still revise.
    """

    series: Series
    live: Dataset
    source: Callable[[str], str]
    warnings: tuple[str, ...]
    provisional: str = "9999"

    @property
    def dataset(self) -> Dataset:
        """The live declaration, of the file in the box."""
        return replace(self.live, files=(f"cbs/{self.live.name}.csv",), warnings=(*self.live.warnings, *self.warnings))


SERIES = (
    Embedded(
        jobs_series.SERIES,
        jobs_series.DATASET,
        lambda _period: "cbs-83582ned",
        (
            "Het laatste jaar is bij CBS voorlopig. Misschien zijn eerdere jaren dat ook: dat is hier niet bekend.",
            "Niet elke bedrijfstak staat erin: een bedrijfstak zonder cijfers is niet nul.",
        ),
        provisional="2024",
    ),
    Embedded(
        vacancies_series.SERIES,
        vacancies_series.DATASET,
        lambda period: "cbs-83599ned-2020" if period < "2021" else "cbs-83599ned-2026",
        (
            "De kwartalen tot en met 2020 zijn zoals CBS ze in augustus 2020 gaf, die van 2025 en 2026 zoals op "
            "30 juli 2026. Van de jaren daartussen heeft dit dashboard geen cijfers.",
        ),
    ),
    Embedded(
        establishments_series.SERIES,
        establishments_series.DATASET,
        lambda _period: "cbs-81575ned",
        ("Alleen van bouw, ICT, financiële diensten en vastgoed staan er jaren in, van alles samen alleen 2026.",),
    ),
)
SHAPES = replace(boundaries.DATASET, files=("cbs/boundaries.csv",))
DATASETS = (*(one.dataset for one in SERIES), SHAPES)
FILES = tuple(dataset.files[0] for dataset in DATASETS)


def read(
    raw: Mapping[str, pd.DataFrame], loaded: Mapping[str, pd.DataFrame], *, but: Collection[str]
) -> tuple[dict[str, pd.DataFrame], list[Failure]]:
    """Return the rows of each dataset in the box, but for those that a refresh brought, and what cannot be read.

    Args:
        raw: Files as they were read, by name.
        loaded: The tables of the agenda; `regions` and `mergers` say which municipalities make up a region.
        but: Names of datasets that are there already.
    """
    if not (set(FILES) <= raw.keys() and {"regions", "mergers"} <= loaded.keys()):
        return {}, []  # that they are not there was said when they were read
    regions = _regions(loaded["regions"], loaded["mergers"])
    found: dict[str, pd.DataFrame] = {}
    failures: list[Failure] = []
    for one in SERIES:
        table = raw[one.dataset.files[0]]
        if one.live.name in but:
            continue
        if wrong := _unreadable(table):
            failures += wrong
        else:
            found[one.live.name] = _made(one, table, regions)
    if SHAPES.name not in but:
        found[SHAPES.name] = raw[SHAPES.files[0]]
    return found, failures


def _unreadable(table: pd.DataFrame) -> list[Failure]:
    """Return a failure for each cell that cannot become a number, or has neither a number nor a reason."""
    numbers = pd.to_numeric(table["value"].where(table["value"].ne(""), None), errors="coerce")
    wrong = table[numbers.isna() & (table["value"].ne("") | table["reason"].eq(""))]
    files, lines = (wrong.index.get_level_values(level) for level in (0, 1))
    expected = "a number as CBS printed it, or a reason for an empty cell"
    return [
        Failure(str(file), int(line), "value", repr(value), expected)
        for file, line, value in zip(files, lines, wrong["value"], strict=True)
    ]


def with_heirs(table: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    """Return a table of counts by region and period in which a municipality of `gone` counts with its heir."""
    for code, life in _lives(gone).items():
        former = table[table["region_code"].eq(code)]
        counts = dict(zip(former["reference_period"], former["value"], strict=True))
        joins = table["region_code"].eq(life.into) & table["reference_period"].isin(counts)
        here = table.loc[joins]
        sums = here["value"].astype(int) + here["reference_period"].map(counts).astype(int)
        note = f"Met {life.name}, dat sinds {life.ended[:4]} bij deze gemeente hoort."
        columns = {"value": sums.astype(str).reindex(table.index), "status": "derived", "note": note}
        table = table.assign(**{name: table[name].mask(joins, values) for name, values in columns.items()})
        table = table[table["region_code"].ne(code)]
    return table


def _lives(gone: pd.DataFrame) -> dict[str, Life]:
    return {row["municipality_code"]: Life(row["title"], "", row["ended"], row["into"]) for _, row in gone.iterrows()}


def _regions(members: pd.DataFrame, gone: pd.DataFrame) -> Regions:
    known, names = areas.from_table(members), dict(zip(members["region_code"], members["title"], strict=True))
    ended = _lives(gone)
    heirs = {life.into: Life(names[life.into]) for life in ended.values()}
    return replace(known, lives=heirs | ended, earlier={code: known.part_of[life.into] for code, life in ended.items()})


def _made(one: Embedded, table: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    published = table.rename(columns={"reference_period": "period"}).reset_index(drop=True)
    cells = in_our_units(one.series, published.assign(value=pd.to_numeric(published["value"])))
    cells["final"] = cells["period"].str[:4] < one.provisional
    known = with_regions(merge_municipalities(cells, regions, KEYS), regions, KEYS)
    parts = bool(one.live.parts)
    made = rows(known, one.series, KEYS, parts=parts)
    made["source"] = made["reference_period"].map(one.source)
    made.index = pd.MultiIndex.from_product([[f"data/{one.dataset.files[0]}"], range(1, len(made) + 1)])
    return made
