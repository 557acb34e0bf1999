"""A real server and a real browser for tests, and what such tests ask of a page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.serving import free_port

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium")
PATIENCE = 90  # seconds that a browser waits for a state: on a busy machine a page may take long to come
SOCKET = """window.asked = 0; window.answered = 0;
window.WebSocket = class extends WebSocket {
  constructor(...all) { super(...all); this.addEventListener('message', () => { window.answered = performance.now(); }); }
  send(message) { window.asked = performance.now(); super.send(message); }
};"""
SHIFTS = """window.shifts = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value; })
  .observe({type: 'layout-shift', buffered: true})"""
VIOLATIONS = """window.violations = [];
document.addEventListener('securitypolicyviolation', event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));"""
# Drawn: a heading, no part that is still to come, no chart without its picture. Still: the last question to the server
# is answered, no script runs, and for half a second nothing came in and nothing changed.
STILL = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const drawn = document.documentElement.classList.contains('mg-ready') && document.querySelector('h1')
    && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stVegaLiteChart"]:not(:has(svg, canvas))');
  const idle = app?.getAttribute('data-test-script-state') === 'notRunning' && window.answered >= window.asked;
  if (!drawn || !idle) { window.size = -1; return false; }
  const size = document.body.innerHTML.length;
  if (size !== window.size) { window.size = size; window.since = performance.now(); return false; }
  return performance.now() - Math.max(window.since, window.answered) > 500;
}"""


@contextmanager
def serving(
    snapshots: Path, *, port: int = 0, output: IO[bytes] | None = None, **settings: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a server on these snapshots, with more settings of the environment; its address and its process.

    Args:
        snapshots: The folder with snapshots.
        port: Where it listens; 0 is any free port.
        output: Where it writes what it says; without it, to the terminal.
        settings: More settings of the environment.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    known = {"DASHBOARD_SNAPSHOTS": str(snapshots), "CONTACT_EMAIL": "vragen@example.org"}
    environment = {**os.environ, **known, **settings}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    address = f"http://localhost:{port}"
    try:
        _answers(address, process)
        yield address, process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _answers(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers; raise RuntimeError where it stops or stays away."""
    for _ in range(4 * PATIENCE):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.25)
        else:
            return
        if process.poll() is not None:
            break
    raise RuntimeError(f"no server answers on {address}; its process ended with {process.poll()}")


@pytest.fixture(scope="session")
def dashboard_server(snapshot_folder: Path) -> Iterator[str]:
    """The address of a server of its own, on the snapshot of the repository's data."""
    with serving(snapshot_folder) as (address, _):
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium; without it the test is skipped, unless BROWSER_REQUIRED forbids that."""
    if CHROMIUM is None:
        if os.environ.get("BROWSER_REQUIRED"):
            pytest.fail("chromium is not installed and BROWSER_REQUIRED forbids to skip; apt-get install chromium")
        pytest.skip("no chromium on this machine; apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def visitor(
    chromium: Browser, *, width: int = 1366, height: int = 768, dark: bool = False, **more: Any
) -> BrowserContext:
    """Return a fresh visitor with an English browser."""
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale="en-US", **more
    )
    context.set_default_timeout(1000 * PATIENCE)
    context.add_init_script(SOCKET)
    return context


def visit(context: BrowserContext, address: str) -> Page:
    """Open an address in a tab of its own and wait until the page stands still."""
    return arrive(context.new_page(), address)


def arrive(page: Page, address: str) -> Page:
    """Open an address in this tab, as a new session of the dashboard, and wait until the page stands still."""
    page.goto(address)
    still(page)
    return page


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Gives the one tab of a visitor with such a screen: tests that only look share it, at half the work of a new one."""
    kept: dict[tuple[tuple[str, object], ...], Page] = {}

    def opened(**screen: Any) -> Page:
        key = tuple(sorted(screen.items()))
        if key not in kept:
            kept[key] = visitor(chromium, **screen).new_page()
        return kept[key]

    yield opened
    for page in kept.values():
        page.context.close()


def still(page: Page) -> None:
    """Wait until the page is drawn, the server has answered what was asked last, and nothing changes any more."""
    page.evaluate("window.size = -1")
    page.wait_for_function(STILL, polling=100)
