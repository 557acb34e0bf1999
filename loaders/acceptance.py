"""Whether what a table gives now may take the place of what is in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from loaders.cbs.errors import SourceChanged
from loaders.cbs.model import Reader
from loaders.derive import source_id
from loaders.fetch import collect, collect_areas
from loaders.plausible import findings, summary
from loaders.series import Regions, Series
from loaders.store import Entry
from snapshot.checks import validate


def judge(
    series: Series,
    module: Any,
    source: Reader,
    regions: Regions,
    in_use: Entry | None,
    *,
    since: int | None,
    accept: bool,
    on_plan: Callable[[int], Any],
) -> tuple[dict[str, Any], int]:
    """Read the whole series and judge it against what is in use.

    Returns:
        The summary to keep, and the number of cells.

    Raises:
        SourceError: The publisher did not answer usably.
        SourceChanged: The table changed or is not plausible; `accept` lets the implausible through.
    """
    old = in_use.summary if in_use else None
    if module is None:
        found = collect_areas(source, series)
        members = sorted(member for region in found.members.values() for member in region)
        if old and set(members) != set(old["regions"]) and not accept and in_use and in_use.table == series.table:
            changed = sorted(set(members) ^ set(old["regions"]))
            raise _doubtful(series, [f"municipalities came or went: {', '.join(changed[:8])}"])
        return {"regions": members}, len(members)
    collected = collect(module, source, regions, since, table=series.table, on_plan=on_plan)
    _valid(module, collected.rows, collected.titles)
    doubts = findings(collected.rows, old, may_jump=series.may_jump)
    if doubts and not accept:
        raise _doubtful(series, doubts)
    return summary(collected.rows, may_jump=series.may_jump), collected.cells


def _doubtful(series: Series, doubts: list[str]) -> SourceChanged:
    advice = f"look at the table, and if it is right run: python -m loaders refresh --only {series.dataset} --accept"
    more = f" (and {len(doubts) - 3} more)" if len(doubts) > 3 else ""
    return SourceChanged(f"table {series.table} is not plausible", evidence="; ".join(doubts[:3]) + more, advice=advice)


def _valid(module: Any, rows: pd.DataFrame, titles: dict[str, str]) -> None:
    references = {"regions": set(titles), "sources": {source_id(module.SERIES)}}
    _, failures = validate(module.DATASET, rows, references)
    if failures:
        raise SourceChanged(
            f"{len(failures)} rows of table {module.SERIES.table} break the contract",
            evidence=str(failures[0]),
            advice="mend the loader in loaders/live",
        )
