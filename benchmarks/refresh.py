"""Measure a refresh of a million observations from a local server: `python -m benchmarks.refresh [years]`.

The server runs in a process of its own and invents every figure; the table has the shape of 03759ned: 345 regions,
97 ages, and as many years as asked (30 make a million). Printed: rows per second, peak memory of the loader, megabytes
kept, and the same for an unchanged table, whose cost must not grow with its size.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from loaders.judging.plausible import findings
from loaders.keeping.staging import Staging
from loaders.keeping.store import Store
from loaders.series.cbs import population_series
from loaders.series.collect import collect
from loaders.series.declare import Regions
from loaders.services.cbs import reader
from loaders.services.http import Transport
from loaders.services.settings import Settings


def serve(pipe: Connection, years: int) -> None:
    """Serve the table until the pipe closes."""
    from tests.services.fake_cbs import FakeCBS, no_hole
    from tests.services.fake_tables import ages, one, population

    table = population()
    codes = [("NL01", "Nederland"), *((f"GM{number:04d}", f"Gemeente {number}") for number in range(1, 345))]
    region = replace(table.dims[3], codes=tuple(codes))
    times = tuple((f"{2026 - place}JJ00", str(2026 - place), "Definitief") for place in range(years, 0, -1))
    dims = (
        one("Geslacht", "Geslacht", ("T001038", "Totaal")),
        ages(),
        one("BurgerlijkeStaat", "Burgerlijke staat", ("T001019", "Totaal")),
        region,
        replace(table.dims[4], codes=times),
    )
    with FakeCBS(replace(table, dims=dims, hole=no_hole), page=10_000) as cbs:
        pipe.send(cbs.url())
        pipe.recv()


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """Return what `work` returns, and its seconds."""
    start = time.monotonic()
    return work(), time.monotonic() - start


def main() -> None:
    """Print the measurements."""
    years = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, years), daemon=True)
    server.start()
    settings = Settings(url=here.recv())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))

        def fetch() -> int:
            staging = Staging(store, "population_series", "x", "benchmark")
            source = reader(Transport(settings, answers=staging))
            collected = collect(population_series.LIVE, source, Regions({"AM07": ("GM0001", "GM0002")}), 1900)
            assert not findings(collected.rows, None)
            return collected.cells

        cells, seconds = timed(fetch)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again, offline = timed(fetch)
        kept = sum(path.stat().st_size for path in (Path(folder) / "answers").iterdir()) / 1e6
        _, unchanged = timed(lambda: len(reader(Transport(settings)).info(population_series.SERIES.table).modified))
    here.send("stop")
    print(f"{cells} cells from the server: {seconds:.1f} s, {cells / seconds:,.0f} cells/s")
    print(f"{again} cells from kept answers: {offline:.1f} s, {again / offline:,.0f} cells/s; {kept:.1f} MB kept")
    print(f"peak memory {peak:.0f} MB ({before:.0f} MB before); one slice is {cells // years} cells")
    print(f"unchanged table: {unchanged * 1000:.0f} ms, whatever its size")
    print(f"100 million cells, extrapolated: {seconds / cells * 1e8 / 3600:.1f} h")


if __name__ == "__main__":
    main()
