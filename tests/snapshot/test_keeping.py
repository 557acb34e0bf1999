"""A link to frozen figures works as long as it says: what is kept, until when and why."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from snapshot import files, keeping
from snapshot.errors import SettingUnreadable
from snapshot.read import Snapshot
from tests.helpers import DATA, run
from tests.snapshot.published import small

START = date(2026, 11, 24)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_link_works_until_the_day_that_it_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)
    monkeypatch.setenv(keeping.SETTING, "30")
    promised: dict[str, date] = {}
    days = sorted(chance.sample(range(120), 40))
    for number, day in enumerate(range(120)):
        monkeypatch.setenv("TODAY", (START + timedelta(days=day)).isoformat())
        if day in days or not number:
            small(tmp_path, float(chance.randrange(25)))  # now and then the figures of an earlier snapshot come back
        today = START + timedelta(days=day)
        lost = [id_ for id_, until in promised.items() if until >= today and id_ not in files.kept_ids(tmp_path)]
        assert not lost, f"on {today} links to {lost} are dead, and they were to work until {promised[lost[0]]}"
        for id_ in files.kept_ids(tmp_path):
            if until := keeping.sure_until(tmp_path, id_):  # a link can be made to each that is there
                promised[id_] = max(until, promised.get(id_, until))
    assert len(promised) > 15
    assert len(files.kept_ids(tmp_path)) < len(promised), "what nobody was promised any more is removed"


def test_the_last_eight_stay_however_old_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keeping.SETTING, "10")
    ids = []
    for value in range(12):
        monkeypatch.setenv("TODAY", (START + timedelta(days=100 * value)).isoformat())
        ids.append(small(tmp_path, value).id)
    assert files.kept_ids(tmp_path) == ids[:3:-1]
    for number, one in enumerate(ids[4:], start=4):
        with Snapshot.open(tmp_path, one) as opened:
            assert opened.select("figures", {"place": "place 0"})["value"].iloc[0] == number
    kept = keeping.kept(tmp_path)
    assert kept[0].until is None
    assert kept[1].until == START + timedelta(days=1100 + 10)
    assert keeping.sure_until(tmp_path, kept[2].id) is None, "it may go at the next build"


def test_a_file_that_is_held_goes_at_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keeping.SETTING, "0")
    ids = [small(tmp_path, value).id for value in range(8)]
    held, unlink = files.snapshot_path(tmp_path, ids[0]), Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path == held:
            raise PermissionError(13, "the process cannot access the file", str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setenv("TODAY", (START + timedelta(days=700)).isoformat())
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        ids += [small(tmp_path, value).id for value in (8, 9)]
        assert files.kept_ids(tmp_path) == [*ids[:1:-1], ids[0]], "what is not held is removed"
    ids.append(small(tmp_path, 10).id)
    assert files.kept_ids(tmp_path) == ids[:2:-1]


def test_by_default_every_snapshot_of_more_than_a_year_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in range(14):
        monkeypatch.setenv("TODAY", (START + timedelta(days=30 * month)).isoformat())
        small(tmp_path, month)
    assert len(files.kept_ids(tmp_path)) == 14
    assert keeping.sure_until(tmp_path, files.kept_ids(tmp_path)[0]) == START + timedelta(days=390 + 400)


def test_who_reads_knows_what_the_build_promised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODAY", START.isoformat())
    monkeypatch.setenv(keeping.SETTING, "730")
    made = small(tmp_path, 1)
    monkeypatch.delenv(keeping.SETTING)
    assert keeping.sure_until(tmp_path, made.id) == date(2028, 11, 23)
    for spoiled in ("", "soon", "-3", "1e9", "9" * 30, "\x00"):
        (tmp_path / keeping.PROMISE).write_text(spoiled)
        assert 0 <= keeping.promised_days(tmp_path) <= 36_500


@pytest.mark.parametrize("wanted", ["a year", "-1", "12.5", "١٢", "99999999"])
def test_a_setting_that_is_no_number_of_days_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    monkeypatch.setenv(keeping.SETTING, wanted)
    with pytest.raises(SettingUnreadable, match="SNAPSHOT_DAYS"):
        small(tmp_path, 1)
    assert files.kept_ids(tmp_path) == []


# --- what status says of it -----------------------------------------------------------------------------------


def test_status_tells_what_is_kept_until_when_and_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keeping.SETTING, "150")
    for month in range(10):
        monkeypatch.setenv("TODAY", (START + timedelta(days=30 * month)).isoformat())
        small(tmp_path, month)
    kept = json.loads(run("status", "--json", data=DATA, snapshots=tmp_path).stdout)["kept"]
    assert [one["id"] for one in kept] == files.kept_ids(tmp_path)
    assert [one["until"] for one in kept[:2]] == [None, (START + timedelta(days=270 + 150)).isoformat()]
    assert [one["why"] for one in kept] == ["the newest", *["links to it work until then"] * 6, "one of the last 8"]
    told = run("status", data=DATA, snapshots=tmp_path)
    assert f"{kept[1]['id']}  {kept[1]['published'].replace('T', ' ')[:16]}" in told.stdout


def test_status_says_that_the_newest_is_damaged_and_tells_of_the_one_that_is_shown(tmp_path: Path) -> None:
    old, new = small(tmp_path, 1), small(tmp_path, 2)
    path = files.snapshot_path(tmp_path, new.id)
    path.write_bytes(path.read_bytes()[:20_000])
    told = run("status", data=DATA, snapshots=tmp_path)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert told.stdout.splitlines()[0].startswith(
        f"DAMAGED, the dashboard shows an older one: {new.id}.duckdb is not a readable snapshot"
    )
    assert f"snapshot {old.id} of" in told.stdout
    files.snapshot_path(tmp_path, old.id).write_bytes(b"")
    told = run("status", data=DATA, snapshots=tmp_path)
    assert told.returncode == 1
    assert "no snapshot can be read; run: python -m loaders build" in told.stderr
