"""Bring the live series up to date. What fails keeps its last good data, and the rest goes on."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from loaders import areas
from loaders.acceptance import judge
from loaders.build import build
from loaders.cbs import reader
from loaders.cbs.errors import NoAnswer, SourceChanged, SourceError
from loaders.cbs.model import cells_expected
from loaders.cbs.settings import Settings
from loaders.cbs.transport import Transport
from loaders.dropped import adding
from loaders.dropped.intake import RAW as DROPPED
from loaders.dropped.intake import Report, dropped_files
from loaders.editions import Readable, readable
from loaders.incoming import RAW, regions_in_use
from loaders.pdok import boundaries
from loaders.pdok import settings as pdok_settings
from loaders.raw import read_table
from loaders.scope import NothingToBuild
from loaders.series import Regions, Series, live_modules, slices
from loaders.staging import Staging
from loaders.store import Entry, Store, now
from snapshot import files
from snapshot.errors import ValidationError
from snapshot.region import chosen_region
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
    """How one dataset came out: accepted, unchanged, planned or failed; `older` tells why an older table was read."""

    dataset: str
    state: str
    text: str
    older: str = ""


def names() -> list[str]:
    """Return the datasets that can be refreshed."""
    series = (areas.SERIES, *areas.EARLIER, *(module.SERIES for module in live_modules()))
    return [*(one.dataset for one in series), boundaries.DATASET.name]


def refresh(data: Path, snapshots: Path, settings: Settings, wanted: Wanted) -> tuple[list[Outcome], Published | None]:
    """Refresh what is wanted and publish a snapshot of it.

    Returns:
        An outcome per dataset, and what was published (None on a dry run, or where nothing changed).

    Raises:
        ValidationError: The new data do not make a snapshot; the data in use before are in use again.
        SnapshotBusy: Another refresh or build is writing.
        SourceError: The lock or state in data/raw cannot be read.
    """
    store, region = Store(data / RAW), chosen_region(data)
    pdok = pdok_settings.settings_from_environment()
    modules = [module for module in live_modules() if not wanted.only or module.SERIES.dataset in wanted.only]
    editions = [found for found in (areas.SERIES, *areas.EARLIER) if not wanted.only or found.dataset in wanted.only]
    tables = [module.SERIES for module in modules]
    if wanted.dry_run:
        planned = _pool(lambda series: _plan(series, store, settings, wanted), [*editions, *tables], settings)
        return [*planned, *_plan_boundaries(store, pdok, wanted), *_plan_dropped(data, wanted)], None
    with files.writing(store.folder):
        before = store.entries()
        nowhere = Regions({})
        outcomes = _pool(lambda series: _attempt(series, None, store, settings, wanted, nowhere), editions, settings)
        table, _ = read_table(data, "reference/regions.csv")
        regions = regions_in_use(store, store.entries(), table)
        by_name = {module.SERIES.dataset: module for module in modules}
        outcomes += _pool(
            lambda series: _attempt(series, by_name[series.dataset], store, settings, wanted, regions),
            tables,
            settings,
        )
        if not wanted.only or boundaries.DATASET.name in wanted.only:
            outcomes.append(_boundaries(store, pdok, wanted, regions))
        dropped_before = Store(data / DROPPED).entries()
        reports = [] if wanted.only else adding.read_in(data, accept=wanted.accept)
        outcomes += [_outcome(report) for report in reports]
        if (
            store.is_built(region.code)
            and adding.is_built(data, region.code)
            and files.current_id(snapshots) is not None
        ):
            return outcomes, None
        try:
            published = build(data, snapshots)
        except NothingToBuild:
            if any(outcome.state == "failed" for outcome in outcomes):
                return outcomes, None  # their reasons tell more
            raise
        except ValidationError as error:
            store.restore(before)
            adding.undo(data, dropped_before, reports, error)
            for outcome in outcomes[: len(outcomes) - len(reports)]:
                if outcome.state == "accepted":
                    store.note(outcome.dataset, reason=f"no snapshot could be made of it: {error.failures[0]}")
            raise
        store.built(region.code)
        adding.built(data, region.code)
        store.prune()
    return outcomes, published


def _outcome(report: Report) -> Outcome:
    return Outcome(report.dataset, report.state, report.text)


def _plan_dropped(data: Path, wanted: Wanted) -> list[Outcome]:
    """Name the files that would be read; none of them is opened."""
    found = [] if wanted.only else dropped_files(data)
    return [Outcome("dropped_files", "planned", f"{path.name} would be read") for path in found]


def _pool(work: Callable[[Series], Outcome], series: list[Series], settings: Settings) -> list[Outcome]:
    with ThreadPoolExecutor(settings.tables, thread_name_prefix="table") as pool:
        return list(pool.map(work, series))


def _plan(series: Series, store: Store, settings: Settings, wanted: Wanted) -> Outcome:
    """Say what would be fetched; only the description of the table is asked."""
    try:
        source = reader(Transport(settings))
        in_use = store.entries().get(series.dataset)
        found = readable(series, source, in_use)
        declared, series, info = series, found.series, found.info
        if not wanted.again and _unchanged(declared, in_use, found, settings, wanted):
            return Outcome(series.dataset, "unchanged", f"table {series.table}, published {info.modified}")
        structure = source.structure(series.table)
        planned = slices(series, structure, wanted.since)
        rows = sum(cells_expected(structure, chosen) for chosen in planned)
        text = f"table {series.table}, published {info.modified}: {rows} rows in {len(planned)} slices"
        return Outcome(series.dataset, "planned", text)
    except SourceError as error:
        return Outcome(series.dataset, "failed", str(error))


def _plan_boundaries(store: Store, settings: Settings, wanted: Wanted) -> list[Outcome]:
    """Say whether the boundaries would be fetched; nothing is asked."""
    name = boundaries.DATASET.name
    if wanted.only and name not in wanted.only:
        return []
    is_same = not wanted.again and boundaries.unchanged(store.entries().get(name), settings)
    return [Outcome(name, "unchanged" if is_same else "planned", f"boundaries of {boundaries.YEAR}")]


def _attempt(
    series: Series, module: Any, store: Store, settings: Settings, wanted: Wanted, regions: Regions
) -> Outcome:
    """Refresh one table of CBS."""
    return _noted(
        series.dataset, series.table, store, lambda: _refresh(series, module, store, settings, wanted, regions)
    )


def _boundaries(store: Store, settings: Settings, wanted: Wanted, regions: Regions) -> Outcome:
    """Refresh the boundaries from PDOK."""

    def work() -> tuple[Outcome, str]:
        state, text, newer = boundaries.refreshed(store, settings, regions, again=wanted.again, accept=wanted.accept)
        return Outcome(boundaries.DATASET.name, state, text), newer

    return _noted(boundaries.DATASET.name, boundaries.MUNICIPALITIES, store, work)


def _noted(dataset: str, table: str, store: Store, work: Callable[[], tuple[Outcome, str]]) -> Outcome:
    """Do the work of one dataset; whatever goes wrong becomes a state, never an end to the others."""
    start = time.monotonic()
    try:
        outcome, successor = work()
    except SourceError as error:
        if not isinstance(error, NoAnswer):
            store.staging_path(dataset).unlink(missing_ok=True)
        store.note(dataset, reason=str(error), table=table)
        return Outcome(dataset, "failed", str(error))
    except Exception as error:  # a loader that trips over a surprise must not take the others along
        LOG.exception("refresh of %s", dataset)
        reason = f"unexpected {type(error).__name__}: {error}; report this with the table id {table}"
        store.staging_path(dataset).unlink(missing_ok=True)
        store.note(dataset, reason=reason, table=table)
        return Outcome(dataset, "failed", reason)
    store.note(dataset, older=outcome.older, table=table, successor=successor)
    newer = f"a newer edition exists: {successor}" if successor else ""
    told = "".join(f"; {part}" for part in (outcome.older or newer,) if part)
    return Outcome(dataset, outcome.state, f"{outcome.text}, {time.monotonic() - start:.1f} s{told}", outcome.older)


def _refresh(
    series: Series, module: Any, store: Store, settings: Settings, wanted: Wanted, regions: Regions
) -> tuple[Outcome, str]:
    plain = reader(Transport(settings))
    in_use = store.entries().get(series.dataset)
    found = readable(series, plain, in_use)
    declared, series, info = series, found.series, found.info
    if not wanted.again and _unchanged(declared, in_use, found, settings, wanted):
        store.staging_path(series.dataset).unlink(missing_ok=True)
        return Outcome(series.dataset, "unchanged", f"published {info.modified}", found.older), found.successor
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
        now(), declared.declaration, tuple(staging.answers.values()), made,
    )  # fmt: skip
    store.accept(entry)
    resumed = f", {staging.resumed} answers were already here" if staging.resumed else ""
    text = f"{cells} cells, published {info.modified}{resumed}"
    return Outcome(series.dataset, "accepted", text, found.older), found.successor


def _unchanged(series: Series, entry: Entry | None, found: Readable, settings: Settings, wanted: Wanted) -> bool:
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
