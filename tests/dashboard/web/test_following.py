"""A server that follows a store: it begins without one, takes what comes, and says on every page that it is away."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import requests

from benchmarks.buckets import Service
from benchmarks.serving import free_port
from benchmarks.session import Session
from snapshot.mirroring import away_since
from tests.browsing import serving
from tests.helpers import copy_data, finished, run

pytestmark = [pytest.mark.slow]


def shown(address: str) -> str:
    """Return what a page says, as one text."""

    async def visited() -> str:
        async with Session(address, "privacy") as person:
            await person.open()
            return " ".join(person.text)

    return finished(visited())


def until(address: str, wanted: int) -> dict[str, str]:
    """Wait until the server is as ready as this; return what it says."""
    end = time.monotonic() + 90
    while (answer := requests.get(f"{address}/ready", timeout=10)).status_code != wanted:
        assert time.monotonic() < end, answer.text
        time.sleep(0.3)
    return answer.json()


def test_a_server_without_anything_waits_for_the_store_and_goes_on_without_it(s3: Service, tmp_path: Path) -> None:
    settings = {**s3.settings, "SNAPSHOT_STORE": s3.bucket()}
    data, built, read = copy_data(tmp_path / "data"), tmp_path / "built", tmp_path / "read"
    with serving(read, **settings) as (address, _):
        assert until(address, 503) == {"state": "no snapshot"}
        told = run("build", data=data, snapshots=built, **settings)
        assert told.returncode == 0, told.stderr
        current = (built / "CURRENT").read_text(encoding="ascii").strip()
        assert until(address, 200)["snapshot"] == current
        assert "werkt niet sinds" not in shown(address)
    away = {**settings, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
    log, port = tmp_path / "log", free_port()
    with log.open("wb") as output, serving(read, output=output, METRICS_PORT=str(port), **away) as (address, _):
        assert until(address, 200)["snapshot"] == current, "it starts with what it has"
        end = time.monotonic() + 60
        while not away_since(read):
            assert time.monotonic() < end
            time.sleep(0.2)
        assert re.search(r"werkt niet sinds \d+ \w+ \d{4} om \d\d\.\d\d uur\. Je ziet de cijfers van", shown(address))
        measured = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
        assert float(re.search(r"^dashboard_store_unreachable_seconds (.+)$", measured, re.MULTILINE)[1]) > 0  # type: ignore[index]
    assert "does not answer, what is here keeps serving" in log.read_text(encoding="utf-8")
    refused = run("build", data=data, snapshots=built, **away)
    assert refused.returncode == 1
    assert "does not answer" in refused.stderr
    assert "Traceback" not in refused.stderr
