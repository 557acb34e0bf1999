"""Measure the files to take home: `python -m benchmarks.exports`, after `python -m loaders build`.

Printed per kind of file: median and worst milliseconds over all figures, the longest that another thread had to wait
meanwhile (what another visitor would feel), and the memory of the process before and after.
"""

from __future__ import annotations

import gc
import statistics
import threading
import time
from collections.abc import Callable, Sequence

import psutil
from tqdm import tqdm

from benchmarks.figures import drawers
from dashboard.asking.selection import Selection
from dashboard.export import render
from dashboard.export.about import Item
from dashboard.export.downloads import downloads
from dashboard.export.package import FORMATS, Kind
from dashboard.screen.session import snapshot_folder
from snapshot.read import Snapshot

ROUNDS, TEN = 5, 10
TICK = 0.001  # seconds between two moments at which the other thread looks at the clock
NOTHING = Selection()


class Waiting:
    """Another thread that looks at the clock all the time: `worst` is its longest pause in seconds."""

    def __enter__(self) -> Waiting:
        self.worst, self.running = 0.0, True
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()
        return self

    def _look(self) -> None:
        last = time.monotonic()
        while self.running:
            time.sleep(TICK)
            now = time.monotonic()
            self.worst, last = max(self.worst, now - last - TICK), now

    def __exit__(self, *details: object) -> None:
        self.running = False
        self.thread.join()


def timed(name: str, jobs: Sequence[Callable[[], object]]) -> None:
    """Run the jobs and print how long they took and how long another thread waited."""
    taken = []
    with Waiting() as waiting:
        for job in tqdm(jobs, desc=name, leave=False):
            start = time.monotonic()
            job()
            taken.append(1000 * (time.monotonic() - start))
    print(f"{name:24s} median {statistics.median(taken):6.0f} ms   worst {max(taken):6.0f} ms   ", end="")
    print(f"another thread waited at most {1000 * waiting.worst:4.0f} ms")


def memory() -> float:
    """Return the megabytes of this process after a garbage collection."""
    gc.collect()
    return psutil.Process().memory_info().rss / 1e6


def main() -> None:
    """Print the table."""
    with Snapshot.open(snapshot_folder()) as snapshot:
        found = [drawer.draw(NOTHING) for drawer in drawers(snapshot)]
        ten = [Item(figure, NOTHING) for figure in found[:TEN]]
        kinds: dict[str, list[Callable[[], object]]] = {}
        for figure in found:
            for download in downloads(figure, NOTHING):
                kinds.setdefault(download.kind, []).append(lambda d=download, f=figure: d.content(f))  # type: ignore[misc]
        timed("first picture", kinds["png"][:1])
        for kind, jobs in kinds.items():
            timed(kind, jobs)
        packages: dict[Kind, Callable[[], object]] = {
            kind: lambda kind=kind: FORMATS[kind].make(ten, "Meting")  # type: ignore[misc]
            for kind in FORMATS
        }
        for kind, job in packages.items():
            timed(f"{kind} of ten figures", [job] * ROUNDS)
        before = memory()
        for job in tqdm([job for job in packages.values() for _ in range(ROUNDS)], desc="memory", leave=False):
            job()
        child = psutil.Process().children()[0].memory_info().rss / 1e6
        print(f"memory: {before:.0f} MB before and {memory():.0f} MB after {ROUNDS} rounds; drawing {child:.0f} MB")
        render.stop()
        print(f"drawing processes after stop: {len(psutil.Process().children())}")


if __name__ == "__main__":
    main()
