"""Whether new rows can be true: compared with what is in use, and each year with the year before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

LEVEL, CELL = 5.0, 10.0  # a whole series never moves five-fold between editions or years, nor one figure ten-fold
SMALL = 100.0  # below this a figure may jump
ROWS_LOST = 0.99


@dataclass(frozen=True)
class Doubt:
    """Why rows cannot be trusted: for developers, and as names and numbers for a visitor."""

    text: str
    shown: str = ""


def told(doubts: Sequence[Doubt], most: int = 3) -> tuple[str, str]:
    """Return the first `most` doubts as one text for developers and one for visitors."""
    more = f" (and {len(doubts) - most} more)" if len(doubts) > most else ""
    return "; ".join(doubt.text for doubt in doubts[:most]) + more, doubts[0].shown


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


def findings(rows: pd.DataFrame, old: dict[str, Any] | None, *, may_jump: float = SMALL) -> list[Doubt]:
    """Return why `rows` cannot be trusted; `old` is the summary in use, or None on a first refresh.

    A figure below `may_jump` may change as it likes.
    """
    found = list(_within(rows))
    if old:
        found += _codes(set(rows["region_code"]), set(old["regions"]))
        new = summary(rows)  # every figure: one that fell low must be seen
        if new["periods"][0] <= old["periods"][0] and new["rows"] < old["rows"] * ROWS_LOST:
            text = f"{new['rows']} rows where {old['rows']} are in use"
            found.append(Doubt(text, f"{new['rows']} cijfers, eerst {old['rows']}"))
        if new["periods"][1] < old["periods"][1]:
            last, before = new["periods"][1], old["periods"][1]
            found.append(Doubt(f"the last period is {last}, and {before} is in use", f"tot {last}, eerst tot {before}"))
        found += _levels(new["latest"], old["latest"], may_jump)
    return found


def _codes(new: set[str], old: set[str]) -> Iterator[Doubt]:
    if old - new:
        gone = ", ".join(sorted(old - new)[:8])
        yield Doubt(f"regions vanished: {gone}", f"niet meer: {gone}")
    if new - old:
        come = ", ".join(sorted(new - old)[:8])
        yield Doubt(f"regions are new: {come}", f"nieuw: {come}")


def _levels(new: dict[str, float], old: dict[str, float], may_jump: float) -> Iterator[Doubt]:
    both = sorted(set(new) & set(old))
    jumps = [(name, old[name], new[name]) for name in both if _jumps(old[name], new[name], CELL, may_jump)]
    if jumps:
        name, before, after = jumps[0]
        text = f"{len(jumps)} figures moved more than {CELL:g} times, such as {name} from {before:g} to {after:g}"
        yield Doubt(text, f"van {dutch(before)} naar {dutch(after)}")


def dutch(value: float) -> str:
    """Return a whole number with points between thousands."""
    return f"{value:,.0f}".replace(",", ".")


def _jumps(before: float, after: float, most: float, small: float = SMALL) -> bool:
    high, low = max(abs(before), abs(after)), min(abs(before), abs(after))
    return high >= small and high > most * max(low, small / most)


def _within(rows: pd.DataFrame) -> Iterator[Doubt]:
    """Compare each period with the one before it, over the keys that both have."""
    keys = _keys(rows)
    wide = _numbers(rows).pivot_table(index=keys, columns="reference_period", values="number", aggfunc="first")
    measures = wide.index.get_level_values("measure")
    for before, after in zip(wide.columns, wide.columns[1:], strict=False):
        both = wide[before].notna() & wide[after].notna()
        sums = wide.loc[both, [before, after]].groupby(measures[both]).sum()
        for measure, earlier, later in sums.itertuples():
            if _jumps(earlier, later, LEVEL):
                text = f"{measure} goes from {earlier:g} in {before} to {later:g} in {after}, all regions together"
                yield Doubt(text, f"van {dutch(earlier)} in {before} naar {dutch(later)} in {after}")


def _numbers(rows: pd.DataFrame) -> pd.DataFrame:
    filled = rows[rows["value"].ne("")]
    return filled.assign(number=pd.to_numeric(filled["value"]))


def _keys(rows: pd.DataFrame) -> list[str]:
    place = list(rows.columns).index("reference_period")
    return list(rows.columns[:place])
