"""The server under publications: one opening for all, the old figures until the new are ready, and nothing left open."""

from __future__ import annotations

import gc
import logging
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from dashboard.asking.memory import MEMORY, Key, Memory, Sizes, once, shared, size_of
from dashboard.asking.noting import noting
from dashboard.asking.queries import ask
from dashboard.screen import serving as module
from dashboard.screen.serving import Serving
from snapshot import files
from snapshot.errors import SnapshotDamaged, SnapshotMissing
from snapshot.read import Snapshot
from tests.snapshot.published import small


def opened_files(folder: Path) -> list[str]:
    """Return the ids of the snapshots in `folder` that this process has open, removed ones too."""
    gc.collect()
    found = [Path(file.path) for file in psutil.Process().open_files()]
    links = [Path(f"/proc/self/fd/{fd.name}").readlink() for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()]
    here = {path for path in (*found, *links) if path.parent == folder and ".duckdb" in path.name}
    return sorted({path.name.split(".")[0] for path in here})  # of a removed file the link says so behind its name


def spoil(folder: Path, snapshot_id: str) -> None:
    path = files.snapshot_path(folder, snapshot_id)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def settled(opened: Serving, snapshot_id: str) -> None:
    end = time.monotonic() + 30
    while opened.current().id != snapshot_id:
        assert time.monotonic() < end, f"{snapshot_id} does not serve"
        time.sleep(0.02)


def test_a_new_snapshot_is_opened_once_aside_and_serves_when_it_is_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = small(tmp_path, 1)
    opened, ready, openings = Serving(tmp_path), threading.Event(), []
    assert opened.current().id == old.id
    open_one = Snapshot.open

    def counted(folder: Path, snapshot_id: str | None = None) -> Snapshot:
        openings.append(snapshot_id)
        return open_one(folder, snapshot_id)

    monkeypatch.setattr(Snapshot, "open", counted)
    opened.prepare = lambda _: ready.wait(30)
    new = small(tmp_path, 2)
    with ThreadPoolExecutor(20) as visitors:
        seen = list(visitors.map(lambda _: (time.sleep(0.005), opened.current().id)[1], range(400)))
    assert set(seen) == {old.id}, "nobody waits for what is not ready"
    ready.set()
    settled(opened, new.id)
    assert openings == [new.id]


@pytest.mark.parametrize("visits_first", [True, False])
def test_the_first_snapshot_is_made_ready_once_also_where_it_came_after_the_server(
    tmp_path: Path, visits_first: bool
) -> None:
    opened, ready = Serving(tmp_path), list[str]()
    opened.prepare = lambda snapshot: ready.append(snapshot.id)
    opened.look()
    with pytest.raises(SnapshotMissing):
        opened.current()
    made = small(tmp_path, 1)
    spoil(tmp_path, made.id)
    opened.look()
    assert ready == []
    files.snapshot_path(tmp_path, made.id).unlink()
    made = small(tmp_path, 1)
    if visits_first:
        assert opened.current().id == made.id
    for _ in range(3):
        opened.look()
    assert ready == [made.id]
    assert opened.current().id == made.id
    newer = small(tmp_path, 2)
    opened.look()
    assert ready == [made.id, newer.id]


def test_twenty_first_visitors_open_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = small(tmp_path, 1)
    openings, open_one = [], Snapshot.open_verified

    def opening(folder: Path, id_: str) -> Snapshot:
        openings.append(id_)
        time.sleep(0.1)
        return open_one(folder, id_)

    monkeypatch.setattr(Snapshot, "open_verified", opening)
    opened = Serving(tmp_path)
    with ThreadPoolExecutor(20) as visitors:
        assert set(visitors.map(lambda _: opened.current().id, range(20))) == {made.id}
    assert openings == [made.id]


def test_a_damaged_newest_is_opened_and_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    old = small(tmp_path, 1)
    opened = Serving(tmp_path)
    assert opened.current().id == old.id
    new = small(tmp_path, 2)
    spoil(tmp_path, new.id)
    tried, open_file = [], Snapshot.open_file
    monkeypatch.setattr(Snapshot, "open_file", lambda path: (tried.append(path.stem), open_file(path))[1])
    with caplog.at_level(logging.INFO, "dashboard"):
        for _ in range(100):
            assert opened.current().id == old.id
            opened.look()
        with pytest.raises(SnapshotDamaged, match=new.id):
            opened.kept(new.id)
        assert Serving(tmp_path).current().id == old.id  # a server that starts finds it too
    assert tried.count(new.id) == 2
    assert [record.levelname for record in caplog.records if new.id in record.message] == ["ERROR", "ERROR"]
    assert not [record for record in caplog.records if record.exc_info]
    assert opened.damaged_newest() == new.id
    assert [one.id for one in opened.listed()] == [old.id]
    small(tmp_path, 2)  # a build mends it
    opened.look()
    assert opened.current().id == new.id
    assert opened.damaged_newest() == ""


