"""Measure the page uitkeringen beside the same page in plain Streamlit, Dash and Panel: `python -m benchmarks.peers`.

The same rows, the same browser, one run: first load with a warm cache until nothing changes any more, megabytes with a
cold one, milliseconds from a choice of a municipality until nothing changes any more, and milliseconds of the
processor of the server for it; medians. What changes is seen in the page, shadow roots included; not in a canvas, on
which Streamlit's own charts are drawn: that favours it. The peers have four charts, four key figures and a table, and
none of the rest: no files, no sources, no links, no look. Dash and Panel want an environment of their own:

    .venv/bin/uv venv .venv/peers && .venv/bin/uv pip install --python .venv/peers -r requirements-peers.txt
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.peers.rows import FOLDER
from benchmarks.serving import DASHBOARD, ROOT, START_S, free_port
from dashboard.screen.session import snapshot_folder
from snapshot.read import Snapshot

HERE = Path(__file__).parent
PYTHON = Path(sys.prefix) / "peers" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NAMES = {
    "region_code": "gemeente",
    "scheme": "uitkering",
    "measure": "maat",
    "employment": "werk",
    "reference_period": "periode",
    "value": "waarde",
}
TOWN, LOADS, ROUNDS, STILL_MS, PATIENCE_MS = "Rheden", 5, 12, 500, 60_000
WATCH = """() => {
  const size = (root) => { let total = root.innerHTML.length;
    for (const one of root.querySelectorAll('*')) if (one.shadowRoot) total += size(one.shadowRoot); return total; };
  const heard = () => document.getElementById('mg-live')?.innerHTML.length ?? 0; // said half a second later, not seen
  window.seen = -1; window.changed = performance.now();
  const look = () => { const now = size(document.body) - heard(); if (now !== window.seen) { window.seen = now;
    window.changed = performance.now(); } setTimeout(look, 15); };
  look();
}"""


@dataclass(frozen=True)
class Peer:
    """A page and how to run it; `field` finds where a municipality is typed, `toggle` what drops it by a click."""

    name: str
    command: Sequence[str]
    field: str
    path: str = ""
    toggle: str = ""


PLAIN = HERE / "plain_streamlit.py"
STREAMLIT = (sys.executable, "-m", "streamlit", "run")
OPTIONS = ("--server.headless", "true", "--server.address", "localhost", "--server.port")
PEERS = (
    Peer("dashboard", (*STREAMLIT, str(DASHBOARD), *OPTIONS), "input[aria-label^='Gemeenten']", "uitkeringen"),
    Peer("Streamlit + pandas", (*STREAMLIT, str(PLAIN), *OPTIONS), "[data-testid=stMultiSelect] input"),
    Peer("Dash", (str(PYTHON), str(HERE / "in_dash.py")), "#gemeenten", toggle=".dash-dropdown-option"),
    Peer("Panel", (str(PYTHON), str(HERE / "in_panel.py")), "input.choices__input"),
)


def write_rows(folder: Path) -> None:
    """Write the rows of the page for the peers, with the words that the page uses."""
    with Snapshot.open(snapshot_folder()) as snapshot:
        for name, file in (
            ("benefits", "benefits"),
            ("benefits_national", "national"),
            ("registered_jobseekers", "jobseekers"),
        ):
            rows = snapshot.select(name)
            for column, words in snapshot.labels(name).items():
                if column in ("region_code", "scheme", "employment"):
                    rows[column] = rows[column].map(words)
            rows["measure"] = rows["measure"].replace({"share_pct": "percentage"})
            if name == "benefits_national":
                rows = rows[rows["reference_period"].str.len() > len("2016")]  # without the averages of a year
            rows.rename(columns=NAMES).to_csv(folder / f"{file}.csv", index=False)


@contextmanager
def running(peer: Peer, folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Run a peer until the end of the block; raise RuntimeError where it does not answer in time."""
    port = free_port()
    settings = {**os.environ, FOLDER: str(folder), "PYTHONPATH": str(ROOT)}
    process = psutil.Popen(
        [*peer.command, str(port)], cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    host = "127.0.0.1" if peer.command[0] == str(PYTHON) else "localhost"
    address, end = f"http://{host}:{port}", time.monotonic() + START_S
    try:
        while time.monotonic() < end and process.poll() is None:
            try:
                urllib.request.urlopen(address, timeout=2)
            except OSError:
                time.sleep(0.2)
            else:
                yield f"{address}/{peer.path}", process
                return
        raise RuntimeError(f"{peer.name} does not answer; {' '.join(peer.command)}")
    finally:
        process.terminate()
        process.wait(20)


def still(page: Page) -> float:
    """Wait until nothing changes any more; return the moment of the last change, in ms of the page."""
    page.wait_for_function(f"() => performance.now() - window.changed > {STILL_MS}", timeout=PATIENCE_MS, polling=30)
    return float(page.evaluate("window.changed"))


def processor_ms(process: psutil.Process) -> float:
    """Return the milliseconds that a server and what it started have used."""
    return sum(1000 * sum(one.cpu_times()[:2]) for one in (process, *process.children(recursive=True)))


def loads(page: Page, peer: Peer, address: str) -> float:
    """Load the page a few times and return the median of the milliseconds until all was there."""
    found = []
    for _ in range(LOADS):
        page.goto(address)
        page.evaluate(WATCH)
        page.locator(peer.field).first.wait_for(timeout=PATIENCE_MS, state="attached")
        found.append(still(page))
    return statistics.median(found)


def clicks(page: Page, peer: Peer, process: psutil.Process) -> tuple[float, float]:
    """Choose a municipality and drop it again; return the medians of milliseconds until all followed, and processor."""
    taken, spent = [], []
    for turn in range(ROUNDS):
        box = page.locator(peer.field).first
        box.click()
        if turn % 2 == 0:
            page.keyboard.type(TOWN)
            page.wait_for_timeout(400)
        still(page)
        before = processor_ms(process)
        start = float(page.evaluate("performance.now()"))
        if turn % 2 and peer.toggle:
            page.locator(peer.toggle, has_text=TOWN).first.click()
        else:
            page.keyboard.press("Backspace" if turn % 2 else "Enter")
        page.wait_for_function(f"() => window.changed > {start}", timeout=PATIENCE_MS, polling=15)
        taken.append(still(page) - start)
        spent.append(processor_ms(process) - before)
        page.keyboard.press("Escape")
    return statistics.median(taken[2:]), statistics.mean(spent[2:])


def measure(browser: Browser, peer: Peer, folder: Path) -> str:
    """Return the line of one peer."""
    with running(peer, folder) as (address, process):
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        session, sizes = context.new_cdp_session(page), list[float]()
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        session.on("Network.webSocketFrameReceived", lambda event: sizes.append(len(event["response"]["payloadData"])))
        page.goto(address)
        page.evaluate(WATCH)
        page.locator(peer.field).first.wait_for(timeout=PATIENCE_MS, state="attached")
        still(page)
        cold = sum(sizes) / 1e6
        load = loads(page, peer, address)
        click, spent = clicks(page, peer, process)
        context.close()
    return f"{peer.name:20s} {load / 1000:8.2f} {cold:8.1f} {click:10.0f} {spent:10.0f}"


def main() -> None:
    """Print the table."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed; run: apt-get install chromium")
    missing = not PYTHON.exists()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        write_rows(folder)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'page':20s} {'load s':>8s} {'MB cold':>8s} {'choice ms':>10s} {'cpu ms':>10s}", flush=True)
        for peer in PEERS:
            if missing and peer.command[0] == str(PYTHON):
                print(f"{peer.name:20s} is not installed; the head of benchmarks/peers/__main__.py says how")
                continue
            print(measure(browser, peer, folder), flush=True)


if __name__ == "__main__":
    main()
