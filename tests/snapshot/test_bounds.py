"""Reading a snapshot takes no more memory than a setting allows, and verifies the same whatever is read at once."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from snapshot import files, read, write
from snapshot.errors import SettingUnreadable
from snapshot.read import Reconciliation, Snapshot, connected, memory_limit
from snapshot.write import publish
from tests.snapshot.published import SOURCES, small


@pytest.mark.parametrize("part", [1, 7, 100, 10_000_000])
def test_a_table_has_one_hash_however_much_is_read_at_once(
    snapshot: Snapshot, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "PART", part)
    with connected(snapshot.path) as connection:
        for name, dataset in list(snapshot.datasets.items())[:4]:
            assert read.table_hash(connection, dataset) == (snapshot.hashes[name], snapshot.row_counts[name])
            if snapshot.row_counts[name] > part:
                break  # one of each is enough where a part is small


def test_the_memory_of_questions_is_a_setting(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUERY_MEMORY_MB", "80")
    copied = tmp_path / "bounded.duckdb"
    copied.write_bytes(snapshot.path.read_bytes())  # a file that is open already keeps the limit that it has
    with connected(copied) as connection:
        (limit,) = connection.execute("SELECT current_setting('memory_limit')").fetchall()[0]
        assert limit.startswith("76"), "mebibytes"
    with Snapshot.open_file(copied) as again:
        again.verify()


def test_the_memory_of_writing_is_a_setting_and_what_does_not_fit_goes_beside_the_snapshots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []

    def look(connection: duckdb.DuckDBPyConnection) -> list[Reconciliation]:
        query = "SELECT current_setting('memory_limit'), current_setting('temp_directory')"
        told.extend(connection.execute(query).fetchall())
        return []

    monkeypatch.setenv("BUILD_MEMORY_MB", "300")
    us = pd.DataFrame([("us", "Wij", "Eigen telling")], columns=["id", "publisher", "title"])
    publish(tmp_path, (SOURCES,), {"sources": us}, look)
    ((limit, aside),) = told
    assert limit.startswith("286"), "mebibytes"
    assert Path(aside).parent == tmp_path
    assert not list(tmp_path.glob(f"{files.UNFINISHED}*"))


def test_too_little_memory_to_write_says_which_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "LEAST_MB", 1)
    monkeypatch.setenv("BUILD_MEMORY_MB", "1")
    with pytest.raises(SettingUnreadable, match="BUILD_MEMORY_MB=1MB is too little"):
        small(tmp_path, 1)
    assert files.kept_ids(tmp_path) == []


def test_what_a_killed_build_set_aside_goes(tmp_path: Path) -> None:
    aside = tmp_path / f"{files.UNFINISHED}7-sorted"
    aside.mkdir()
    (aside / "duckdb_temp_storage-0.tmp").write_bytes(b"half")
    small(tmp_path, 1)
    assert not aside.exists()


@pytest.mark.parametrize("wrong", ["255", "0", "veel"])
def test_a_bound_to_writing_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(SettingUnreadable, match="BUILD_MEMORY_MB"):
        write.memory_limit({"BUILD_MEMORY_MB": wrong})


@pytest.mark.parametrize("wrong", ["63", "0", "-1", "veel", "1.5", "١٢٨"])
def test_a_limit_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(SettingUnreadable, match="QUERY_MEMORY_MB"):
        memory_limit({"QUERY_MEMORY_MB": wrong})
