"""Measure what a choice costs as tables grow: `python -m benchmarks.growth [--most 7]`, up to 10 to the power `most`.

Two shapes, all rows invented, published as a build does it, and each read by a process of its own:

- areas: in the snapshot that serves, the table of jobs gets ever more areas, each with all sections and 20 years. A
  choice draws all figures of the pages on sectors and vacancies, for what nobody chose before.
- branches: a table of 342 municipalities, 20 years and ever more branches. A question is for four municipalities and
  one branch, other ones each time, and is read of the file each time.

Printed per size: seconds to write and verify, the most memory that this took beside the rows, megabytes of the file,
seconds to open it as a web process does, milliseconds of a choice (or a question), and the most memory of the process
that read. Seconds and milliseconds are of the processor; of choices and questions it is the median. BUILD_MEMORY_MB
and QUERY_MEMORY_MB bound the two.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
from tqdm import tqdm

from benchmarks.figures import drawers, selections, sent
from benchmarks.unseen import SEED
from dashboard.asking.queries import municipalities
from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.screen.session import snapshot_folder
from snapshot import files
from snapshot.model import Dataset, Measure, key, observations
from snapshot.read import Snapshot
from snapshot.write import publish

TOWNS, YEARS, QUESTIONS, CHOICES, LEAST, MOST = 342, 20, 60, 25, 4, 8
JOBS, PAGES, COUNTRY = "jobs_series", ("sectoren", "vacatures"), "NL01"
PERIODS = tuple(f"{2005 + year}-12" for year in range(YEARS))
SAME = {"measure": "jobs", "unit": "jobs", "status": "published", "paragraph": None, "note": None}
GROWN = observations(
    name="grown",
    title="Banen, verzonnen",
    description="Verzonnen cijfers.",
    files=("none",),
    keys=(key("region_code", "Gemeente"), key("branch", "Bedrijfstak")),
    measures=(Measure("jobs", "Banen", ("jobs",)),),
)


@dataclass(frozen=True)
class Written:
    """A publication: its rows, seconds of the processor, megabytes of memory beside the rows, and of the file."""

    rows: int
    seconds: float
    memory_mb: float
    size_mb: float


@dataclass(frozen=True)
class Shape:
    """A way to grow: the declarations and rows of so many rows, and what a process reads of them.

    Attributes:
        grown: Gives the declarations, the frames by name and the snapshot to take the rest of.
        read: Gives the milliseconds of each choice or question of an open snapshot.
    """

    grown: Callable[[Snapshot, int], tuple[Sequence[Dataset], Mapping[str, pd.DataFrame]]]
    read: Callable[[Snapshot], list[float]]


def invented(places: Sequence[str], others: Sequence[str], *, column: str, source: str = "x") -> pd.DataFrame:
    """Return a row for each place, other key and year, in the order of their key: codes are kept as small numbers."""
    places, others = sorted(places), sorted(others)
    number = len(places) * len(others) * YEARS
    at = np.arange(number, dtype=np.int64)
    where, which = (at // (len(others) * YEARS)).astype(np.int32), (at // YEARS % len(others)).astype(np.int32)
    year = (at % YEARS).astype(np.int8)
    values = 100.0 * (1 + (where * 7 + which * 13 + year * 3) % 900)

    def codes(found: np.ndarray, names: Sequence[str]) -> pd.Categorical:
        return pd.Categorical.from_codes(found, categories=names)

    same = {name: value if value is None else codes(np.zeros(number, np.int8), [value]) for name, value in SAME.items()}
    frame = {"region_code": codes(where, places), column: codes(which, others)}
    frame |= {"reference_period": codes(year, PERIODS), "value": values, **same}
    return pd.DataFrame(frame | {"source": codes(np.zeros(number, np.int8), [source])}, copy=False)


def areas(base: Snapshot, rows: int) -> tuple[Sequence[Dataset], Mapping[str, pd.DataFrame]]:
    """Return the content of the snapshot that serves, with about so many rows of jobs."""
    sections = list(base.datasets[JOBS].column("section").labels)
    known = [base.region.code, COUNTRY, *municipalities(base)]
    more = (f"ZZ{place:06d}" for place in range(round(rows / len(sections) / YEARS) - len(known)))
    made = invented([*known, *more], sections, column="section", source=base.select(JOBS)["source"].iloc[0])
    frames = {name: base.select(name) for name in base.datasets}
    frames[JOBS] = made.assign(parts=1, missing_parts=0, reason=None)
    return list(base.datasets.values()), frames


def branches(base: Snapshot, rows: int) -> tuple[Sequence[Dataset], Mapping[str, pd.DataFrame]]:
    """Return a table of about so many rows, and the sources that every snapshot has."""
    towns = [f"GM{town:04d}" for town in range(TOWNS)]
    made = invented(towns, [f"B{one:05d}" for one in range(max(1, round(rows / TOWNS / YEARS)))], column="branch")
    return [GROWN, base.datasets["sources"]], {GROWN.name: made, "sources": base.select("sources")}


def choices(snapshot: Snapshot) -> list[float]:
    """Return the milliseconds of drawing the pages for each of some choices; what a process makes once comes before."""
    shown = {declared.name for path in PAGES for declared in catalogue.on_page(path)}
    drawn = [drawer for drawer in drawers(snapshot) if drawer.name in shown]
    draw, sectors = random.Random(SEED), ["", *snapshot.labels("priority_sectors")["priority_sector"]]
    wanted = [replace(one, sector=draw.choice(sectors)) for one in selections(snapshot, CHOICES)]
    taken = []
    for selection in (Selection(region=snapshot.region), *wanted):
        begin = time.process_time()
        for drawer in drawn:
            sent(drawer.draw(selection))
        taken.append(1000 * (time.process_time() - begin))
    return taken[1:]


def questions(snapshot: Snapshot) -> list[float]:
    """Return the milliseconds of each of some questions."""
    held, taken = snapshot.row_counts[GROWN.name] // TOWNS // YEARS, []
    for turn in range(QUESTIONS):
        towns = [f"GM{(turn * step + step) % TOWNS:04d}" for step in (7, 11, 13, 17)]
        begin = time.process_time()
        found = snapshot.rows(GROWN.name, {"region_code": towns, "branch": f"B{turn * 31 % held:05d}"})
        taken.append(1000 * (time.process_time() - begin))
        assert len(found) == YEARS * len(set(towns)), (len(found), towns)
    return taken


SHAPES = {"areas": Shape(areas, choices), "branches": Shape(branches, questions)}


def read(shape: str, folder: Path) -> tuple[float, float, float]:
    """Return the seconds of opening, the milliseconds of a choice and the most megabytes of this process."""
    begin = time.process_time()
    with Snapshot.open_verified(folder, str(files.current_id(folder))) as snapshot:
        opened = time.process_time() - begin
        taken = statistics.median(SHAPES[shape].read(snapshot))
    return opened, taken, most_mb()


def written(shape: str, rows: int, folder: Path) -> Written:
    """Publish so many rows in this process."""
    with Snapshot.open(snapshot_folder()) as base:
        datasets, frames = SHAPES[shape].grown(base, rows)
        before, begin = from_here_mb(), time.process_time()
        published = publish(folder, datasets, frames, lambda _: (), region=base.region)
        seconds, memory = time.process_time() - begin, most_mb() - before
    size = files.snapshot_path(folder, published.id).stat().st_size / 1e6
    return Written(sum(map(len, frames.values())), seconds, memory, size)


def from_here_mb() -> float:
    """Return the megabytes that this process has in use, and let `most_mb` count from now on where the system can."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return float(psutil.Process().memory_info().rss) / 1e6


