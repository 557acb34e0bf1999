"""Whether the figures of a file can be true: each beside the same figure of the period before it, where that is known.

Only what the file itself brings is doubted. A step between two periods that was in use before stays in use: a person
accepted it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from loaders.judging.plausible import CELL, LEVEL, SMALL, Doubt, dutch

SMALL_SHARE = 5.0  # below this a percentage may jump
FEW = 3  # the middle of fewer ratios than this says little
NO_RATIO, HIGHEST_MIDDLE = 0.2, 25.0


@dataclass(frozen=True)
class Beside:
    """What a file looks like beside what is in use: why it is strange, and the files that it was compared with."""

    doubts: tuple[Doubt, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Break:
    """A measure that went to another level between two periods: its sums, or the means of a percentage."""

    measure: str
    earlier: str
    period: str
    was: float
    now: float

    def lies_in(self, measure: str, earlier: str, period: str) -> bool:
        """Whether whoever compares these two periods meets this break."""
        return self.measure == measure and earlier <= self.earlier and self.period <= period


def beside(rows: pd.DataFrame, known: pd.DataFrame | None, source: str, *, may_jump: float = SMALL) -> Beside:
    """Compare the figures of one file with those around it.

    Args:
        rows: All rows as they would be in use, with a column `source`.
        known: The rows in use until now; None where there are none.
        source: The source of the rows of the file.
        may_jump: A figure below this may change as it likes; percentages have a bound of their own.
    """
    steps = _steps(rows, may_jump)
    steps = steps[steps["source"].eq(source) | steps["earlier_source"].eq(source)]
    old = _steps(rows[:0] if known is None else known, may_jump)
    breaks = _breaks(old)
    doubts = [*_levels(steps, breaks), *_cells(steps, old, breaks, _keys(rows))]
    if known is not None:
        doubts += _replaced(rows, known, steps, source, may_jump)
    others = {*steps["source"], *steps["earlier_source"]} - {source}
    return Beside(tuple(doubts), tuple(sorted(others)))


def ratios_beside(rows: pd.DataFrame, known: pd.DataFrame | None, source: str) -> Beside:
    """Compare the ratios of a file with those around it by their middle: one of them can move far and be true."""
    ratios = _as_numbers(rows, "ratio")
    middle = ratios[ratios["source"].eq(source)].groupby("reference_period")["number"].median()
    doubts = [
        Doubt(f"the middle ratio of {period} is {value:g}: a percentage?", f"midden {value:.0f} in {period}")
        for period, value in middle.items()
        if value > HIGHEST_MIDDLE
    ]
    steps = _with_earlier(ratios, ["region_code", "occupation_group"])
    old = _with_earlier(_as_numbers(rows[:0] if known is None else known, "ratio"), ["region_code", "occupation_group"])
    steps = steps[steps["source"].eq(source) | steps["earlier_source"].eq(source)]
    for found in _middles(steps):
        if not any(broken.lies_in("ratio", found.earlier, found.period) for broken in _middles(old)):
            text = f"the middle ratio goes from {found.was:g} in {found.earlier} to {found.now:g} in {found.period}"
            shown = f"van {_one(found.was)} in {found.earlier} naar {_one(found.now)} in {found.period}"
            doubts.append(Doubt(text, shown))
    others = {*steps["source"], *steps["earlier_source"]} - {source}
    return Beside(tuple(doubts), tuple(sorted(others)))


def _middles(steps: pd.DataFrame) -> Iterator[Break]:
    for (earlier, period), part in steps.groupby(["earlier_period", "reference_period"]):
        was, now = float(part["earlier"].median()), float(part["number"].median())
        most = (LEVEL if len(part) >= FEW else CELL) * float(part["years"].max())
        if max(was, now) > most * max(min(was, now), NO_RATIO):
            yield Break("ratio", str(earlier), str(period), was, now)


def _one(ratio: float) -> str:
    return f"{ratio:.1f}".replace(".", ",")


def _steps(rows: pd.DataFrame, may_jump: float) -> pd.DataFrame:
    numbers = _as_numbers(rows, "value")
    numbers["small"] = numbers["unit"].eq("pct").map({True: SMALL_SHARE, False: may_jump})
    return _with_earlier(numbers, _keys(rows))


def _as_numbers(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    filled = rows[rows[column].ne("")]
    return filled.assign(number=pd.to_numeric(filled[column]))


def _keys(rows: pd.DataFrame) -> list[str]:
    return list(rows.columns[: list(rows.columns).index("reference_period")])


def _with_earlier(numbers: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return each figure that has one of an earlier period beside it, and how many years lie between them."""
    ordered = numbers.sort_values("reference_period", kind="stable").reset_index(drop=True)
    earlier = ordered.groupby(keys, sort=False)[["number", "reference_period", "source"]].shift()
    ordered["earlier"], ordered["earlier_period"] = earlier["number"], earlier["reference_period"]
    ordered["earlier_source"] = earlier["source"]
    steps = ordered[ordered["earlier"].notna()]
    moments = [steps[column].map(_moment).astype(float) for column in ("reference_period", "earlier_period")]
    return steps.assign(years=(moments[0] - moments[1]).clip(lower=1))


