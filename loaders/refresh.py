"""Bring the live series up to date. What fails keeps its last good data, and the rest goes on."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tqdm import tqdm

from loaders import areas
from loaders.acceptance import judge
from loaders.build import build
from loaders.cbs import reader
from loaders.cbs.errors import NoAnswer, SourceChanged, SourceError
from loaders.cbs.model import Info, cells_expected
from loaders.cbs.settings import Settings
from loaders.cbs.transport import Transport
from loaders.incoming import RAW, regions_in_use
from loaders.raw import read_table
from loaders.series import Regions, Series, live_modules, slices
from loaders.staging import Staging
from loaders.store import Entry, Store, now
from snapshot import files
from snapshot.errors import ValidationError
from snapshot.write import Published

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """What a refresh is asked to do.

    Attributes:
        only: Datasets to look at; empty for all.
        since: First year, instead of the last ten.
        dry_run: Say what would be fetched and change nothing.
        again: Fetch also what is unchanged.
        accept: Use what looks implausible too, after a person looked at it.
        quiet: No progress bars.
    """

    only: tuple[str, ...] = ()
    since: int | None = None
    dry_run: bool = False
    again: bool = False
    accept: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Outcome:
    """How one dataset came out: accepted, unchanged, planned or failed."""

    dataset: str
    state: str
    text: str


def names() -> list[str]:
    """Return the datasets that can be refreshed."""
    return [areas.SERIES.dataset, *(module.SERIES.dataset for module in live_modules())]


def refresh(data: Path, snapshots: Path, settings: Settings, wanted: Wanted) -> tuple[list[Outcome], Published | None]:
    """Refresh what is wanted and publish a snapshot of it.

    Returns:
        An outcome per dataset, and what was published (None on a dry run, or where nothing changed).

    Raises:
        ValidationError: The new data do not make a snapshot; the data in use before are in use again.
        SnapshotBusy: Another refresh or build is writing.
        SourceError: The lock or state in data/raw cannot be read.
    """
    store = Store(data / RAW)
    modules = [module for module in live_modules() if not wanted.only or module.SERIES.dataset in wanted.only]
    with_areas = not wanted.only or areas.SERIES.dataset in wanted.only
    if wanted.dry_run:
        return _pool(lambda series: _plan(series, store, settings, wanted), _all(modules, with_areas), settings), None
    with files.writing(store.folder):
        before = store.entries()
        outcomes = [_attempt(areas.SERIES, None, store, settings, wanted, Regions({}))] if with_areas else []
        table, _ = read_table(data, "reference/regions.csv")
        regions = regions_in_use(store, store.entries(), table)
        by_name = {module.SERIES.dataset: module for module in modules}
        outcomes += _pool(
            lambda series: _attempt(series, by_name[series.dataset], store, settings, wanted, regions),
            _all(modules, False),
            settings,
        )
        if store.is_built() and files.current_id(snapshots) is not None:
            return outcomes, None
        try:
            published = build(data, snapshots)
        except ValidationError as error:
            store.restore(before)
            for outcome in outcomes:
                if outcome.state == "accepted":
                    store.note(outcome.dataset, reason=f"no snapshot could be made of it: {error.failures[0]}")
            raise
        store.built()
        store.prune()
    return outcomes, published


def _all(modules: list[ModuleType], with_areas: bool) -> list[Series]:
    found = [module.SERIES for module in modules]
    return [areas.SERIES, *found] if with_areas else found


def _pool(work: Callable[[Series], Outcome], series: list[Series], settings: Settings) -> list[Outcome]:
    with ThreadPoolExecutor(settings.tables, thread_name_prefix="table") as pool:
        return list(pool.map(work, series))


def _plan(series: Series, store: Store, settings: Settings, wanted: Wanted) -> Outcome:
    """Say what would be fetched; only the description of the table is asked."""
    try:
        source = reader(Transport(settings))
        info = source.info(series.table)
        if not wanted.again and _unchanged(series, store.entries().get(series.dataset), info, settings, wanted):
            return Outcome(series.dataset, "unchanged", f"table {series.table}, published {info.modified}")
        structure = source.structure(series.table)
        planned = slices(series, structure, wanted.since)
        rows = sum(cells_expected(structure, chosen) for chosen in planned)
        text = f"table {series.table}, published {info.modified}: {rows} rows in {len(planned)} slices"
        return Outcome(series.dataset, "planned", text)
    except SourceError as error:
        return Outcome(series.dataset, "failed", str(error))


def _attempt(
    series: Series, module: Any, store: Store, settings: Settings, wanted: Wanted, regions: Regions
) -> Outcome:
    """Refresh one dataset; whatever goes wrong becomes a state, never an end to the others."""
    start = time.monotonic()
    try:
        outcome, successor = _refresh(series, module, store, settings, wanted, regions)
    except SourceError as error:
        if not isinstance(error, NoAnswer):
            store.staging_path(series.dataset).unlink(missing_ok=True)
        store.note(series.dataset, reason=str(error), table=series.table)
        return Outcome(series.dataset, "failed", str(error))
    except Exception as error:  # a loader that trips over a surprise must not take the others along
        LOG.exception("refresh of %s", series.dataset)
        reason = f"unexpected {type(error).__name__}: {error}; report this with the table id {series.table}"
        store.staging_path(series.dataset).unlink(missing_ok=True)
        store.note(series.dataset, reason=reason, table=series.table)
        return Outcome(series.dataset, "failed", reason)
    store.note(series.dataset, table=series.table, successor=successor)
    told = f"; a newer edition exists: {successor}" if successor else ""
    return Outcome(series.dataset, outcome.state, f"{outcome.text}, {time.monotonic() - start:.1f} s{told}")


def _refresh(
    series: Series, module: Any, store: Store, settings: Settings, wanted: Wanted, regions: Regions
) -> tuple[Outcome, str]:
    plain = reader(Transport(settings))
    info = plain.info(series.table)
    in_use = store.entries().get(series.dataset)
    successor = _successor(series, plain, info)
    if not wanted.again and _unchanged(series, in_use, info, settings, wanted):
        store.staging_path(series.dataset).unlink(missing_ok=True)
        return Outcome(series.dataset, "unchanged", f"published {info.modified}"), successor
    question = f"{settings.api} {settings.url} {series.declaration} {wanted.since}"
    if wanted.again:
        store.staging_path(series.dataset).unlink(missing_ok=True)
    staging = Staging(store, series.dataset, info.modified, question)
    with tqdm(desc=series.dataset, unit=" rows", disable=wanted.quiet, file=sys.stderr, leave=True) as bar:
        transport = Transport(settings, answers=staging, on_rows=bar.update)
        made, cells = judge(
            series, module, reader(transport), regions, in_use,
            since=wanted.since, accept=wanted.accept, on_plan=bar.reset,
        )  # fmt: skip
    if plain.info(series.table).modified != info.modified:
        raise SourceChanged(f"table {series.table} was published anew during the refresh", advice="refresh again")
    entry = Entry(
        series.dataset, series.table, info.title, settings.api, settings.url, wanted.since or 0, info.modified,
        now(), series.declaration, tuple(staging.answers.values()), made,
    )  # fmt: skip
    store.accept(entry)
    resumed = f", {staging.resumed} answers were already here" if staging.resumed else ""
    return Outcome(series.dataset, "accepted", f"{cells} cells, published {info.modified}{resumed}"), successor


def _unchanged(series: Series, entry: Entry | None, info: Info, settings: Settings, wanted: Wanted) -> bool:
    return entry is not None and (entry.modified, entry.declaration, entry.since, entry.api, entry.url) == (
        info.modified,
        series.declaration,
        wanted.since or 0,
        settings.api,
        settings.url,
    )


def _successor(series: Series, source: Any, info: Info) -> str:
    """Return the id of a newer edition of the table, where its family has editions; '' where that is not known."""
    if not series.predecessors:
        return ""
    try:
        editions = source.catalogue(series.title_part)
    except SourceError as error:
        LOG.info("no catalogue: %s", error)
        return ""
    known = {series.table.upper(), *(table.upper() for table in series.predecessors)}
    newer = [found for found in editions if found.table.upper() not in known and found.modified >= info.modified]
    return max(newer, key=lambda found: found.modified).table if newer else ""
