"""Snapshots: one content is one id, a swap is whole or not at all, and a damaged file is never taken for a sound one."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.build import build
from snapshot import carrying, files, keeping, tables
from snapshot.errors import SnapshotBusy, SnapshotDamaged, SnapshotMissing, ValidationError
from snapshot.model import SQL_TYPES, Column
from snapshot.read import Reconciliation, Snapshot, connected, table_hash
from snapshot.write import publish
from tests.helpers import ROOT, copy_data, environment, replace, run
from tests.snapshot.published import FIGURES, SOURCES, small


def serving(folder: Path) -> tuple[str, float]:
    """Open what serves, verify it, and return its id and the figure that tells the versions apart."""
    with Snapshot.open(folder) as opened:
        opened.verify()
        return opened.id, float(opened.select("figures", {"place": "place 0"})["value"].iloc[0])


def unfinished(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(files.UNFINISHED)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which one small snapshot serves."""
    folder = tmp_path_factory.mktemp("template")
    small(folder, 1)
    return folder


# --- identity -------------------------------------------------------------------------------------------------


def test_the_same_content_has_the_same_id_and_changes_nothing(tmp_path: Path) -> None:
    first = small(tmp_path, 1)
    before = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.iterdir()}
    second = small(tmp_path, 1)
    assert (first.changed, second.changed) == (True, False)
    assert second.id == first.id
    assert second.datasets == first.datasets
    assert {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.iterdir()} == before
    assert small(tmp_path / "elsewhere", 1).id == first.id


@pytest.mark.slow
def test_a_figure_a_declaration_and_a_reconciliation_each_give_another_id(tmp_path: Path) -> None:
    ids = {
        small(tmp_path, 1).id,
        small(tmp_path, 1.0000000000000002).id,
        small(tmp_path, 1, title="Cijfers per plaats").id,
        small(tmp_path, 1, right=2.0).id,
    }
    assert len(ids) == 4


def test_any_changed_cell_gives_another_hash(snapshot: Snapshot) -> None:
    with duckdb.connect() as connection:
        for dataset in snapshot.datasets.values():
            connection.register("incoming", snapshot.select(dataset.name))
            cells = ", ".join(f'CAST("{c.name}" AS {SQL_TYPES[c.dtype]}) AS "{c.name}"' for c in dataset.columns)
            connection.execute(f'CREATE TABLE "{dataset.name}" AS SELECT {cells} FROM incoming')
            connection.unregister("incoming")
            before = table_hash(connection, dataset)
            assert table_hash(connection, dataset) == before
            for column in dataset.columns:
                for change in _changes(column):
                    connection.execute("BEGIN")
                    connection.execute(f'UPDATE "{dataset.name}" SET "{column.name}" = {change} WHERE rowid = 0')
                    assert table_hash(connection, dataset) != before, f"{dataset.name}.{column.name} = {change}"
                    connection.execute("ROLLBACK")
            connection.execute("BEGIN")
            connection.execute(f'DELETE FROM "{dataset.name}" WHERE rowid = 0')
            assert table_hash(connection, dataset) != before
            connection.execute("ROLLBACK")


def _changes(column: Column) -> Sequence[str]:
    name = f'"{column.name}"'
    if column.dtype == "boolean":
        return [f"NOT {name}"]
    if column.dtype in ("number", "integer"):
        return [f"coalesce({name}, 0) + 1"]
    return [f"coalesce({name}, '') || 'x'"]


