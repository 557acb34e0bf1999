"""Every page in a real browser: no exception, no console error, no request that leaves the host."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, sync_playwright

from dashboard.site import PAGES, PageInfo

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium")
STILL = (
    "() => document.querySelector('[data-testid=\"stApp\"]')?.getAttribute('data-test-script-state') === 'notRunning'"
)
pytestmark = [pytest.mark.browser]

if CHROMIUM is None and os.environ.get("BROWSER_REQUIRED"):
    raise RuntimeError("chromium is not installed and BROWSER_REQUIRED forbids to skip; run: apt-get install chromium")
if CHROMIUM is None:
    print("WARNING: no chromium on this machine, the browser tests are skipped; apt-get install chromium")
    pytest.skip("no chromium on this machine; apt-get install chromium", allow_module_level=True)


@pytest.fixture(scope="module")
def server(snapshot_folder: Path) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    environment = {**os.environ, "DASHBOARD_SNAPSHOTS": str(snapshot_folder)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    address = f"http://localhost:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.25)
    yield address
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.mark.parametrize("info", PAGES, ids=lambda info: info.file)
def test_a_page_opens_cleanly(info: PageInfo, server: str, browser: Browser) -> None:
    page = browser.new_page()
    outside: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: outside.append(r.url) if urlparse(r.url).hostname not in ("localhost", None) else None)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{server}/{info.path}")
    page.locator("h1", has_text=info.title).wait_for(timeout=30_000)
    page.wait_for_function(STILL, timeout=30_000)
    assert page.locator('[data-testid="stException"]').count() == 0
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert outside == []
    assert errors == []
    page.close()