def most_mb() -> float:
    """Return the most megabytes that this process had in use, or what it has now where the system does not tell."""
    told = Path("/proc/self/status")
    if told.exists():
        (line,) = (line for line in told.read_text().splitlines() if line.startswith("VmHWM"))
        return float(line.split()[1]) * 1024 / 1e6
    return float(psutil.Process().memory_info().rss) / 1e6


def measure(shape: str, rows: int) -> str:
    """Return the line of one size."""
    with (
        tempfile.TemporaryDirectory() as name,
        multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as apart,
    ):
        made = apart.apply(written, (shape, rows, Path(name)))
        opened, taken, memory = apart.apply(read, (shape, Path(name)))
    told = "choice" if shape == "areas" else "question"
    return (
        f"  {shape:8s} {made.rows:9d} rows  written and verified in {made.seconds:6.1f} s, {made.memory_mb:5.0f} MB "
        f"beside them, {made.size_mb:7.1f} MB, opened in {opened:5.2f} s, a {told} {taken:6.2f} ms, "
        f"{memory:5.0f} MB of memory"
    )


def main() -> None:
    """Print a line per shape and size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=6)
    parser.add_argument("--least", type=int, default=LEAST)
    parser.add_argument("--shape", choices=sorted(SHAPES))
    asked = parser.parse_args()
    print("seconds and milliseconds of the processor")
    for shape in [asked.shape] if asked.shape else SHAPES:
        for power in tqdm(range(asked.least, min(asked.most, MOST) + 1), desc="sizes", leave=False):
            print(measure(shape, 10**power), flush=True)


if __name__ == "__main__":
    main()
