"""Bring the live series up to date. What fails keeps its last good data, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from loaders.agenda.raw import read_table
from loaders.agenda.scope import NothingToBuild
from loaders.build import build
from loaders.files import inbox
from loaders.keeping.memberships import regions_in_use
from loaders.keeping.paths import DROPPED, SERVICES
from loaders.keeping.store import Entry, Store
from loaders.progress import inbox as reported
from loaders.progress.intake import store_of
from loaders.refreshing.attempts import attempt, attempt_boundaries
from loaders.refreshing.outcome import Outcome, Wanted
from loaders.refreshing.planning import plan, plan_boundaries, plan_dropped
from loaders.series import areas, boundaries, cbs
from loaders.series.declare import LiveSeries, Regions, Series
from loaders.services.pdok import settings as pdok_settings
from loaders.services.settings import Settings
from snapshot import files
from snapshot.errors import ValidationError
from snapshot.region import chosen_region
from snapshot.write import Published

T = TypeVar("T")
__all__ = ["Outcome", "Wanted", "names", "refresh"]


def names() -> list[str]:
    """Return the datasets that can be refreshed."""
    series = (areas.SERIES, *areas.EARLIER, *(live.series for live in cbs.SERIES))
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
    store = Store(data / SERVICES)
    chosen = [live for live in cbs.SERIES if wanted.includes(live.series.dataset)]
    editions = [found for found in (areas.SERIES, *areas.EARLIER) if wanted.includes(found.dataset)]
    if wanted.dry_run:
        every = [*editions, *(live.series for live in chosen)]
        planned = _pool(lambda series: plan(series, store, settings, wanted), every, settings)
        pdok = pdok_settings.settings_from_environment()
        return [*planned, *plan_boundaries(store, pdok, wanted), *plan_dropped(data, wanted)], None
    with files.writing(store.folder):
        region = chosen_region(data)
        before, dropped_before = store.entries(), Store(data / DROPPED).entries()
        reported_before = store_of(data, region).entries()
        services = _services(data, store, settings, wanted, editions, chosen)
        reports = [] if wanted.only else inbox.read_in(data, accept=wanted.accept)
        progress = [] if wanted.only else reported.read_in(data, region)
        outcomes = [*services, *(Outcome(one.dataset, one.state, one.text) for one in (*reports, *progress))]
        try:
            return outcomes, _published(data, snapshots, store, outcomes)
        except ValidationError as error:
            _undo(store, before, services, error)
            inbox.undo(data, dropped_before, reports, error)
            reported.undo(data, region, reported_before, progress, error)
            raise


def _services(
    data: Path,
    store: Store,
    settings: Settings,
    wanted: Wanted,
    editions: list[Series],
    chosen: list[LiveSeries],
) -> list[Outcome]:
    """Refresh every service; the areas come first, for they say which sums the others get."""
    pdok = pdok_settings.settings_from_environment()
    nowhere = Regions({})
    outcomes = _pool(lambda series: attempt(series, None, store, settings, wanted, nowhere), editions, settings)
    table, _ = read_table(data, "reference/regions.csv")
    regions = regions_in_use(store, store.entries(), table)
    outcomes += _pool(lambda live: attempt(live.series, live, store, settings, wanted, regions), chosen, settings)
    if wanted.includes(boundaries.DATASET.name):
        outcomes.append(attempt_boundaries(store, pdok, wanted, regions))
    return outcomes


def _published(data: Path, snapshots: Path, store: Store, outcomes: list[Outcome]) -> Published | None:
    """Build a snapshot where what is in use changed since the last one; raise ValidationError."""
    region = chosen_region(data)
    is_built = inbox.is_built(data, region.code) and reported.is_built(data, region)
    if is_built and store.is_built(region.code) and files.current_id(snapshots) is not None:
        return None
    try:
        published = build(data, snapshots)
    except NothingToBuild:
        if any(outcome.state == "failed" for outcome in outcomes):
            return None  # their reasons tell more
        raise
    store.built(region.code)
    inbox.built(data, region.code)
    reported.built(data, region)
    store.prune()
    return published


def _undo(store: Store, before: dict[str, Entry], outcomes: list[Outcome], error: ValidationError) -> None:
    store.restore(before)
    for outcome in outcomes:
        if outcome.state == "accepted":
            reason = f"no snapshot could be made of it: {error.failures[0]}"
            store.note(outcome.dataset, reason=reason, cause="no_snapshot")


def _pool(work: Callable[[T], Outcome], tables: Iterable[T], settings: Settings) -> list[Outcome]:
    with ThreadPoolExecutor(settings.tables, thread_name_prefix="table") as pool:
        return list(pool.map(work, tables))
