"""The snapshot that serves, shared by all sessions, and what is done aside while they run."""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dashboard.screen.serving import Listed, Serving
from snapshot.clock import local_day
from snapshot.errors import SnapshotBusy
from snapshot.mirroring import mirror
from snapshot.read import Snapshot
from snapshot.region import RegionUnknown, chosen_region, region_folder
from snapshot.store import chosen_store

ROOT = Path(__file__).resolve().parents[2]
LOOK_IN_STORE_EVERY = 15  # seconds
SELDOM = (5000, 10, 10)  # a collection of everything holds every visitor for a fifth of a second; each minute one runs
LOOK_EVERY, COLLECT_EVERY = 2, 60  # seconds; garbage is not collected after every run: it would cost as much as the run
log = logging.getLogger("dashboard")
_serving: dict[Path, Serving] = {}
_guard = threading.Lock()


def data_folder() -> Path:
    """Return the folder with the inputs; the dashboard reads only the list of regions in it."""
    return Path(os.environ.get("DASHBOARD_DATA", ROOT / "data"))


def snapshot_folder() -> Path:
    """Return the folder with published snapshots of the region that REGION names; raise RegionUnknown."""
    folder = Path(os.environ.get("DASHBOARD_SNAPSHOTS", data_folder() / "snapshots"))
    return region_folder(folder, chosen_region(data_folder()))


def serving() -> Serving:
    """Return the open snapshots of the folder in use, one for all sessions; raise RegionUnknown."""
    folder = snapshot_folder()
    with _guard:
        return _serving.setdefault(folder, Serving(folder))


def current_snapshot() -> Snapshot:
    """Return the snapshot that serves; where the newest cannot be read, the newest that can.

    Raises:
        RegionUnknown: The setting REGION names no region.
        SnapshotMissing: Nothing was published.
        SnapshotDamaged: None of the kept snapshots can be read.
    """
    return serving().current()


def nearest_snapshot(day: str) -> Listed | None:
    """Return the kept snapshot that was built closest to the ISO date `day`; None where there is no such date."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return None
    return min(serving().listed(), key=lambda one: abs(local_day(one.built_at) - wanted), default=None)


def follow_store() -> threading.Thread | None:
    """Copy what the store of SNAPSHOT_STORE publishes, from now on; None where there is no store.

    Raises:
        SettingUnreadable: The setting SNAPSHOT_STORE names no store.
    """
    try:
        store, folder = chosen_store(chosen_region(data_folder())), snapshot_folder()
    except RegionUnknown:  # a page says it
        return None
    if store is None:
        return None

    def work() -> None:
        said = ""
        while True:
            try:
                mirror(store, folder)
                if said:
                    log.info("the snapshot store answers again")
                said = ""
            except SnapshotBusy:  # another process of this machine does it
                pass
            except Exception as error:  # what goes wrong aside must not end the thread that looks
                if type(error).__name__ != said:
                    log.error("%s", error)
                said = type(error).__name__
            time.sleep(LOOK_IN_STORE_EVERY)

    thread = threading.Thread(target=work, name="follow-store", daemon=True)
    thread.start()
    return thread


def start(prepare: Callable[[Snapshot], None], *, collected: Callable[[], None]) -> threading.Thread:
    """Open the snapshot that serves, `prepare` it, and from then on do so with each new one before it serves.

    Garbage is collected aside; `collected` is called after each time.
    """

    def work() -> None:
        last = time.monotonic()
        try:
            opened = serving()
            opened.prepare = prepare
            opened.current()
        except Exception as error:  # a page says it too, to whoever visits
            log.error("there is no snapshot to make ready: %s", error)
        _look()
        gc.collect()
        gc.freeze()  # what was made ready stays: no collection need go through it again
        gc.set_threshold(*SELDOM)
        while True:
            time.sleep(LOOK_EVERY)
            _look()
            if time.monotonic() - last > COLLECT_EVERY:
                gc.collect()
                collected()
                last = time.monotonic()

    thread = threading.Thread(target=work, name="watch-snapshots", daemon=True)
    thread.start()
    return thread


def _look() -> None:
    for one in list(_serving.values()):
        one.look()
