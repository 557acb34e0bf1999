"""What a refresh would do: only the descriptions of tables are asked, and nothing changes."""

from __future__ import annotations

from pathlib import Path

from loaders.files.intake import dropped_files
from loaders.keeping.editions import readable
from loaders.keeping.store import Store
from loaders.progress.inbox import dropped_reports
from loaders.progress.reading import DATASET as DATASET_OF_REPORTS
from loaders.refreshing.attempts import unchanged
from loaders.refreshing.boundaries import unchanged as unchanged_boundaries
from loaders.refreshing.outcome import Outcome, Wanted
from loaders.series.boundaries import DATASET, YEAR
from loaders.series.declare import Series
from loaders.series.reading import slices
from loaders.services.cbs import reader
from loaders.services.cbs.asking import cells_expected
from loaders.services.errors import SourceError
from loaders.services.http import Transport
from loaders.services.settings import Settings
from snapshot.region import chosen_region


def plan(series: Series, store: Store, settings: Settings, wanted: Wanted) -> Outcome:
    """Say what would be fetched of one table of CBS."""
    try:
        source = reader(Transport(settings))
        in_use = store.entries().get(series.dataset)
        found = readable(series, source, in_use)
        declared, series, info = series, found.series, found.info
        if not wanted.again and unchanged(declared, in_use, found, settings, wanted):
            return Outcome(series.dataset, "unchanged", f"table {series.table}, published {info.modified}")
        structure = source.structure(series.table)
        planned = slices(series, structure, wanted.since)
        rows = sum(cells_expected(structure, chosen) for chosen in planned)
        text = f"table {series.table}, published {info.modified}: {rows} rows in {len(planned)} slices"
        return Outcome(series.dataset, "planned", text)
    except SourceError as error:
        return Outcome(series.dataset, "failed", str(error))


def plan_boundaries(store: Store, settings: Settings, wanted: Wanted) -> list[Outcome]:
    """Say whether the boundaries would be fetched; nothing is asked."""
    name = DATASET.name
    if not wanted.includes(name):
        return []
    is_same = not wanted.again and unchanged_boundaries(store.entries().get(name), settings)
    return [Outcome(name, "unchanged" if is_same else "planned", f"boundaries of {YEAR}")]


def plan_dropped(data: Path, wanted: Wanted) -> list[Outcome]:
    """Name the files that would be read; none of them is opened."""
    if wanted.only:
        return []
    found = [*(("dropped_files", path) for path in dropped_files(data)),
             *((DATASET_OF_REPORTS, path) for path in dropped_reports(data, chosen_region(data)))]  # fmt: skip
    return [Outcome(dataset, "planned", f"{path.name} would be read") for dataset, path in found]
