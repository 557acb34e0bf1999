"""A copy of everything that cannot be made again, in one file, and back.

In it: the tables of the agenda, what was fetched and dropped, what the network team reported, and the snapshots that
frozen links lead to, with the moments of their files. A copy is read through before anything is put back.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from loaders.keeping.paths import DROPPED, SERVICES
from snapshot import clock, files
from snapshot.errors import SnapshotError

MANIFEST = "MANIFEST.json"
DATA, SNAPSHOTS = "data", "snapshots"
BEFORE = ".before-restore"  # in each folder: what stood there


class BackupDamaged(SnapshotError):
    """A backup cannot be read, or what is in it is not what it says; nothing was changed."""


@dataclass(frozen=True)
class Contents:
    """What is in a backup: when it was made, and the hash of each file."""

    made: str
    hashes: dict[str, str]


def backup(data: Path, snapshots: Path, target: Path) -> Contents:
    """Write a backup of both folders to `target`, while no refresh or build writes in them.

    Args:
        data: The data folder.
        snapshots: The folder with the snapshots of every region.
        target: The file to write; it is not overwritten.

    Raises:
        SnapshotBusy: A refresh or build is writing.
        FileExistsError: There is a file already.
    """
    if target.exists():
        raise FileExistsError(f"{target} is there already; name another file")
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{files.UNFINISHED}{target.name}")
    with ExitStack() as stack:
        for folder in _written(data, snapshots):
            stack.enter_context(files.writing(folder))
        found = dict(_found(data, snapshots))
        contents = Contents(
            clock.now().isoformat(timespec="seconds"), {name: _hash(path) for name, path in found.items()}
        )
        try:
            with tarfile.open(aside, "w:gz", format=tarfile.PAX_FORMAT) as archive:
                manifest = json.dumps(vars(contents), indent=1).encode()
                entry = tarfile.TarInfo(MANIFEST)
                entry.size = len(manifest)
                archive.addfile(entry, io.BytesIO(manifest))
                for name, path in found.items():
                    archive.add(path, name, recursive=False)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    return contents


def restore(source: Path, data: Path, snapshots: Path) -> Contents:
    """Put a backup back; what stood in the two folders is moved to `.before-restore-...` inside each.

    Raises:
        BackupDamaged: It cannot be read, or a file in it is not as it was; nothing was changed.
        SnapshotBusy: A refresh or build is writing.
    """
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=data, prefix=files.UNFINISHED) as folder:
        unpacked = Path(folder)
        contents = _unpacked(source, unpacked)
        with ExitStack() as stack:
            for place in _written(data, snapshots):
                stack.enter_context(files.writing(place))
        with files.writing(snapshots):  # the other locks stand in what is moved, which Windows does not allow
            moment = datetime.now(clock.ZONE).strftime("%Y%m%d-%H%M%S")
            _exchange(unpacked / SNAPSHOTS, snapshots, moment, leave={snapshots / ".lock"})
            _exchange(unpacked / DATA, data, moment, leave={snapshots, unpacked})
    return contents


def _written(data: Path, snapshots: Path) -> list[Path]:
    """Return the folders in which a refresh, an added file or a build writes."""
    regions = {path.parent for path in snapshots.glob(f"*/{files.POINTER}")}
    return [place for place in (data / SERVICES, data / DROPPED, snapshots, *sorted(regions)) if place.exists()]


def _found(data: Path, snapshots: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name in the archive and the place of every file to keep."""
    for name, folder in ((DATA, data), (SNAPSHOTS, snapshots)):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            is_other = name == DATA and path.is_relative_to(snapshots)
            if path.is_file() and not is_other and not any(part.startswith(".") for part in inside.parts):
                yield (PurePosixPath(name) / inside.as_posix()).as_posix(), path


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpacked(source: Path, folder: Path) -> Contents:
    """Unpack a backup into `folder` and compare every file with what the backup says of it."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        contents = Contents(content["made"], content["hashes"])
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise BackupDamaged(
            f"{source} is no readable backup ({error}); take another one; nothing was changed"
        ) from error
    found = {path.relative_to(folder).as_posix(): _hash(path) for path in folder.rglob("*") if path.is_file()}
    del found[MANIFEST]
    if found != contents.hashes:
        wrong = sorted(name for name in {*found, *contents.hashes} if found.get(name) != contents.hashes.get(name))
        raise BackupDamaged(f"{source}: {', '.join(wrong[:5])} is not as it was written; nothing was changed")
    return contents


def _exchange(new: Path, folder: Path, moment: str, leave: set[Path]) -> None:
    """Move what is in `folder` aside and what is in `new` into it, but for what `leave` names or was moved aside."""
    aside = folder / f"{BEFORE}-{moment}"
    aside.mkdir()
    for path in list(folder.iterdir()):
        if path not in leave and not path.name.startswith(BEFORE):
            path.rename(aside / path.name)
    for path in list(new.iterdir()) if new.exists() else []:
        shutil.move(path, folder / path.name)  # the two may stand on different disks
