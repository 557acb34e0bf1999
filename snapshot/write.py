"""Publish a snapshot: write aside, verify, then swap one pointer. A failure leaves the old one serving."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from snapshot import clock, files, keeping
from snapshot.errors import Failure, SnapshotBusy, SnapshotDamaged, ValidationError
from snapshot.model import SQL_TYPES, STATUSES, Column, Dataset, to_dict
from snapshot.periods import UNDATED
from snapshot.read import PART, Reconciliation, Snapshot, content_id, table_hash
from snapshot.region import DEFAULT, Region

STORED = f"BLOCK_SIZE 16384, ROW_GROUP_SIZE {PART}"  # many small tables; of a large one a choice reads few rows


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
) -> Published:
    """Write validated `frames` as a snapshot and make it the one that serves.

    Args:
        folder: Where snapshots live.
        datasets: The declarations, one per table.
        frames: The typed rows per dataset name, as `checks.validate` returns them.
        reconcile: Runs the cross-dataset checks on the written tables; raises ValidationError to stop.
        region: The labour-market region that it is about.

    Raises:
        ValidationError: From `reconcile`, or a key occurs more than once.
        SnapshotBusy: Another build is writing.
        SnapshotDamaged: What was written does not read back.
        SettingUnreadable: SNAPSHOT_DAYS holds no number of days.
    """
    days = keeping.days_from_environment()
    with files.writing(folder):
        temporary = folder / f"{files.UNFINISHED}{os.getpid()}{files.SUFFIX}"
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH {_text(str(temporary))} AS written ({STORED})")
            connection.execute("USE written")
            connection.execute("BEGIN")  # one write to disk instead of one per statement
            for dataset in datasets:
                write_table(connection, dataset, frames[dataset.name])
            reconciliations = reconcile(connection)
            connection.execute("COMMIT")  # rows have their numbers, by which they are hashed, from then on
            connection.execute("BEGIN")
            summary = _write_metadata(connection, datasets, reconciliations)
            connection.execute("CREATE TABLE _region AS SELECT ? AS code, ? AS title", [region.code, region.title])
            connection.execute("COMMIT")  # before cursors look: they see only what is committed
            snapshot_id = content_id(connection, {name: str(entry["hash"]) for name, entry in summary.items()})
            connection.execute(
                "CREATE TABLE _snapshot AS SELECT ? AS id, ? AS built_at",
                [snapshot_id, clock.now().isoformat(timespec="seconds")],
            )
        changed = _swap(folder, temporary, snapshot_id)
        keeping.promise(folder, days)
        keeping.prune(folder)
        return Published(snapshot_id, changed, summary)


def _swap(folder: Path, temporary: Path, snapshot_id: str) -> bool:
    """Put the verified file in place and point at it; return whether the serving snapshot changed."""
    if files.current_id(folder) == snapshot_id and _is_sound(files.snapshot_path(folder, snapshot_id)):
        temporary.unlink()
        return False
    with Snapshot.open_file(temporary) as candidate:
        candidate.verify()
    path, published = files.snapshot_path(folder, snapshot_id), clock.now().timestamp()
    try:
        temporary.replace(path)
    except PermissionError as error:  # another program holds it open, and the system does not replace such a file
        if not _is_sound(path):
            raise SnapshotBusy(f"{path.name} is damaged and held open; stop the web server and build again") from error
    os.utime(path, (published, published))
    files.replace_text(folder / files.POINTER, snapshot_id + "\n")
    return True


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


def write_table(connection: duckdb.DuckDBPyConnection, dataset: Dataset, frame: pd.DataFrame) -> None:
    """Create the table of `dataset` and fill it with typed rows, in the order of its key."""
    connection.execute(ddl(dataset))
    connection.execute(f"COMMENT ON TABLE {_name(dataset.name)} IS {_text(dataset.title)}")
    for column in dataset.columns:
        comment = f"{column.title}. {column.description}".strip()
        connection.execute(f"COMMENT ON COLUMN {_name(dataset.name)}.{_name(column.name)} IS {_text(comment)}")
    names = ", ".join(_name(column.name) for column in dataset.columns)
    connection.register("incoming", frame)
    connection.execute(
        f"INSERT INTO {_name(dataset.name)} SELECT {names} FROM incoming ORDER BY {', '.join(map(_name, dataset.key))}"
    )
    connection.unregister("incoming")


def ddl(dataset: Dataset) -> str:
    """Return the CREATE TABLE of a declaration, with its constraints as the last line of defence.

    That a key occurs once is looked at when all rows are there: an index on it would be nearly all of the file.
    """
    lines = [_column_ddl(column) for column in dataset.columns]
    if dataset.is_observations:
        without = ", ".join(_text(status.code) for status in STATUSES.values() if not status.has_value)
        lines.append(f"CHECK ((value IS NULL) = (status IN ({without})))")
    return f"CREATE TABLE {_name(dataset.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column_ddl(column: Column) -> str:
    allowed = f" CHECK ({_name(column.name)} IN ({', '.join(map(_text, column.labels))}))" if column.labels else ""
    return f"{_name(column.name)} {SQL_TYPES[column.dtype]}{'' if column.nullable else ' NOT NULL'}{allowed}"


def _write_metadata(
    connection: duckdb.DuckDBPyConnection, datasets: Sequence[Dataset], reconciliations: Sequence[Reconciliation]
) -> dict[str, dict[str, object]]:
    summary: dict[str, dict[str, object]] = {}
    connection.execute("CREATE TABLE _datasets (name VARCHAR, declaration VARCHAR, hash VARCHAR, rows BIGINT)")
    repeated: list[Failure] = []
    for dataset in datasets:
        declaration = json.dumps(to_dict(dataset), ensure_ascii=False)  # in declared order: codes have an order
        digest, rows = table_hash(connection, dataset)
        repeated += repeated_keys(connection, dataset, rows)
        connection.execute("INSERT INTO _datasets VALUES (?, ?, ?, ?)", [dataset.name, declaration, digest, rows])
        summary[dataset.name] = {"hash": digest, "rows": rows, **_periods(connection, dataset)}
    if repeated:
        raise ValidationError(repeated)
    connection.execute("CREATE TABLE _reconciliations (place INTEGER, content VARCHAR)")
    for place, reconciliation in enumerate(reconciliations):
        connection.execute("INSERT INTO _reconciliations VALUES (?, ?)", [place, reconciliation.to_json()])
    return summary


def repeated_keys(connection: duckdb.DuckDBPyConnection, dataset: Dataset, rows: int) -> Iterator[Failure]:
    """Yield a failure for each key that occurs more than once among the `rows` of a written table.

    A part at a time: they stand in the order of their key, so the same ones are neighbours.
    """
    names = ", ".join(map(_name, dataset.key))
    query = f"SELECT {names}, count(*) FROM {_name(dataset.name)} WHERE rowid >= ? AND rowid < ? GROUP BY ALL"
    for start in range(0, rows, PART):
        found = connection.execute(f"{query} HAVING count(*) > 1", [max(start - 1, 0), start + PART]).fetchall()
        for *cells, times in found:
            said = f"{', '.join(map(str, cells))}: {times} times"
            yield Failure(dataset.name, None, "+".join(dataset.key), said, "a key that occurs once")


def _periods(connection: duckdb.DuckDBPyConnection, dataset: Dataset) -> dict[str, object]:
    if not dataset.is_observations:
        return {}
    dated = f"nullif(reference_period, {_text(UNDATED)})"
    query = f"SELECT coalesce(min({dated}), min(reference_period)), coalesce(max({dated}), max(reference_period))"
    first, last = connection.execute(f"{query} FROM {_name(dataset.name)}").fetchall()[0]
    return {"first_period": first, "last_period": last}


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def lock_text(published: Published) -> str:
    """Return the generated lock file: what the snapshot holds, without the moment it was built."""
    return (
        json.dumps({"id": published.id, "datasets": published.datasets}, indent=2, sort_keys=True, ensure_ascii=False)
        + "\n"
    )
