"""Reading a snapshot takes no more memory than a setting allows, and verifies the same whatever is read at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapshot import read
from snapshot.errors import SettingUnreadable
from snapshot.read import Snapshot, connected, memory_limit


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


@pytest.mark.parametrize("wrong", ["63", "0", "-1", "veel", "1.5", "١٢٨"])
def test_a_limit_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(SettingUnreadable, match="QUERY_MEMORY_MB"):
        memory_limit({"QUERY_MEMORY_MB": wrong})
