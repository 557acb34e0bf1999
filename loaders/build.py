"""Build a snapshot: offline, and a pure function of the data folder and the code."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from loaders.agenda import policy, scope, statements, synonyms
from loaders.agenda.corrections import Corrections, apply_flags, read_corrections
from loaders.agenda.raw import read_table
from loaders.agenda.reconciliations import reconcile
from loaders.agenda.tables import TABLES
from loaders.building import embedded, incoming
from loaders.files.kinds import DATASETS
from loaders.series.cbs import SERIES
from loaders.services.errors import SourceError
from snapshot import carrying, files
from snapshot.carrying import NOTHING, CarryRefused, Last, last_of
from snapshot.checks import validate
from snapshot.errors import Failure, ValidationError
from snapshot.model import Dataset
from snapshot.region import DEFAULT, Region, chosen_region
from snapshot.store import chosen_store
from snapshot.write import Published, lock_text, publish

LOG = logging.getLogger(__name__)
LOCK = "snapshot.lock.json"
DECLARED = (*TABLES, *embedded.DATASETS)
COMING = (*(series.dataset for series in SERIES), *DATASETS)  # with a refresh, or with a file


@dataclass(frozen=True)
class Content:
    """Everything a snapshot is made of, validated.

    A dataset without a frame is carried over from `last`. `follows` has of each that can be, what it follows from.
    """

    datasets: tuple[Dataset, ...]
    frames: dict[str, pd.DataFrame]
    corrections: Corrections
    is_live: bool = False
    region: Region = DEFAULT
    follows: Mapping[str, str] = field(default_factory=dict)
    last: Last = NOTHING


def load(folder: Path, last: Last = NOTHING) -> Content:
    """Read, load, correct and validate every dataset of `folder`, for the region that the environment names.

    What the last build has of the same, is left out: it was read and validated then.

    Raises:
        ValidationError: With every failure of every file at once.
        RegionUnknown: There is no such region.
        NothingToBuild: The region has neither an agenda nor refreshed series.
    """
    region = chosen_region(folder)
    raw, failures = _read_all(folder, region)
    loaded: dict[str, pd.DataFrame] = {}
    for dataset in TABLES:
        needed = [name for name in dataset.files if scope.is_expected(name, folder, region)]
        if needed and all(name in raw for name in needed):
            loaded[dataset.name] = pd.concat([raw[name] for name in needed])
    if "population" in loaded and "mergers" in loaded:
        loaded["population"] = embedded.with_heirs(loaded["population"], loaded["mergers"])
    live, found = _add_live(folder, loaded, region)
    failures += found
    boxed, found = embedded.read(raw, loaded, but={table.dataset.name for table in live.tables})
    loaded |= boxed
    failures += found
    failures += synonyms.check(loaded, (*DECLARED, *COMING))  # before a region keeps only the terms that fit it
    if not failures:
        scope.require_figures(folder, region, has_live=any(region.code in table.regions for table in live.tables))
    if region != DEFAULT and not failures:
        loaded, found = scope.fitting(loaded, region)
        loaded, region = scope.told_apart(loaded, region)
        failures += found
    references = _references(loaded)
    frames: dict[str, pd.DataFrame] = {}
    datasets = tuple(dataset for dataset in DECLARED if dataset.name in loaded)
    for dataset in datasets:
        frames[dataset.name], found = validate(dataset, loaded[dataset.name], references)
        failures += found
    failures += policy.check(loaded) + statements.check(loaded)
    corrections, found = read_corrections(folder) if region == DEFAULT else (Corrections((), {}), [])
    failures += found
    changed, follows, found = _changed(live, references, corrections, last)
    frames |= changed
    failures += found
    if not failures:
        failures += apply_flags(corrections, frames)
    if failures:
        raise ValidationError(failures)
    declared = (*datasets, *(table.dataset for table in live.tables))
    return Content(declared, frames, corrections, is_live=bool(live.tables), region=region, follows=follows, last=last)


def _changed(
    live: incoming.Incoming, references: Mapping[str, set[str]], corrections: Corrections, last: Last
) -> tuple[dict[str, pd.DataFrame], dict[str, str], list[Failure]]:
    """Validate the live tables that the last build does not have of the same; return what each one follows from too."""
    frames: dict[str, pd.DataFrame] = {}
    follows: dict[str, str] = {}
    failures: list[Failure] = []
    flagged = {flag["dataset"] for flag in corrections.flags}
    for table in live.tables:
        name = table.dataset.name
        if table.follows and name not in flagged:
            used = sorted({column.labels_from for column in table.dataset.columns})
            codes = [sorted(references.get(one, ())) for one in used]
            follows[name] = carrying.follows(table.dataset, [table.follows, codes])
            if last.holds(name, follows[name]):
                continue
        try:
            frames[name], found = validate(table.dataset, table.rows(), references)
        except SourceError as error:
            found = [incoming.unreadable(name, error)]
        failures += found
    return frames, follows, failures


def _add_live(folder: Path, loaded: dict[str, pd.DataFrame], region: Region) -> tuple[incoming.Incoming, list[Failure]]:
    """Read what a refresh and files brought, and let `regions` and `sources` know it; nothing where there is none."""
    if "regions" not in loaded or "sources" not in loaded:
        return incoming.Incoming(), []
    live, failures = incoming.read_incoming(folder, loaded["regions"])
    live, found = incoming.with_reports(live, folder, loaded, region)
    loaded["regions"] = incoming.extend(loaded["regions"], live)
    loaded["sources"] = incoming.credit(loaded["sources"], live)
    return live, failures + found


def _read_all(folder: Path, region: Region) -> tuple[dict[str, pd.DataFrame], list[Failure]]:
    raw: dict[str, pd.DataFrame] = {}
    failures: list[Failure] = []
    names = sorted({name for dataset in DECLARED for name in dataset.files})
    for name in [name for name in names if scope.is_expected(name, folder, region)]:
        table, found = read_table(folder, scope.place(name, region))
        failures += found
        if len(table.columns):
            raw[name] = table
    return raw, failures


def _references(loaded: Mapping[str, pd.DataFrame]) -> dict[str, set[str]]:
    """Return the codes that each reference dataset knows, for columns with `labels_from`."""
    keys = {"regions": "region_code", "sectors": "sector", "sources": "id"}
    return {
        name: {str(code).strip() for code in loaded[name][column]}
        for name, column in keys.items()
        if name in loaded and column in loaded[name].columns
    }


def publish_content(content: Content, snapshots: Path) -> Published:
    """Publish validated content in `snapshots`; raise ValidationError where totals do not add up."""
    return publish(
        snapshots,
        content.datasets,
        content.frames,
        lambda connection: reconcile(connection, content.corrections) if content.region == DEFAULT else (),
        region=content.region,
        follows=content.follows,
        last=content.last,
    )


def build(folder: Path, snapshots: Path) -> Published:
    """Build a snapshot from `folder`, publish it in `snapshots` and write the lock file.

    The lock file is of the embedded data: with live data in `folder`, or for another region, it stays as it is.

    Raises:
        ValidationError: The input breaks the contract; nothing was changed.
        RegionUnknown: The environment names no region.
        NothingToBuild: The region has neither an agenda nor refreshed series.
        SnapshotBusy: Another build is writing, here or on another machine.
        StoreUnreachable: SNAPSHOT_STORE names a store that does not answer.
        SettingUnreadable: SNAPSHOT_STORE names no store.
    """
    store = chosen_store(chosen_region(folder))
    before = store.newest() if store else None
    content = load(folder, last_of(snapshots))
    try:
        published = publish_content(content, snapshots)
    except CarryRefused as error:
        LOG.warning("%s: every table is made anew", error)
        published = publish_content(load(folder), snapshots)
    if store:
        store.publish(snapshots, after=before)
    if content.is_live or content.region != DEFAULT:
        return published
    lock = folder / LOCK
    text = lock_text(published)
    if not lock.exists() or lock.read_text(encoding="utf-8") != text:
        files.replace_text(lock, text)
    return published
