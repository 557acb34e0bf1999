"""A real server and a real browser for tests, and what such tests ask of a page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks.serving import free_port
from tests.helpers import missing

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium")
PATIENCE = 90  # seconds that a browser waits for a state: on a busy machine a page may take long to come
expect.set_options(timeout=1000 * PATIENCE)
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
FRAME = (ROOT / "dashboard" / "screen" / "browser" / "frame.js").read_text(encoding="utf-8")
PATIENCE_OF_FRAME = int(re.findall(r"PATIENCE = ([0-9]+)", FRAME)[0])
# The first paint waits for what is in view. On a slow day it shows the page from the top as far as it is: that has a
# test of its own. In the others it waits without end, so that what moves has another cause than a slow server.
WITHOUT_END = f"""const timer = window.setTimeout;
window.setTimeout = (call, after, ...all) => after === {PATIENCE_OF_FRAME} ? 0 : timer(call, after, ...all);"""
TOUCHED = """for (const kind of ['keydown', 'mousemove', 'pointerdown', 'wheel'])
  window.addEventListener(kind, () => { window.visited = ''; }, {capture: true});"""
# Drawn: a heading, no part that is still to come, no chart without its picture. Still: the last question to the server
# is answered, no script runs, and for half a second nothing came in and nothing changed.
STILL = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const drawn = document.documentElement.classList.contains('mg-ready') && document.querySelector('h1')
    && !document.querySelector('[data-testid="stSkeleton"]')
    && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]:not(:has(.marks))')].every((chart) => !chart.checkVisibility());
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
        missing("no chromium on this machine; apt-get install chromium")
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


class Look:
    """Pages as a fresh visitor finds them, one tab for each kind of screen: what only looks shares a visit with others.

    A tab that stands on the address, and in which nobody pressed a key or moved the mouse, is not loaded again. Who
    changes a page in another way than a visitor does puts it back.
    """

    def __init__(self, chromium: Browser, server: str) -> None:
        self.server = server
        self._chromium = chromium
        self._tabs: dict[tuple[tuple[str, object], ...], Page] = {}
        self._heard: dict[Page, list[str]] = {}

    def __call__(self, path: str, **screen: Any) -> Page:
        """Return a tab that shows `path` on such a screen, as `visitor` takes it."""
        key = tuple(sorted(screen.items()))
        if key not in self._tabs:
            self._tabs[key] = self._opened(**screen)
        page, address = self._tabs[key], f"{self.server}/{path}"
        if page.evaluate("window.visited") != address:
            self._heard[page].clear()
            arrive(page, address)
            page.evaluate("visited => { window.visited = visited; window.jumped = window.shifts; }", address)
        return page

    def heard(self, page: Page) -> list[str]:
        """Return what the visit asked of other hosts, and what the browser complained of."""
        return self._heard[page]

    def close(self) -> None:
        """Close every tab."""
        for page in self._tabs.values():
            page.context.close()

    def _opened(self, **screen: Any) -> Page:
        context = visitor(self._chromium, **screen)
        for script in (WITHOUT_END, SHIFTS, VIOLATIONS, TOUCHED):
            context.add_init_script(script)
        page, heard = context.new_page(), []
        self._heard[page] = heard
        page.on(
            "request", lambda r: heard.append(r.url) if urlparse(r.url).hostname not in ("localhost", None) else None
        )
        page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
        return page


@pytest.fixture(scope="session")
def look(chromium: Browser, dashboard_server: str) -> Iterator[Look]:
    """Gives pages of the repository's snapshot to tests that only look."""
    looking = Look(chromium, dashboard_server)
    yield looking
    looking.close()


def show_tables(page: Page) -> None:
    """Show every figure that can be seen as its table."""
    buttons = page.get_by_role("button", name="Tabel ‘")  # those that are hidden are none
    while count := buttons.count():  # each gives way to the button that brings its chart back
        buttons.first.click()
        expect(buttons).to_have_count(count - 1)
    still(page)


def still(page: Page) -> None:
    """Wait until the page is drawn, the server has answered what was asked last, and nothing changes any more."""
    page.evaluate("window.size = -1")
    page.wait_for_function(STILL, polling=100)
