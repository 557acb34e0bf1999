"""What a build leaves for the next one: a table that follows from the same is carried over, not made again.

    LAST_BUILD   the snapshot that serves, the hash of its file, and of each table what it followed from

Who opens that snapshot compares the bytes of its file, and needs not read every row once more.

The next build starts from a copy of that file, byte for byte, and only where its bytes hash as they did when every row
was read back; it replaces the tables that changed. What is carried is read through once more in the new file. So no
check is left out: one that a table passed, is not done again while all that it follows from is the same.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from snapshot import files
from snapshot.errors import SnapshotDamaged, SnapshotError
from snapshot.model import Dataset, to_dict

LOG = logging.getLogger(__name__)
NOTE = "LAST_BUILD"
CHUNK = 1 << 20


class CarryRefused(SnapshotError):
    """The file of the last build is gone, or another than was written: nothing can be carried over from it."""


@dataclass(frozen=True)
class Table:
    """A written table: the hash of what it followed from, what the lock tells of it, and a sum of all its cells."""

    follows: str
    summary: dict[str, Any]
    cells: str


@dataclass(frozen=True)
class Last:
    """The last build in a folder: its snapshot, the hash of that file, and its tables by name."""

    id: str = ""
    sha256: str = ""
    tables: Mapping[str, Table] = field(default_factory=dict)

    def holds(self, name: str, follows: str) -> bool:
        """Return whether it has the table `name`, and that followed from the same."""
        return bool(follows) and name in self.tables and self.tables[name].follows == follows

    def copy(self, folder: Path, target: Path) -> None:
        """Copy its file to `target`.

        Raises:
            CarryRefused: The file is gone, or is not what it was.
        """
        digest, path = hashlib.sha256(), files.snapshot_path(folder, self.id)
        try:
            with path.open("rb") as source, target.open("wb") as copied:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    copied.write(chunk)
        except FileNotFoundError as error:
            raise CarryRefused(f"{path.name}, from which tables would be carried over, is gone") from error
        if digest.hexdigest() != self.sha256:
            raise CarryRefused(f"{path.name} is not as it was written, no table is carried over from it")


NOTHING = Last()


def last_of(folder: Path) -> Last:
    """Return the build of the snapshot that serves; NOTHING where no note of it can be read."""
    last = _noted(folder)
    return last if last.id == files.current_id(folder) else NOTHING


def is_as_written(folder: Path, snapshot_id: str) -> bool:
    """Return whether the file of a snapshot is, byte for byte, the one that the last build read back."""
    last, path = _noted(folder), files.snapshot_path(folder, snapshot_id)
    try:
        return last.id == snapshot_id and file_hash(path) == last.sha256
    except OSError:  # gone, or not to be read a second time
        return False


def _noted(folder: Path) -> Last:
    path = folder / NOTE
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        tables = {str(name): Table(**table) for name, table in told["tables"].items()}
        return Last(str(told["id"]), str(told["sha256"]), tables)
    except FileNotFoundError:
        return NOTHING
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        LOG.warning("%s cannot be read, every row is read and every table made anew: %s", NOTE, error)
        return NOTHING


def leave(folder: Path, last: Last) -> None:
    """Note a build for the next one."""
    content = json.dumps(asdict(last), indent=1, sort_keys=True) + "\n"
    path = folder / NOTE
    if not path.exists() or path.read_text(encoding="utf-8", errors="replace") != content:
        files.replace_text(path, content)


def follows(dataset: Dataset, of: Sequence[Any]) -> str:
    """Return a hash of what a table follows from: plain JSON values, its declaration, and what checks and writes it."""
    content = json.dumps([list(of), to_dict(dataset), code_in_use()], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


@lru_cache(maxsize=1)
def code_in_use() -> str:
    """Return a hash of the code that checks and writes tables, and of the versions of what it writes with."""
    digest = hashlib.sha256(f"{duckdb.__version__} {pd.__version__}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cells_of(connection: duckdb.DuckDBPyConnection, dataset: Dataset) -> str:
    """Return a sum of all cells of a table with their places: every block is read, far faster than with SHA-256.

    Only for comparing a table with itself: another version of DuckDB may count otherwise.
    """
    names = ", ".join(f'"{column.name}"' for column in dataset.columns)
    query = f'SELECT count(*), sum(hash({names}, rowid)) FROM "{dataset.name}"'
    rows, total = connection.execute(query).fetchall()[0]
    return f"{rows}-{total}"


def compare(connection: duckdb.DuckDBPyConnection, carried: Sequence[Dataset], last: Last) -> None:
    """Read carried tables through; raise SnapshotDamaged where one is not what was carried over."""
    for dataset in carried:
        if cells_of(connection, dataset) != last.tables[dataset.name].cells:
            raise SnapshotDamaged(f"the table {dataset.name} is not as it was carried over; build again")
