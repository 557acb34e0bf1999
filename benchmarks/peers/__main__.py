"""Measure the page uitkeringen beside the same page in plain Streamlit, Dash and Panel: `make peers`.

The same rows, the same browser, one run: first load with a warm cache until nothing changes any more, megabytes with a
cold one; and of a choice of a municipality milliseconds until nothing changes any more, kilobytes that came for it, and
milliseconds of the processor of the server and of the browser. Medians, of the processor means. A change is what is
added, removed, written or moved in the page, shadow roots included, and what is drawn on a canvas.

Each page has the four charts that are counted in its line, and four key figures. The peers have a table of all rows
beside it, and none of the rest of the dashboard: no finding in words, no sources, no files, no links, no look.
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
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
DRAWN, KEY_FIGURE = 4, f"Bijstand in {TOWN}"  # how many charts each page has, and what tells that a choice was followed
# What a reader hears of a choice is said half a second later, and not seen
WATCH = """(() => {
  window.changed = 0;
  const told = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest('#mg-live');
  const options = {subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ['d', 'transform', 'width', 'height', 'points', 'x', 'y', 'fill', 'hidden']};
  const mark = () => { window.changed = performance.now(); };
  const watch = (root) => new MutationObserver((all) => { if (all.some((one) => !told(one.target))) mark(); })
    .observe(root, options);
  watch(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) { const root = attach.call(this, how); watch(root); return root; };
  for (const name of ['clearRect', 'fillRect', 'fillText', 'fill', 'stroke', 'drawImage', 'putImageData']) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...all) { mark(); return draw.apply(this, all); };
  }
  const roots = () => {
    const found = [document.body];
    for (const root of found)
      found.push(...[...root.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? []));
    return found;
  };
  const drawn = 'svg.marks, canvas.marks, .js-plotly-plot';
  window.charts = () => roots().flatMap((root) => [...root.querySelectorAll(drawn)])
    .filter((one) => one.getBoundingClientRect().width > 0).length;
  window.tells = (words) => roots().some((root) => root.textContent.includes(words));
})()"""


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
    """Wait until all charts are there and nothing changes any more; return the moment of the last change, in ms."""
    page.wait_for_function(f"() => window.charts() >= {DRAWN}", timeout=PATIENCE_MS, polling=30)
    page.wait_for_function(f"() => performance.now() - window.changed > {STILL_MS}", timeout=PATIENCE_MS, polling=30)
    return float(page.evaluate("window.changed"))


def processor_ms(process: psutil.Process) -> float:
    """Return the milliseconds that a server and what it started have used."""
    return sum(1000 * sum(one.cpu_times()[:2]) for one in (process, *process.children(recursive=True)))


def loads(context: BrowserContext, peer: Peer, address: str) -> float:
    """Load the page in some tabs, one by one, and return the median of the milliseconds until all was there.

    In the same tab it would be a reload, of which the scripts are compiled already.
    """
    found = []
    for _ in range(LOADS):
        page = context.new_page()
        page.goto(address)
        page.locator(peer.field).first.wait_for(timeout=PATIENCE_MS, state="attached")
        found.append(still(page))
        page.close()
    return statistics.median(found)


def browser_ms() -> float:
    """Return the milliseconds of the processor that the browser has used, all of its processes together."""
    found = [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()]
    return sum(1000 * sum(one.cpu_times()[:2]) for one in found)


def clicks(page: Page, peer: Peer, process: psutil.Process, sizes: list[int]) -> tuple[float, float, float, float]:
    """Choose a municipality and drop it again, some times; tell of a choice how long it took and what it cost.

    Returns:
        The medians of milliseconds until all followed and of kilobytes that came, and the means of milliseconds of the
        processor of the server and of the browser.
    """
    taken, came, spent, shown = [], [], [], []
    for turn in range(ROUNDS):
        box = page.locator(peer.field).first
        box.click()
        if turn % 2 == 0:
            page.keyboard.type(TOWN)
            page.wait_for_timeout(400)
        still(page)
        before, drawing, size = processor_ms(process), browser_ms(), sum(sizes)
        start = float(page.evaluate("performance.now()"))
        if turn % 2 and peer.toggle:
            page.locator(peer.toggle, has_text=TOWN).first.click()
        else:
            page.keyboard.press("Backspace" if turn % 2 else "Enter")
        is_told = "false" if turn % 2 else "true"
        page.wait_for_function(f"() => window.tells({KEY_FIGURE!r}) === {is_told}", timeout=PATIENCE_MS, polling=15)
        taken.append(still(page) - start)
        spent.append(processor_ms(process) - before)
        shown.append(browser_ms() - drawing)
        came.append((sum(sizes) - size) / 1e3)
        page.keyboard.press("Escape")
    return (
        statistics.median(taken[2:]),
        statistics.median(came[2:]),
        statistics.mean(spent[2:]),
        statistics.mean(shown[2:]),
    )


def received(page: Page) -> list[int]:
    """Return a list to which the bytes of each answer and each message of a socket are added as they come."""
    session, sizes = page.context.new_cdp_session(page), list[int]()
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))

    def frame(event: dict[str, dict[str, str | int]]) -> None:
        content = str(event["response"]["payloadData"])
        is_binary = event["response"]["opcode"] == 2  # told in base64
        sizes.append(len(content) * 3 // 4 if is_binary else len(content))

    session.on("Network.webSocketFrameReceived", frame)
    return sizes


def measure(browser: Browser, peer: Peer, folder: Path) -> str:
    """Return the line of one peer."""
    with running(peer, folder) as (address, process):
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        context.add_init_script(WATCH)
        page = context.new_page()
        sizes = received(page)
        page.goto(address)
        page.locator(peer.field).first.wait_for(timeout=PATIENCE_MS, state="attached")
        still(page)
        cold = sum(sizes) / 1e6
        load, charts = loads(context, peer, address), page.evaluate("window.charts()")
        click, came, spent, shown = clicks(page, peer, process, sizes)
        context.close()
    return (
        f"{peer.name:20s} {charts:6d} {load / 1000:8.2f} {cold:8.1f} "
        f"{click:10.0f} {came:9.0f} {spent:10.0f} {shown:11.0f}"
    )


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
        print(
            f"{'page':20s} {'charts':>6s} {'load s':>8s} {'MB cold':>8s} {'choice ms':>10s} {'choice kB':>9s} "
            f"{'server ms':>10s} {'browser ms':>11s}",
            flush=True,
        )
        for peer in PEERS:
            if missing and peer.command[0] == str(PYTHON):
                print(f"{peer.name:20s} is not installed: make peers")
                continue
            print(measure(browser, peer, folder), flush=True)


if __name__ == "__main__":
    main()
