"""Measure pages in a browser beside an empty Streamlit page in the same run: `make bench`.

Printed per page: with a warm cache, until its figures can be read and until all is drawn; bytes transferred cold; one
choice in the filter bar until all is updated, and processor time of the server for that choice; and beside it the ratio
to the empty page. Each load has a tab of its own: in the same tab it would be a reload, of which the scripts are
compiled already. The choice is made and dropped again seven times, so all but the first two are REPEATED choices, of
which every figure is ready: what a choice costs that nobody made before, benchmarks/choices.py measures. Needs Debian's
chromium.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

from benchmarks.serving import Server, build_seconds, empty_page, serving

STATE = "document.querySelector('[data-testid=\"stApp\"]')?.getAttribute('data-test-script-state')"
# The moment of the last change of what is shown or of the state of the script, as the browser notes it: looking costs
# the page nothing. What is hidden, and what is told to a screen reader afterwards, does not count.
CHANGES = """window.__since = 0;
new MutationObserver(changes => {
  const shown = ({target}) => !(target.closest ? target : target.parentElement)?.closest(
    '#mg-live, [data-testid^="stElementToolbar"]');
  if (changes.some(shown)) window.__since = performance.now();
}).observe(document, {subtree: true, childList: true, characterData: true,
  attributeFilter: ['data-test-script-state']})"""
# The moment on which figures can be read: what a page opens with is on the screen, or the page itself.
READABLE = """new MutationObserver((_, watch) => {
  if (!document.getElementById('mg-first') && !document.documentElement.classList.contains('mg-ready')) return;
  watch.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.__read = performance.now(); }));
}).observe(document, {subtree: true, childList: true, attributeFilter: ['class']})"""
STILL = f"() => {STATE} === 'notRunning' && performance.now() - window.__since > 500"
ROUNDS, LOADS = 7, 5


@dataclass(frozen=True)
class Measured:
    """Medians of one page: seconds, megabytes, milliseconds."""

    name: str
    read_s: float
    load_s: float
    transferred_mb: float
    click_ms: float
    cpu_ms: float


def settle(page: Page) -> float:
    """Wait until the page has stood still for half a second; return when it last changed, in ms of its own clock."""
    page.wait_for_function(STILL, timeout=30_000, polling=50)
    return float(page.evaluate("window.__since"))


def measure(browser: Browser, server: Server, name: str, path: str) -> Measured:
    """Load a page cold and warm, and choose and drop one municipality."""
    address = f"{server.address}/{path}"
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_init_script(CHANGES)
    context.add_init_script(READABLE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    settle(page)
    transferred = sum(sizes) / 1e6
    reads, loads = [], []
    for _ in range(LOADS):
        tab = context.new_page()
        tab.goto(address)
        loads.append(settle(tab) / 1000)
        # Of the empty page there is nothing to read.
        reads.append(tab.evaluate("window.__read") / 1000 if path else loads[-1])
        tab.close()
    clicks, processor = [], []
    filter_box = page.get_by_label("Gemeenten").first
    for turn in range(ROUNDS + 1):
        if turn % 2 == 0:
            filter_box.click()
            filter_box.press_sequentially("Rheden")
            page.wait_for_timeout(300)
        else:
            filter_box.click()
        settle(page)
        before, start = server.processor_ms, page.evaluate("window.__since = performance.now()")
        page.keyboard.press("Enter" if turn % 2 == 0 else "Backspace")
        clicks.append(settle(page) - start)
        processor.append(server.processor_ms - before)
    context.close()
    median = statistics.median
    return Measured(name, median(reads), median(loads), transferred, median(clicks[1:]), median(processor[1:]))


def main() -> None:
    """Print the table."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed; run: apt-get install chromium")
    paths = ("uitkeringen", "bevolking", "sectoren")
    with sync_playwright() as playwright, empty_page() as floor_server, serving() as server:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        jobs = [(floor_server, "empty page", ""), *((server, path, path) for path in paths)]
        rows = [measure(browser, *job) for job in tqdm(jobs, desc="pages")]
    floor = rows[0]
    print(f"{'page':14s} {'read s':>12s} {'load s':>12s} {'MB cold':>12s} {'repeated ms':>14s} {'cpu ms':>9s}")
    for row in rows:
        print(
            f"{row.name:14s} {row.read_s:5.2f} x{row.read_s / floor.load_s:4.1f} "
            f"{row.load_s:5.2f} x{row.load_s / floor.load_s:4.1f} "
            f"{row.transferred_mb:6.1f} x{row.transferred_mb / floor.transferred_mb:4.1f} "
            f"{row.click_ms:7.0f} x{row.click_ms / floor.click_ms:4.1f} {row.cpu_ms:8.0f}"
        )
    print(f"build: {build_seconds():.2f} s")


if __name__ == "__main__":
    main()
