"""What the doctor says of a machine that is well, and of each thing that can be wrong with it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks.serving import free_port
from loaders import doctor
from loaders.doctor import examine
from snapshot import files
from tests.helpers import ROOT, copy_data, environment, run


@contextmanager
def source(*, late: timedelta = timedelta(), body: bytes = b"ok") -> Iterator[str]:
    """Run a source whose clock is `late`; give its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(200)
            self.send_header("Date", format_datetime(datetime.now(UTC) - late, usegmt=True))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def machine(tmp_path: Path, snapshot_folder: Path) -> tuple[Path, Path]:
    data = copy_data(tmp_path / "data")
    return data, Path(shutil.copytree(snapshot_folder, data / "snapshots"))


def told(machine: tuple[Path, Path], **settings: str) -> tuple[int, str]:
    with source() as address:
        known = {"CBS_URL": address, "PDOK_URL": address, "PORT": str(free_port()), "TODAY": ""}
        found = run("doctor", data=machine[0], snapshots=machine[1], **known | settings)
    assert found.stderr == ""
    return found.returncode, found.stdout


def test_a_machine_that_is_well(machine: tuple[Path, Path]) -> None:
    code, text = told(machine)
    assert "MIS" not in text
    assert text.endswith("Alles is in orde.\n")
    assert code == 0
    for about in (
        "Python",
        "Onderdelen",
        "Regio",
        "Poort",
        "Open bestanden",
        "Map",
        "Schijf",
        "Momentopname",
        "CBS",
        "PDOK",
        "Klok",
    ):
        assert f"goed  {about}" in text


def test_all_that_is_wrong_is_said_at_once_with_what_to_do(machine: tuple[Path, Path]) -> None:
    data, snapshots = machine
    current = files.snapshot_path(snapshots, str(files.current_id(snapshots)))
    current.write_bytes(b"not a snapshot")
    with source(late=timedelta(minutes=9)) as slow, source(body=b"another program") as other:
        code, text = told(
            machine,
            CBS_URL=slow,
            PDOK_URL="http://127.0.0.1:9",
            PORT=other.rsplit(":", 1)[1],
            TODAY="2026-01-31",
            SNAPSHOT_STORE=f"{data}/corrections.toml/store",
        )
    assert code == 1
    wrong = {line.split(":")[0].removeprefix("MIS").strip() for line in text.splitlines() if line.startswith("MIS")}
    assert wrong == {"Momentopname", "PDOK", "Klok", "Poort", "Dag", "Opslag"}
    assert text.count("doe: ") == len([line for line in text.splitlines() if line.startswith("MIS")])
    assert "python -m loaders build" in text
    assert "54" in text.split("Klok: ")[1], "of nine minutes about 540 seconds"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"REGION": "Atlantis"}, "Atlantis"),
        ({"TODAY": "morgen"}, "TODAY='morgen'"),
        ({"SNAPSHOT_DAYS": "veel"}, "SNAPSHOT_DAYS"),
        ({"SNAPSHOT_STORE": "https://x"}, "s3://bucket/prefix"),
        ({"CBS_API": "v9"}, "CBS_API"),
        ({"PORT": "acht"}, "acht"),
        ({"STREAMLIT_SERVER_BASE_URL_PATH": "/cijfers"}, "Pad: onder een pad (cijfers) start het dashboard niet"),
    ],
)
def test_a_wrong_setting_is_a_finding_and_stops_nothing(
    machine: tuple[Path, Path], settings: dict[str, str], said: str
) -> None:
    code, text = told(machine, **settings)
    assert code == 1
    assert said in text
    assert "goed  Schijf" in text


def test_a_folder_that_cannot_be_written(tmp_path: Path, machine: tuple[Path, Path]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, text = told((machine[0], tmp_path / "file" / "snapshots"))
    assert code == 1
    assert "MIS   Map met momentopnamen" in text
    assert "chown" in text


def test_a_full_disk_and_a_missing_part(
    machine: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE_GB", 10**9)
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    pins = (tmp_path / "requirements.txt").read_text(encoding="utf-8")
    (tmp_path / "requirements.txt").write_text(pins + "not-installed-here==1.0\nduckdb==0.0.1\n", encoding="utf-8")
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setenv("CBS_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("PDOK_URL", "http://127.0.0.1:9")
    found = {finding.about: finding for finding in examine(*machine, environment={"PORT": str(free_port())})}
    assert not found["Schijf"].is_fine
    assert "not-installed-here ontbreekt" in found["Onderdelen"].state
    assert "duckdb 2.0.0 in plaats van 0.0.1" in found["Onderdelen"].state


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_system_that_allows_few_open_files(machine: tuple[Path, Path]) -> None:
    command = f"ulimit -n 1000; exec {sys.executable} -m loaders doctor"
    settings = environment(machine[0], machine[1], CBS_TIMEOUT="1")
    found = subprocess.run(["sh", "-c", command], cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert "MIS   Open bestanden: een proces mag er 1000 hebben" in found.stdout
    assert "LimitNOFILE" in found.stdout


def test_a_port_on_which_the_dashboard_answers_is_fine(machine: tuple[Path, Path]) -> None:
    with source() as running:
        assert "antwoordt het dashboard" in told(machine, PORT=running.rsplit(":", 1)[1])[1]
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert "ander programma" in told(machine, PORT=str(silent.getsockname()[1]))[1]
