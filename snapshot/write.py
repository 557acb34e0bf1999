"""Publish a snapshot: write aside, verify, then swap one pointer. A failure leaves the old one serving."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import duckdb
import pandas as pd

from snapshot import carrying, clock, files, keeping
from snapshot.carrying import NOTHING, Last, Table
from snapshot.errors import Failure, SettingUnreadable, SnapshotBusy, SnapshotDamaged, ValidationError
from snapshot.model import Dataset, to_dict
from snapshot.read import Reconciliation, Snapshot, connected, content_id, megabytes, table_hash
from snapshot.region import DEFAULT, Region
from snapshot.tables import STORED, periods, quoted, repeated_keys, text, write_table

MEMORY, DEFAULT_MB, LEAST_MB = "BUILD_MEMORY_MB", 1024, 256


@dataclass(frozen=True)
class Published:
    """The outcome of a build: the id that serves now, and whether it differs from before."""

    id: str
    changed: bool
    datasets: dict[str, dict[str, object]]


Reconciler = Callable[[duckdb.DuckDBPyConnection], Sequence[Reconciliation]]


def publish(
    folder: Path,
    datasets: Sequence[Dataset],
    frames: Mapping[str, pd.DataFrame],
    reconcile: Reconciler,
    *,
    region: Region = DEFAULT,
    follows: Mapping[str, str] = MappingProxyType({}),
    last: Last = NOTHING,
) -> Published:
    """Write validated `frames` as a snapshot and make it the one that serves.

    Args:
        folder: Where snapshots live.
        datasets: The declarations, one per table.
        frames: The typed rows per dataset name, as `checks.validate` returns them; a table without is carried over.
        reconcile: Runs the cross-dataset checks on the written tables; raises ValidationError to stop.
        region: The labour-market region that it is about.
        follows: Of tables that may be carried over next time the hash of what they follow from.
        last: The last build, from which tables are carried over.

    Raises:
        ValidationError: From `reconcile`, or a key occurs more than once.
        SnapshotBusy: Another build is writing.
        SnapshotDamaged: What was written does not read back.
        CarryRefused: Tables cannot be carried over.
        SettingUnreadable: SNAPSHOT_DAYS holds no number of days, or BUILD_MEMORY_MB too little.
    """
    days = keeping.days_from_environment()
    carried = [dataset for dataset in datasets if dataset.name not in frames]
    with files.writing(folder):
        temporary = folder / f"{files.UNFINISHED}{os.getpid()}{files.SUFFIX}"
        if carried:
            last.copy(folder, temporary)
        with _writer(folder) as connection:
            connection.execute(f"ATTACH {text(str(temporary))} AS written ({STORED})")
            connection.execute("USE written")
            if carried:
                _leave_only(connection, carried)
            connection.execute("BEGIN")  # one write to disk instead of one per statement
            for dataset in datasets:
                if dataset.name in frames:
                    write_table(connection, dataset, frames[dataset.name])
            reconciliations = reconcile(connection)
            connection.execute("COMMIT")  # rows have their numbers, by which they are hashed, from then on
            connection.execute("BEGIN")
            tables = _write_metadata(
                connection,
                datasets,
                reconciliations,
                follows,
                carried={one.name: last.tables[one.name] for one in carried},
            )
            connection.execute("CREATE TABLE _region AS SELECT ? AS code, ? AS title", [region.code, region.title])
            connection.execute("COMMIT")  # before cursors look: they see only what is committed
            snapshot_id = content_id(connection, {name: table.summary["hash"] for name, table in tables.items()})
            connection.execute(
                "CREATE TABLE _snapshot AS SELECT ? AS id, ? AS built_at",
                [snapshot_id, clock.now().isoformat(timespec="seconds")],
            )
        changed, sha256 = _place(folder, temporary, snapshot_id, carried, last)
        carrying.leave(folder, Last(snapshot_id, sha256, tables))  # before who serves it opens it
        if changed:
            files.replace_text(folder / files.POINTER, snapshot_id + "\n")
        keeping.promise(folder, days)
        keeping.prune(folder)
        return Published(snapshot_id, changed, {name: table.summary for name, table in tables.items()})


@contextmanager
def _writer(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection that takes no more memory than the setting allows; what does not fit is set aside on the disk.

    Raises:
        SettingUnreadable: It allows too little.
    """
    aside = str(folder / f"{files.UNFINISHED}{os.getpid()}-sorted")
    limit = memory_limit()
    try:
        with duckdb.connect(config={"memory_limit": limit, "temp_directory": aside}) as connection:
            connection.execute("SET enable_progress_bar = false")  # it would stand in what a command prints
            yield connection
    except duckdb.OutOfMemoryException as error:
        raise SettingUnreadable(f"{MEMORY}={limit} is too little to write these tables: raise it") from error


