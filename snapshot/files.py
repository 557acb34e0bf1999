"""Names inside the snapshot folder, and the lock that lets one build write at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from snapshot.errors import SnapshotBusy

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

POINTER = "CURRENT"
SUFFIX = ".duckdb"
UNFINISHED = ".unfinished-"
Mark: TypeAlias = tuple[int, int]


def snapshot_path(folder: Path, snapshot_id: str) -> Path:
    """Return where the snapshot `snapshot_id` lives."""
    return folder / f"{snapshot_id}{SUFFIX}"


def current_id(folder: Path) -> str | None:
    """Return the id that the pointer names, or None where nothing was published yet."""
    pointer = folder / POINTER
    return pointer.read_text(encoding="ascii", errors="replace").strip() or None if pointer.exists() else None


def kept_ids(folder: Path) -> list[str]:
    """Return the ids of all kept snapshots, newest publication first."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        if not path.name.startswith("."):
            with contextlib.suppress(FileNotFoundError):  # removed since it was listed
                found.append((path.stat().st_mtime_ns, path.stem))
    return [id_ for _, id_ in sorted(found, reverse=True)]


def mark_of(path: Path) -> Mark | None:
    """Return when a file was written, in ns, and its bytes: another mark is another file. None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def replace_text(path: Path, text: str) -> None:
    """Write `text` to `path` in one step: a reader sees the old text or the new, never a half."""
    temporary = path.with_name(f"{UNFINISHED}{path.name}-{os.getpid()}")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the folder for one writer; what an earlier, killed writer left behind is removed.

    Raises:
        SnapshotBusy: Another process holds it. The operating system frees the lock when that process dies.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a+") as file:
        try:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            else:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise SnapshotBusy(f"another build is writing in {folder}; wait for it to end and build again") from error
        _remove_unfinished(folder)
        try:
            yield
        finally:
            _remove_unfinished(folder)


def _remove_unfinished(folder: Path) -> None:
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