def test_a_file_that_could_not_be_read_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = small(tmp_path, 1)
    opened = Serving(tmp_path)
    assert opened.current().id == old.id
    new = small(tmp_path, 2)

    def failing(*_: object) -> Snapshot:
        raise SnapshotDamaged("the disk failed")

    with monkeypatch.context() as patch:
        patch.setattr(Snapshot, "open_verified", failing)
        opened.look()
    opened.look()
    assert opened.current().id == old.id
    monkeypatch.setattr(module, "RETRY_S", 0)
    opened.look()
    assert opened.current().id == new.id


def test_what_is_let_go_is_closed_and_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SNAPSHOT_DAYS", "0")
    small(tmp_path, 0)
    opened = Serving(tmp_path)
    counted, size = once(lambda snapshot, more: snapshot.id + more), 100_000
    monkeypatch.setattr(MEMORY, "limit", MEMORY.limit + 12 * size)  # nothing goes for want of room
    before, held = MEMORY.used, opened.current()
    for value in range(1, 13):
        counted(opened.current(), "x" * size)
        made = small(tmp_path, value)
        opened.look()
        assert opened.current().id == made.id
    assert counted(held, "y")  # a session that still shows the first one can ask it
    assert len(held.select("figures")) == 900
    assert opened_files(tmp_path) == sorted({held.id, made.id})
    del held
    assert opened_files(tmp_path) == [made.id]
    assert MEMORY.used - before < 3 * size, "of what is let go nothing is remembered, but what was asked of it since"


def test_of_what_sessions_still_show_a_file_is_open_only_while_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(tmp_path, 0)
    opened = Serving(tmp_path)
    held = [opened.current()]
    for value in range(1, 13):
        small(tmp_path, value)
        opened.look()
        held.append(opened.current())
    assert len(opened_files(tmp_path)) == 13, "each was asked just now"
    monkeypatch.setattr(module, "UNASKED_S", 0)
    opened.look()
    assert opened_files(tmp_path) == [held[-1].id]
    monkeypatch.setattr(module, "UNASKED_S", 60)
    chance = random.Random(12)
    for place in chance.sample(range(13), 5):
        rows = held[place].select("figures", {"place": "place 0"})
        assert rows["value"].iloc[0] == place
        opened.look()
        assert held[place].id in opened_files(tmp_path), "it is asked at this moment"
    assert held[3].labels("figures") == held[4].labels("figures")
    assert len(opened_files(tmp_path)) <= 8


def test_a_visitor_asks_on_while_the_files_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "UNASKED_S", 0)
    small(tmp_path, 1)
    opened, done = Serving(tmp_path), threading.Event()
    held = opened.current()
    small(tmp_path, 2)
    opened.look()

    def closing() -> int:
        times = 0
        while not done.is_set():
            opened.look()
            times += 1
            time.sleep(0.002)
        return times

    with ThreadPoolExecutor(9) as pool:
        closed = pool.submit(closing)
        try:
            asked = list(pool.map(lambda _: held.rows("figures", {"place": "place 0"})[0]["value"], range(100)))
        finally:
            done.set()
    assert set(asked) == {1}
    assert closed.result() > 1  # how often depends on the machine


def test_older_ones_that_somebody_looks_at_are_few_and_let_go_when_nobody_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [small(tmp_path, value).id for value in range(9)]
    opened = Serving(tmp_path)
    assert opened.current().id == ids[-1]
    for id_ in ids:
        assert opened.kept(id_).id == id_
    assert len(opened_files(tmp_path)) == 1 + module.OLDER
    assert opened.kept(ids[0]) is opened.kept(ids[0])
    monkeypatch.setattr(module, "UNUSED_S", 0)
    time.sleep(0.01)
    opened.look()
    assert opened_files(tmp_path) == [ids[-1]]
    with pytest.raises(SnapshotMissing):
        opened.kept("0123456789ab")
    files.snapshot_path(tmp_path, ids[0]).unlink()
    with pytest.raises(SnapshotMissing):
        opened.kept(ids[0])
    assert [one.id for one in opened.listed()] == ids[:0:-1]


def test_a_folder_that_is_emptied_keeps_serving_what_is_open(tmp_path: Path) -> None:
    made = small(tmp_path, 1)
    opened = Serving(tmp_path)
    assert opened.current().id == made.id
    for path in tmp_path.glob("*"):
        path.unlink()
    opened.look()
    assert opened.current().id == made.id
    with pytest.raises(SnapshotMissing):
        Serving(tmp_path).current()


