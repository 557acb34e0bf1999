"""From flows between municipalities to flows between regions, with what a sum does not hold.

A source that rounds to hundreds publishes a flow under fifty as 0, and of some pairs it gives no figure at all. Neither
is nothing: a sum is what is there, with how many flows it misses and how much those can be together. What is missing of
one municipality is never more than its total minus all its flows that are there. That is counted by homes and by places
of work, and the smaller of the two holds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders.series.declare import COUNTRY, Regions
from loaders.series.derive import members_then
from loaders.services.cbs.model import NOT_AVAILABLE

SMALLEST = 50  # a flow under this is published as 0
UNDER_FIFTY = "Minder dan 50: CBS rondt af op honderdtallen."
PLACES = ("region_code", "other_region_code")
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """The flows of one moment, homes by places of work: NaN where there is no figure."""

    homes: list[str]
    works: list[str]
    values: Matrix


@dataclass(frozen=True)
class Part:
    """Sums of a grid: what is there, how many flows that needs, has and has as 0, and how much may be missing."""

    homes: list[str]
    works: list[str]
    value: Matrix
    needed: Matrix
    filled: Matrix
    small: Matrix
    hidden: Matrix


def with_regional_flows(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Add flows between regions, and between a municipality and a region, to the flows of one year.

    Returns:
        All rows, with `parts` (of how many flows it is the sum), `missing_parts` (how many of those have no figure),
        `small_flows` (how many flows under fifty are in it) and `at_most` (what it is at most with both; NaN where
        that is not known). A sum has the value of what is there, and none where nothing is; its note tells how much it
        can miss.
    """
    published = cells.assign(
        parts=1,
        small_flows=cells["value"].eq(0).astype("int64"),
        missing_parts=cells["value"].isna().astype("int64"),
        note="",
    )
    published["at_most"] = published["value"].where(published["value"].ne(0), SMALLEST - 1)
    published.loc[published["small_flows"].eq(1), "note"] = UNDER_FIFTY
    members = tuple(_members(cells, regions, place) for place in PLACES)
    parts = [published]
    for _, moment in cells.groupby(["measure", "period", "unit"], sort=False, observed=True):
        wide = moment.pivot(index=PLACES[0], columns=PLACES[1], values="value")
        grid = Grid(list(map(str, wide.index)), list(map(str, wide.columns)), wide.to_numpy(dtype="float64"))
        sums = pd.concat([_rows(part) for part in _parts(grid, *members)], ignore_index=True)
        words = {name: str(moment[name].iloc[0]) for name in ("measure", "period", "unit")}
        parts.append(sums.assign(**words, final=bool(moment["final"].all())))
    return pd.concat(parts, ignore_index=True)


def _members(cells: pd.DataFrame, regions: Regions, place: str) -> dict[str, set[str]]:
    present = set(cells[place])
    return {region: codes for region, codes in members_then(cells, regions, place).items() if region not in present}


def _parts(grid: Grid, homes: dict[str, set[str]], works: dict[str, set[str]]) -> list[Part]:
    """Return the sums of regions to places of work, of homes to regions, and of regions to regions."""
    each_home, each_work = {code: {code} for code in grid.homes}, {code: {code} for code in grid.works}
    return [_part(grid, homes, each_work), _part(grid, each_home, works), _part(grid, homes, works)]


def _part(grid: Grid, homes: dict[str, set[str]], works: dict[str, set[str]]) -> Part:
    by_home, by_work = _belongs(homes, grid.homes), _belongs(works, grid.works)
    has, zero = (~np.isnan(grid.values)).astype(float), (grid.values == 0).astype(float)
    left_home, left_work = _left_over(grid)
    lacks_of_home, lacks_of_work = (1 - has) @ by_work.T, by_home @ (1 - has)
    return Part(
        list(homes),
        list(works),
        value=by_home @ np.nan_to_num(grid.values) @ by_work.T,
        needed=by_home.sum(axis=1)[:, None] * by_work.sum(axis=1)[None, :],
        filled=by_home @ has @ by_work.T,
        small=by_home @ zero @ by_work.T,
        hidden=np.minimum(
            _total(by_home, left_home[:, None], lacks_of_home), _total(by_work, left_work[:, None], lacks_of_work.T).T
        ),
    )


