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


def test_a_choice_survives_page_switches_and_unknown_values_are_skipped(server: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server}/uitkeringen?gemeente=Arnhem&gemeente=Atlantis&vergelijk=Nederland")
    page.locator("h2").first.wait_for(timeout=30_000)
    page.wait_for_function(STILL, timeout=30_000)
    page.get_by_text("Een keuze in de link bestaat niet en is overgeslagen.").wait_for(timeout=10_000)
    for info in (PAGES[5], PAGES[0], PAGES[1]):
        page.wait_for_function(STILL, timeout=30_000)
        page.get_by_role("link", name=info.title, exact=True).first.click()
        page.locator("h1", has_text=info.title).wait_for(timeout=30_000)
        assert page.url.endswith("?gemeente=Arnhem&vergelijk=Nederland")
    page.wait_for_function(STILL, timeout=30_000)
    page.get_by_role("button", name="Wis filters").click()
    page.wait_for_function("() => !location.search", timeout=30_000)
    page.close()


def test_a_card_shows_its_table_and_gives_its_file(server: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server}/uitkeringen?gemeente=Rozendaal&vergelijk=Nederland")
    card = page.locator(".st-key-figuur-benefits-share")
    card.get_by_role("radio", name="Tabel").click(timeout=30_000)
    rows = card.locator("table.mg-table tbody tr")
    rows.first.wait_for(timeout=30_000)
    assert [text.split("\t")[0] for text in rows.all_inner_texts()] == ["Rozendaal", "Nederland"]
    with page.expect_download() as waiting:
        card.get_by_role("button", name="CSV voor Excel").click()
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename.startswith("bijstand-per-gemeente-rozendaal-2024-12")
    assert content.startswith(b"\xef\xbb\xbf")
    header, *lines = content.decode("utf-8-sig").splitlines()
    assert "Waarde (%)" in header
    assert sum(";geheim;" in line for line in lines) == 2
    page.close()
