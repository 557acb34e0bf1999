"""Measure build and refresh of one region and of all 35: `python -m benchmarks.scale`.

A server in a process of its own invents every figure, in the shape of the tables of population, benefits and jobs.
Printed per size: cells and seconds of a first refresh, rows, megabytes of the snapshot, seconds of a build per step:
reading and validating, then writing; without made rows and with all of them. Then seconds and requests where one table
changed (fetching it, then building) and where none did: it must cost what changed, not what exists. Seconds of a build
alone are of the processor, all others on the clock. At the end what 100 million cells' worth of slices would take,
extrapolated and said to be so.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from loaders.build import load, publish_content
from loaders.keeping import made
from loaders.keeping.paths import SERVICES
from loaders.refresh import Wanted, refresh
from loaders.services.settings import Settings
from snapshot import files
from snapshot.read import Snapshot

DATA = Path(__file__).resolve().parent.parent / "data"
DATASETS = ("areas", "population_series", "benefits_series", "jobs_series")
CHANGED = "83582NED"  # the table that is published anew
PER_REGION, ALL = 10, 35
Result = TypeVar("Result")


@dataclass(frozen=True)
class Measured:
    """Of one number of regions: seconds, cells, rows and megabytes; `anew_s` is reading without made rows."""

    regions: int
    cells: int
    rows: int
    first_s: float
    anew_s: float
    read_s: float
    write_s: float
    size_mb: float
    changed_s: float
    fetch_s: float
    changed_requests: int
    unchanged_s: float
    unchanged_requests: int


def serve(pipe: Connection, regions: int) -> None:
    """Serve the tables of `regions` regions until told to stop; answer how many requests came since the last time."""
    from tests.services.fake_cbs import Dim, FakeCBS, no_hole
    from tests.services.fake_tables import NINE, areas, benefits, jobs, population

    others = {f"GM2{at:03d}": f"Gemeente {at}" for at in range((regions - 1) * PER_REGION)}
    places = {"NL01": "Nederland", **NINE, **others}
    region_of = dict.fromkeys(NINE, "AM07") | {code: f"AM{40 + int(code[3:]) // PER_REGION}" for code in others}
    words = {("Arbeidsmarktregio's", "Code", code): region for code, region in region_of.items()}
    words |= {("Arbeidsmarktregio's", "Naam", code): f"Regio {region}" for code, region in region_of.items()}
    detail = Dim("RegioS", "Regio's", "GeoDetail", 10, tuple({**NINE, **others}.items()))
    tables = [replace(areas(), dims=(detail,), words=words)]
    months = tuple(
        (f"{year}MM{month:02d}", f"{year} {month}", "Definitief")
        for year in range(2016, 2026)
        for month in range(1, 13)
    )
    for table in (population(), benefits(), jobs()):
        dims = [replace(dim, codes=tuple(places.items())) if dim.name == "RegioS" else dim for dim in table.dims]
        if table.id == "80794ned":
            dims = [replace(dim, codes=months) if dim.name == "Perioden" else dim for dim in dims]
        tables.append(replace(table, dims=tuple(dims), hole=no_hole))
    with FakeCBS(*tables, page=10_000) as cbs:
        pipe.send(cbs.url())
        while (told := pipe.recv()) != "stop":
            if told == "publish":
                cbs.publish(CHANGED)
            pipe.send(len(cbs.requests))
            cbs.requests.clear()


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of `work`."""
    start = time.monotonic()
    work()
    return time.monotonic() - start


def processor(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return what `work` returns, and its seconds of the processor: those do not depend on who else is busy."""
    start = time.process_time()
    return work(), time.process_time() - start


def measure(regions: int) -> Measured:
    """Refresh, build and refresh again with `regions` regions."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    context.Process(target=serve, args=(there, regions), daemon=True).start()
    settings = Settings(url=here.recv())

    def requests(told: str = "count") -> int:
        here.send(told)
        return int(here.recv())

    with tempfile.TemporaryDirectory() as folder:
        data, snapshots = Path(folder) / "data", Path(folder) / "snapshots"
        shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("snapshots", "raw"))
        found: list[str] = []

        def again() -> None:
            outcomes, _ = refresh(data, snapshots, settings, Wanted(only=DATASETS, quiet=True))
            assert not [outcome for outcome in outcomes if outcome.state == "failed"], outcomes
            found[:] = [outcome.text for outcome in outcomes]

        first = timed(again)
        cells = sum(int(text.split()[0]) for text in found)
        shutil.rmtree(data / SERVICES / made.FOLDER)
        _, anew = processor(lambda: load(data))
        content, read = processor(lambda: load(data))
        _, written = processor(lambda: publish_content(content, Path(folder) / "anew"))
        with Snapshot.open(snapshots) as snapshot:
            rows = sum(snapshot.row_counts.values())
        size = files.snapshot_path(snapshots, str(files.current_id(snapshots))).stat().st_size / 1e6
        requests("publish")
        changed, asked = timed(again), requests()
        fetch = sum(float(text.split(", ")[-1].split()[0]) for text in found if "cells" in text)
        unchanged, quiet = timed(again), requests()
    here.send("stop")
    return Measured(regions, cells, rows, first, anew, read, written, size, changed, fetch, asked, unchanged, quiet)


def main() -> None:
    """Print the table."""
    os.environ.pop("REGION", None)
    one, every = measure(1), measure(ALL)
    for found in (one, every):
        print(
            f"{found.regions:2d} region(s): {found.cells} cells in {found.first_s:.1f} s, {found.rows} rows, "
            f"snapshot {found.size_mb:.1f} MB"
        )
        print(
            f"              build anew {found.anew_s:.1f} + {found.write_s:.1f} s, "
            f"with all rows made {found.read_s:.1f} + {found.write_s:.1f} s (reading + writing)"
        )
        print(
            f"              one table changed {found.fetch_s:.1f} + {found.changed_s - found.fetch_s:.1f} s "
            f"({found.changed_requests} requests; fetching + building), "
            f"none changed {found.unchanged_s:.2f} s ({found.unchanged_requests} requests)"
        )
    seconds = {found.regions: found.anew_s + found.write_s for found in (one, every)}
    build_s = 1e6 * (seconds[ALL] - seconds[1]) / (every.cells - one.cells)
    size_mb = 1e6 * (every.size_mb - one.size_mb) / (every.rows - one.rows)
    fetch_s = 1e6 * every.first_s / every.cells
    print(f"per million cells, from the two sizes: build {build_s:.1f} s; per million rows: {size_mb:.1f} MB")
    print(
        "100 million cells' worth of slices, EXTRAPOLATED in a straight line: "
        f"fetch {100 * fetch_s / 3600:.1f} h, build {100 * build_s / 60:.0f} min, "
        f"snapshot {100 * size_mb * every.rows / every.cells / 1000:.1f} GB"
    )


if __name__ == "__main__":
    main()
