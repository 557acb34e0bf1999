"""Snapshots shared between machines: in a folder and in a real S3 service, also when it is away, late or damaged."""

from __future__ import annotations

import json
import os
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import obstore
import pytest

from benchmarks.buckets import Service
from snapshot import carrying, files, keeping, mirroring
from snapshot.errors import SettingUnreadable, SnapshotBusy, SnapshotDamaged
from snapshot.mirroring import away_since, mirror
from snapshot.read import Snapshot
from snapshot.region import DEFAULT, Region
from snapshot.store import SnapshotStore, StoreUnreachable, chosen_store
from tests.snapshot.published import small


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SnapshotStore:
    place = str(tmp_path / "store")
    if request.param == "s3":
        running: Service = request.getfixturevalue("s3")
        for name, value in running.settings.items():
            monkeypatch.setenv(name, value)
        place = running.bucket()
    found = chosen_store(DEFAULT, {**os.environ, "SNAPSHOT_STORE": place})
    assert found
    return found


def shared(store: SnapshotStore, folder: Path, value: float) -> str:
    """Build a snapshot with this value in `folder` and publish it, as one machine does."""
    before = store.newest()
    made = small(folder, value)
    store.publish(folder, after=before)
    return made.id


def serves(folder: Path) -> float:
    with Snapshot.open(folder) as snapshot:
        snapshot.verify()
        return float(snapshot.rows("figures", {"place": "place 0"})[0]["value"])


def test_what_one_machine_publishes_another_serves_with_all_that_is_kept(store: SnapshotStore, tmp_path: Path) -> None:
    builder, reader = tmp_path / "builder", tmp_path / "reader"
    assert mirror(store, reader) is False, "an empty store is no failure"
    ids = [shared(store, builder, value) for value in (1, 2, 3)]
    assert mirror(store, reader) is True
    assert serves(reader) == 3
    assert files.kept_ids(reader) == ids[::-1]
    assert [(one.id, one.until) for one in keeping.kept(reader)] == [
        (one.id, one.until) for one in keeping.kept(builder)
    ]
    assert mirror(store, reader) is False
    again = shared(store, builder, 1)
    assert again == ids[0], "an older content that is published again"
    assert mirror(store, reader) is True
    assert serves(reader) == 1
    assert files.kept_ids(reader)[0] == ids[0]