@pytest.mark.slow
def test_another_process_other_order_and_other_times_give_the_same_id(tmp_path: Path, snapshot: Snapshot) -> None:
    data = copy_data(tmp_path / "data")
    shuffle = random.Random(7)
    for path in sorted(data.rglob("*.csv"), reverse=True):
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        shuffle.shuffle(lines)
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        snapshots = tmp_path / seed
        done = run("build", data=data, snapshots=snapshots, PYTHONHASHSEED=seed, TZ=zone, LANG="C", LC_ALL="C")
        assert done.returncode == 0, done.stderr
        assert files.current_id(snapshots) == snapshot.id
        assert done.stdout.startswith(f"snapshot {snapshot.id} published")
    again = run("build", data=data, snapshots=tmp_path / "1")
    assert again.stdout.startswith(f"snapshot {snapshot.id} unchanged")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("mja/midden-gelderland/vacancies.csv", "34000,vacancies,rounded", "34000,vacancies,published"),
        ("mja/midden-gelderland/youth.csv", ",48054,", ",48055,"),
        ("mja/midden-gelderland/ageing.csv", "care,share_60plus_pct,undated,14", "care,share_60plus_pct,undated,15"),
        ("reference/terms.csv", "statline,StatLine,", "statline,Statline,"),
        ("cbs/tightness_class.csv", "2023-Q1,tight", "2023-Q1,average"),
    ],
)
def test_a_changed_input_cell_gives_another_id(
    tmp_path: Path, snapshot: Snapshot, name: str, old: str, new: str
) -> None:
    data = copy_data(tmp_path / "data")
    replace(data, name, old, new)
    assert build(data, tmp_path / "snapshots").id != snapshot.id


# --- keeping and pointing -------------------------------------------------------------------------------------


def test_a_kept_snapshot_opens_by_id_and_no_other(tmp_path: Path) -> None:
    ids = [small(tmp_path, value).id for value in (1, 2, 3)]
    assert files.kept_ids(tmp_path) == ids[::-1]
    for number, kept in enumerate(ids, start=1):
        with Snapshot.open(tmp_path, kept) as opened:
            assert opened.id == kept
            assert opened.select("figures", {"place": "place 0"})["value"].iloc[0] == number
    files.snapshot_path(tmp_path, ids[0]).unlink()
    with pytest.raises(SnapshotMissing, match=ids[0]):
        Snapshot.open(tmp_path, ids[0])


@pytest.mark.slow
def test_a_clock_that_ran_ahead_does_not_cost_the_new_snapshot(tmp_path: Path) -> None:
    for value in range(8):
        made = small(tmp_path, value)
        future = time.time() + 86_400
        os.utime(files.snapshot_path(tmp_path, made.id), (future, future))
    newest = small(tmp_path, 99)
    assert serving(tmp_path) == (newest.id, 99)
    assert keeping.kept(tmp_path)[0].id == newest.id
    assert len(files.kept_ids(tmp_path)) == 9


def test_going_back_to_earlier_input_serves_the_earlier_id(tmp_path: Path) -> None:
    first, second, third = small(tmp_path, 1), small(tmp_path, 2), small(tmp_path, 1)
    assert third.id == first.id != second.id
    assert third.changed
    assert serving(tmp_path) == (first.id, 1)
    assert files.kept_ids(tmp_path) == [first.id, second.id]


@pytest.mark.parametrize("wanted", ["nonsense", "../secret", "", "*", "CURRENT", ".lock"])
def test_an_id_that_is_not_kept_opens_nothing(tmp_path: Path, template: Path, wanted: str) -> None:
    shutil.copytree(template, tmp_path / "snapshots")
    made = str(files.current_id(template))
    shutil.copy(files.snapshot_path(template, made), tmp_path / "secret.duckdb")
    if wanted:
        with pytest.raises(SnapshotMissing):
            Snapshot.open(tmp_path / "snapshots", wanted)
    else:
        with Snapshot.open(tmp_path / "snapshots", wanted) as opened:
            assert opened.id == made


def test_a_folder_without_snapshots_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing, match="python -m loaders build"):
        Snapshot.open(tmp_path)


@pytest.mark.parametrize("pointer", [b"", b"\n", b"nonsense\n", b"\xff\xfe\x00", b"../x\n"])
def test_a_spoiled_pointer_is_reported_and_the_next_build_mends_it(
    tmp_path: Path, template: Path, pointer: bytes
) -> None:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    made = str(files.current_id(tmp_path))
    (tmp_path / files.POINTER).write_bytes(pointer)
    with pytest.raises(SnapshotMissing):
        Snapshot.open(tmp_path)
    small(tmp_path, 1)
    assert serving(tmp_path) == (made, 1)


