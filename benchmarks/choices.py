"""Measure a choice that nobody made before: `python -m benchmarks.choices`, after `python -m loaders build`.

Printed per page, in milliseconds of processor time of the server: the first visit, a choice that nobody made before
(median and heaviest), the same choice made again by another visitor, the difference between the two, which is what the
figures cost, and the ratio to a choice on an empty page in the same run. Choices are drawn at random with a seed, over
the websocket that a browser uses. Below it the figures one by one, drawn in this process.
"""

from __future__ import annotations

import asyncio
import statistics
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice

from tqdm import tqdm

from benchmarks import figures
from benchmarks.serving import Server, empty_page, serving
from benchmarks.session import Session
from benchmarks.unseen import unseen
from dashboard.screen.session import snapshot_folder
from snapshot.read import Snapshot

PAGES = ("uitkeringen", "bevolking", "vacatures", "pendel", "begroting", "sectoren")
WARM = "privacy"  # a page without figures, to import everything before the first measured visit
CHOICES = 12
HEAVIEST = 5  # figures that are named


@dataclass(frozen=True)
class Measured:
    """Milliseconds of processor time on one page: a first visit, and each choice when it is new and when repeated."""

    page: str
    first_ms: float
    new_ms: tuple[float, ...]
    again_ms: tuple[float, ...]
    faults: int

    @property
    def figures_ms(self) -> list[float]:
        """What a new choice costs more than a repeated one."""
        return [new - again for new, again in zip(self.new_ms, self.again_ms, strict=True)]


async def measure(server: Server, page: str) -> Measured:
    """Make choices on `page` that are new to the server, each one again by a second visitor."""
    async with Session(server.address, page) as visitor, Session(server.address, page) as second:
        before = server.processor_ms
        await visitor.open()
        first = server.processor_ms - before
        await second.open()
        new: list[float] = []
        again: list[float] = []
        for choice in islice(unseen(visitor.widgets), CHOICES):
            for session, taken in ((visitor, new), (second, again)):
                before = server.processor_ms
                await session.choose(choice)
                taken.append(server.processor_ms - before)
        return Measured(page, first, tuple(new), tuple(again), visitor.faults + second.faults)


async def measure_all() -> tuple[Measured, list[Measured]]:
    """Return the empty page and the pages with figures, from servers that run side by side."""
    with ExitStack() as stack:
        floor = await measure(stack.enter_context(empty_page()), "")
        server = stack.enter_context(serving())
        async with Session(server.address, WARM) as visitor:
            await visitor.open()
        server.settle()
        return floor, [await measure(server, page) for page in tqdm(PAGES, desc="choices", leave=False)]


def main() -> None:
    """Print the two tables."""
    floor, pages = asyncio.run(measure_all())
    least = statistics.median(floor.again_ms)
    print("processor time in ms: a choice that nobody made before, and the same choice again")
    print(
        f"{'page':14s} {'first':>6s} {'new':>6s} {'worst':>6s} {'again':>6s}   {'figures':>7s} {'worst':>6s}   faults"
    )
    for row in (floor, *pages):
        new, again, extra = (statistics.median(taken) for taken in (row.new_ms, row.again_ms, row.figures_ms))
        print(
            f"{row.page or 'empty page':14s} {row.first_ms:6.0f} {new:6.0f} {max(row.new_ms):6.0f} {again:6.0f}   "
            f"{extra:7.0f} {max(row.figures_ms):6.0f}   {row.faults:6d}   "
            f"new x{new / least:.0f}, again x{again / least:.0f} of the empty page ({len(row.new_ms)} choices)"
        )
    every = sorted(taken for row in pages for taken in row.figures_ms)
    heaviest = max(pages, key=lambda row: statistics.median(row.figures_ms))
    print(
        f"figures of a page, new choice: median {statistics.median(every):.0f} ms, heaviest page {heaviest.page} "
        f"{statistics.median(heaviest.figures_ms):.0f} ms"
    )
    with Snapshot.open(snapshot_folder()) as snapshot:
        found = figures.measure(snapshot)
    named = ", ".join(
        f"{name} {found[name]:.1f}" for name in sorted(found, key=found.__getitem__)[: -HEAVIEST - 1 : -1]
    )
    print(f"one figure, new choice: median {statistics.median(found.values()):.1f} ms; heaviest {named}")


if __name__ == "__main__":
    main()
