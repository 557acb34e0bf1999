"""Measure how much moves under the reader's eyes while a page opens, at three widths, on a quiet and on a busy machine.

The first paint waits for what is in view, but not for ever: a page that comes slowly is shown from the top as far as
it is finished. Printed is the layout shift as browsers count it: 0.1 is called good, 0.25 poor.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright
from tqdm import tqdm

from benchmarks.__main__ import settle
from benchmarks.serving import serving
from tests.browsing import SHIFTS

PATHS = ("", "bevolking", "uitkeringen", "vacatures", "sectoren", "uitvoeringsagenda")
SCREENS = ((320, 640), (1366, 768), (1920, 1080))
ROUNDS = 3


def _burn() -> None:
    while True:
        pass


@contextmanager
def busy(count: int) -> Iterator[None]:
    """Keep `count` processors busy meanwhile."""
    burners = [multiprocessing.Process(target=_burn, daemon=True) for _ in range(count)]
    for burner in burners:
        burner.start()
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()


def shift(browser: Browser, address: str, width: int, height: int) -> float:
    """Return the layout shift of one first visit to an address."""
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.goto(address)
    page.locator("h1").wait_for()
    settle(page)
    found = float(page.evaluate("window.shifts"))
    context.close()
    return found


def main() -> None:
    """Print the median and the most per page."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed; run: apt-get install chromium")
    with sync_playwright() as playwright, serving() as server:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'page':20s} {'machine':8s} median   most")
        for machine, burners in (("quiet", 0), ("busy", 2 * (os.cpu_count() or 1))):
            with busy(burners):
                for path in tqdm(PATHS, desc=machine, leave=False):
                    address = f"{server.address}/{path}"
                    found = [shift(browser, address, *screen) for screen in SCREENS for _ in range(ROUNDS)]
                    print(f"{path or 'overzicht':20s} {machine:8s} {statistics.median(found):6.3f} {max(found):6.3f}")
        browser.close()


if __name__ == "__main__":
    main()
