"""A backup and its way back, in real processes: nothing is lost, and a damaged one changes nothing."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.backup import backup, restore
from snapshot import files, keeping
from snapshot.errors import SnapshotBusy
from tests.helpers import copy_data, replace, run

STATEMENTS = "mja/midden-gelderland/statements.csv"


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return what stands in a folder: the second on which each file was written, and its bytes."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    shown = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    return {path.relative_to(folder).as_posix(): (int(path.stat().st_mtime), path.read_bytes()) for path in shown}


@pytest.fixture
def used(tmp_path: Path, snapshot_folder: Path) -> tuple[Path, Path]:
    """A data folder in use: a snapshot, and a file that a person dropped."""
    data = copy_data(tmp_path / "data")
    snapshots = Path(shutil.copytree(snapshot_folder, data / "snapshots"))
    dropped = data / "raw" / "dropped" / "answers"
    dropped.mkdir(parents=True)
    (dropped / "een bestand met spaties.csv").write_bytes(b"\x00\xff" * 1000)
    return data, snapshots


def test_a_backup_brings_everything_back_on_an_empty_machine(used: tuple[Path, Path], tmp_path: Path) -> None:
    data, snapshots = used
    before, kept, target = tree(data), keeping.kept(snapshots), tmp_path / "elsewhere" / "backup.tar.gz"
    made = run("backup", str(target), data=data, snapshots=snapshots)
    assert made.returncode == 0, made.stderr
    again = run("backup", str(target), data=data, snapshots=snapshots)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    new = tmp_path / "new machine"
    back = run("restore", str(target), data=new, snapshots=new / "snapshots")
    assert back.returncode == 0, back.stderr
    assert "unchanged" in back.stdout
    assert tree(new) == before
    assert keeping.kept(new / "snapshots") == kept, "a frozen link works as long as it said"


def test_what_went_wrong_since_is_undone_and_kept_aside(used: tuple[Path, Path], tmp_path: Path) -> None:
    data, snapshots = used
    before, target = tree(data), tmp_path / "backup.tar.gz"
    backup(data, snapshots, target)
    shutil.rmtree(data / "raw")
    replace(data, STATEMENTS, (data / STATEMENTS).read_text(encoding="utf-8").splitlines()[1], "kapot")
    (data / "nieuw.csv").write_text("nieuw", encoding="utf-8")
    restore(target, data, snapshots)
    assert tree(data) == before
    aside = next(data.glob(".before-restore-*"))
    assert (aside / "nieuw.csv").exists()
    assert "kapot" in (aside / STATEMENTS).read_text(encoding="utf-8")
    assert run("build", data=data, snapshots=snapshots).stdout.count("unchanged") == 1


def test_snapshots_in_a_place_of_their_own_and_of_other_regions_come_along(
    tmp_path: Path, snapshot_folder: Path
) -> None:
    data, snapshots = copy_data(tmp_path / "data"), tmp_path / "disk" / "snapshots"
    shutil.copytree(snapshot_folder, snapshots)
    other = snapshots / "rijk-van-nijmegen"
    other.mkdir()
    (other / files.POINTER).write_text("abc\n", encoding="ascii")
    before = tree(snapshots)
    backup(data, snapshots, tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", tmp_path / "data2", tmp_path / "snapshots2")
    assert tree(tmp_path / "snapshots2") == before
    assert tree(tmp_path / "data2") == tree(data)


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def text(path: Path) -> None:
    path.write_text("<html>", encoding="utf-8")


def repacked(path: Path, folder: Path, change: Callable[[Path], None]) -> None:
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
    change(folder)
    with tarfile.open(path, "w:gz") as archive:
        archive.add(folder, ".")


@pytest.mark.parametrize("spoil", [halved, text, Path.unlink])
def test_a_backup_that_cannot_be_read_changes_nothing(
    used: tuple[Path, Path], tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    data, snapshots = used
    target = tmp_path / "backup.tar.gz"
    backup(data, snapshots, target)
    before = tree(data)
    spoil(target)
    told = run("restore", str(target), data=data, snapshots=snapshots)
    assert told.returncode == 1
    assert "is no readable backup" in told.stderr
    assert "nothing was changed" in told.stderr
    assert tree(data) == before
    assert not list(data.glob(f"{files.UNFINISHED}*"))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "data" / "corrections.toml").write_text("other", encoding="utf-8"),
        lambda folder: (folder / "data" / "corrections.toml").unlink(),
        lambda folder: (folder / "data" / "extra.csv").write_text("other", encoding="utf-8"),
    ],
    ids=["changed", "gone", "added"],
)
def test_a_backup_with_another_file_than_it_says_changes_nothing(
    used: tuple[Path, Path], tmp_path: Path, change: Callable[[Path], None]
) -> None:
    data, snapshots = used
    target = tmp_path / "backup.tar.gz"
    backup(data, snapshots, target)
    before = tree(data)
    repacked(target, tmp_path / "unpacked", change)
    told = run("restore", str(target), data=data, snapshots=snapshots)
    assert told.returncode == 1
    assert "is not as it was written" in told.stderr
    assert tree(data) == before


def test_a_backup_waits_for_nobody_who_writes(used: tuple[Path, Path], tmp_path: Path) -> None:
    data, snapshots = used
    with files.writing(snapshots), pytest.raises(SnapshotBusy):
        backup(data, snapshots, tmp_path / "b.tar.gz")
    assert not list(tmp_path.glob("*.tar.gz"))


def test_a_path_that_leaves_the_folder_is_refused(used: tuple[Path, Path], tmp_path: Path) -> None:
    data, snapshots = used
    (tmp_path / "bad").write_text("x", encoding="utf-8")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "bad", "data/../../../outside")
    told = run("restore", str(tmp_path / "b.tar.gz"), data=data, snapshots=snapshots)
    assert told.returncode == 1
    assert not (tmp_path.parent / "outside").exists()


def test_tar_of_the_system_opens_it(used: tuple[Path, Path], tmp_path: Path) -> None:
    data, snapshots = used
    backup(data, snapshots, tmp_path / "b.tar.gz")
    listed = subprocess.run(
        ["tar", "-tzf", str(tmp_path / "b.tar.gz")], capture_output=True, text=True, check=True
    ).stdout
    assert f"data/{STATEMENTS}" in listed.splitlines()
