"""Measure the memory of one server under many addresses: `python -m benchmarks.memory [--addresses N]`.

Each address, drawn with a seed, is a visitor of its own who opens it and leaves. What is remembered has a bound, so the
memory must stop growing: the second half may add next to nothing. Only a server of its own, on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Iterator
from itertools import islice

from tqdm import tqdm

from benchmarks.addresses import addresses
from benchmarks.serving import Server, serving
from benchmarks.session import Session, Widget
from dashboard.composition.availability import is_shown
from dashboard.composition.site import PAGES
from dashboard.screen.session import snapshot_folder
from snapshot.read import Snapshot

ADDRESSES, TOGETHER, MOST = 10_000, 4, 100_000
PARTS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)


async def choices(server: Server) -> dict[str, tuple[Widget, ...]]:
    """Return the choices of each page that the server shows, as far as they stand in an address."""
    found = {}
    with Snapshot.open(snapshot_folder()) as snapshot:
        paths = [info.path for info in PAGES if is_shown(snapshot, info)]
    for path in paths:
        async with Session(server.address, path) as session:
            await session.open()
            found[path] = tuple(widget for widget in session.widgets.values() if widget.name and widget.options)
    return found


async def visits(server: Server, drawn: Iterator[tuple[str, str]], bar: tqdm) -> int:
    """Open each of `drawn`, a few at a time; return how many faults they showed."""
    faults = 0

    async def visitor() -> None:
        nonlocal faults
        for path, query in drawn:
            async with Session(server.address, path, query=query) as session:
                await session.open()
                faults += session.faults
            bar.update()

    await asyncio.gather(*(visitor() for _ in range(TOGETHER)))
    return faults


def measure(server: Server, count: int) -> Iterator[tuple[int, float, int]]:
    """Yield, at the start and after parts of `count` addresses: how many, the megabytes in use, the faults so far."""
    server.settle()
    drawn = addresses(asyncio.run(choices(server)))
    faults = 0
    places = [round(part * count) for part in PARTS]
    with tqdm(total=count, desc="addresses", leave=False) as bar:
        for before, place in zip([0, *places], places, strict=False):
            faults += asyncio.run(visits(server, islice(drawn, place - before), bar))
            yield place, server.process.memory_info().rss / 1e6, faults


def main() -> None:
    """Print the memory at the start and after each part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--addresses", type=int, default=ADDRESSES)
    count = min(parser.parse_args().addresses, MOST)
    begin = time.monotonic()
    print(f"the memory of one server, {TOGETHER} visitors at a time")
    with serving() as server:
        for place, megabytes, faults in measure(server, count):
            print(
                f"  after {place:6d} addresses {megabytes:6.0f} MB, {faults} faults, {time.monotonic() - begin:5.0f} s"
            )


if __name__ == "__main__":
    main()
