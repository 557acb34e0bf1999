"""The open snapshots of one folder: the one that serves, and older ones that somebody looks at.

A new one is opened, verified and made ready aside, once for all sessions; until that is done the old one serves. One
that cannot be read is remembered by its id and file, and said once. Beside the one that serves, a file is open only
while somebody asks it something, so that old ones can be removed on every system.
"""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dashboard.asking import memory
from snapshot import files, keeping
from snapshot.errors import SnapshotDamaged, SnapshotError, SnapshotMissing
from snapshot.read import Snapshot, built_at

OLDER = 4  # snapshots that are kept ready beside the one that serves
UNUSED_S = 600  # after which such a one is let go
UNASKED_S = 60  # after which the file of one that a session still shows is closed, until its next question
AGAIN_S = 15  # to make of a new snapshot what was asked of the old one lately
ASK_EVERY_S = 0.25  # seconds between two looks at the pointer, however many ask
RETRY_S = 300  # after which a damaged file is looked at again: a disk can fail for a moment
log = logging.getLogger("dashboard")


@dataclass(frozen=True)
class Listed:
    """A kept snapshot that is not opened: its id and the moment on which it was built."""

    id: str
    built_at: str


@dataclass(frozen=True)
class _Damage:
    reason: str
    found: float


@dataclass
class _Open:
    snapshot: Snapshot
    mark: files.Mark
    used: float


