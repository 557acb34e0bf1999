"""Read a live series slice by slice, from the network or from kept answers: the same code, so the same rows.

Only one slice (a year) is in memory as published cells; what is kept of it are the rows of the dataset.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders import areas
from loaders.cbs import reader
from loaders.cbs.errors import SourceChanged
from loaders.cbs.model import Reader, Slice, Structure, cells_expected
from loaders.cbs.settings import Settings
from loaders.cbs.transport import Transport
from loaders.series import LiveModule, Regions, Series, cells, check, slices
from loaders.staging import Accepted
from loaders.store import Entry, Store


@dataclass(frozen=True)
class Collected:
    """What a series gave: the rows of its dataset as text, region names, and how many cells were read."""

    rows: pd.DataFrame
    titles: dict[str, str]
    cells: int


def collect(
    module: LiveModule,
    source: Reader,
    regions: Regions,
    since: int | None,
    *,
    on_plan: Callable[[int], Any] | None = None,
) -> Collected:
    """Read every slice of the series of `module` and make its rows.

    Args:
        module: The live loader.
        source: Answers the questions, from the network or from kept answers.
        regions: Which municipalities make up which region.
        since: First year, or None for the years of the series.
        on_plan: Is told how many rows will come, before the first is asked.

    Raises:
        SourceError: The publisher did not answer usably.
        SourceChanged: The table is no longer what was declared.
    """
    series = module.SERIES
    structure = source.structure(series.table)
    planned = slices(series, structure, since)
    if on_plan:
        on_plan(sum(cells_expected(structure, chosen) for chosen in planned))
    parts, count = [], 0
    for chosen in planned:
        frame = _sound(series, structure, chosen, source.rows(structure, chosen))
        count += len(frame)
        parts.append(module.load(cells(series, structure, frame), regions))
    rows = pd.concat(parts, ignore_index=True)
    with_value = set(rows.loc[rows["value"].ne(""), "region_code"])
    rows = rows[rows["region_code"].isin(with_value)]  # the others were dissolved before the first year
    if rows.empty:
        raise SourceChanged(f"table {series.table} holds no figure at all")
    rows.index = pd.MultiIndex.from_tuples([(f"cbs {series.table}", line) for line in range(1, len(rows) + 1)])
    codes = structure.dimension(series.region).codes
    titles = {code: codes[code].title if code in codes else regions.titles.get(code, code) for code in with_value}
    return Collected(rows, titles, count)


def _sound(series: Series, structure: Structure, chosen: Slice, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` where it is whole: not empty, no row twice, and none missing where the grid is full."""
    expected = cells_expected(structure, chosen)
    what = f"slice {chosen.label} of table {series.table}"
    if frame.empty:
        raise SourceChanged(f"{what} is empty", evidence=f"{expected} rows expected")
    names = [dimension.name for dimension in structure.dimensions]
    once = frame[frame["topic"].eq(frame["topic"].iloc[0])]
    if once.duplicated(names).any():
        raise SourceChanged(f"{what} holds rows twice", evidence=str(once[once.duplicated(names)].iloc[0].to_dict()))
    if series.full_grid and len(frame) != expected * len(chosen.topics):
        raise SourceChanged(
            f"{what} misses rows",
            evidence=f"{len(frame)} cells instead of {expected * len(chosen.topics)}: a page is missing",
            advice="refresh again; if the table really has no such rows, declare full_grid=False in loaders/live",
        )
    return frame


def collect_areas(source: Reader) -> Regions:
    """Read which municipality lies in which region; raise SourceError or SourceChanged."""
    structure = source.structure(areas.SERIES.table)
    check(areas.SERIES, structure)
    chosen = slices(areas.SERIES, structure)[0]
    frame = _sound(areas.SERIES, structure, chosen, source.rows(structure, chosen))
    found = areas.membership(cells(areas.SERIES, structure, frame))
    if not found.members:
        raise SourceChanged(f"table {areas.SERIES.table} names no labour-market region")
    return found


def kept_reader(store: Store, entry: Entry) -> Reader:
    """Return a reader that answers from what was accepted, and never asks the network."""
    settings = Settings(api=entry.api, url=entry.url)
    return reader(Transport(settings, answers=Accepted(store, entry), offline=True))