def _moment(period: str) -> float:
    """Return a period as a number of years, roughly."""
    if "Q" in period:
        return int(period[:4]) + int(period[-1]) / 4
    return int(period[:4]) + (int(period[5:7]) / 12 if len(period) > 4 else 1)


def _jumped(steps: pd.DataFrame, most: float) -> pd.Series:
    """Return which figures moved more than `most` times a year."""
    high = steps[["earlier", "number"]].abs().max(axis=1)
    low = steps[["earlier", "number"]].abs().min(axis=1)
    return high.ge(steps["small"]) & high.gt(most * steps["years"] * low.clip(lower=steps["small"] / most))


def _levels(steps: pd.DataFrame, breaks: Sequence[Break]) -> Iterator[Doubt]:
    """Doubt what all figures of a measure together do."""
    for found in _breaks(steps):
        if not any(known.lies_in(found.measure, found.earlier, found.period) for known in breaks):
            text = f"{found.measure} goes from {found.was:g} in {found.earlier} to {found.now:g} in {found.period}"
            shown = f"van {dutch(found.was)} in {found.earlier} naar {dutch(found.now)} in {found.period}"
            yield Doubt(f"{text}, all regions together", shown)


def _breaks(steps: pd.DataFrame) -> list[Break]:
    sums = _sums(steps)
    return [Break(*name, *row) for name, *row in sums[["earlier", "number"]].itertuples()]


def _sums(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the sums per measure and pair of periods that jumped; of percentages the mean."""
    grouped = steps.groupby(["measure", "earlier_period", "reference_period"])
    sums = grouped.agg(
        earlier=("earlier", "sum"),
        number=("number", "sum"),
        small=("small", "first"),
        years=("years", "max"),
        cells=("number", "size"),
        unit=("unit", "first"),
    )
    share = sums["unit"].eq("pct")
    for column in ("earlier", "number"):
        sums[column] = sums[column].mask(share, (sums[column] / sums["cells"]).round(2))
    return sums[_jumped(sums, LEVEL)]


def _cells(steps: pd.DataFrame, old: pd.DataFrame, breaks: Sequence[Break], keys: list[str]) -> Iterator[Doubt]:
    """Doubt single figures beside those of another file; within one file its publisher compared them."""
    apart = steps[steps["source"].ne(steps["earlier_source"])]
    where = ["measure", "earlier_period", "reference_period"]
    jumps = _without(apart[_jumped(apart, CELL)], old[_jumped(old, CELL)], [*keys, *where[1:]])
    known = [any(broken.lies_in(*place) for broken in breaks) for place in jumps[where].itertuples(index=False)]
    jumps = jumps[[not one for one in known]]
    if len(jumps):
        first = jumps.iloc[0]
        before = f"{_name(first, keys)} from {first['earlier']:g} in {first['earlier_period']}"
        yield _moved(len(jumps), first, before, f"{first['number']:g} in {first['reference_period']}")


def _replaced(
    rows: pd.DataFrame, known: pd.DataFrame, steps: pd.DataFrame, source: str, may_jump: float
) -> Iterator[Doubt]:
    """Doubt a figure that takes the place of another, where no other period tells which of the two is strange."""
    keys = _keys(rows)
    new = _as_numbers(rows[rows["source"].eq(source)], "value")
    old = _as_numbers(known, "value")[[*keys, "reference_period", "number"]].rename(columns={"number": "earlier"})
    both = _without(new.merge(old, on=[*keys, "reference_period"]), steps, keys)
    both = both.assign(small=both["unit"].eq("pct").map({True: SMALL_SHARE, False: may_jump}), years=1.0)
    jumps = both[_jumped(both, CELL)]
    if len(jumps):
        first = jumps.iloc[0]
        before = f"{_name(first, keys)} in {first['reference_period']} from {first['earlier']:g}"
        yield _moved(len(jumps), first, before, f"{first['number']:g}")


def _without(rows: pd.DataFrame, others: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Return the rows that have no row in `others` with the same values in the columns `on`."""
    return rows[~pd.MultiIndex.from_frame(rows[on]).isin(pd.MultiIndex.from_frame(others[on]))]


def _name(row: pd.Series, keys: list[str]) -> str:
    return "|".join(str(row[key]) for key in keys)


def _moved(count: int, first: pd.Series, before: str, after: str) -> Doubt:
    text = f"{count} figures moved more than {CELL:g} times, such as {before} to {after}"
    return Doubt(text, f"van {dutch(first['earlier'])} naar {dutch(first['number'])}")