class Serving:
    """The open snapshots of `folder`. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prepare: Callable[[Snapshot], None] | None = None
        self._current: _Open | None = None
        self._is_begun = False
        self._older: dict[str, _Open] = {}
        self._damaged: dict[tuple[str, files.Mark], _Damage] = {}
        self._listed: dict[tuple[str, files.Mark], Listed | None] = {}
        self._shown: weakref.WeakSet[Snapshot] = weakref.WeakSet()
        self._asked = 0.0
        self._opening = threading.RLock()
        self._looking = threading.Lock()

    # --- the one that serves ------------------------------------------------------------------------------------

    def current(self) -> Snapshot:
        """Return the snapshot that serves; where the newest cannot be read, the newest that can.

        A newer one is looked for aside.

        Raises:
            SnapshotMissing: Nothing was published.
            SnapshotDamaged: None of the kept snapshots can be read.
        """
        serving = self._current
        if serving is None:
            with self._opening:
                serving = self._current = self._current or self._newest()
        elif self._is_time() and self._is_new() and not self._looking.locked():
            threading.Thread(target=self.look, name="open-snapshot", daemon=True).start()
        return serving.snapshot

    def look(self) -> None:
        """Serve a newer snapshot where there is one, once it is ready; let go what nobody looks at any more."""
        if not self._looking.acquire(blocking=False):
            return
        try:
            self._begin()
            if self._current is not None and self._is_new():
                self._switch(self._current)
            self._let_go_unused()
            self._close_unasked()
        except Exception:  # what goes wrong aside must not end the thread that looks
            log.exception("no newer snapshot could be opened")
        finally:
            self._looking.release()

    def _begin(self) -> None:
        """Make the first snapshot ready, also where it came after the server; who visits meanwhile sees it already."""
        if self._is_begun or files.current_id(self.folder) is None:
            return
        try:
            first = self.current()
        except SnapshotError:  # a page says it; the next build may mend it
            return
        self._is_begun = True
        if self.prepare:
            self.prepare(first)

    def _switch(self, old: _Open) -> None:
        new = self._newest()
        if new.snapshot is old.snapshot:
            return
        if self.prepare:
            self.prepare(new.snapshot)
            memory.again(old.snapshot, new.snapshot, seconds=AGAIN_S)
        with self._opening:
            self._current = new
            self._older.pop(new.snapshot.id, None)
        if memory.owner_of(old.snapshot) != memory.owner_of(new.snapshot):
            memory.MEMORY.forget(old.snapshot)
        log.info("snapshot %s serves instead of %s", new.snapshot.id, old.snapshot.id)

    def _is_time(self) -> bool:
        """Whether the pointer was not read just now: many who choose at once need not each read it."""
        if (now := time.monotonic()) - self._asked < ASK_EVERY_S:
            return False
        self._asked = now
        return True

    def _is_new(self) -> bool:
        """Whether the pointer names another file than the one that serves, and not one known to be damaged."""
        wanted = files.current_id(self.folder)
        mark = keeping.mark_of(self.folder, wanted) if wanted else None
        serving = self._current
        if wanted is None or mark is None or serving is None or self._is_known_damage(wanted, mark):
            return False
        return (wanted, mark) != (serving.snapshot.id, serving.mark)

    def _is_known_damage(self, snapshot_id: str, mark: files.Mark) -> bool:
        known = self._damaged.get((snapshot_id, mark))
        return known is not None and time.monotonic() - known.found < RETRY_S

    def _newest(self) -> _Open:
        """Open the newest snapshot that can be read; the one that serves already is not opened again."""
        wanted = files.current_id(self.folder)
        if wanted is None:
            raise SnapshotMissing(f"no snapshot in {self.folder}; run: python -m loaders build")
        serving = self._current
        for candidate in dict.fromkeys([wanted, *files.kept_ids(self.folder)]):
            mark = keeping.mark_of(self.folder, candidate)
            if serving and (candidate, mark) == (serving.snapshot.id, serving.mark):
                return serving
            try:
                return self._open(candidate)
            except SnapshotError:
                continue  # it was said when it was found
        raise SnapshotDamaged(f"none of the snapshots in {self.folder} can be read; run: python -m loaders build")

    def damaged_newest(self) -> str:
        """Return the id of the newest snapshot where it cannot be read and an older one serves instead; or ''."""
        wanted = files.current_id(self.folder) if self._damaged else None
        mark = keeping.mark_of(self.folder, wanted) if wanted else None
        return wanted if wanted and mark and (wanted, mark) in self._damaged else ""

    # --- others -------------------------------------------------------------------------------------------------

    def kept(self, snapshot_id: str) -> Snapshot:
        """Return the kept snapshot with this id.

        Raises:
            SnapshotMissing: It is not kept.
            SnapshotDamaged: It is kept, but cannot be read.
        """
        serving = self._current
        if serving and serving.snapshot.id == snapshot_id:
            return serving.snapshot
        with self._opening:
            found = self._older.get(snapshot_id)
            mark = keeping.mark_of(self.folder, snapshot_id) if snapshot_id in files.kept_ids(self.folder) else None
            if found is None or (mark is not None and found.mark != mark):
                if mark is None:
                    raise SnapshotMissing(f"snapshot {snapshot_id!r} is not kept in {self.folder}")
                found = self._older[snapshot_id] = self._open(snapshot_id)
                if serving:
                    found.snapshot.outdated = found.snapshot.lacks(serving.snapshot)
            found.used = time.monotonic()
            while len(self._older) > OLDER:
                self._let_go(min(self._older.values(), key=lambda one: one.used))
            return found.snapshot

    def listed(self) -> tuple[Listed, ...]:
        """Return every kept snapshot that can be read, newest publication first, without verifying each of them."""
        found = []
        known: dict[tuple[str, files.Mark], Listed | None] = {}
        for one in keeping.kept(self.folder):
            key = (one.id, one.mark)
            if key in self._damaged:
                continue
            known[key] = self._listed[key] if key in self._listed else self._read_moment(one.id)
            if listed := known[key]:
                found.append(listed)
        self._listed = known
        return tuple(found)

    def _read_moment(self, snapshot_id: str) -> Listed | None:
        try:
            return Listed(snapshot_id, built_at(files.snapshot_path(self.folder, snapshot_id)))
        except SnapshotError:
            return None

    def _open(self, snapshot_id: str) -> _Open:
        """Open and verify; one that cannot be read is said once, and not tried again until its file is another."""
        with self._opening:
            mark = keeping.mark_of(self.folder, snapshot_id)
            if mark is None:
                raise SnapshotMissing(f"snapshot {snapshot_id!r} is not kept in {self.folder}")
            known = self._damaged.get((snapshot_id, mark))
            if known and self._is_known_damage(snapshot_id, mark):
                raise SnapshotDamaged(known.reason)
            try:
                opened = Snapshot.open_verified(self.folder, snapshot_id)
            except SnapshotDamaged as error:
                self._damaged[snapshot_id, mark] = _Damage(str(error), time.monotonic())
                if known is None:
                    log.error("snapshot %s is damaged and passed over: %s", snapshot_id, error)
                raise
            self._damaged.pop((snapshot_id, mark), None)
            self._shown.add(opened)
            return _Open(opened, mark, time.monotonic())

    def _let_go_unused(self) -> None:
        with self._opening:
            for one in [one for one in self._older.values() if time.monotonic() - one.used > UNUSED_S]:
                self._let_go(one)
            present = set(files.kept_ids(self.folder))
            for one in [one for id_, one in self._older.items() if id_ not in present]:
                self._let_go(one)
            self._damaged = {key: why for key, why in self._damaged.items() if key[0] in present}

    def _close_unasked(self) -> None:
        with self._opening:
            for snapshot in self._shown:
                if self._current is None or snapshot is not self._current.snapshot:
                    snapshot.close_unasked(UNASKED_S)

    def _let_go(self, one: _Open) -> None:
        del self._older[one.snapshot.id]
        memory.MEMORY.forget(one.snapshot)
