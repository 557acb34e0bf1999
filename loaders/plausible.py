"""Whether new rows can be true: compared with what is in use, and each year with the year before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

LEVEL, CELL = 5.0, 10.0  # a whole series never moves five-fold between editions or years, nor one figure ten-fold
SMALL = 100.0  # below this a figure may jump
ROWS_LOST = 0.99


def summary(rows: pd.DataFrame, *, may_jump: float = SMALL) -> dict[str, Any]:
    """Return what the next refresh compares with: rows, regions, periods, and the latest figure per key.

    Of a table with many coarse figures (`may_jump` above the usual) only those that may not jump are kept.
    """
    latest = _latest(rows)
    if may_jump > SMALL:
        latest = latest[latest.abs().ge(may_jump)]
    return {
        "rows": len(rows),
        "regions": sorted(set(rows["region_code"])),
        "periods": [str(rows["reference_period"].min()), str(rows["reference_period"].max())],
        "latest": {"|".join(map(str, name if isinstance(name, tuple) else (name,))): v for name, v in latest.items()},
    }


def _latest(rows: pd.DataFrame) -> pd.Series:
    return _numbers(rows).sort_values("reference_period").groupby(_keys(rows), sort=True)["number"].last()


def findings(rows: pd.DataFrame, old: dict[str, Any] | None, *, may_jump: float = SMALL) -> list[str]:
    """Return why `rows` cannot be trusted; `old` is the summary in use, or None on a first refresh.

    A figure below `may_jump` may change as it likes.
    """
    found = list(_within(rows))
    if old:
        found += _codes(set(rows["region_code"]), set(old["regions"]))
        new = summary(rows)  # every figure: one that fell low must be seen
        if new["periods"][0] <= old["periods"][0] and new["rows"] < old["rows"] * ROWS_LOST:
            found.append(f"{new['rows']} rows where {old['rows']} are in use")
        if new["periods"][1] < old["periods"][1]:
            found.append(f"the last period is {new['periods'][1]}, and {old['periods'][1]} is in use")
        found += _levels(new["latest"], old["latest"], may_jump)
    return found


def _codes(new: set[str], old: set[str]) -> Iterator[str]:
    if old - new:
        yield f"regions vanished: {', '.join(sorted(old - new)[:8])}"
    if new - old:
        yield f"regions are new: {', '.join(sorted(new - old)[:8])}"


def _levels(new: dict[str, float], old: dict[str, float], may_jump: float) -> Iterator[str]:
    both = sorted(set(new) & set(old))
    jumps = [(name, old[name], new[name]) for name in both if _jumps(old[name], new[name], CELL, may_jump)]
    if jumps:
        name, before, after = jumps[0]
        yield f"{len(jumps)} figures moved more than {CELL:g} times, such as {name} from {before:g} to {after:g}"


def _jumps(before: float, after: float, most: float, small: float = SMALL) -> bool:
    high, low = max(abs(before), abs(after)), min(abs(before), abs(after))
    return high >= small and high > most * max(low, small / most)


def _within(rows: pd.DataFrame) -> Iterator[str]:
    """Compare each period with the one before it, over the keys that both have."""
    keys = _keys(rows)
    wide = _numbers(rows).pivot_table(index=keys, columns="reference_period", values="number", aggfunc="first")
    measures = wide.index.get_level_values("measure")
    for before, after in zip(wide.columns, wide.columns[1:], strict=False):
        both = wide[before].notna() & wide[after].notna()
        sums = wide.loc[both, [before, after]].groupby(measures[both]).sum()
        for measure, earlier, later in sums.itertuples():
            if _jumps(earlier, later, LEVEL):
                yield f"{measure} goes from {earlier:g} in {before} to {later:g} in {after}, all regions together"


def _numbers(rows: pd.DataFrame) -> pd.DataFrame:
    filled = rows[rows["value"].ne("")]
    return filled.assign(number=pd.to_numeric(filled["value"]))


def _keys(rows: pd.DataFrame) -> list[str]:
    place = list(rows.columns).index("reference_period")
    return list(rows.columns[:place])