def test_a_reader_keeps_its_snapshot_while_a_new_one_is_swapped_in(tmp_path: Path) -> None:
    first = small(tmp_path, 1)
    stop = threading.Event()
    seen: set[tuple[str, float]] = set()
    kept: set[float] = set()
    trouble: list[BaseException] = []

    def reopen() -> None:
        try:
            while not stop.is_set():
                seen.add(serving(tmp_path))
        except BaseException as error:
            trouble.append(error)

    with Snapshot.open(tmp_path) as old, ThreadPoolExecutor(2) as pool:
        pool.submit(reopen)
        made = []
        for value in (2, 3, 4):
            made.append((small(tmp_path, value).id, float(value)))
            kept.add(float(old.select("figures", {"place": "place 0"})["value"].iloc[0]))
        stop.set()
    assert not trouble
    assert kept == {1.0}
    assert seen <= {(first.id, 1.0), *made}
    assert serving(tmp_path) == made[-1]


def test_a_closed_snapshot_opens_its_own_file_again_and_no_other(tmp_path: Path) -> None:
    first, second = small(tmp_path, 1), small(tmp_path, 2)
    path = files.snapshot_path(tmp_path, first.id)
    with Snapshot.open_verified(tmp_path, first.id) as opened:
        opened.close()
        assert opened.select("figures")["value"].iloc[0] == 1
        opened.close()
        shutil.copy(path, tmp_path / "copy")  # the same rows in another file
        path.unlink()
        with pytest.raises(SnapshotMissing, match=first.id):
            opened.select("figures")
        (tmp_path / "copy").replace(path)
        assert opened.select("figures")["value"].iloc[0] == 1
        opened.close()
        shutil.copy(files.snapshot_path(tmp_path, second.id), path)
        for _ in range(2):
            with pytest.raises(SnapshotDamaged, match="its rows hash to"):
                opened.rows("figures")
        path.write_bytes(path.read_bytes()[:5000])
        with pytest.raises(SnapshotDamaged, match="build again"):
            opened.rows("figures")


def test_the_bytes_of_the_last_build_are_compared_instead_of_its_rows(tmp_path: Path) -> None:
    first, second = small(tmp_path, 1), small(tmp_path, 2)
    older, path, note = (
        files.snapshot_path(tmp_path, first.id),
        files.snapshot_path(tmp_path, second.id),
        tmp_path / "LAST_BUILD",
    )
    for one in (older, path):
        with duckdb.connect(str(one)) as other:
            other.execute("UPDATE figures SET value = 3")
    for wrong in (first, second):
        with pytest.raises(SnapshotDamaged, match="its rows hash to"):
            Snapshot.open_verified(tmp_path, wrong.id)
    told = json.loads(note.read_text())
    note.write_text(json.dumps(told | {"sha256": carrying.file_hash(path)}))
    with Snapshot.open_verified(tmp_path, second.id) as opened:  # so no row was read
        assert opened.select("figures")["value"].iloc[0] == 3
        with pytest.raises(SnapshotDamaged, match="its rows hash to"):
            opened.verify()
    with pytest.raises(SnapshotDamaged, match="its rows hash to"):
        Snapshot.open_verified(tmp_path, first.id)
    for unreadable in ("", "{", "[]", json.dumps(told | {"id": None})):
        note.write_text(unreadable)
        with pytest.raises(SnapshotDamaged, match="its rows hash to"):
            Snapshot.open_verified(tmp_path, second.id)
    note.unlink()
    with pytest.raises(SnapshotDamaged, match="its rows hash to"):
        Snapshot.open_verified(tmp_path, second.id)


