"""Open a published snapshot read-only and ask it for rows. Parameters are always bound."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, TypeAlias

import duckdb
import pandas as pd

from snapshot import carrying, files
from snapshot.errors import SettingUnreadable, SnapshotDamaged, SnapshotMissing
from snapshot.model import SQL_TYPES, Column, Dataset, Source, dataset_from_dict
from snapshot.region import DEFAULT, Region

Row: TypeAlias = dict[str, Any]
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
}
MEMORY, DEFAULT_MB = "QUERY_MEMORY_MB", 512  # of the questions to one open snapshot together
LEAST_MB = 64
PART = 32_768  # rows of a table that are written as one group, and read at once to verify it
_watching: list[Callable[[float], None]] = []
UNREADABLE = (duckdb.Error, IndexError, KeyError, TypeError, ValueError)


def memory_limit(environment: Mapping[str, str] = os.environ) -> str:
    """Return how much memory the questions to one open snapshot may take; raise SettingUnreadable."""
    return megabytes(MEMORY, DEFAULT_MB, LEAST_MB, environment)


def megabytes(setting: str, usual: int, least: int, environment: Mapping[str, str]) -> str:
    """Return an amount of memory as DuckDB reads it: what a setting says, or `usual`; raise SettingUnreadable."""
    wanted = environment.get(setting, "").strip() or str(usual)
    if not (wanted.isascii() and wanted.isdecimal() and int(wanted) >= least):
        raise SettingUnreadable(f"{setting}={wanted!r} is no number of megabytes from {least}; write {usual}")
    return f"{wanted}MB"


def on_question(tell: Callable[[float], None]) -> None:
    """Let `tell` know of every question to any snapshot how many seconds it took."""
    _watching.append(tell)


@dataclass(frozen=True)
class Reconciliation:
    """A cross-dataset check and how it came out. `outcome`: exact, within_tolerance or known_deviation.

    `subject` is the Dutch heading that it stands under; empty in a snapshot from before it was kept.
    """

    name: str
    title: str
    left_title: str
    left: float
    right_title: str
    right: float
    tolerance: float
    unit: str
    outcome: str
    reason: str = ""
    subject: str = ""

    def to_json(self) -> str:
        """Return the stored form."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


