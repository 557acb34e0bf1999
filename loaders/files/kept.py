"""The dropped files in a build: kept copies become datasets, offline."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.files.combine import Taken, combine
from loaders.files.kinds import kind_of
from loaders.files.reading import read_kept
from loaders.files.words.names import Names, names_of
from loaders.keeping.paths import DROPPED
from loaders.keeping.store import Store, day_of
from loaders.series.declare import Regions
from loaders.services.causes import known_cause
from loaders.services.errors import SourceError
from snapshot.model import Dataset


@dataclass(frozen=True)
class Dropped:
    """What the kept files give: datasets and rows, names of their regions, their sources, and how each one does."""

    datasets: tuple[Dataset, ...] = ()
    frames: tuple[pd.DataFrame, ...] = ()
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
    datasets, frames, failures = [], [], []
    sources: list[dict[str, str]] = []
    titles: dict[str, str] = {}
    try:
        entries, states = store.entries(), store.states()
    except SourceError as error:
        return Dropped(failures=(("lock.json", error),))
    for name, entry in sorted(entries.items()):
        try:
            files = read_kept(store, entry, names)
            rows = combine(files)
        except SourceError as error:
            failures.append((name, error))
            continue
        datasets.append(files[0].dataset)
        frames.append(rows)
        sources += [_source(file) for file in files if file.source in set(rows["source"])]
        for column in (column for column in rows if str(column).endswith("region_code")):
            titles |= {code: names.titles[code] for code in set(rows[column])}
    told = tuple(
        {
            "dataset": name,
            "table_id": "",
            "title": entries[name].title if name in entries else "Bestand dat niet is herkend",
            "state": state["state"],
            "since": state["since"],
            "reason": " ".join(state["reason"].split()),
            "cause": known_cause(state),
            "shown": " ".join(state.get("shown", "").split()),
            "modified": entries[name].modified if name in entries else "",
            "retrieved": entries[name].retrieved if name in entries else "",
            "successor": "",
        }
        for name, state in sorted(states.items())
        if name in entries or state["state"] == "failed"
    )
    return Dropped(tuple(datasets), tuple(frames), tuple(sorted(titles.items())), tuple(sources), told, tuple(failures))


def _source(file: Taken) -> dict[str, str]:
    kind = kind_of(file.kind)
    return {
        "id": file.source,
        "publisher": kind.publisher,
        "title": f"{kind.title}, bestand {file.name}",
        "table_id": "",
        "landing_page": kind.landing_page,
        "licence": kind.licence,
        "published": file.stated,
        "retrieved": day_of(file.read_on),
        "footnote": "",
    }
