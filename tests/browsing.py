"""A real server and a real browser for tests, and what such tests ask of a page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium")
CLOSED_HINT = "localStorage.setItem('uitleg-gesloten', 'ja')"
STILL = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const ready = document.documentElement.classList.contains('mg-ready');
  if (!ready || app?.getAttribute('data-test-script-state') !== 'notRunning') { window.still = 0; return false; }
  const size = document.body.innerHTML.length;
  if (size !== window.size) { window.size = size; window.still = performance.now(); return false; }
  return performance.now() - window.still > 500;
}"""


@contextmanager
def serving(snapshots: Path, *, port: int = 0, **settings: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a server on these snapshots, with more settings of the environment; its address and its process.

    Args:
        snapshots: The folder with snapshots.
        port: Where it listens; 0 is any free port.
        settings: More settings of the environment.
    """
    if not port:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    known = {"DASHBOARD_SNAPSHOTS": str(snapshots), "CONTACT_EMAIL": "vragen@example.org"}
    environment = {**os.environ, **known, **settings}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    address = f"http://localhost:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.25)
    yield address, process
    process.terminate()
    process.wait(20)


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
    chromium: Browser, *, width: int = 1366, height: int = 768, dark: bool = False, hint: bool = False
) -> BrowserContext:
    """Return a fresh visitor with an English browser; the first steps are closed unless `hint`."""
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale="en-US"
    )
    if not hint:
        context.add_init_script(CLOSED_HINT)
    return context


def visit(context: BrowserContext, address: str) -> Page:
    """Open an address and wait until the page stands still."""
    page = context.new_page()
    page.goto(address)
    still(page)
    return page


def still(page: Page) -> None:
    """Wait until nothing on the page changes any more."""
    page.wait_for_function(STILL, timeout=45_000, polling=100)
