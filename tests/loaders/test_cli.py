"""The command line of the loaders: exit codes, JSON for monitoring, and failures in full on stderr."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.build import build
from snapshot import clock, files
from snapshot.periods import UNDATED
from snapshot.read import Snapshot, connected
from tests.helpers import DATA, copy_data, environment, replace, run

LOCK = DATA / "snapshot.lock.json"
# read when the tests are collected, before any build can write the lock of the repository anew
COMMITTED = LOCK.read_bytes() if LOCK.exists() else b""


@pytest.fixture
def folders(tmp_path: Path, snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Copies of the data to break, and of the snapshots of the repository, as the environment names them."""
    data, snapshots = copy_data(tmp_path / "data"), shutil.copytree(snapshot_folder, tmp_path / "published")
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshots))
    return data, snapshots


def test_the_committed_lock_is_what_a_build_of_these_data_gives(snapshot: Snapshot) -> None:
    lock = json.loads(COMMITTED)
    advice = "data/snapshot.lock.json is out of date; run: python -m loaders build"
    assert set(lock) == {"id", "datasets"}
    assert lock["id"] == snapshot.id, advice
    with connected(snapshot.path) as file:
        stored = file.execute("SELECT name, hash, rows FROM _datasets").fetchall()
    assert {name: (entry["hash"], entry["rows"]) for name, entry in lock["datasets"].items()} == {
        name: (digest, rows) for name, digest, rows in stored
    }, advice
    for name, entry in lock["datasets"].items():
        if snapshot.datasets[name].is_observations:
            told = snapshot.select(name)["reference_period"]
            periods = told[told.ne(UNDATED)] if told.ne(UNDATED).any() else told
            assert (entry["first_period"], entry["last_period"]) == (periods.min(), periods.max())
        else:
            assert set(entry) == {"hash", "rows"}


