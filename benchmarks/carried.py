"""Measure what a build costs where little changed: `python -m benchmarks.carried [--most 7]`, 10 to the power `most`.

The rows, invented, stand in 50 tables of the same size, published once. Then nothing changes, one of the tables does,
and all do. Printed are the seconds of the processor of each publication, which are writing and reading back, and the
megabytes of its file.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from benchmarks.growth import GROWN, TOWNS, YEARS, invented
from dashboard.screen.session import snapshot_folder
from snapshot import carrying, files
from snapshot.carrying import last_of
from snapshot.model import Dataset
from snapshot.read import Snapshot
from snapshot.write import publish

TABLES = 50


def grown(base: Snapshot, rows: int) -> tuple[list[Dataset], dict[str, pd.DataFrame]]:
    """Return the declarations and rows of all tables together, and the sources that every snapshot has."""
    towns = [f"GM{town:04d}" for town in range(TOWNS)]
    others = [f"B{one:05d}" for one in range(max(1, round(rows / TABLES / TOWNS / YEARS)))]
    datasets = [replace(GROWN, name=f"grown_{place:02d}") for place in range(TABLES)]
    frames = {dataset.name: invented(towns, others, column="branch") for dataset in datasets}
    return [*datasets, base.datasets["sources"]], {**frames, "sources": base.select("sources")}


def build(folder: Path, datasets: Sequence[Dataset], frames: Mapping[str, pd.DataFrame]) -> str:
    """Publish with these frames, the other tables carried over; return the seconds and megabytes."""
    follows = {dataset.name: carrying.follows(dataset, []) for dataset in datasets}
    begin = time.process_time()
    published = publish(folder, datasets, frames, lambda _: (), follows=follows, last=last_of(folder))
    taken = time.process_time() - begin
    return f"{taken:6.2f} s, {files.snapshot_path(folder, published.id).stat().st_size / 1e6:6.1f} MB"


def measure(rows: int) -> None:
    """Print the lines of one size."""
    with tempfile.TemporaryDirectory() as name, Snapshot.open(snapshot_folder()) as base:
        datasets, frames = grown(base, rows)
        changed = {name: frame.assign(value=frame["value"] + 100) for name, frame in frames.items() if "value" in frame}
        first = min(changed)
        print(f"{sum(map(len, frames.values()))} rows in {TABLES} tables")
        for told, some in (
            ("all new", frames),
            ("nothing changed", {}),
            ("one changed", {first: changed[first]}),
            ("all changed", frames | changed | {first: frames[first]}),
        ):
            print(f"  {told:16s} {build(Path(name), datasets, some)}", flush=True)


def main() -> None:
    """Print a line per change, of each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=6)
    print("seconds of the processor")
    for power in range(6, parser.parse_args().most + 1):
        measure(10**power)


if __name__ == "__main__":
    main()
