"""Whether what a file says may be used: the contract, the bounds of the classes, and what was known before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.cbs.errors import SourceError
from loaders.dropped.combine import Taken, combine
from loaders.dropped.kinds import tightness
from loaders.dropped.names import Names
from loaders.plausible import findings, summary, told
from loaders.raw import read_table
from snapshot.checks import validate


def judge(
    taken: Taken,
    rows: pd.DataFrame,
    before: list[Taken],
    names: Names,
    bands: Mapping[str, tuple[float, float]],
    *,
    accept: bool,
) -> None:
    """Raise SourceError where `rows` (those `before` with those of `taken`) cannot be right, or only with `accept`."""
    references = {"regions": set(names.titles), "sources": set(rows["source"])}
    _, failures = validate(taken.dataset, rows, references)
    if failures:
        shown = "; ".join(f"{failure.column}: {failure.found}, expected {failure.expected}" for failure in failures[:3])
        raise SourceError(
            f"{len(failures)} figure(s) break the contract",
            cause="faulty_cells",
            evidence=shown,
            advice="look at the file",
        )
    if taken.dataset is tightness.DATASET:
        wrong = tightness.disagreements(rows, bands)
        if wrong:
            more = f" (and {len(wrong) - 3} more)" if len(wrong) > 3 else ""
            raise SourceError(
                "class and ratio contradict each other",
                cause="faulty_cells",
                evidence="; ".join(wrong[:3]) + more,
                advice="look whether the ratio is one: 1,5 vacancies per benefit, not 150 or 150%",
            )
        doubts = tightness.levels(rows)
    else:
        doubts = findings(_comparable(rows), _levels_of(before))
    if doubts and not accept:
        evidence, shown = told(doubts)
        raise SourceError(
            "the figures are not plausible",
            cause="implausible",
            evidence=evidence,
            shown=shown,
            advice="look at the file, and if it is right run: python -m loaders add --accept FILE",
        )


def _comparable(rows: pd.DataFrame) -> pd.DataFrame:
    return rows if "region_code" in rows else rows.assign(region_code=rows["home_region_code"])


def _levels_of(before: list[Taken]) -> dict[str, Any] | None:
    """Return the summary to compare with; regions and rows may come and go, for a file can be about one region."""
    if not before or before[0].dataset is tightness.DATASET:
        return None
    rows = _comparable(combine(before))
    found = summary(rows)
    return found | {"regions": [], "rows": 0, "periods": [found["periods"][0], ""]}


def bands(data: Path) -> dict[str, tuple[float, float]]:
    """Return the lowest and highest ratio of each class of tightness."""
    table, _ = read_table(data, tightness.BANDS)
    pairs = zip(table["code"], table["lower"], table["upper"], strict=True)
    return {code: (float(lower), float(upper) if upper else float("inf")) for code, lower, upper in pairs}
