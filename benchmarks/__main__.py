"""Measure pages beside an empty Streamlit page in the same run: `make bench`.

Printed per page: warm first load until all is drawn, bytes transferred cold, one choice in the filter bar until all
is updated, server CPU of that choice; and beside it the ratio to the empty page. Needs Debian's chromium.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
EMPTY = "import streamlit as st\nst.multiselect('Gemeenten', ['Arnhem', 'Rheden'], key='g')\n"
STATE = "document.querySelector('[data-testid=\"stApp\"]')?.getAttribute('data-test-script-state')"
STILL = f"""() => {{ const size = document.body.innerText.length + document.querySelectorAll('svg,canvas').length;
  if ({STATE} !== 'notRunning' || size !== window.__size) {{
    window.__size = size; window.__since = performance.now(); }}
  return performance.now() - window.__since > 300; }}"""
ROUNDS = 7


@dataclass(frozen=True)
class Measured:
    """Medians of one page: seconds, megabytes, milliseconds."""

    name: str
    load_s: float
    transferred_mb: float
    click_ms: float
    cpu_ms: float


def serve(script: Path, port: int) -> psutil.Process:
    """Start a server for `script` and return it once it answers."""
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = psutil.Popen(
        [*command, "--server.headless", "true"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.1)
        else:
            return process
    raise RuntimeError(f"{script} did not answer on port {port}")


def settle(page: Page) -> None:
    """Wait until the page has stood still for 0.3 s."""
    page.wait_for_function(STILL, timeout=30_000, polling=20)


def measure(browser: Browser, server: psutil.Process, name: str, address: str) -> Measured:
    """Load `address` cold and warm, and click choose and drop one municipality."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    settle(page)
    transferred = sum(sizes) / 1e6
    loads = []
    for _ in range(3):
        start = time.monotonic()
        page.goto(address)
        settle(page)
        loads.append(time.monotonic() - start - 0.3)
    clicks, processor = [], []
    filter_box = page.get_by_label("Gemeenten").first
    for turn in range(ROUNDS + 1):
        if turn % 2 == 0:
            filter_box.click()
            filter_box.press_sequentially("Rheden")
            page.wait_for_timeout(300)
        else:
            filter_box.click()
        page.evaluate("window.__since = performance.now()")
        before, start = server.cpu_times(), time.monotonic()
        page.keyboard.press("Enter" if turn % 2 == 0 else "Backspace")
        settle(page)
        after = server.cpu_times()
        clicks.append(1000 * (time.monotonic() - start - 0.3))
        processor.append(1000 * (after.user + after.system - before.user - before.system))
    context.close()
    median = statistics.median
    return Measured(name, median(loads), transferred, median(clicks[1:]), median(processor[1:]))


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def build_seconds() -> float:
    """Return the seconds of a whole build process into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "loaders", "build"],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DASHBOARD_SNAPSHOTS": folder},
        )
        return time.monotonic() - start


def main() -> None:
    """Print the table."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed; run: apt-get install chromium")
    paths = ("uitkeringen", "bevolking", "sectoren")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        ports = free_port(), free_port()
        servers = serve(script, ports[0]), serve(ROOT / "server.py", ports[1])
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        jobs = [(servers[0], "empty page", ""), *((servers[1], path, path) for path in paths)]
        rows = [
            measure(browser, server, name, f"http://localhost:{ports[server is servers[1]]}/{path}")
            for server, name, path in tqdm(jobs, desc="pages")
        ]
        for server in servers:
            server.terminate()
    floor = rows[0]
    print(f"{'page':14s} {'load s':>12s} {'MB cold':>12s} {'click ms':>14s} {'cpu ms/click':>14s}")
    for row in rows:
        print(
            f"{row.name:14s} {row.load_s:5.2f} x{row.load_s / floor.load_s:4.1f} "
            f"{row.transferred_mb:6.1f} x{row.transferred_mb / floor.transferred_mb:4.1f} "
            f"{row.click_ms:7.0f} x{row.click_ms / floor.click_ms:4.1f} {row.cpu_ms:8.0f}"
        )
    print(f"build: {build_seconds():.2f} s")


if __name__ == "__main__":
    main()
