"""A reader's copy of a snapshot store: a folder of its own, which serves for as long as the store is away.

What lacks is fetched and read through aside, and the pointer moves last. Processes of one machine share one folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from snapshot import carrying, clock, files, keeping
from snapshot.carrying import Last
from snapshot.errors import SnapshotDamaged
from snapshot.store import SnapshotStore, Stored, StoreUnreachable, Version

STATE = "STORE.json"  # the version that the folder has, and since when the store is away
BATCH = 20  # older snapshots that are fetched before a newer one is looked for


@dataclass(frozen=True)
class State:
    """What a reader's folder holds: the number of the version, and since when and why the store is away."""

    version: int = 0
    away_since: str = ""
    reason: str = ""


def state_of(folder: Path) -> State:
    """Return what was noted in a reader's folder."""
    try:
        return State(**json.loads((folder / STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return State()


def away_since(folder: Path) -> str:
    """Return the ISO moment since which nothing new can be had of the store; empty where all is well."""
    return state_of(folder).away_since


def mirror(store: SnapshotStore, folder: Path) -> bool:
    """Bring `folder` up to what the store keeps; return whether another snapshot serves from now on.

    What fails is noted in the folder, with since when, and raised.

    Raises:
        StoreUnreachable: The store does not answer.
        SnapshotDamaged: The snapshot that serves in the store cannot be read; the one here stays.
        SnapshotBusy: Another process of this machine is doing it.
    """
    known = state_of(folder)
    try:
        version = store.newest(known.version)
        if version is None:
            _note(folder, known, State(known.version))
            return False
        with files.writing(folder):
            changed, complete = _bring(store, folder, version)
            number = version.number if complete else known.version
            _note(folder, known, State(number))
            return changed
    except (StoreUnreachable, SnapshotDamaged) as error:
        since = known.away_since or clock.now().isoformat(timespec="seconds")
        _note(folder, known, State(known.version, since, str(error)))
        raise


def _bring(store: SnapshotStore, folder: Path, version: Version) -> tuple[bool, bool]:
    """Fetch the newest and some older ones; return whether another serves now, and whether nothing lacks any more."""
    before = files.current_id(folder)
    newest = version.of(version.current)
    if newest is None:
        raise SnapshotDamaged(f"version {version.number} of {store.place} keeps no {version.current}; build again")
    held = {id_: mark for id_, mark in ((id_, keeping.mark_of(folder, id_)) for id_ in files.kept_ids(folder)) if mark}
    if newest.id not in held or before != newest.id:
        _place(store, folder, newest, held)
        keeping.promise(folder, version.days)
        files.replace_text(folder / files.POINTER, newest.id + "\n")
    lacking = [one for one in version.snapshots if one.id not in held and one.id != newest.id]
    for one in sorted(lacking, key=lambda one: one.published, reverse=True)[:BATCH]:
        store.fetch(one, folder)
    keeping.prune(folder)
    return before != newest.id, len(lacking) <= BATCH


def _place(store: SnapshotStore, folder: Path, newest: Stored, held: Mapping[str, files.Mark]) -> None:
    """Let the newest stand in `folder` with its moment; what stands there already is not fetched again."""
    if newest.id in held:
        os.utime(files.snapshot_path(folder, newest.id), ns=(newest.published, newest.published))
    else:
        carrying.leave(folder, Last(newest.id, store.fetch(newest, folder)))


def _note(folder: Path, known: State, now: State) -> None:
    if now != known:
        folder.mkdir(parents=True, exist_ok=True)
        files.replace_text(folder / STATE, json.dumps(asdict(now)))
