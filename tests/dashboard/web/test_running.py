"""A running server for who looks after it: measurements, readiness, and a log that tells nothing of visitors."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
import yaml
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.serving import free_port
from benchmarks.session import Session
from dashboard.web.logs import cleaned, write_logs
from dashboard.web.metrics import listening
from snapshot.errors import SettingUnreadable
from tests.browsing import serving
from tests.helpers import ROOT, copy_data, finished, run

SECRET = "Vertrouwelijke-Notitie"


@dataclass(frozen=True)
class Running:
    address: str
    measurements: str
    log: Path


@pytest.fixture(scope="module")
def running(snapshot_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that was visited with a secret in the address, and asked things that it refuses."""
    log, port = tmp_path_factory.mktemp("log") / "log", free_port()
    with (
        log.open("wb") as output,
        serving(snapshot_folder, output=output, METRICS_PORT=str(port), LOG_FORMAT="json") as (address, _),
    ):
        yield Running(address, f"http://127.0.0.1:{port}/metrics", log)


async def visited(address: str, *, at_once: int = 1) -> None:
    people = [Session(address, "uitkeringen", query=f"gemeente=Arnhem&notitie={SECRET}") for _ in range(at_once)]
    for person in people:
        await person.open()
    for person in people:
        await person.__aexit__(None, None, None)


def measured(running: Running) -> dict[str, float]:
    text = requests.get(running.measurements, timeout=10).text
    families = text_string_to_metric_families(text)
    return {sample.name: sample.value for family in families for sample in family.samples if "le" not in sample.labels}


@pytest.mark.slow
def test_an_action_is_measured_and_a_session_counted(running: Running) -> None:
    before = measured(running)
    finished(visited(running.address, at_once=3))
    after = measured(running)
    assert after["dashboard_action_seconds_count"] - before["dashboard_action_seconds_count"] == 3
    assert after["dashboard_question_seconds_count"] > 0
    assert after["dashboard_memory_hits_total"] > before["dashboard_memory_hits_total"]
    assert 0 < after["dashboard_memory_bytes"] <= after["dashboard_memory_limit_bytes"]
    assert after["dashboard_snapshot_built_seconds"] > 1.7e9

    async def inside() -> float:
        async with Session(running.address, "privacy") as person:
            await person.open()
            return measured(running)["dashboard_sessions"]

    assert finished(inside()) == 1


@pytest.mark.slow
def test_the_measurements_are_on_an_address_of_their_own(running: Running) -> None:
    for path in ("metrics", "_stcore/metrics"):
        assert "dashboard_sessions" not in requests.get(f"{running.address}/{path}", timeout=10).text
    assert listening({}) is None
    assert listening({"METRICS_PORT": "9464"}) == ("127.0.0.1", 9464)
    with pytest.raises(SettingUnreadable, match="METRICS_PORT"):
        listening({"METRICS_PORT": "http"})


@pytest.mark.slow
def test_every_alarm_is_about_a_measurement_that_exists(running: Running) -> None:
    rules = yaml.safe_load((ROOT / "deploy" / "alerts.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    named = {name for rule in rules for name in re.findall(r"\bdashboard_\w+", rule["expr"])}
    assert len(named) >= 6
    text = requests.get(running.measurements, timeout=10).text
    assert {name for name in named if not re.search(rf"^(# TYPE )?{name}[ {{]", text, re.MULTILINE)} == set()
    for rule in rules:
        assert rule["annotations"]["summary"], rule["alert"]
    manual = (ROOT / "docs" / "beheer.md").read_text(encoding="utf-8")
    for heading in re.findall(r"docs/beheer.md: ([^.]+)\.", str(rules)):
        assert f"## {heading}" in manual


@pytest.mark.slow
def test_the_log_tells_nothing_of_visitors(running: Running) -> None:
    finished(visited(running.address))
    requests.get(f"{running.address}/uitkeringen?notitie={SECRET}", timeout=10)
    requests.get(running.address, headers={"Host": f"{SECRET}.example.org"}, timeout=10)
    lines = [line for line in running.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    events = [json.loads(line) for line in lines]
    assert "refused: a host that is not in server.allowedHosts" in {event["message"] for event in events}
    assert {"time", "level", "logger", "message"} <= set(events[0])
    whole = running.log.read_text(encoding="utf-8")
    assert SECRET not in whole
    assert "127.0.0.1" not in whole
    assert "?" not in whole


def test_an_error_is_written_without_what_was_typed_and_without_addresses() -> None:
    written, kept = io.StringIO(), logging.root.handlers
    try:
        write_logs({"LOG_FORMAT": "json"}, written)
        try:
            raise ValueError(f"http://localhost/uitkeringen?notitie={SECRET} of 10.1.2.3:4711 and [2001:db8::1]:80")
        except ValueError as error:
            logging.getLogger("dashboard").error("a page failed at 10.1.2.3", exc_info=error)
    finally:
        logging.root.handlers = kept
    event = json.loads(written.getvalue())
    assert event["message"] == "a page failed at (address)"
    assert event["error"].endswith("ValueError: http://localhost/uitkeringen?... of (address) and (address)")
    assert "in test_an_error_is_written" in event["error"]
    with pytest.raises(SettingUnreadable, match="LOG_FORMAT"):
        write_logs({"LOG_FORMAT": "xml"})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("snapshot 90d698048db7 is ready: 76 parts in 1.2 s", None),
        ("at 12:30:45 of 2026-11-26, version 2.0.0", None),
        ("Snapshot.open: std::string", None),
        ("fe80::1 said", "(address) said"),
    ],
)
def test_what_only_looks_like_an_address_stays(text: str, shown: str | None) -> None:
    assert cleaned(text) == (shown or text)


@pytest.mark.slow
def test_a_server_is_ready_when_it_can_answer_from_a_snapshot(tmp_path: Path) -> None:
    data, snapshots = copy_data(tmp_path / "data"), tmp_path / "snapshots"
    with serving(snapshots) as (address, _):
        assert requests.get(f"{address}/_stcore/health", timeout=10).status_code == 200
        told = requests.get(f"{address}/ready", timeout=10)
        assert (told.status_code, told.json()) == (503, {"state": "no snapshot"})
        assert run("build", data=data, snapshots=snapshots).returncode == 0
        told = requests.get(f"{address}/ready", timeout=10)
        assert told.status_code == 200
        assert told.json()["snapshot"] == (snapshots / "CURRENT").read_text().strip()


@pytest.mark.slow
def test_below_a_path_of_another_site_it_does_not_start_and_says_what_to_do(snapshot_folder: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(free_port())]
    settings = {"DASHBOARD_SNAPSHOTS": str(snapshot_folder), "STREAMLIT_SERVER_BASE_URL_PATH": "cijfers"}
    stopped = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, timeout=120
    )
    assert stopped.returncode != 0
    assert "server.baseUrlPath='cijfers'" in stopped.stderr
    assert "a name of its own at the proxy" in stopped.stderr
