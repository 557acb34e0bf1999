"""The snapshot that serves, opened once per id and shared by all sessions."""

from __future__ import annotations

import gc
import logging
import os
import threading
from datetime import date
from pathlib import Path

import streamlit as st

from snapshot import clock, files
from snapshot.errors import SnapshotDamaged, SnapshotError, SnapshotMissing
from snapshot.read import Snapshot
from snapshot.region import chosen_region, region_folder

ROOT = Path(__file__).resolve().parent.parent
COLLECT_EVERY = 60  # seconds between garbage collections, in place of one after every run
log = logging.getLogger("dashboard")


def data_folder() -> Path:
    """Return the folder with the inputs; the dashboard reads only the list of regions in it."""
    return Path(os.environ.get("DASHBOARD_DATA", ROOT / "data"))


def snapshot_folder() -> Path:
    """Return the folder with published snapshots of the region that REGION names; raise RegionUnknown."""
    folder = Path(os.environ.get("DASHBOARD_SNAPSHOTS", data_folder() / "snapshots"))
    return region_folder(folder, chosen_region(data_folder()))


@st.cache_resource(show_spinner=False, max_entries=files.KEEP)
def _open(folder: str, snapshot_id: str) -> Snapshot:
    snapshot = Snapshot.open(Path(folder), snapshot_id)
    snapshot.verify()
    return snapshot


def current_snapshot() -> Snapshot:
    """Return the snapshot that serves; where the newest cannot be read, the newest that can.

    Raises:
        RegionUnknown: The setting REGION names no region.
        SnapshotMissing: Nothing was published.
        SnapshotDamaged: None of the kept snapshots can be read.
    """
    _collect_on_a_timer()
    folder = snapshot_folder()
    wanted = files.current_id(folder)
    if wanted is None:
        raise SnapshotMissing(f"no snapshot in {folder}; run: python -m loaders build")
    candidates = [wanted, *(kept for kept in files.kept_ids(folder) if kept != wanted)]
    for candidate in candidates:
        try:
            return _open(str(folder), candidate)
        except SnapshotError:
            log.exception("snapshot %s cannot be read", candidate)
    raise SnapshotDamaged(f"none of the snapshots in {folder} can be read; run: python -m loaders build")


def kept_snapshot(snapshot_id: str) -> Snapshot | None:
    """Return the kept snapshot with this id, or None where it is not kept or cannot be read."""
    folder = snapshot_folder()
    if snapshot_id not in files.kept_ids(folder):
        return None
    try:
        return _open(str(folder), snapshot_id)
    except SnapshotError:
        log.exception("snapshot %s cannot be read", snapshot_id)
        return None


def kept_snapshots() -> tuple[Snapshot, ...]:
    """Return every kept snapshot that can be read, newest first."""
    found = [kept_snapshot(snapshot_id) for snapshot_id in files.kept_ids(snapshot_folder())]
    readable = [snapshot for snapshot in found if snapshot is not None]
    return tuple(sorted(readable, key=lambda snapshot: snapshot.built_at, reverse=True))


def nearest_snapshot(day: str) -> Snapshot | None:
    """Return the kept snapshot that was built closest to the ISO date `day`; None where there is no such date."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return None
    kept = kept_snapshots()
    return min(kept, key=lambda s: abs(clock.local_day(s.built_at) - wanted), default=None)


@st.cache_resource(show_spinner=False)
def _collect_on_a_timer() -> threading.Thread:
    """Collect garbage once a minute: after every run it would cost as much as the run itself."""

    def collect() -> None:
        while True:
            threading.Event().wait(COLLECT_EVERY)
            gc.collect()

    thread = threading.Thread(target=collect, name="collect-garbage", daemon=True)
    thread.start()
    return thread
