"""Whether what a table gives now may take the place of what is in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.judging.plausible import Doubt, findings, summary, told
from loaders.keeping.store import Entry
from loaders.series.collect import Collected, collect, collect_areas
from loaders.series.declare import LiveSeries, Regions, Series
from loaders.series.derive import source_id
from loaders.services.cbs.model import Reader
from loaders.services.errors import SourceChanged
from snapshot.checks import validate


@dataclass(frozen=True)
class Judged:
    """What may be used: the summary to keep, the number of cells, and the rows (None for areas)."""

    summary: dict[str, Any]
    cells: int
    collected: Collected | None = None


def judge(
    series: Series,
    live: LiveSeries | None,
    source: Reader,
    regions: Regions,
    in_use: Entry | None,
    *,
    since: int | None,
    accept: bool,
    on_plan: Callable[[int], Any],
) -> Judged:
    """Read the whole series and judge it against what is in use; `live` is None for areas.

    Raises:
        SourceError: The publisher did not answer usably.
        SourceChanged: The table changed or is not plausible; `accept` lets the implausible through.
    """
    old = in_use.summary if in_use else None
    if live is None:
        found = collect_areas(source, series)
        members = sorted(member for region in found.members.values() for member in region)
        if old and set(members) != set(old["regions"]) and not accept and in_use and in_use.table == series.table:
            changed = sorted(set(members) ^ set(old["regions"]))
            codes = ", ".join(changed[:8])
            raise _doubtful(series, [Doubt(f"municipalities came or went: {codes}", codes)])
        return Judged({"regions": members}, len(members))
    collected = collect(live, source, regions, since, table=series.table, on_plan=on_plan)
    _valid(live, collected.rows, collected.titles)
    doubts = findings(collected.rows, old, may_jump=series.may_jump)
    if doubts and not accept:
        raise _doubtful(series, doubts)
    return Judged(summary(collected.rows, may_jump=series.may_jump), collected.cells, collected)


def _doubtful(series: Series, doubts: list[Doubt]) -> SourceChanged:
    advice = f"look at the table, and if it is right run: python -m loaders refresh --only {series.dataset} --accept"
    evidence, shown = told(doubts)
    happened = f"table {series.table} is not plausible"
    return SourceChanged(happened, cause="implausible", evidence=evidence, shown=shown, advice=advice)


def _valid(live: LiveSeries, rows: pd.DataFrame, titles: dict[str, str]) -> None:
    references = {"regions": set(titles), "sources": {source_id(live.series)}}
    _, failures = validate(live.dataset, rows, references)
    if failures:
        raise SourceChanged(
            f"{len(failures)} rows of table {live.series.table} break the contract",
            cause="form_changed",
            evidence=str(failures[0]),
            advice="mend the loader in loaders/series/cbs",
        )