def test_a_file_that_is_held_is_kept_where_it_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows does not replace a file that another program holds open."""
    first, _ = small(tmp_path, 1), small(tmp_path, 2)
    path, replace_one = files.snapshot_path(tmp_path, first.id), Path.replace

    def held(source: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, "the process cannot access the file", str(target))
        return replace_one(source, target)

    monkeypatch.setattr(Path, "replace", held)
    assert small(tmp_path, 1) == first
    assert serving(tmp_path) == (first.id, 1)
    small(tmp_path, 2)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(SnapshotBusy, match=f"{first.id}.*stop the web server"):
        small(tmp_path, 1)
    assert serving(tmp_path)[1] == 2


def test_threads_share_one_open_snapshot(snapshot: Snapshot) -> None:
    names = list(snapshot.datasets) * 3
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda name: (name, len(snapshot.select(name))), names))
    assert all(count == snapshot.row_counts[name] for name, count in counts)


# --- interruption ---------------------------------------------------------------------------------------------

STOPPING = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.snapshot.published import FIGURES, SOURCES, small
folder, stop, seen = Path(sys.argv[2]), int(sys.argv[3]), 0
def watch(event, arguments):
    # every step that changes the folder: write a file, rename, remove, set its time
    global seen
    if event in ("os.rename", "os.remove", "os.utime") or (
        event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wa+")
    ):
        seen += 1
        if seen == stop:
            os._exit(9)
sys.addaudithook(watch)
small(folder, 2)
"""


