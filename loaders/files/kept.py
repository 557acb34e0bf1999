"""The dropped files in a build: kept copies become datasets, offline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from loaders.files.combine import combine, placed, source_of
from loaders.files.kinds import kind_of
from loaders.files.kinds.declare import Kind
from loaders.files.reading import check_kept, read_kept
from loaders.files.words.names import Names, names_of
from loaders.keeping import made
from loaders.keeping.coming import PLACE, Coming
from loaders.keeping.paths import DROPPED
from loaders.keeping.states import state_row
from loaders.keeping.store import Entry, Kept, Store, day_of
from loaders.series.collect import Collected
from loaders.series.declare import Regions
from loaders.services.errors import SourceError

UNRECOGNISED = "Bestand dat niet is herkend"


@dataclass(frozen=True)
class Dropped:
    """What the kept files give: tables, names of their regions, their sources, and how each one does."""

    tables: tuple[Coming, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    sources: tuple[dict[str, str], ...] = ()
    states: tuple[dict[str, str], ...] = ()
    failures: tuple[tuple[str, SourceError], ...] = ()


def known_names(table: pd.DataFrame, regions: Regions) -> Names:
    """Return the names in use; `table` is the frame of `regions`."""
    return names_of(dict(zip(table["region_code"], table["title"], strict=True)), regions)


def read_dropped(folder: Path, table: pd.DataFrame, regions: Regions) -> Dropped:
    """Read every dataset that has kept files below `folder`."""
    store = Store(folder / DROPPED)
    if not store.is_used:
        return Dropped()
    names = known_names(table, regions)
    tables, failures, needed = [], [], []
    sources: list[dict[str, str]] = []
    titles: dict[str, str] = {}
    try:
        entries, states = store.entries(), store.states()
    except SourceError as error:
        return Dropped(failures=(("lock.json", error),))
    for name, entry in sorted(entries.items()):
        try:
            needed.append(_made_name(entry, names))
            found = _made(store, entry, names, needed[-1])
        except SourceError as error:
            failures.append((name, error))
            continue
        kinds = {source: kind_of(kind) for source, kind in found.titles.items()}
        tables.append(Coming(next(iter(kinds.values())).dataset, found.rows, found.follows, found.regions))
        used = {source_of(kept.sha256): kept for kept in entry.answers}
        sources += [_source(used[source], kind) for source, kind in kinds.items() if source in found.values["source"]]
        for column in (column for column in found.values if column.endswith(PLACE)):
            titles |= {code: names.titles[code] for code in found.values[column]}
    made.prune(store, needed)
    told = tuple(
        state_row(name, state, entries.get(name), title=entries[name].title if name in entries else UNRECOGNISED)
        for name, state in sorted(states.items())
        if name in entries or state["state"] == "failed"
    )
    return Dropped(tuple(tables), tuple(sorted(titles.items())), tuple(sources), told, tuple(failures))


def _made_name(entry: Entry, names: Names) -> str:
    regions = [names.codes, names.titles, names.towns, sorted(names.wider), names.complete]
    return made.named(entry, [[list(vars(kept).values()) for kept in entry.answers], regions])


def _made(store: Store, entry: Entry, names: Names, made_name: str) -> made.Made:
    """Return what the kept files give, with the kind of each source; raise SourceError where they do not read."""
    check_kept(store, entry)

    def read() -> Collected:
        files = read_kept(store, entry, names)
        return Collected(combine(files), {file.source: file.kind for file in files}, cells=0)

    found = made.made(store, made_name, read)
    files = {source_of(kept.sha256): kept.url for kept in entry.answers}
    return replace(found, rows=lambda: placed(found.rows(), files))


def _source(kept: Kept, kind: Kind) -> dict[str, str]:
    return {
        "id": source_of(kept.sha256),
        "publisher": kind.publisher,
        "title": f"{kind.title}, bestand {kept.url}",
        "table_id": "",
        "landing_page": kind.landing_page,
        "licence": kind.licence,
        "published": kept.modified,
        "retrieved": day_of(kept.retrieved),
        "footnote": "",
        "via": "",
        "state": "",
    }
