"""The live half of a build: kept answers become datasets, offline. Without kept answers there is nothing here."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from loaders.files.kept import Dropped, read_dropped
from loaders.keeping import made
from loaders.keeping.boundaries import boundaries_in_use
from loaders.keeping.boundaries import source as boundaries_source
from loaders.keeping.coming import Coming, at_hand
from loaders.keeping.memberships import editions_in_use
from loaders.keeping.paths import DROPPED, REPORTED, SERVICES
from loaders.keeping.staging import kept_reader
from loaders.keeping.states import STATE, state_frame, state_row
from loaders.keeping.store import Entry, Store, day_of
from loaders.progress.kept import read_reports
from loaders.series import areas, boundaries, cbs
from loaders.series.collect import Collected, collect
from loaders.series.declare import LiveSeries, Regions, Series
from loaders.series.derive import source_id
from loaders.services.errors import SourceError
from snapshot.errors import Failure
from snapshot.region import Region, chosen_region

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Incoming:
    """Live tables, and what they add to the datasets `regions` and `sources`."""

    tables: tuple[Coming, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    regions: Regions = Regions({})  # noqa: RUF009  frozen
    sources: tuple[dict[str, str], ...] = ()


def read_incoming(folder: Path, table: pd.DataFrame) -> tuple[Incoming, list[Failure]]:
    """Read every live dataset that has kept answers or files below `folder`; `table` is the frame of `regions`.

    Returns:
        What there is, and a failure per dataset whose kept answers do not read: then nothing is published.
    """
    services, failures = _read_services(folder, table)
    if failures:
        return services, failures
    dropped = read_dropped(folder, table, services.regions)
    found = [unreadable(name, error, DROPPED) for name, error in dropped.failures]
    return _with_dropped(services, dropped), found


def _with_dropped(live: Incoming, dropped: Dropped, folder: Path = DROPPED) -> Incoming:
    """Return what services and dropped files give together, with one table of how each of them does."""
    if not dropped.states:
        return live
    before = [table.rows() for table in live.tables if table.dataset is STATE]
    states = pd.concat([*before, state_frame(list(dropped.states), folder)])
    others = (table for table in live.tables if table.dataset is not STATE)
    return Incoming(
        (*others, *dropped.tables, at_hand(STATE, states)),
        tuple(sorted(dict((*dropped.titles, *live.titles)).items())),
        live.regions,
        (*live.sources, *dropped.sources),
    )


def with_reports(
    live: Incoming, folder: Path, loaded: Mapping[str, pd.DataFrame], region: Region
) -> tuple[Incoming, list[Failure]]:
    """Return `live` with what the network team reports on the agenda of `region`, and what of that cannot be read."""
    reports = read_reports(folder, loaded, region)
    return _with_dropped(live, reports, REPORTED), [
        unreadable(name, error, REPORTED) for name, error in reports.failures
    ]


def _read_services(folder: Path, table: pd.DataFrame) -> tuple[Incoming, list[Failure]]:
    store = Store(folder / SERVICES)
    if not store.is_used:
        return Incoming(), []
    failures: list[Failure] = []
    tables: list[Coming] = []
    titles: dict[str, str] = {}
    try:
        entries = store.entries()
        editions = editions_in_use(store, entries)
        regions = areas.regions(editions, table, chosen_region(folder).code)
        state = _state(store, entries)
    except SourceError as error:
        return Incoming(), [unreadable("lock.json", error)]
    if editions:
        tables.append(at_hand(areas.DATASET, areas.rows(editions)))
    needed = []
    for live in cbs.SERIES:
        entry = entries.get(live.series.dataset)
        if entry is None:
            continue
        try:
            needed.append(made.name_of(entry, regions, live.series))
            found = made.made(store, needed[-1], partial(_collected, live, store, entry, regions))
        except SourceError as error:
            failures.append(unreadable(entry.dataset, error))
            continue
        tables.append(Coming(live.dataset, found.rows, found.follows, found.regions))
        titles |= found.titles
    sources = [_source(live.series, entries) for live in cbs.SERIES if live.series.dataset in entries]
    if shapes := entries.get(boundaries.DATASET.name):
        try:
            needed.append(made.name_of(shapes, regions))
            drawn = made.made(store, needed[-1], lambda: Collected(*boundaries_in_use(store, shapes, regions), cells=0))
            tables.append(Coming(boundaries.DATASET, drawn.rows, drawn.follows, drawn.regions))
            titles = drawn.titles | titles
            sources.append(boundaries_source(shapes))
        except SourceError as error:
            failures.append(unreadable(boundaries.DATASET.name, error))
    made.prune(store, needed)
    everything = Incoming((*tables, at_hand(STATE, state)), tuple(sorted(titles.items())), regions, tuple(sources))
    return everything, failures


def _collected(live: LiveSeries, store: Store, entry: Entry, regions: Regions) -> Collected:
    """Make the rows of a series from its kept answers; raise SourceError where they do not read."""
    source, since = kept_reader(store, entry), entry.since or None
    return collect(live, source, regions, since, table=entry.table)


def unreadable(name: str, error: SourceError, raw: Path = SERVICES) -> Failure:
    """Return the failure of a dataset of which the kept answers or files do not read."""
    return Failure(f"data/{raw.as_posix()}", None, name, str(error), "answers that read as they were accepted")


def _state(store: Store, entries: dict[str, Entry]) -> pd.DataFrame:
    rows = []
    for name, state in sorted(store.states().items()):
        if state.get("cause") == "note_lost":
            LOG.warning("%s", state["reason"])
        entry = entries.get(name)
        table = entry.table if entry else state.get("table", "")
        rows.append(state_row(name, state, entry, table=table, title=entry.title if entry else ""))
    return state_frame(rows, SERVICES)


def _source(series: Series, entries: dict[str, Entry]) -> dict[str, str]:
    entry = entries[series.dataset]
    return {
        "id": source_id(series),
        "publisher": "CBS",
        "title": f"StatLine - {entry.title}",
        "table_id": entry.table,
        "landing_page": f"https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{entry.table}/table",
        "licence": "CC BY 4.0",
        "published": day_of(entry.modified),
        "retrieved": day_of(entry.retrieved),
        "footnote": "",
        "via": "",
        "state": "",
    }


KINDS = {
    "GM": "municipality", "AM": "labour_market_region", "PV": "province", "LD": "country_part", "NL": "country",
}  # fmt: skip


def extend(regions: pd.DataFrame, incoming: Incoming) -> pd.DataFrame:
    """Return the frame of `regions` with every region of the live datasets behind those it has."""
    known = set(regions["region_code"])
    part_of = {member: region for region, members in incoming.regions.members.items() for member in members}
    rows = [
        {
            "region_code": code,
            "title": title,
            "kind": KINDS.get(code[:2], "municipality"),
            "part_of": part_of.get(code, "NL01" if code.startswith(("AM", "PV", "LD")) else ""),
            "sort_order": str(1000 + place),
        }
        for place, (code, title) in enumerate(incoming.titles)
        if code not in known
    ]
    return _append(regions, rows, "cbs regions")


def credit(sources: pd.DataFrame, incoming: Incoming) -> pd.DataFrame:
    """Return the frame of `sources` with those of the live datasets behind it."""
    return _append(sources, list(incoming.sources), "cbs sources")


def _append(frame: pd.DataFrame, rows: list[dict[str, str]], file: str) -> pd.DataFrame:
    if not rows:
        return frame
    index = pd.MultiIndex.from_tuples([(file, line) for line in range(1, len(rows) + 1)], names=frame.index.names)
    return pd.concat([frame, pd.DataFrame(rows, index=index, dtype="object")])