class Snapshot:
    """One immutable snapshot. Safe to share between threads: each question gets a cursor of its own.

    Between two questions its file can be closed, so that every system can remove it; the next one opens it again.
    `outdated` names its datasets that an earlier version of the program wrote, with less in them than is read now.
    """

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, mark: files.Mark | None = None) -> None:
        self.path = path
        self._connection: duckdb.DuckDBPyConnection | None = connection
        self._mark = mark
        self._running, self._asked = 0, time.monotonic()
        self._guard = threading.Lock()
        self.id, self.built_at = self._rows("SELECT id, built_at FROM _snapshot")[0]
        self.region = stored_region(connection)
        stored = self._rows("SELECT name, declaration, rows, hash FROM _datasets ORDER BY name")
        self.datasets: dict[str, Dataset] = {name: dataset_from_dict(json.loads(text)) for name, text, *_ in stored}
        self.row_counts: dict[str, int] = {name: rows for name, _, rows, _ in stored}
        self.hashes: dict[str, str] = {name: digest for name, *_, digest in stored}
        content = self._rows("SELECT content FROM _reconciliations ORDER BY place")
        self.reconciliations = tuple(Reconciliation(**json.loads(text)) for (text,) in content)
        self.outdated: frozenset[str] = frozenset()
        self._labels: dict[str, dict[str, dict[str, str]]] = {}
        self.sources: dict[str, Source] = {
            row["id"]: Source(**{str(k): v or "" for k, v in row.items()})
            for row in self.select("sources").to_dict("records")
        }

    @classmethod
    def open(cls, folder: Path, snapshot_id: str | None = None) -> Snapshot:
        """Open the snapshot that serves, or the kept one named `snapshot_id`.

        Raises:
            SnapshotMissing: Nothing was published, or that one is not kept.
            SnapshotDamaged: The file is not a snapshot.
        """
        wanted = snapshot_id or files.current_id(folder)
        if wanted is None:
            raise SnapshotMissing(f"no snapshot in {folder}; run: python -m loaders build")
        if wanted not in files.kept_ids(folder):
            raise SnapshotMissing(f"snapshot {wanted!r} is not kept in {folder}")
        opened = cls.open_file(files.snapshot_path(folder, wanted))
        if opened.id != wanted:
            opened.close()
            raise SnapshotDamaged(f"{wanted}{files.SUFFIX} holds snapshot {opened.id}; build again")
        return opened

    @classmethod
    def open_verified(cls, folder: Path, snapshot_id: str) -> Snapshot:
        """Open the kept snapshot named `snapshot_id` once its file is known to be sound.

        Either it is byte for byte the one that the last build read back, or every row of it is read here. Raises what
        `open` and `verify` raise.
        """
        opened = cls.open(folder, snapshot_id)
        try:
            if not carrying.is_as_written(folder, snapshot_id):
                opened.verify()
        except SnapshotDamaged:
            opened.close()
            raise
        return opened

    @classmethod
    def open_file(cls, path: Path) -> Snapshot:
        """Open one file; raise SnapshotDamaged where it cannot be read."""
        mark = files.mark_of(path)
        connection = connected(path)
        try:
            return cls(path, connection, mark)
        except UNREADABLE as error:
            connection.close()  # else a sound file that takes its place is read through what is left of it
            raise _damaged(path, error) from error

    def lacks(self, newer: Snapshot) -> frozenset[str]:
        """Return the names of the datasets that have fewer columns here than in `newer`."""
        columns = {name: {column.name for column in dataset.columns} for name, dataset in self.datasets.items()}
        return frozenset(
            name
            for name, dataset in newer.datasets.items()
            if name in columns and not {column.name for column in dataset.columns} <= columns[name]
        )

    def __enter__(self) -> Snapshot:
        """Return itself, to close at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; the next question opens it again.

        It closes by itself too, once nothing refers to this snapshot any more.
        """
        with self._guard:
            self._close()

    def close_unasked(self, seconds: float) -> None:
        """Close the file where nothing is asked now, nor was for so many `seconds`."""
        with self._guard:
            if not self._running and time.monotonic() - self._asked >= seconds:
                self._close()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()  # and with it every cursor
            self._connection = None

    @contextmanager
    def _asking(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor for one question; what was closed is opened again.

        Raises:
            SnapshotMissing: The file was removed since it was closed.
            SnapshotDamaged: Another file took its place, and its rows are not those of this snapshot.
        """
        with self._guard:
            if self._connection is None:
                self._connection = self._opened_again()
            cursor = self._connection.cursor()
            self._running += 1
        begin = time.perf_counter()
        try:
            yield cursor
        finally:
            for tell in _watching:
                tell(time.perf_counter() - begin)
            with self._guard:
                self._running -= 1
                self._asked = time.monotonic()

    def _opened_again(self) -> duckdb.DuckDBPyConnection:
        mark = files.mark_of(self.path)
        if mark is None:
            raise SnapshotMissing(f"snapshot {self.id!r} is no longer kept in {self.path.parent}")
        connection = connected(self.path)
        if mark != self._mark:
            try:
                _compare(connection, self.path, self.id)
            except SnapshotDamaged:
                connection.close()
                raise
            self._mark = mark
        return connection

    def select(self, dataset: str, where: Mapping[str, str | Sequence[str]] | None = None) -> pd.DataFrame:
        """Return the rows of `dataset` for which every named column equals, or is in, the given value(s).

        Rows come in key order, columns as declared. Unknown names raise KeyError with the known ones.
        """
        declared = self._dataset(dataset)
        with self._asking() as cursor:
            frame: pd.DataFrame = cursor.execute(*_query(declared, where or {})).df()
        text = [column.name for column in declared.columns if column.dtype == "text"]
        frame[text] = frame[text].astype("object").where(frame[text].notna(), None)
        return frame

    def rows(
        self, dataset: str, where: Mapping[str, str | Sequence[str]] | None = None, *, most: int | None = None
    ) -> tuple[Row, ...]:
        """Return the same rows as `select`, or the first `most`, as dicts of their columns; None for an empty cell."""
        declared = self._dataset(dataset)
        names = [column.name for column in declared.columns]
        query, parameters = _query(declared, where or {})
        with self._asking() as cursor:
            found = cursor.execute(f"{query}{f' LIMIT {most:d}' if most else ''}", parameters).fetchall()
        return tuple(dict(zip(names, cells, strict=True)) for cells in found)

    def count(self, dataset: str, where: Mapping[str, str | Sequence[str]] | None = None) -> int:
        """Return how many rows `select` would return, without reading them."""
        query, parameters = _query(self._dataset(dataset), where or {})
        with self._asking() as cursor:
            return int(cursor.execute(f"SELECT count(*) FROM ({query})", parameters).fetchall()[0][0])

    def values(self, dataset: str, column: str) -> tuple[Any, ...]:
        """Return the different values of a column, in ascending order; no empty cell."""
        declared = self._dataset(dataset)
        name = declared.column(column).name
        return tuple(
            value
            for (value,) in self._rows(f'SELECT DISTINCT "{name}" FROM "{declared.name}" ORDER BY 1')
            if value is not None
        )

    def counts(self, dataset: str, column: str) -> dict[Any, int]:
        """Return how many rows have each value of a column; no empty cell."""
        declared = self._dataset(dataset)
        name = declared.column(column).name
        query = f'SELECT "{name}", count(*) FROM "{declared.name}" WHERE "{name}" IS NOT NULL GROUP BY 1 ORDER BY 1'
        return dict(self._rows(query))

    def labels(self, dataset: str) -> dict[str, dict[str, str]]:
        """Return, per column of `dataset` that holds codes, the Dutch word of each code; read once."""
        if dataset not in self._labels:
            self._labels[dataset] = {
                column.name: self._words(column)
                for column in self._dataset(dataset).columns
                if column.labels or column.labels_from
            }
        return self._labels[dataset]

    def _words(self, column: Column) -> dict[str, str]:
        if column.labels_from == "sources":
            return {id_: source.attribution for id_, source in self.sources.items()}
        if column.labels_from:
            frame = self.select(column.labels_from)
            if "sort_order" in frame:
                frame = frame.sort_values("sort_order")
            return dict(zip(frame[self.datasets[column.labels_from].key[0]], frame["title"], strict=True))
        return dict(column.labels)

    def verify(self, known: Mapping[str, str] = MappingProxyType({})) -> None:
        """Read every table back and compare with the id; raise SnapshotDamaged where they differ.

        `known` has the hashes of tables that were compared in another way.
        """
        with self._asking() as cursor:
            _compare(cursor, self.path, self.id, known)

    def _dataset(self, name: str) -> Dataset:
        if name not in self.datasets:
            raise KeyError(f"no dataset {name}; there are {', '.join(self.datasets)}")
        return self.datasets[name]

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with self._asking() as cursor:
            return cursor.execute(query).fetchall()


def _query(declared: Dataset, where: Mapping[str, str | Sequence[str]]) -> tuple[str, list[str]]:
    """Return the question for rows in key order and its parameters; raise KeyError for an unknown column."""
    clauses: list[str] = []
    parameters: list[str] = []
    for name, wanted in where.items():
        values = [wanted] if isinstance(wanted, str) else list(wanted)
        marks = ", ".join("?" * len(values)) or "NULL"
        column = declared.column(name)
        if column.dtype != "text":  # a value that is no number fits no row, rather than breaking the query
            marks = ", ".join([f"TRY_CAST(? AS {SQL_TYPES[column.dtype]})"] * len(values)) or "NULL"
        clauses.append(f'"{column.name}" IN ({marks})')
        parameters += values
    names = ", ".join(f'"{column.name}"' for column in declared.columns)
    condition = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    order = ", ".join(f'"{name}"' for name in declared.key)
    return f'SELECT {names} FROM "{declared.name}"{condition} ORDER BY {order}', parameters


def built_at(path: Path) -> str:
    """Return the ISO moment on which the snapshot in a file was built; raise SnapshotDamaged where it has none."""
    with connected(path) as connection:
        try:
            return str(connection.execute("SELECT built_at FROM _snapshot").fetchall()[0][0])
        except UNREADABLE as error:
            raise _damaged(path, error) from error


def connected(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that reads one file and nothing else; raise SnapshotDamaged where it cannot be read."""
    try:
        return duckdb.connect(str(path), read_only=True, config={**CONFIG, "memory_limit": memory_limit()})
    except UNREADABLE as error:
        raise _damaged(path, error) from error


def _compare(
    connection: duckdb.DuckDBPyConnection, path: Path, wanted: str, known: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Read every row of a snapshot; raise SnapshotDamaged where they are not those of the id `wanted`."""
    try:
        found = content_id(connection, known)
    except duckdb.OutOfMemoryException as error:
        raise SettingUnreadable(f"{MEMORY}={memory_limit()} is too little to read {path.name}: raise it") from error
    except UNREADABLE as error:
        raise _damaged(path, error) from error
    if found != wanted:
        raise SnapshotDamaged(f"{path.name} says id {wanted} but its rows hash to {found}; build again")


def _damaged(path: Path, error: Exception) -> SnapshotDamaged:
    return SnapshotDamaged(f"{path.name} is not a readable snapshot ({error}); build again")


def table_hash(connection: duckdb.DuckDBPyConnection, dataset: Dataset) -> tuple[str, int]:
    """Return the SHA-256 over the rows of `dataset` in key order, as they are stored, and their number.

    A part at a time: so it takes no more memory of a larger table.
    """
    cells = ", ".join(f'coalesce(CAST("{column.name}" AS VARCHAR), chr(30))' for column in dataset.columns)
    query = (
        "SELECT count(*), string_agg(hashed, '' ORDER BY place) FROM ("
        f'SELECT rowid AS place, sha256(concat_ws(chr(31), {cells})) AS hashed FROM "{dataset.name}" '
        "WHERE rowid >= ? AND rowid < ?)"
    )
    digest, rows, found = hashlib.sha256(), 0, PART
    while found == PART:
        found, hashes = connection.execute(query, [rows, rows + PART]).fetchall()[0]
        digest.update((hashes or "").encode())
        rows += found
    return digest.hexdigest(), rows


def content_id(connection: duckdb.DuckDBPyConnection, hashes: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the identity of the written content: tables, declarations and reconciliations, not the moment.

    `hashes` are those of tables of which they are known; of the others every row is read.
    """
    parts: list[str] = []
    stored = connection.execute("SELECT name, declaration FROM _datasets ORDER BY name").fetchall()
    for name, text in stored:
        known = hashes.get(name) or table_hash(connection, dataset_from_dict(json.loads(text)))[0]
        parts += [name, text, known]
    content = connection.execute("SELECT content FROM _reconciliations ORDER BY place").fetchall()
    parts += [text for (text,) in content]
    region = stored_region(connection)
    if region != DEFAULT:
        parts += [region.code, region.title]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def stored_region(connection: duckdb.DuckDBPyConnection) -> Region:
    """Return the region that a snapshot is about; one from before regions could be chosen has the default."""
    if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = '_region'").fetchall():
        return DEFAULT
    code, title = connection.execute("SELECT code, title FROM _region").fetchall()[0]
    return Region(code, title)
