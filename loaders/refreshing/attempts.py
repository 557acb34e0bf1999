"""Refresh one source: ask, judge, put in use. Whatever goes wrong becomes a state, never an end to the others."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable

from tqdm import tqdm

from loaders.judging.acceptance import judge
from loaders.keeping import made
from loaders.keeping.editions import Readable, readable
from loaders.keeping.staging import Staging
from loaders.keeping.store import Entry, Store, now
from loaders.refreshing import boundaries
from loaders.refreshing.outcome import Outcome, Wanted
from loaders.series.boundaries import DATASET, MUNICIPALITIES
from loaders.series.declare import LiveSeries, Regions, Series
from loaders.services.cbs import reader
from loaders.services.errors import NoAnswer, SourceChanged, SourceError
from loaders.services.http import Transport
from loaders.services.settings import Settings

LOG = logging.getLogger(__name__)


def attempt(
    series: Series, live: LiveSeries | None, store: Store, settings: Settings, wanted: Wanted, regions: Regions
) -> Outcome:
    """Refresh one table of CBS; `live` makes rows of its cells, None for the areas."""
    return _noted(series.dataset, series.table, store, lambda: _refresh(series, live, store, settings, wanted, regions))


def attempt_boundaries(store: Store, settings: Settings, wanted: Wanted, regions: Regions) -> Outcome:
    """Refresh the boundaries from PDOK."""

    def work() -> tuple[Outcome, str]:
        state, text, newer = boundaries.refreshed(store, settings, regions, again=wanted.again, accept=wanted.accept)
        return Outcome(DATASET.name, state, text), newer

    return _noted(DATASET.name, MUNICIPALITIES, store, work)


def _noted(dataset: str, table: str, store: Store, work: Callable[[], tuple[Outcome, str]]) -> Outcome:
    start = time.monotonic()
    try:
        outcome, successor = work()
    except SourceError as error:
        if not isinstance(error, NoAnswer):
            store.staging_path(dataset).unlink(missing_ok=True)
        store.note(dataset, reason=str(error), cause=error.cause, shown=error.shown, table=table)
        return Outcome(dataset, "failed", str(error))
    except Exception as error:  # a loader that trips over a surprise must not take the others along
        LOG.exception("refresh of %s", dataset)
        reason = f"unexpected {type(error).__name__}: {error}; report this with the table id {table}"
        store.staging_path(dataset).unlink(missing_ok=True)
        store.note(dataset, reason=reason, cause="unexpected", table=table)
        return Outcome(dataset, "failed", reason)
    store.note(dataset, older=outcome.older, table=table, successor=successor)
    newer = f"a newer edition exists: {successor}" if successor else ""
    told = "".join(f"; {part}" for part in (outcome.older or newer,) if part)
    return Outcome(dataset, outcome.state, f"{outcome.text}, {time.monotonic() - start:.1f} s{told}", outcome.older)


def _refresh(
    series: Series, live: LiveSeries | None, store: Store, settings: Settings, wanted: Wanted, regions: Regions
) -> tuple[Outcome, str]:
    plain = reader(Transport(settings))
    in_use = store.entries().get(series.dataset)
    found = readable(series, plain, in_use)
    declared, series, info = series, found.series, found.info
    if not wanted.again and unchanged(declared, in_use, found, settings, wanted):
        store.staging_path(series.dataset).unlink(missing_ok=True)
        return Outcome(series.dataset, "unchanged", f"published {info.modified}", found.older), found.successor
    question = f"{settings.api} {settings.url} {series.declaration} {wanted.since}"
    if wanted.again:
        store.staging_path(series.dataset).unlink(missing_ok=True)
    staging = Staging(store, series.dataset, info.modified, question)
    with tqdm(desc=series.dataset, unit=" rows", disable=wanted.quiet, file=sys.stderr, leave=True) as bar:
        transport = Transport(settings, answers=staging, on_rows=bar.update)
        judged = judge(
            series, live, reader(transport), regions, in_use,
            since=wanted.since, accept=wanted.accept, on_plan=bar.reset,
        )  # fmt: skip
    if plain.info(series.table).modified != info.modified:
        happened = f"table {series.table} was published anew during the refresh"
        raise SourceChanged(happened, cause="republished", advice="refresh again")
    entry = Entry(
        series.dataset, series.table, info.title, settings.api, settings.url, wanted.since or 0, info.modified,
        now(), declared.declaration, tuple(staging.answers.values()), judged.summary,
    )  # fmt: skip
    store.accept(entry)
    if judged.collected and not series.other_region:  # of flows a build keeps only those of its region
        made.keep(store, made.name_of(entry, regions, series), judged.collected)
    resumed = f", {staging.resumed} answers were already here" if staging.resumed else ""
    text = f"{judged.cells} cells, published {info.modified}{resumed}"
    return Outcome(series.dataset, "accepted", text, found.older), found.successor


def unchanged(series: Series, entry: Entry | None, found: Readable, settings: Settings, wanted: Wanted) -> bool:
    """Whether what is in use answers the declared `series`, and the table that can be read has not changed since."""
    return entry is not None and (
        (entry.table, entry.modified, entry.declaration, entry.since, entry.api, entry.url)
        == (
            found.series.table,
            found.info.modified,
            series.declaration,
            wanted.since or 0,
            settings.api,
            settings.url,
        )
    )