def test_what_was_read_on_arrival_is_not_read_again_by_each_process(store: SnapshotStore, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for value in (1, 2):
        made = shared(store, ours, value)
        assert mirror(store, theirs)
        assert files.current_id(theirs) == made
        assert carrying.is_as_written(theirs, made)
        with Snapshot.open_verified(theirs, made) as opened:
            opened.verify()


def test_a_machine_with_an_empty_folder_adds_to_what_is_kept(store: SnapshotStore, tmp_path: Path) -> None:
    first = shared(store, tmp_path / "one", 1)
    second = shared(store, tmp_path / "two", 2)
    version = store.newest()
    assert version
    assert {one.id for one in version.snapshots} == {first, second}
    assert version.current == second
    same = store.publish(tmp_path / "two", after=version)
    assert same.number == version.number, "what serves already is not published again"


def test_of_two_machines_that_publish_at_once_one_is_told_and_nothing_is_lost(
    store: SnapshotStore, tmp_path: Path
) -> None:
    shared(store, tmp_path / "old", 0)
    before, together = store.newest(), threading.Barrier(2)

    def publish(number: int) -> str:
        folder = tmp_path / f"machine {number}"
        made = small(folder, number)
        together.wait()
        try:
            store.publish(folder, after=before)
        except SnapshotBusy:
            return ""
        return made.id

    with ThreadPoolExecutor(2) as machines:
        won = [id_ for id_ in machines.map(publish, (1, 2)) if id_]
    assert len(won) == 1
    version = store.newest()
    assert version
    assert version.current == won[0]
    assert len(version.snapshots) == 2


@pytest.mark.slow
def test_a_store_that_goes_away_leaves_what_was_there_and_says_since_when(
    s3: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3.settings.items():
        monkeypatch.setenv(name, value)
    found = chosen_store(DEFAULT, {**os.environ, "SNAPSHOT_STORE": s3.bucket()})
    assert found
    shared(found, tmp_path / "builder", 1)
    mirror(found, tmp_path / "reader")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    away = chosen_store(DEFAULT, {**os.environ, "SNAPSHOT_STORE": found.place})
    assert away
    moments = []
    for _ in range(2):
        with pytest.raises(StoreUnreachable, match=r"s3://bucket\d+/regio does not answer") as told:
            mirror(away, tmp_path / "reader")
        moments.append(away_since(tmp_path / "reader"))
    assert len(str(told.value).splitlines()) == 1
    assert moments[0]
    assert moments[0] == moments[1], "since when, not when last"
    assert serves(tmp_path / "reader") == 1
    mirror(found, tmp_path / "reader")
    assert away_since(tmp_path / "reader") == ""


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    """Change one number in the rows: the file opens, its content is another."""
    place = content.index(b"place 899")
    return content[:place] + b"place 898" + content[place + 9 :]


@pytest.mark.parametrize("spoil", [cut, flipped, lambda _: b"<html>not found</html>"], ids=["cut", "flipped", "html"])
def test_what_comes_damaged_never_serves(store: SnapshotStore, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    shared(store, tmp_path / "builder", 1)
    mirror(store, tmp_path / "reader")
    shared(store, tmp_path / "builder", 2)
    version = store.newest()
    assert version
    newest = version.of(version.current)
    assert newest
    sound = bytes(obstore.get(store.objects, newest.file).bytes())
    obstore.put(store.objects, newest.file, spoil(sound))
    with pytest.raises(SnapshotDamaged):
        mirror(store, tmp_path / "reader")
    assert serves(tmp_path / "reader") == 1
    assert away_since(tmp_path / "reader")
    assert not list((tmp_path / "reader").glob(f"{files.UNFINISHED}*"))
    obstore.put(store.objects, newest.file, sound)
    assert mirror(store, tmp_path / "reader") is True
    assert serves(tmp_path / "reader") == 2


def test_a_file_that_is_gone_from_the_store_is_written_again_by_the_next_build(
    store: SnapshotStore, tmp_path: Path
) -> None:
    shared(store, tmp_path / "builder", 1)
    version = store.newest()
    assert version
    obstore.delete(store.objects, version.snapshots[0].file)
    with pytest.raises(StoreUnreachable):
        mirror(store, tmp_path / "reader")
    shared(store, tmp_path / "builder", 1)
    assert mirror(store, tmp_path / "reader") is True
    assert serves(tmp_path / "reader") == 1


def test_what_nothing_needs_any_more_leaves_the_store(
    store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SNAPSHOT_DAYS", "10")
    for number in range(keeping.LAST + 3):
        monkeypatch.setenv("TODAY", f"2026-0{1 + number // 3}-{10 + number % 3:02d}")
        shared(store, tmp_path / "builder", number)
    monkeypatch.setenv("TODAY", "2026-12-01")
    shared(store, tmp_path / "builder", 99)
    version = store.newest()
    assert version
    assert len(version.snapshots) == keeping.LAST
    listed = {str(one["path"]) for batch in obstore.list(store.objects, "files/") for one in batch}
    assert listed == {one.file for one in version.snapshots}
    mirror(store, tmp_path / "reader")
    assert files.kept_ids(tmp_path / "reader") == files.kept_ids(tmp_path / "builder")


def test_many_older_ones_come_after_the_newest_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirroring, "BATCH", 2)
    found = chosen_store(DEFAULT, {"SNAPSHOT_STORE": str(tmp_path / "store")})
    assert found
    ids = [shared(found, tmp_path / "builder", value) for value in range(6)]
    counts = []
    for _ in range(4):
        mirror(found, tmp_path / "reader")
        counts.append(len(files.kept_ids(tmp_path / "reader")))
        assert serves(tmp_path / "reader") == 5
    assert counts == [3, 5, 6, 6]
    assert files.kept_ids(tmp_path / "reader") == ids[::-1]


def test_machines_that_publish_and_read_in_any_order_agree_in_the_end(tmp_path: Path) -> None:
    draw = random.Random(7)
    found = chosen_store(DEFAULT, {"SNAPSHOT_STORE": str(tmp_path / "store")})
    assert found
    last = 0.0
    for _ in range(25):
        machine = tmp_path / f"machine {draw.randrange(3)}"
        if draw.random() < 0.4:
            last = draw.randrange(6)
            shared(found, machine, last)
        else:
            mirror(found, machine)
    for number in range(3):
        mirror(found, tmp_path / f"machine {number}")
        assert serves(tmp_path / f"machine {number}") == last


def test_every_region_has_a_place_of_its_own(tmp_path: Path) -> None:
    setting = {"SNAPSHOT_STORE": f"{tmp_path}/store/"}
    ours, theirs = chosen_store(DEFAULT, setting), chosen_store(Region("AM08", "Rijk van Nijmegen"), setting)
    assert ours
    assert theirs
    assert theirs.place == f"{ours.place}/rijk-van-nijmegen"
    shared(theirs, tmp_path / "theirs", 1)
    assert ours.newest() is None


@pytest.mark.parametrize("wrong", ["https://example.org/x", "s3://", "gs://bucket", "s3:///prefix"])
def test_a_setting_that_names_no_store_is_refused(wrong: str) -> None:
    with pytest.raises(SettingUnreadable, match="s3://bucket/prefix"):
        chosen_store(DEFAULT, {"SNAPSHOT_STORE": wrong})
    assert chosen_store(DEFAULT, {}) is None


def test_a_version_says_in_plain_json_what_is_kept(tmp_path: Path) -> None:
    found = chosen_store(DEFAULT, {"SNAPSHOT_STORE": str(tmp_path / "store")})
    assert found
    made = shared(found, tmp_path / "builder", 1)
    content = json.loads((tmp_path / "store" / "versions" / "00000001.json").read_text())
    assert content["current"] == made
    assert content["days"] == keeping.DAYS
    assert content["snapshots"][0]["file"].startswith(f"files/{made}-")