def _belongs(members: dict[str, set[str]], places: list[str]) -> Matrix:
    return np.array([[float(place in codes) for place in places] for codes in members.values()]).reshape(
        -1, len(places)
    )


def _left_over(grid: Grid) -> tuple[Matrix, Matrix]:
    """Return what each home and each place of work has in total beyond its flows that are there; inf if not known."""
    is_home = np.array([code.startswith("GM") for code in grid.homes])
    is_work = np.array([code.startswith("GM") for code in grid.works])
    there = np.nan_to_num(grid.values)
    homes, works = np.full(len(grid.homes), np.inf), np.full(len(grid.works), np.inf)
    if COUNTRY in grid.works:
        homes = grid.values[:, grid.works.index(COUNTRY)] - there[:, is_work].sum(axis=1)
    if COUNTRY in grid.homes:
        works = grid.values[grid.homes.index(COUNTRY), :] - there[is_home, :].sum(axis=0)
    return tuple(np.where(np.isnan(left), np.inf, np.maximum(left, 0)) for left in (homes, works))  # type: ignore[return-value]


def _total(belongs: Matrix, left: Matrix, lacks: Matrix) -> Matrix:
    """Return what is left over of all that belong together and lack something; infinite where one of them is."""
    counted = np.where(lacks > 0, left, 0.0)
    is_open = np.isinf(counted)
    total: Matrix = belongs @ np.where(is_open, 0.0, counted)
    return np.where(belongs @ is_open.astype(float) > 0, np.inf, total)


def _rows(part: Part) -> pd.DataFrame:
    """Return a row per sum, with its note."""
    shape = (len(part.homes), len(part.works))
    rows = pd.DataFrame({
        PLACES[0]: np.repeat(np.array(part.homes, dtype="object"), shape[1]),
        PLACES[1]: np.tile(np.array(part.works, dtype="object"), shape[0]),
        "parts": part.needed.ravel().astype("int64"),
        "small_flows": part.small.ravel().astype("int64"),
    })  # fmt: skip
    filled = part.filled.ravel().astype("int64")
    rows["missing_parts"] = rows["parts"] - filled
    least = (SMALLEST - 1) * rows["missing_parts"]  # rounding can leave less over than one hidden flow
    hidden = np.maximum(part.hidden.ravel(), least)
    rows["value"] = np.where(filled > 0, part.value.ravel().round(6), np.nan)
    rows["at_most"] = (rows["value"] + (SMALLEST - 1) * rows["small_flows"] + hidden).where(~np.isinf(hidden)).round(6)
    rows["reason"] = np.where(filled > 0, "", NOT_AVAILABLE)
    rows["note"] = _notes(rows, pd.Series(hidden))
    return rows.assign(derived=True)


def _notes(rows: pd.DataFrame, hidden: pd.Series) -> pd.Series:
    """Return how much a sum can miss: flows without a figure, and small ones that are published as 0."""
    small = rows["small_flows"].map(_dutch)
    most = (
        "Zonder cijfer: samen hoogstens ongeveer "
        + hidden.where(~np.isinf(hidden), 0).astype("int64").map(_dutch)
        + "."
    )
    open_ = "Hoeveel er zonder cijfer is, is niet bekend."
    note = most.mask(np.isinf(hidden), open_).where(rows["missing_parts"].gt(0), "")
    zeros = " Kleiner dan 50 en daarom geteld als 0: " + small + ", samen hoogstens "
    note += (zeros + ((SMALLEST - 1) * rows["small_flows"]).map(_dutch) + ".").where(rows["small_flows"].gt(0), "")
    return note.str.strip().mask(rows["value"].isna(), "")


def _dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")
