"""A build makes, checks and writes what changed; what it carries over is what a build from nothing would make."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import loaders.build
import snapshot.write
from loaders.build import build
from loaders.refresh import Wanted, refresh
from loaders.series.cbs import SERIES as LIVE
from loaders.services.settings import Settings
from snapshot import files
from snapshot.read import Snapshot
from tests.helpers import copy_data
from tests.services.fake_cbs import FakeCBS
from tests.services.fake_tables import every_table

NAMES = ("labour_participation_series", "commuting_series", "benefits_series", "jobs_series")
SERIES = {live.series.dataset: live.series.table for live in LIVE if live.series.dataset in NAMES}
pytestmark = pytest.mark.slow


class Rows:
    """The rows that went through a step, by the name of their table."""

    def __init__(self, step: Callable[..., Any], dataset: int, frame: int) -> None:
        self.counted: dict[str, int] = {}
        self._step, self._dataset, self._frame = step, dataset, frame

    def __call__(self, *given: Any) -> Any:
        self.counted[given[self._dataset].name] = len(given[self._frame])
        return self._step(*given)


@pytest.fixture
def cbs() -> Iterator[FakeCBS]:
    with FakeCBS(*every_table(), page=500) as server:
        yield server


@pytest.fixture
def data(tmp_path: Path, cbs: FakeCBS) -> Path:
    folder = copy_data(tmp_path / "data")
    again(folder, cbs)
    return folder


def again(data: Path, cbs: FakeCBS) -> None:
    settings = Settings(url=cbs.url(), attempts=1, read_s=10)
    wanted = Wanted(only=("areas", "areas_2016", *SERIES), quiet=True)
    outcomes, _ = refresh(data, data / "snapshots", settings, wanted)
    assert {outcome.state for outcome in outcomes} <= {"accepted", "unchanged"}, outcomes


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> tuple[Rows, Rows]:
    validated = Rows(loaders.build.validate, 0, 1)
    written = Rows(snapshot.write.write_table, 1, 2)
    monkeypatch.setattr(loaders.build, "validate", validated)
    monkeypatch.setattr(snapshot.write, "write_table", written)
    return validated, written


def held(data: Path) -> dict[str, int]:
    with Snapshot.open(data / "snapshots") as opened:
        opened.verify()
        return {name: rows for name, rows in opened.row_counts.items() if name in SERIES}


def test_what_did_not_change_is_neither_checked_nor_written_again(
    data: Path, cbs: FakeCBS, counted: tuple[Rows, Rows]
) -> None:
    rows = held(data)
    assert sum(rows.values()) > 3000
    cbs.publish(SERIES["jobs_series"], factor=1.1)
    again(data, cbs)
    for one in counted:
        assert {name: one.counted.get(name, 0) for name in rows} == {
            **dict.fromkeys(rows, 0),
            "jobs_series": held(data)["jobs_series"],
        }


def same(one: Path, other: Path) -> None:
    """Compare what serves in two folders: ids, hashes and rows."""
    with Snapshot.open(one) as carried, Snapshot.open(other) as anew:
        carried.verify()
        assert (carried.id, carried.hashes, carried.row_counts) == (anew.id, anew.hashes, anew.row_counts)
        assert carried.reconciliations == anew.reconciliations
        for name in anew.datasets:
            assert carried.rows(name) == anew.rows(name)


@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_carries_over_gives_what_a_build_from_nothing_gives(
    data: Path, cbs: FakeCBS, counted: tuple[Rows, Rows], tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)
    for turn in range(4):
        chosen = draw.sample(sorted(SERIES), draw.randrange(len(SERIES) + 1))
        for name in chosen:
            cbs.publish(SERIES[name], factor=draw.uniform(1.02, 1.15))
        counted[1].counted.clear()
        again(data, cbs)
        assert counted[1].counted.keys() & SERIES.keys() == set(chosen)
        build(data, tmp_path / f"anew-{turn}")
        same(data / "snapshots", tmp_path / f"anew-{turn}")


@pytest.mark.parametrize("damage", ["cut", "bit", "gone", "note", "text", "older"])
def test_nothing_is_carried_over_from_a_file_that_is_not_as_it_was_written(
    data: Path, cbs: FakeCBS, tmp_path: Path, counted: tuple[Rows, Rows], caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    snapshots = data / "snapshots"
    path = files.snapshot_path(snapshots, str(files.current_id(snapshots)))
    whole, note = path.read_bytes(), snapshots / "LAST_BUILD"
    if damage in ("cut", "bit"):
        spoiled = bytearray(whole)
        spoiled[random.Random(1).randrange(len(whole))] ^= 1
        path.unlink()
        path.write_bytes(spoiled if damage == "bit" else whole[: len(whole) // 2])
    elif damage == "gone":
        path.unlink()
    elif damage == "note":
        note.unlink()
    else:
        note.write_text("{" if damage == "text" else note.read_text().replace(path.stem, "0" * 12))
    cbs.publish(SERIES["jobs_series"], factor=1.1)
    again(data, cbs)
    assert counted[1].counted.keys() >= SERIES.keys()
    assert ("made anew" in caplog.text) == (damage not in ("note", "older"))
    build(data, tmp_path / "anew")
    same(snapshots, tmp_path / "anew")


def test_a_last_build_by_other_code_or_with_other_names_is_not_used(
    data: Path, counted: tuple[Rows, Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(data, data / "snapshots")
    assert not counted[1].counted.keys() & SERIES.keys()
    with monkeypatch.context() as patch:
        patch.setattr(snapshot.carrying, "code_in_use", lambda: "another")
        build(data, data / "snapshots")
    assert counted[1].counted.keys() >= SERIES.keys()
    build(data, data / "snapshots")  # which leaves what it follows from now
    counted[1].counted.clear()
    build(data, data / "snapshots")
    assert not counted[1].counted.keys() & SERIES.keys()
    shutil.rmtree(data / "raw" / "cbs" / "made")  # made rows can be thrown away: the next build makes them, for later
    build(data, data / "snapshots")
    assert not counted[1].counted.keys() & SERIES.keys()