@pytest.mark.slow
@pytest.mark.parametrize("carries", [False, True])
def test_a_publish_that_stops_at_any_step_leaves_the_old_or_the_new_snapshot_serving(
    tmp_path: Path, carries: bool
) -> None:
    script = STOPPING.replace("small(folder, 2)", f"small(folder, 2, carries={carries})")
    old = small(tmp_path / "start", 1)
    new = small(tmp_path / "other", 2)
    outcomes = []
    for stop in range(1, 40):
        folder = tmp_path / str(stop)
        shutil.copytree(tmp_path / "start", folder)
        done = subprocess.run(
            [sys.executable, "-c", script, str(ROOT), str(folder), str(stop)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode in (0, 9), done.stderr
        found = serving(folder)
        assert found in ((old.id, 1), (new.id, 2))
        outcomes.append(found[0] == new.id)
        small(folder, 2, carries=carries)
        assert unfinished(folder) == []
        assert serving(folder) == (new.id, 2)
        assert files.kept_ids(folder) == [new.id, old.id]
        if done.returncode == 0:
            break
    assert done.returncode == 0
    assert len(outcomes) >= 5, "the publish was stopped at too few steps for this test to mean anything"
    assert outcomes == sorted(outcomes), "once the new one serves, no later step takes it away"
    assert outcomes[:3] == [False] * 3, "the pointer is swapped after writing and renaming the file"


@pytest.mark.slow
def test_the_pointer_is_swapped_after_the_file_is_in_place(tmp_path: Path) -> None:
    script = STOPPING.replace("small(folder, 2)", "").replace(
        "def watch(event, arguments):",
        "def watch(event, arguments):\n    if event == 'os.rename': print(Path(arguments[1]).name, flush=True)\n    return",
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\nprint(small(folder, 2).id)", str(ROOT), str(tmp_path), "0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    *renamed, made = done.stdout.split()
    assert renamed == [f"{made}.duckdb", carrying.NOTE, files.POINTER, keeping.PROMISE]


@pytest.mark.slow
def test_a_build_killed_at_many_moments_never_harms_what_serves(tmp_path: Path, snapshot: Snapshot) -> None:
    data, snapshots = copy_data(tmp_path / "data"), tmp_path / "snapshots"
    old = build(data, snapshots)
    assert old.id == snapshot.id
    replace(data, "mja/midden-gelderland/youth.csv", ",48054,", ",48055,")
    started = time.monotonic()
    assert run("build", data=data, snapshots=tmp_path / "other").returncode == 0
    whole = time.monotonic() - started
    new = files.current_id(tmp_path / "other")
    delays = random.Random(20260101)
    killed = 0
    for attempt in range(40):
        files.replace_text(snapshots / files.POINTER, f"{old.id}\n")
        process = subprocess.Popen(
            [sys.executable, "-m", "loaders", "build"],
            cwd=ROOT,
            env=environment(data, snapshots),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole * delays.uniform(0.3, 1.0))
        process.kill()
        if process.wait() == -9:
            killed += 1
        else:  # it was ready before: the machine is less busy than when the whole was timed
            whole *= 0.85
        with Snapshot.open(snapshots) as opened:
            opened.verify()
            assert opened.id in (old.id, new)
        if killed >= 15 and attempt >= 15:
            break
    assert killed >= 15
    assert run("build", data=data, snapshots=snapshots).returncode == 0
    assert unfinished(snapshots) == []
    assert set(files.kept_ids(snapshots)) == {old.id, new}
    with Snapshot.open(snapshots) as opened:
        opened.verify()
        assert opened.id == new


def test_what_a_killed_build_left_is_cleaned_by_the_next(tmp_path: Path) -> None:
    tmp_path.joinpath(f"{files.UNFINISHED}123.duckdb").write_bytes(b"half")
    tmp_path.joinpath(f"{files.UNFINISHED}123.duckdb.wal").write_bytes(b"half")
    tmp_path.joinpath(f"{files.UNFINISHED}CURRENT-123").write_bytes(b"half")
    small(tmp_path, 1)
    assert unfinished(tmp_path) == []


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    made = small(tmp_path, 1)

    def refuse(_: object) -> list[Reconciliation]:
        raise RuntimeError("totals differ")

    with Snapshot.open(tmp_path) as opened:
        frames = {name: opened.select(name) for name in opened.datasets}
        with pytest.raises(RuntimeError, match="totals differ"):
            publish(tmp_path, tuple(opened.datasets.values()), frames, refuse)
    assert unfinished(tmp_path) == []
    assert serving(tmp_path) == (made.id, 1)


@pytest.mark.parametrize("part", [1, 2, 7, tables.PART])
def test_a_key_that_occurs_twice_stops_a_build_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(tables, "PART", part)
    before = small(tmp_path, 1).id
    names = [column.name for column in FIGURES.columns]
    sources = pd.DataFrame([("us", "Wij", "Eigen telling")], columns=[column.name for column in SOURCES.columns])
    rows = [(f"place {at}", "persons", "2024", 1.0, "persons", "published", None, "us", None) for at in range(9)]
    for row in rows:
        frames = {"figures": pd.DataFrame([*rows, row], columns=names), "sources": sources}
        with pytest.raises(ValidationError) as stopped:
            publish(tmp_path, (FIGURES, SOURCES), frames, lambda _: ())
        (failure,) = stopped.value.failures
        assert failure.found.startswith(f"{row[0]}, persons, 2024: ")
        assert (failure.file, failure.expected) == ("figures", "a key that occurs once")
    assert files.kept_ids(tmp_path) == [before]
    assert serving(tmp_path) == (before, 1)


def test_a_second_writer_is_told_that_the_first_is_busy(tmp_path: Path) -> None:
    made = small(tmp_path, 1)
    with files.writing(tmp_path), pytest.raises(SnapshotBusy, match="another build is writing"):
        small(tmp_path, 2)
    assert serving(tmp_path) == (made.id, 1)
    small(tmp_path, 2)


@pytest.mark.slow
def test_builds_at_once_end_well_or_say_busy(tmp_path: Path, snapshot: Snapshot) -> None:
    data, snapshots = copy_data(tmp_path / "data"), tmp_path / "snapshots"
    for _ in range(2):
        with ThreadPoolExecutor(3) as pool:
            done = list(pool.map(lambda _: run("build", data=data, snapshots=snapshots), range(3)))
        assert any(process.returncode == 0 for process in done)
        for process in done:
            assert process.returncode in (0, 1)
            assert "Traceback" not in process.stderr
            assert process.returncode == 0 or "another build is writing" in process.stderr
        with Snapshot.open(snapshots) as opened:
            opened.verify()
            assert opened.id == snapshot.id
        assert unfinished(snapshots) == []


# --- damage ---------------------------------------------------------------------------------------------------


def spoil(folder: Path, content: bytes) -> None:
    """Replace the file that serves, as a disk or a hand would."""
    path = files.snapshot_path(folder, str(files.current_id(folder)))
    path.unlink()
    path.write_bytes(content)


@pytest.fixture
def sound(tmp_path: Path, template: Path) -> bytes:
    """Fill the folder of the test with one sound snapshot, and return the bytes of its file."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return files.snapshot_path(tmp_path, str(files.current_id(tmp_path))).read_bytes()


@pytest.mark.parametrize("size", [0, 1, 100, 4096, 12_288, 0.5, 0.9])
def test_a_truncated_snapshot_is_damaged(tmp_path: Path, sound: bytes, size: float) -> None:
    spoil(tmp_path, sound[: int(size if size == 0 or size >= 1 else size * len(sound))])
    with pytest.raises(SnapshotDamaged, match="build again"), Snapshot.open(tmp_path) as opened:
        opened.verify()


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" * 1000, b"\x00" * 100_000, b"PAR1" * 5000])
def test_a_foreign_file_is_damaged(tmp_path: Path, sound: bytes, content: bytes) -> None:
    assert sound
    spoil(tmp_path, content)
    with pytest.raises(SnapshotDamaged):
        Snapshot.open(tmp_path)


def test_a_database_that_is_no_snapshot_is_damaged(tmp_path: Path, sound: bytes) -> None:
    assert sound
    with duckdb.connect(str(tmp_path / "foreign.db")) as connection:
        connection.execute("CREATE TABLE figures AS SELECT 1 AS value")
    spoil(tmp_path, (tmp_path / "foreign.db").read_bytes())
    with pytest.raises(SnapshotDamaged):
        Snapshot.open(tmp_path)


def test_another_snapshot_under_this_name_is_damaged(tmp_path: Path) -> None:
    first, second = small(tmp_path, 1), small(tmp_path, 2)
    spoil(tmp_path, files.snapshot_path(tmp_path, first.id).read_bytes())
    with pytest.raises(SnapshotDamaged, match=f"{second.id}.duckdb holds snapshot {first.id}"):
        Snapshot.open(tmp_path)


def test_rows_that_were_altered_by_hand_do_not_verify(tmp_path: Path) -> None:
    made = small(tmp_path, 1)
    with duckdb.connect(str(files.snapshot_path(tmp_path, made.id))) as connection:
        connection.execute("UPDATE figures SET value = 2 WHERE place = 'place 0'")
    with Snapshot.open(tmp_path) as opened, pytest.raises(SnapshotDamaged, match="its rows hash to"):
        opened.verify()


@pytest.mark.slow
def test_a_flipped_bit_is_found_or_harmless(tmp_path: Path, sound: bytes) -> None:
    moments = random.Random(4)
    damaged = 0
    for number in range(150):
        content = bytearray(sound)
        content[moments.randrange(len(content))] ^= 1 << moments.randrange(8)
        path = tmp_path / f"flipped-{number}.duckdb"
        path.write_bytes(content)
        try:
            with Snapshot.open_file(path) as opened:
                opened.verify()
                assert opened.select("figures", {"place": "place 0"})["value"].tolist() == [1.0]
        except SnapshotDamaged:
            damaged += 1
        path.unlink()
    assert damaged >= 10


def test_a_flipped_bit_in_the_figures_is_found(tmp_path: Path, sound: bytes) -> None:
    place = sound.index(b"place 899")
    content = bytearray(sound)
    content[place] ^= 1
    spoil(tmp_path, bytes(content))
    with pytest.raises(SnapshotDamaged), Snapshot.open(tmp_path) as opened:
        opened.verify()


@pytest.mark.parametrize("content", [b"", b"hello", None])
def test_building_again_mends_a_damaged_snapshot(tmp_path: Path, sound: bytes, content: bytes | None) -> None:
    spoil(tmp_path, sound[: len(sound) // 2] if content is None else content)
    assert small(tmp_path, 1).changed
    assert serving(tmp_path)[1] == 1


# --- reading --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE x (y INTEGER)",
        "DELETE FROM benefits",
        "UPDATE benefits SET value = 0",
        "DROP TABLE benefits",
        "COPY benefits TO '{folder}/out.csv'",
        "SELECT * FROM read_csv('{folder}/in.csv')",
        "SELECT * FROM '{folder}/in.csv'",
        "SELECT * FROM read_text('{folder}/in.csv')",
        "ATTACH '{folder}/other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET threads = 1",
        "EXPORT DATABASE '{folder}/dump'",
    ],
)
def test_an_open_snapshot_refuses_writes_files_and_settings(snapshot: Snapshot, tmp_path: Path, statement: str) -> None:
    (tmp_path / "in.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with connected(snapshot.path) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement.format(folder=tmp_path.as_posix()))
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
    assert len(snapshot.select("benefits")) == snapshot.row_counts["benefits"]


def test_unknown_names_raise_an_error_that_names_the_known_ones(snapshot: Snapshot) -> None:
    with pytest.raises(KeyError, match=r"no dataset nonsense; there are .*benefits, .*youth"):
        snapshot.select("nonsense")
    with pytest.raises(KeyError, match=r"no dataset _snapshot"):
        snapshot.select("_snapshot")
    with pytest.raises(KeyError, match=r"benefits has no column nonsense; it has region_code, scheme"):
        snapshot.select("benefits", {"nonsense": "x"})
    with pytest.raises(KeyError, match=r"has no column"):
        snapshot.select("benefits", {'scheme" = scheme OR "scheme': "x"})
    with pytest.raises(KeyError, match=r"no dataset nonsense"):
        snapshot.labels("nonsense")


HOSTILE = ("' OR 1=1 --", "x'); DROP TABLE benefits; --", '" OR ""="', "%", "_", "\x00", "ww\x00", "NULL", "é" * 5000)


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_bound_and_fit_no_row(snapshot: Snapshot, value: str) -> None:
    for column in ("scheme", "region_code", "value", "note"):
        assert len(snapshot.select("benefits", {column: value})) == 0
        assert len(snapshot.select("benefits", {column: [value, value]})) == 0
    assert len(snapshot.select("budget_lines", {"line": value})) == 0
    assert len(snapshot.select("activities", {"ongoing": value})) == 0
    assert len(snapshot.select("benefits")) == 85


def test_a_choice_of_nothing_gives_no_rows_and_keeps_the_columns(snapshot: Snapshot) -> None:
    frame = snapshot.select("benefits", {"scheme": []})
    assert len(frame) == 0
    assert list(frame.columns) == [column.name for column in snapshot.datasets["benefits"].columns]


def test_rows_come_in_key_order_and_missing_text_is_none(snapshot: Snapshot) -> None:
    for name, dataset in snapshot.datasets.items():
        frame = snapshot.select(name)
        keys = list(frame[list(dataset.key)].itertuples(index=False, name=None))
        assert keys == sorted(keys)
        for column in dataset.columns:
            if column.dtype == "text":
                assert all(cell is None or isinstance(cell, str) for cell in frame[column.name])


@pytest.fixture(scope="module")
def whole(snapshot: Snapshot) -> dict[str, pd.DataFrame]:
    return {name: snapshot.select(name) for name in ("benefits", "budget_lines", "activities", "youth")}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_select_gives_what_filtering_in_pandas_gives(
    snapshot: Snapshot, whole: dict[str, pd.DataFrame], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(whole)))
    frame = whole[name]
    columns = [column for column in snapshot.datasets[name].columns if column.dtype in ("text", "integer")]
    where: dict[str, str | list[str]] = {}
    expected = pd.Series(True, index=frame.index)
    for column in data.draw(st.lists(st.sampled_from(columns), max_size=3, unique_by=lambda c: c.name)):
        known = sorted({str(cell) for cell in frame[column.name].dropna()})
        wanted = data.draw(st.lists(st.sampled_from([*known, *HOSTILE]), max_size=4))
        where[column.name] = wanted[0] if len(wanted) == 1 and data.draw(st.booleans()) else wanted
        expected &= frame[column.name].map(lambda cell, w=wanted: cell is not None and str(cell) in w)
    found = snapshot.select(name, where)
    pd.testing.assert_frame_equal(found, frame[expected].reset_index(drop=True), check_dtype=False)
