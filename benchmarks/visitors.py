"""Measure how many visitors fit: `python -m benchmarks.visitors [--levels 10,50,100] [--processes N] [--seconds S]`.

Each visitor opens a page at random, chooses what nobody chose before, goes to other pages by the menu, and leaves;
another comes in its place, as in a day of visits. Per level: how long an action takes, what went wrong, what it costs
of the processor, and what memory a session takes and leaves behind. Only servers of its own, on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import psutil
from tqdm import tqdm

from benchmarks.crowd import SHARES, Measured
from benchmarks.serving import Server, serving
from benchmarks.session import Session
from benchmarks.unseen import SEED, unseen

PAGES = ("", "bevolking", "uitkeringen", "banenafspraak", "vacatures", "sectoren", "pendel", "begroting")
LEVELS, SECONDS, THINK_S = (10, 50, 100), 20.0, 5.0
ELSEWHERE, LEAVE = 0.2, 0.05  # shares of actions that go to another page, and that end the visit
ARRIVE_S = 0.1  # between two who come in
MOST_SESSIONS, MOST_SECONDS = 400, 600.0


@dataclass
class Level:
    """What so many visitors at once met, and what they cost: memory in MB before, during and after their visit."""

    sessions: int
    opened: Measured = field(default_factory=lambda: Measured("opening"))
    acted: Measured = field(default_factory=lambda: Measured("acting"))
    lost: int = 0
    memory_mb: tuple[float, float, float] = (0, 0, 0)

    @property
    def kb_a_session(self) -> float:
        """Kilobytes of memory that a session takes while it is open."""
        return 1000 * (self.memory_mb[1] - self.memory_mb[0]) / self.sessions


def _memory_mb(servers: Sequence[Server]) -> float:
    return sum(psutil.Process(server.process.pid).memory_info().rss for server in servers) / 1e6


def _processor_ms(servers: Sequence[Server]) -> float:
    return sum(server.processor_ms for server in servers)


async def visit(level: Level, server: Server, draw: random.Random, end: float) -> None:
    """Come, act until the visit is over, and leave."""
    async with Session(server.address, draw.choice(PAGES)) as person:
        level.opened.taken_s.append(await person.open())
        choices = unseen(person.widgets, seed=draw.randrange(10**9))
        await asyncio.sleep(THINK_S * draw.random())
        while time.monotonic() < end:
            if draw.random() < ELSEWHERE:
                level.acted.taken_s.append(await person.go(draw.choice(PAGES)))
                choices = unseen(person.widgets, seed=draw.randrange(10**9))
            elif choice := next(choices, None):
                level.acted.taken_s.append(await person.choose(choice))
            await asyncio.sleep(THINK_S * draw.uniform(0.7, 1.3))
            if draw.random() < LEAVE:
                break
        level.acted.faults += person.faults


async def measure(servers: Sequence[Server], sessions: int, seconds: float) -> Level:
    """Let `sessions` visitors at once be there for `seconds`; who leaves is followed by another."""
    level, draw = Level(sessions), random.Random(SEED + sessions)
    before, processor = _memory_mb(servers), _processor_ms(servers)
    end = time.monotonic() + sessions * ARRIVE_S + seconds

    async def seat(place: int) -> None:
        await asyncio.sleep(place * ARRIVE_S)
        while time.monotonic() < end:
            try:
                await visit(level, servers[place % len(servers)], draw, end)
            except (OSError, TimeoutError):
                level.lost += 1

    seats = [asyncio.create_task(seat(place)) for place in range(sessions)]
    await asyncio.sleep(max(0.0, end - time.monotonic() - 1))
    during = _memory_mb(servers)
    await asyncio.gather(*seats)
    level.acted.processor_ms = _processor_ms(servers) - processor
    await asyncio.sleep(3)
    level.memory_mb = (before, during, _memory_mb(servers))
    return level


def show(level: Level) -> None:
    """Print one line."""
    acted, count = level.acted, len(level.acted.taken_s)
    shares = "  ".join(f"p{100 * share:.0f} {acted.within(share):6.3f} s" for share in SHARES)
    before, during, after = level.memory_mb
    cost = acted.processor_ms / max(count + len(level.opened.taken_s), 1)
    opening = level.opened.within(SHARES[-1])
    print(
        f"  {level.sessions:4d} sessions  {count:5d} actions  {shares}  opening p95 {opening:6.3f} s\n"
        f"       processor {cost:.0f} ms each, {acted.faults} faults, {level.lost} lost, memory {before:.0f} -> "
        f"{during:.0f} -> {after:.0f} MB ({level.kb_a_session:.0f} kB a session)"
    )


def main() -> None:
    """Print a line per level."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--levels", default=",".join(map(str, LEVELS)))
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    asked = parser.parse_args()
    levels = [min(int(level), MOST_SESSIONS) for level in asked.levels.split(",")]
    with ExitStack() as stack:
        servers = [stack.enter_context(serving()) for _ in range(asked.processes)]
        for server in servers:
            server.settle()
        print(f"visitors who act every {THINK_S:.0f} s, on {asked.processes} process(es)")
        for sessions in tqdm(levels, desc="levels", leave=False):
            show(asyncio.run(measure(servers, sessions, min(asked.seconds, MOST_SECONDS))))


if __name__ == "__main__":
    main()
