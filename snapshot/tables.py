"""One table of a snapshot: made by its declaration, filled in the order of its key, and looked through."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pandas as pd

from snapshot.errors import Failure
from snapshot.model import SQL_TYPES, STATUSES, Column, Dataset
from snapshot.periods import UNDATED
from snapshot.read import PART

STORED = f"BLOCK_SIZE 16384, ROW_GROUP_SIZE {PART}"  # many small tables; of a large one a choice reads few rows


def write_table(connection: duckdb.DuckDBPyConnection, dataset: Dataset, frame: pd.DataFrame) -> None:
    """Create the table of `dataset` and fill it with typed rows, in the order of its key."""
    connection.execute(ddl(dataset))
    connection.execute(f"COMMENT ON TABLE {quoted(dataset.name)} IS {text(dataset.title)}")
    for column in dataset.columns:
        comment = f"{column.title}. {column.description}".strip()
        connection.execute(f"COMMENT ON COLUMN {quoted(dataset.name)}.{quoted(column.name)} IS {text(comment)}")
    names, order = (", ".join(map(quoted, some)) for some in ([one.name for one in dataset.columns], dataset.key))
    connection.register("incoming", frame)
    connection.execute(f"INSERT INTO {quoted(dataset.name)} SELECT {names} FROM incoming ORDER BY {order}")
    connection.unregister("incoming")


def ddl(dataset: Dataset) -> str:
    """Return the CREATE TABLE of a declaration, with its constraints as the last line of defence.

    That a key occurs once is looked at when all rows are there: an index on it would be nearly all of the file.
    """
    lines = [_column_ddl(column) for column in dataset.columns]
    if dataset.is_observations:
        without = ", ".join(text(status.code) for status in STATUSES.values() if not status.has_value)
        lines.append(f"CHECK ((value IS NULL) = (status IN ({without})))")
    return f"CREATE TABLE {quoted(dataset.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column_ddl(column: Column) -> str:
    allowed = f" CHECK ({quoted(column.name)} IN ({', '.join(map(text, column.labels))}))" if column.labels else ""
    return f"{quoted(column.name)} {SQL_TYPES[column.dtype]}{'' if column.nullable else ' NOT NULL'}{allowed}"


def repeated_keys(connection: duckdb.DuckDBPyConnection, dataset: Dataset, rows: int) -> Iterator[Failure]:
    """Yield a failure for each key that occurs more than once among the `rows` of a written table.

    A part at a time: they stand in the order of their key, so the same ones are neighbours.
    """
    names = ", ".join(map(quoted, dataset.key))
    query = f"SELECT {names}, count(*) FROM {quoted(dataset.name)} WHERE rowid >= ? AND rowid < ? GROUP BY ALL"
    for start in range(0, rows, PART):
        found = connection.execute(f"{query} HAVING count(*) > 1", [max(start - 1, 0), start + PART]).fetchall()
        for *cells, times in found:
            said = f"{', '.join(map(str, cells))}: {times} times"
            yield Failure(dataset.name, None, "+".join(dataset.key), said, "a key that occurs once")


def periods(connection: duckdb.DuckDBPyConnection, dataset: Dataset) -> dict[str, object]:
    """Return the first and last period of a written table of observations; nothing of another."""
    if not dataset.is_observations:
        return {}
    dated = f"nullif(reference_period, {text(UNDATED)})"
    query = f"SELECT coalesce(min({dated}), min(reference_period)), coalesce(max({dated}), max(reference_period))"
    first, last = connection.execute(f"{query} FROM {quoted(dataset.name)}").fetchall()[0]
    return {"first_period": first, "last_period": last}


def quoted(identifier: str) -> str:
    """Return a name as SQL has it."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text as SQL has it."""
    return "'" + value.replace("'", "''") + "'"