def memory_limit(environment: Mapping[str, str] = os.environ) -> str:
    """Return how much memory writing a snapshot may take, beside the rows that are given; raise SettingUnreadable."""
    return megabytes(MEMORY, DEFAULT_MB, LEAST_MB, environment)


def _leave_only(connection: duckdb.DuckDBPyConnection, carried: Sequence[Dataset]) -> None:
    """Drop every table of a copied snapshot but those that are carried, so that what comes takes their place."""
    kept = {dataset.name for dataset in carried}
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'written'"
    for (name,) in connection.execute(query).fetchall():
        if name not in kept:
            connection.execute(f"DROP TABLE {quoted(name)}")
    connection.execute("CHECKPOINT")


def _place(folder: Path, temporary: Path, snapshot_id: str, carried: Sequence[Dataset], last: Last) -> tuple[bool, str]:
    """Put the verified file in place; return whether another is to serve than before, and the hash of its file."""
    path, published = files.snapshot_path(folder, snapshot_id), clock.now().timestamp()
    if files.current_id(folder) == snapshot_id and path.exists():
        sha256 = carrying.file_hash(path)
        if (last.id, last.sha256) == (snapshot_id, sha256) or _is_sound(path):
            temporary.unlink()
            return False, sha256
    sha256 = carrying.file_hash(temporary)  # before it is read back: what changes in between is found then, or by this
    with Snapshot.open_file(temporary) as candidate, connected(temporary) as connection:
        carrying.compare(connection, carried, last)
        candidate.verify({dataset.name: last.tables[dataset.name].summary["hash"] for dataset in carried})
    try:
        temporary.replace(path)
    except PermissionError as error:  # another program holds it open, and the system does not replace such a file
        if not _is_sound(path):
            raise SnapshotBusy(f"{path.name} is damaged and held open; stop the web server and build again") from error
    os.utime(path, (published, published))
    return True, sha256


def _is_sound(path: Path) -> bool:
    """Return whether the file that serves still reads back; a damaged one is written anew."""
    if not path.exists():
        return False
    try:
        with Snapshot.open_file(path) as serving:
            serving.verify()
    except SnapshotDamaged:
        return False
    return True


def _write_metadata(
    connection: duckdb.DuckDBPyConnection,
    datasets: Sequence[Dataset],
    reconciliations: Sequence[Reconciliation],
    follows: Mapping[str, str],
    *,
    carried: Mapping[str, Table],
) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    connection.execute("CREATE TABLE _datasets (name VARCHAR, declaration VARCHAR, hash VARCHAR, rows BIGINT)")
    repeated: list[Failure] = []
    for dataset in datasets:
        declaration = json.dumps(to_dict(dataset), ensure_ascii=False)  # in declared order: codes have an order
        if dataset.name in carried:
            table = carried[dataset.name]
        else:
            digest, rows = table_hash(connection, dataset)
            repeated += repeated_keys(connection, dataset, rows)
            summary = {"hash": digest, "rows": rows, **periods(connection, dataset)}
            table = Table(follows.get(dataset.name, ""), summary, carrying.cells_of(connection, dataset))
        told = [dataset.name, declaration, table.summary["hash"], table.summary["rows"]]
        connection.execute("INSERT INTO _datasets VALUES (?, ?, ?, ?)", told)
        tables[dataset.name] = table
    if repeated:
        raise ValidationError(repeated)
    connection.execute("CREATE TABLE _reconciliations (place INTEGER, content VARCHAR)")
    for place, reconciliation in enumerate(reconciliations):
        connection.execute("INSERT INTO _reconciliations VALUES (?, ?)", [place, reconciliation.to_json()])
    return tables


def lock_text(published: Published) -> str:
    """Return the generated lock file: what the snapshot holds, without the moment it was built."""
    return (
        json.dumps({"id": published.id, "datasets": published.datasets}, indent=2, sort_keys=True, ensure_ascii=False)
        + "\n"
    )
