"""Read a live series slice by slice, from the network or from kept answers: the same code, so the same rows.

Only one slice (a year) is in memory as published cells; what is kept of it are the rows of the dataset.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from loaders.series import areas
from loaders.series.declare import COUNTRY, Life, LiveSeries, Regions, Series
from loaders.series.fit import check, file_of
from loaders.series.mergers import lives
from loaders.series.reading import cells, slices
from loaders.services.cbs.asking import cells_expected, codes_of
from loaders.services.cbs.model import NOT_AVAILABLE, Reader, Slice, Structure
from loaders.services.errors import SourceChanged

SHORTENED = {"(PV)": "(provincie)", "(LD)": "(landsdeel)", "(AM)": ""}  # how CBS marks the kind of a place


@dataclass(frozen=True)
class Collected:
    """What a series gave: the rows of its dataset as text, region names, and how many cells were read."""

    rows: pd.DataFrame
    titles: dict[str, str]
    cells: int


def collect(
    live: LiveSeries,
    source: Reader,
    regions: Regions,
    since: int | None,
    *,
    table: str = "",
    on_plan: Callable[[int], Any] | None = None,
) -> Collected:
    """Read every slice of `live` and make its rows.

    Args:
        live: The series, and how its cells become rows.
        source: Answers the questions, from the network or from kept answers.
        regions: Which municipalities make up which region.
        since: First year, or None for the years of the series.
        table: The edition to read, where it is not the declared one.
        on_plan: Is told how many rows will come, before the first is asked.

    Raises:
        SourceError: The publisher did not answer usably.
        SourceChanged: The table is no longer what was declared.
    """
    series = edition(live.series, table)
    regions = regions if series.other_region else replace(regions, home="")  # only flows depend on it
    structure = source.structure(series.table)
    regions = replace(regions, lives={**_lives(series, structure), **regions.lives})
    planned = slices(series, structure, since)
    if on_plan:
        on_plan(sum(cells_expected(structure, chosen) for chosen in planned))
    parts, count = [], 0
    for _, year in groupby(planned, key=lambda chosen: chosen.label):
        frames = [whole_slice(series, structure, chosen, source) for chosen in year]
        frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
        count += len(frame)
        parts.append(live.load(cells(series, structure, frame), regions))
        del frames, frame
    places = ["region_code", "other_region_code"] if series.other_region else ["region_code"]
    rows = pd.concat(parts, ignore_index=True)
    filled = rows[rows["value"].ne("")]
    with_value = {code for place in places for code in filled[place]}
    for place in places:  # the others were dissolved before the first year
        rows = rows[rows[place].isin(with_value)]
    if rows.empty:
        raise SourceChanged(f"table {series.table} holds no figure at all", cause="empty")
    rows.index = pd.MultiIndex.from_product([[f"cbs {series.table}"], range(1, len(rows) + 1)])
    return Collected(rows, _titles(series, structure, regions, with_value), count)


def _lives(series: Series, structure: Structure) -> dict[str, Life]:
    """Return what the table itself tells of municipalities that came and went."""
    return lives(structure.dimension(series.region).codes.values()) if series.region else {}


def edition(series: Series, table: str) -> Series:
    """Return `series` as it is read from another edition of its table; from its own where `table` is empty."""
    return replace(series, table=table) if table else series


def _titles(series: Series, structure: Structure, regions: Regions, codes: set[str]) -> dict[str, str]:
    """Return the name of each place: as the table writes it, in words for what CBS abbreviates."""
    known = {COUNTRY: "Nederland", **regions.titles}
    for name in (series.other_region, series.region):
        if name:
            known |= {code.code: _plain(code.title) for code in structure.dimension(name).codes.values()}
    return {code: known.get(code, code) for code in codes}


def _plain(title: str) -> str:
    for short, word in SHORTENED.items():
        title = title.replace(short, word)
    return title.strip()


def whole_slice(series: Series, structure: Structure, chosen: Slice, source: Reader) -> pd.DataFrame:
    """Return the cells of `chosen`: whole, so not empty, no row twice, and none missing where the grid is full.

    A version of the service that leaves out cells without a figure proves itself that all it has came; then such a cell
    is not available.
    """
    frame = source.rows(structure, chosen)
    expected = cells_expected(structure, chosen)
    what = f"slice {chosen.label} of table {series.table}"
    if frame.empty:
        raise SourceChanged(f"{what} is empty", cause="empty", shown=chosen.label, evidence=f"{expected} rows expected")
    names = [dimension.name for dimension in structure.dimensions]
    once = frame[frame["topic"].eq(frame["topic"].iloc[0])]
    if once.duplicated(names).any():
        raise SourceChanged(
            f"{what} holds rows twice",
            cause="doubled",
            shown=chosen.label,
            evidence=str(once[once.duplicated(names)].iloc[0].to_dict()),
        )
    if series.full_grid and source.leaves_out:
        frame = _filled(structure, chosen, frame)
    if series.full_grid and len(frame) != expected * len(chosen.topics):
        raise SourceChanged(
            f"{what} misses rows",
            cause="incomplete",
            shown=f"{len(frame)} van {expected * len(chosen.topics)}",
            evidence=f"{len(frame)} cells instead of {expected * len(chosen.topics)}: a page is missing",
            advice=f"refresh again; if the table really has no such rows, declare full_grid=False in {file_of(series)}",
        )
    return frame


def _filled(structure: Structure, chosen: Slice, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a row per combination of codes and topic; one that `frame` has not is not available."""
    codes = {**codes_of(structure, chosen), "topic": [topic.name for topic in chosen.topics]}
    place = np.zeros(len(frame), dtype="int64")
    for name, known in codes.items():
        at = pd.Index(known).get_indexer(pd.Index(frame[name].astype("object")))
        if (at < 0).any():
            strange = sorted(set(frame[name].astype("object")) - set(known))[:5]
            happened = f"rows of table {structure.table} came that were not asked"
            raise SourceChanged(happened, cause="form_changed", evidence=", ".join(strange), shown=", ".join(strange))
        place = place * len(known) + at
    size = int(np.prod([len(known) for known in codes.values()], dtype="int64"))
    empty = "" if chosen.text else float("nan")
    value = np.full(size, empty, dtype="object" if chosen.text else "float64")
    reason = np.full(size, NOT_AVAILABLE, dtype="object")
    value[place], reason[place] = frame["value"], frame["reason"]
    spots = np.unravel_index(np.arange(size), [len(known) for known in codes.values()])
    columns = {
        name: pd.Categorical(np.array(known, dtype="object")[spot], categories=known)
        for spot, (name, known) in zip(spots, codes.items(), strict=True)
    }
    return pd.DataFrame(columns).assign(topic=lambda cells: cells["topic"].astype("object"), value=value, reason=reason)


def collect_areas(source: Reader, series: Series = areas.SERIES) -> areas.Edition:
    """Read which municipality lies in which region in one edition; raise SourceError or SourceChanged."""
    structure = source.structure(series.table)
    check(series, structure)
    chosen = slices(series, structure)[0]
    frame = whole_slice(series, structure, chosen, source)
    towns = {code.code: _plain(code.title) for code in structure.dimension(series.region).codes.values()}
    found = areas.membership(cells(series, structure, frame), areas.year_of(series), towns)
    found = replace(found, lives=_lives(series, structure))
    if not found.members:
        raise SourceChanged(f"table {series.table} names no labour-market region", cause="empty")
    return found
