"""The areas in use: kept answers, or else the table of regions, say which municipality lies in which region."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from loaders.keeping.staging import kept_reader
from loaders.keeping.store import Entry, Store
from loaders.series import areas
from loaders.series.collect import collect_areas, edition
from loaders.series.declare import Regions, Series
from loaders.services.errors import SourceError


def editions_in_use(store: Store, entries: dict[str, Entry]) -> list[areas.Edition]:
    """Return the areas of each year with kept answers, newest first; none without the newest. Raise SourceError."""
    found: dict[int, areas.Edition] = {}
    if areas.SERIES.dataset not in entries:
        return []
    for series in (areas.SERIES, *areas.EARLIER):
        if entry := entries.get(series.dataset):
            kept = _areas_kept(store, entry, edition(series, entry.table))
            found.setdefault(kept.year, kept)
    return list(found.values())


def _areas_kept(store: Store, entry: Entry, series: Series) -> areas.Edition:
    """Read kept areas; those that were fetched before more was asked of them are read for what was asked then."""
    try:
        return collect_areas(kept_reader(store, entry), series)
    except SourceError:
        if entry.declaration == series.declaration:
            raise
        needed = tuple(quantity for quantity in series.quantities if not quantity.optional)
        return collect_areas(kept_reader(store, entry), replace(series, quantities=needed))


def regions_in_use(store: Store, entries: dict[str, Entry], table: pd.DataFrame) -> Regions:
    """Return the membership that CBS gave, or else what data/reference/regions.csv knows; raise SourceError."""
    return areas.regions(editions_in_use(store, entries), table)
