"""What the serving snapshot holds, per dataset: for the terminal and, as JSON, for monitoring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from loaders.files.inventory import listed
from loaders.keeping.holding import held, rows, warnings
from loaders.keeping.paths import DROPPED, REPORTED, SERVICES
from loaders.keeping.store import Store
from snapshot import clock
from snapshot.periods import UNDATED
from snapshot.read import Snapshot

NONE: Mapping[str, str] = MappingProxyType({})


def status(snapshot: Snapshot, folder: Path, damaged: Mapping[str, str] = NONE) -> dict[str, Any]:
    """Return snapshot id, moment of building, region, what is kept, what each dataset holds, how each source does.

    Per kept snapshot see `held`; `damaged` says what is wrong with those that cannot be read. Per dataset: name, title,
    rows, source, periods and dates. Per live source, from `folder`/raw: state (ok, older_edition or failed), since
    when, the reason, when it was last checked, and a newer edition of its table where one exists. Of dropped files also
    each file in use: name, hash, dates, periods, and how many of its rows counted.
    """
    return {
        "snapshot": snapshot.id,
        "built_at": snapshot.built_at,
        "region": snapshot.region.title,
        "kept": held(snapshot.path.parent, damaged),
        "datasets": [_dataset(snapshot, name) for name in snapshot.datasets],
        "live": [
            *_states(folder / SERVICES),
            *_states(folder / DROPPED, with_files=True),
            *_states(folder / REPORTED / snapshot.region.slug, with_files=True),
        ],
    }


def _states(folder: Path, *, with_files: bool = False) -> list[dict[str, Any]]:
    store = Store(folder)
    states = [{"dataset": name, **state} for name, state in sorted(store.states().items())]
    entries = store.entries() if with_files else {}
    return [
        state | {"files": listed(entries[state["dataset"]])} if state["dataset"] in entries else state
        for state in states
    ]


def _dataset(snapshot: Snapshot, name: str) -> dict[str, Any]:
    frame = snapshot.select(name)
    ids = list(dict.fromkeys(frame["source"])) if "source" in frame and name != "terms" else []
    used = [snapshot.sources[id_] for id_ in ids if id_ in snapshot.sources]
    found = sorted(set(frame["reference_period"].dropna())) if "reference_period" in frame else []
    periods = [period for period in found if period != UNDATED] or found
    retrieved = [source.retrieved for source in used if source.retrieved]
    return {
        "name": name,
        "title": snapshot.datasets[name].title,
        "rows": len(frame),
        "source": "; ".join(source.attribution for source in used),
        "reference_period": {"first": periods[0], "last": periods[-1]} if periods else None,
        "retrieved_at": max(retrieved) if retrieved else None,
        "state": "ok",
    }


def lines(content: dict[str, Any]) -> list[str]:
    """Return what `status` returned for people: aligned lines per dataset, source that is refreshed and file."""
    datasets = [("dataset", "rows", "first", "last", "retrieved")]
    for entry in content["datasets"]:
        period = entry["reference_period"] or {"first": "-", "last": "-"}
        row = (entry["name"], str(entry["rows"]), period["first"], period["last"], entry["retrieved_at"] or "-")
        datasets.append(row)
    sources = [("source", "state", "since", "checked", "cause", "why")]
    for entry in content["live"]:
        moments = (_clock(entry["since"]), _clock(entry["checked"]) if "checked" in entry else "-")
        row_ = (
            entry["dataset"],
            entry["state"],
            *moments,
            entry.get("cause") or "-",
            " ".join(entry["reason"].split()),
        )
        sources.append(row_)
    files = [("file", "dataset", "hash", "read", "dated", "periods", "figures", "counted")]
    for entry in [
        {"dataset": state["dataset"], **file} for state in content["live"] for file in state.get("files", [])
    ]:
        span, figures = " to ".join(dict.fromkeys(entry["periods"])), entry["figures"]
        shown = (entry["file"], entry["dataset"], entry["hash"], entry["read"][:10], entry["dated"] or "-", span or "-")
        files.append((*shown, "-" if figures is None else str(figures), entry["counted"]))
    head = f"snapshot {content['snapshot']} of {content['region']}, built {_clock(content['built_at'])}"
    return [
        *warnings({one["id"]: one["damaged"] for one in content["kept"]}),
        head,
        "",
        *_aligned(rows(content["kept"]), right=(2,)),
        "",
        *_aligned(datasets, right=(1,)),
        *(["", *_aligned(sources)] if len(sources) > 1 else []),
        *(["", *_aligned(files, right=(6,))] if len(files) > 1 else []),
    ]


def _clock(moment: str) -> str:
    """Return a moment as a clock in the Netherlands shows it; what is none as it stands."""
    try:
        return f"{clock.local(moment):%Y-%m-%d %H:%M}"
    except ValueError:
        return moment


def _aligned(rows: Sequence[tuple[str, ...]], right: tuple[int, ...] = ()) -> list[str]:
    """Return rows of text in columns; numbers stand to the right, and the last column may be as long as it is."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