def test_what_was_asked_of_the_old_snapshot_is_made_of_the_new_before_it_serves(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    @once
    def figure(snapshot: Snapshot, place: int) -> tuple[str, int]:
        asked.append((snapshot.id, place))
        if place == 7:
            raise LookupError("no such place")
        return snapshot.id, place

    old = small(tmp_path, 1)
    opened = Serving(tmp_path)
    opened.prepare = lambda _: None
    for place in range(5):
        figure(opened.current(), place)
    new = small(tmp_path, 2)
    opened.look()
    assert asked == [*((old.id, place) for place in range(5)), *((new.id, place) for place in reversed(range(5)))]
    assert [figure(opened.current(), place) for place in range(5)] == [(new.id, place) for place in range(5)]
    assert len(asked) == 10


# --- the memory -----------------------------------------------------------------------------------------------


def test_a_value_is_made_once_however_many_ask(snapshot: Snapshot) -> None:
    made = []

    @once
    def slow(snapshot: Snapshot, place: int) -> str:
        made.append(place)
        time.sleep(0.1)
        return f"{place} of {snapshot.id}"

    with ThreadPoolExecutor(20) as visitors:
        found = list(visitors.map(lambda number: slow(snapshot, number % 2), range(40)))
    assert sorted(made) == [0, 1]
    assert sorted(found) == [f"0 of {snapshot.id}"] * 20 + [f"1 of {snapshot.id}"] * 20


def test_what_figures_share_is_made_once_and_told_in_each(snapshot: Snapshot) -> None:
    made = []

    @shared
    def budgets(snapshot: Snapshot) -> int:
        made.append(1)
        return len(ask(snapshot, "budget").rows)

    told = []
    for _ in range(3):
        with noting() as answers:
            assert budgets(snapshot) > 0
        told.append([answer.dataset.name for answer in answers])
    assert made == [1]
    assert told == [["budget"]] * 3, "else the second figure has fewer sources than the first"


def test_a_failure_reaches_all_who_wait_and_is_not_remembered(snapshot: Snapshot) -> None:
    made = []

    @once
    def failing(snapshot: Snapshot) -> int:
        made.append(1)
        time.sleep(0.05)
        raise LookupError(f"no figure in {snapshot.id}")

    def ask(_: int) -> str:
        try:
            failing(snapshot)
        except LookupError as error:
            return str(error)
        return "a figure"

    with ThreadPoolExecutor(8) as visitors:
        assert set(visitors.map(ask, range(8))) == {f"no figure in {snapshot.id}"}
    before = len(made)
    assert ask(0) == f"no figure in {snapshot.id}"
    assert len(made) == before + 1


def test_the_memory_stays_within_its_bound_whatever_is_asked() -> None:
    def key(of: int) -> Key:
        return Key(key, (), (("of", of),))

    small_memory = Memory(1_000_000)
    for number in range(5000):
        small_memory.get(key(number), lambda: "x" * 10_000)
        assert small_memory.used <= 1_000_000
    assert small_memory.get(key(4999), lambda: "made anew") == "x" * 10_000
    assert small_memory.get(key(0), lambda: "made anew") == "made anew"
    assert len(small_memory.get(key(-1), lambda: "x" * 2_000_000)) == 2_000_000
    assert small_memory.get(key(4999), lambda: "made anew") == "x" * 10_000, "what cannot be kept drives nothing out"


@pytest.mark.parametrize("sizes", [(300, 301), (10, 900), (5, 5, 5, 5, 5, 5, 5, 5, 5, 4000)])
def test_what_is_not_counted_each_time_is_alike_in_size(sizes: tuple[int, ...]) -> None:
    draw = random.Random(len(sizes))
    known = Sizes()
    values = [[bytes(100 + draw.randrange(20)) for _ in range(draw.choice(sizes))] for _ in range(400)]
    told, counted = sum(known.of(value) for value in values), sum(map(size_of, values))
    assert 0.75 * counted < told < 1.3 * counted, (told, counted)


def test_the_size_of_a_figure_is_no_less_than_it_takes(snapshot: Snapshot) -> None:
    import tracemalloc

    from dashboard.asking.selection import Selection
    from dashboard.subjects.benefits.benefits import heat

    heat(snapshot, Selection())
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    made = [heat(snapshot, Selection()) for _ in range(10)]
    gc.collect()
    taken = (tracemalloc.get_traced_memory()[0] - before) / 10
    tracemalloc.stop()
    counted = size_of(made[0])
    assert 0.7 * taken < counted < 6 * taken, "rows that figures share count for each of them"
