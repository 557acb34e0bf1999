"""Measure what a question costs as tables grow: `python -m benchmarks.growth [--most 6]`, up to 10 to the power `most`.

A table of 342 municipalities, 20 years and ever more branches, all invented, is published as a build does it. Printed
per size: seconds to write, megabytes, seconds to verify, and the milliseconds of the processor of one question for four
municipalities and one branch, other ones each time: the median. Ten million rows (7) take some minutes and gigabytes.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from tqdm import tqdm

from dashboard.screen.session import snapshot_folder
from snapshot import files
from snapshot.model import Dataset, Measure, key, observations
from snapshot.read import Snapshot
from snapshot.write import publish

TOWNS, YEARS, QUESTIONS, LEAST, MOST = 342, 20, 60, 4, 7
GROWN = observations(
    name="grown",
    title="Banen, verzonnen",
    description="Verzonnen cijfers.",
    files=("none",),
    keys=(key("region_code", "Gemeente"), key("branch", "Bedrijfstak")),
    measures=(Measure("jobs", "Banen", ("jobs",)),),
)


def invented(rows: int) -> pd.DataFrame:
    """Return about so many rows, in the order of their key."""
    branches = max(1, round(rows / TOWNS / YEARS))
    towns, other, years = np.indices((TOWNS, branches, YEARS)).reshape(3, -1)
    number = len(towns)
    named = {
        "region_code": np.array([f"GM{town:04d}" for town in range(TOWNS)], dtype=object)[towns],
        "branch": np.array([f"B{branch:05d}" for branch in range(branches)], dtype=object)[other],
        "reference_period": np.array([f"{2005 + year}-12" for year in range(YEARS)], dtype=object)[years],
        "value": (towns * 7 + other * 13 + years).astype(float),
    }
    same = {"measure": "jobs", "unit": "jobs", "status": "published", "paragraph": None, "source": "x", "note": None}
    return pd.DataFrame({**named, **{name: np.full(number, value, dtype=object) for name, value in same.items()}})


def measure(rows: int, sources: tuple[Dataset, pd.DataFrame]) -> str:
    """Return the line of one size."""
    frame = invented(rows)
    branches = frame["branch"].unique()
    with tempfile.TemporaryDirectory() as name:
        folder, begin = Path(name), time.process_time()
        published = publish(folder, [GROWN, sources[0]], {GROWN.name: frame, sources[0].name: sources[1]}, lambda _: ())
        written = time.process_time() - begin
        size = files.snapshot_path(folder, published.id).stat().st_size / 1e6
        with Snapshot.open(folder) as snapshot:
            begin = time.process_time()
            snapshot.verify()
            verified, taken = time.process_time() - begin, []
            for turn in range(QUESTIONS):
                towns = [f"GM{(turn * step + step) % TOWNS:04d}" for step in (7, 11, 13, 17)]
                begin = time.process_time()
                snapshot.rows(GROWN.name, {"region_code": towns, "branch": str(branches[turn * 31 % len(branches)])})
                taken.append(1000 * (time.process_time() - begin))
    return (
        f"  {len(frame):9d} rows  written and verified in {written:6.1f} s, {size:7.1f} MB, verified again in "
        f"{verified:5.1f} s, a question {statistics.median(taken):5.2f} ms"
    )


def main() -> None:
    """Print a line per size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=6)
    most = min(parser.parse_args().most, MOST)
    with Snapshot.open(snapshot_folder()) as snapshot:
        sources = snapshot.datasets["sources"], snapshot.select("sources")
    print("seconds and milliseconds of the processor")
    for power in tqdm(range(LEAST, most + 1), desc="sizes", leave=False):
        print(measure(10**power, sources), flush=True)


if __name__ == "__main__":
    main()