@pytest.mark.slow
def test_the_lock_is_written_byte_for_byte_the_same_and_says_so_when_data_change(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    data = copy_data(tmp_path / "data")
    lock = data / "snapshot.lock.json"
    lock.unlink()
    build(data, tmp_path / "snapshots")
    assert lock.read_bytes() == COMMITTED
    replace(data, "mja/midden-gelderland/youth.csv", ",48054,", ",48055,")
    build(data, tmp_path / "snapshots")
    changed = json.loads(lock.read_text(encoding="utf-8"))
    committed = json.loads(COMMITTED)
    assert changed["id"] != committed["id"] == snapshot.id
    assert {name for name in committed["datasets"] if changed["datasets"][name] != committed["datasets"][name]} == {
        "youth"
    }


def test_status_as_json_holds_what_monitoring_asks(
    folders: tuple[Path, Path], snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folders
    assert main(["status", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert set(content) == {"snapshot", "built_at", "region", "kept", "datasets", "live"}
    assert [(one["id"], one["until"], one["why"]) for one in content["kept"]] == [(snapshot.id, None, "the newest")]
    assert content["live"] == []  # nothing was refreshed here
    assert content["snapshot"] == snapshot.id
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", content["built_at"])
    assert [entry["name"] for entry in content["datasets"]] == list(snapshot.datasets)
    for entry in content["datasets"]:
        assert set(entry) == {"name", "title", "rows", "source", "reference_period", "retrieved_at", "state"}
        assert entry["title"] == snapshot.datasets[entry["name"]].title
        assert entry["rows"] == snapshot.row_counts[entry["name"]] > 0
        assert entry["state"] == "ok"
    found = {entry["name"]: entry for entry in content["datasets"]}
    assert found["benefits"]["reference_period"] == {"first": "2024-12", "last": "2024-end"}
    assert "Atlas SV 2024" in found["benefits"]["source"]
    assert "82015NED" in found["benefits"]["source"]
    assert found["benefits"]["retrieved_at"] == "2025-07-01"
    assert found["population"]["reference_period"] == {"first": "2015-01-01", "last": "2026-01-01"}
    assert found["action_lines"]["reference_period"] is None
    assert found["action_lines"]["retrieved_at"] is None


def test_status_for_people_is_a_line_per_dataset(
    folders: tuple[Path, Path], snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folders
    assert main(["status"]) == 0
    first, _, heading, one, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == ["kept", "published", "MB", "until", "why"]
    assert one.startswith(snapshot.id)
    assert (
        first == f"snapshot {snapshot.id} of Midden-Gelderland, built {clock.local(snapshot.built_at):%Y-%m-%d %H:%M}"
    )
    assert len(lines) == 2 + len(snapshot.datasets)  # an empty one and the headings
    assert lines[1].split() == ["dataset", "rows", "first", "last", "retrieved"]
    line = lines[2 + list(snapshot.datasets).index("benefits")]
    assert re.fullmatch(r"benefits +85  2024-12 +2024-end +[-0-9]+", line)
    assert [line.index("2024-12")] == [lines[1].index("first")]


def test_check_of_sound_data_finds_nothing(
    folders: tuple[Path, Path], snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folders
    assert main(["check", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["findings"] == []
    assert len(content["reconciliations"]) == len(snapshot.reconciliations)
    assert {item["name"] for item in content["reconciliations"] if item["outcome"] == "known_deviation"} == {
        "net_participation",
        "shares_fit_rounding",
    }


def test_check_finds_input_and_damage_together(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, snapshots = folders
    replace(data, "mja/midden-gelderland/youth.csv", ",48054,", ",veel,")
    replace(data, "mja/midden-gelderland/vacancies.csv", "AM07,", "AM99,")
    own = tmp_path / "snapshots"
    own.mkdir()
    current = str(files.current_id(snapshots))
    (own / "CURRENT").write_text(current, encoding="ascii")
    (own / f"{current}.duckdb").write_bytes(b"half a file")
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(own))
    assert main(["check", "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [(finding.get("file"), finding.get("line"), finding.get("column")) for finding in findings] == [
        ("data/mja/midden-gelderland/vacancies.csv", 2, "region_code"),
        ("data/mja/midden-gelderland/youth.csv", 2, "value"),
        (None, None, None),
    ]
    assert set(findings[0]) == {"file", "line", "column", "found", "expected", "message"}
    assert "not a readable snapshot" in findings[2]["message"]
    assert main(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert lines[-1].startswith("3 finding(s); ")


@pytest.mark.slow
def test_check_finds_totals_that_do_not_add_up_before_a_build_does(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    data, _ = folders
    replace(
        data,
        "mja/midden-gelderland/commuting.csv",
        "outbound,AM38,employees,2023,9000",
        "outbound,AM38,employees,2023,19000",
    )
    assert main(["check"]) == 1
    shown = capsys.readouterr().out
    assert "[commuting_outbound] found genoemde regio's en het niet uitgesplitste deel = 74000" in shown
    assert "expected totaal in de agenda = 64000" in shown


def test_without_a_snapshot_every_reading_command_says_what_to_run(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folders
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(tmp_path / "nothing"))
    for arguments in (["status"], ["status", "--json"], ["export", str(tmp_path / "out")]):
        assert main(arguments) == 1
        shown = capsys.readouterr()
        assert shown.out == ""
        assert "run: python -m loaders build" in shown.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["export"], ["build", "--json"], ["status", "--yaml"]])
def test_wrong_usage_exits_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m loaders" in capsys.readouterr().err


def test_a_build_of_bad_data_prints_every_failure_and_the_old_snapshot_serves(
    folders: tuple[Path, Path], snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    data, snapshots = folders
    lock = (data / "snapshot.lock.json").read_bytes()
    replace(data, "mja/midden-gelderland/youth.csv", ",48054,", ",veel,")
    replace(data, "mja/midden-gelderland/vacancies.csv", "AM07,", "AM99,")
    replace(
        data,
        "mja/midden-gelderland/ageing.csv",
        "care,share_60plus_pct,undated,14",
        "care,share_60plus_pct,undated,140",
    )
    (data / "mja" / "midden-gelderland" / "jobs.csv").unlink()
    assert main(["build"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("4 failure(s) in the input; no snapshot was written and the old one keeps serving.")
    for place in (
        "data/mja/midden-gelderland/youth.csv:2 [value]",
        "data/mja/midden-gelderland/vacancies.csv:2 [region_code]",
        "data/mja/midden-gelderland/ageing.csv:3 [value]",
    ):
        assert place in shown.err
    assert "data/mja/midden-gelderland/jobs.csv [-] found no such file" in shown.err
    assert shown.err.rstrip().endswith("run: python -m loaders build")
    assert files.current_id(snapshots) == snapshot.id
    with Snapshot.open(snapshots) as opened:
        opened.verify()
    assert (data / "snapshot.lock.json").read_bytes() == lock


@pytest.mark.slow
def test_the_commands_in_a_process_of_their_own(tmp_path: Path, snapshot: Snapshot) -> None:
    data, snapshots = copy_data(tmp_path / "data"), tmp_path / "snapshots"
    rows = sum(snapshot.row_counts.values())
    done = run("build", data=data, snapshots=snapshots)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"snapshot {snapshot.id} published: {len(snapshot.datasets)} datasets, {rows} rows\n"
    assert run("build", data=data, snapshots=snapshots).stdout.startswith(f"snapshot {snapshot.id} unchanged:")
    assert json.loads(run("status", "--json", data=data, snapshots=snapshots).stdout)["snapshot"] == snapshot.id
    assert run("check", data=data, snapshots=snapshots).returncode == 0
    assert run("nonsense", data=data, snapshots=snapshots).returncode == 2
    replace(
        data,
        "mja/midden-gelderland/commuting.csv",
        "outbound,AM38,employees,2023,9000",
        "outbound,AM38,employees,2023,19000",
    )
    bad = run("build", data=data, snapshots=snapshots)
    assert (bad.returncode, bad.stdout) == (1, "")
    assert "[commuting_outbound]" in bad.stderr
    assert "Traceback" not in bad.stderr
    assert files.current_id(snapshots) == snapshot.id
    assert run("status", data=data, snapshots=snapshots).returncode == 0
    assert run("check", data=data, snapshots=snapshots).returncode == 1


@pytest.mark.slow
def test_the_folder_of_snapshots_is_inside_the_data_unless_named(tmp_path: Path) -> None:
    import subprocess
    import sys

    from tests.helpers import ROOT

    data = copy_data(tmp_path / "data")
    env = environment(data, tmp_path)
    del env["DASHBOARD_SNAPSHOTS"]
    subprocess.run([sys.executable, "-m", "loaders", "build"], cwd=ROOT, env=env, check=True, capture_output=True)
    assert files.current_id(data / "snapshots")
