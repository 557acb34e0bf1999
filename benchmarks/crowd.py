"""Measure many visitors at once: `python -m benchmarks.crowd [--sessions N] [--processes N] [--seconds S]`.

First a cold herd: fifty people open the same page within five seconds, of a process that has just started, and then
fifty more of the same process. Then a meeting: sessions that each make a choice every five seconds, other ones at
random (drawn with a seed, no choice twice) or the same few again. Beside both stands the empty page, in the same run:
seconds say how busy this machine is, ratios say how the dashboard does. Only servers of its own, on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from itertools import cycle, islice

from tqdm import tqdm

from benchmarks.serving import Server, empty_page, serving
from benchmarks.session import Choice, Session
from benchmarks.unseen import SEED, unseen

PAGE = "uitkeringen"
HERD, WITHIN_S = 50, 5.0
SESSIONS, SECONDS, THINK_S = 25, 30.0, 5.0
FEW = 2  # choices of those who repeat what was chosen before
SHARES = (0.5, 0.95)
MOST_SESSIONS, MOST_SECONDS = 200, 300.0


@dataclass
class Measured:
    """What a crowd met: seconds of every visit or click, faults on the page, milliseconds of the processor."""

    name: str
    taken_s: list[float] = field(default_factory=list)
    faults: int = 0
    processor_ms: float = 0

    def within(self, share: float) -> float:
        """Return the seconds within which this share of all visits or clicks had ended."""
        ordered = sorted(self.taken_s)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else float("nan")


async def herd(name: str, server: Server, page: str) -> Measured:
    """Let HERD people open `page` at random moments within WITHIN_S seconds."""
    found = Measured(name)
    draw = random.Random(SEED)
    before = server.processor_ms

    async def one(moment: float) -> None:
        await asyncio.sleep(moment)
        async with Session(server.address, page) as session:
            found.taken_s.append(await session.open())
            found.faults += session.faults

    await asyncio.gather(*(one(draw.uniform(0, WITHIN_S)) for _ in range(HERD)))
    found.processor_ms = server.processor_ms - before
    return found


async def meeting(
    name: str, servers: Sequence[Server], page: str, *, sessions: int, seconds: float, repeat: bool
) -> Measured:
    """Let `sessions` people, spread over `servers`, make a choice every THINK_S seconds or so, for `seconds`."""
    found = Measured(name)
    draw = random.Random(SEED)
    async with AsyncExitStack() as stack:
        people = [
            await stack.enter_async_context(Session(servers[place % len(servers)].address, page))
            for place in range(sessions)
        ]
        for person in people:
            await person.open()
        choices: Iterator[Choice] = unseen(people[0].widgets)
        if repeat:
            few = list(islice(choices, FEW))
            for person in people[: len(servers)]:
                for choice in few:
                    await person.choose(choice)
            choices = cycle(few)
        before = sum(server.processor_ms for server in servers)
        end = time.monotonic() + seconds

        async def one(person: Session, moment: float) -> None:
            await asyncio.sleep(moment)
            while time.monotonic() < end and (choice := next(choices, None)):
                found.taken_s.append(await person.choose(choice))
                await asyncio.sleep(THINK_S * draw.uniform(0.7, 1.3))

        await asyncio.gather(*(one(person, draw.uniform(0, THINK_S)) for person in people))
        found.processor_ms = sum(server.processor_ms for server in servers) - before
        found.faults = sum(person.faults for person in people)
    return found


def herds() -> list[Measured]:
    """Return the herd on the empty page, on a cold process and on the same process once more."""
    with empty_page() as server:
        floor = asyncio.run(herd("empty page, cold", server, ""))
    with serving() as server:
        cold = asyncio.run(herd(f"{PAGE}, cold", server, PAGE))
        return [floor, cold, asyncio.run(herd(f"{PAGE}, once more", server, PAGE))]


def meetings(sessions: int, seconds: float, processes: int) -> list[Measured]:
    """Return the meeting on the empty page, with the same few choices, and with other choices at random."""

    def held(name: str, servers: Sequence[Server], page: str, *, repeat: bool) -> Measured:
        return asyncio.run(meeting(name, servers, page, sessions=sessions, seconds=seconds, repeat=repeat))

    with ExitStack() as stack:
        floors = [_ready(stack.enter_context(empty_page())) for _ in range(processes)]
        floor = held("empty page", floors, "", repeat=True)
    with ExitStack() as stack:
        servers = [_ready(stack.enter_context(serving())) for _ in range(processes)]
        again = held(f"{PAGE}, repeated", servers, PAGE, repeat=True)
        return [floor, again, held(f"{PAGE}, at random", servers, PAGE, repeat=False)]


def _ready(server: Server) -> Server:
    """Return a server that has done what it makes ready by itself: that is not the cost of a choice."""
    server.settle()
    return server


def show(title: str, rows: Sequence[Measured]) -> None:
    """Print one table; the first row is the empty page."""
    floor = rows[0]
    print(title)
    for row in rows:
        times = [
            f"p{100 * share:.0f} {row.within(share):7.3f} s x{_ratio(row, floor, share):<6.1f}" for share in SHARES
        ]
        print(
            f"  {row.name:26s} {len(row.taken_s):4d} times   {'  '.join(times)}  "
            f"processor {row.processor_ms / max(len(row.taken_s), 1):5.0f} ms each, {row.faults} faults"
        )


def _ratio(row: Measured, floor: Measured, share: float) -> float:
    return row.within(share) / floor.within(share)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    asked = parser.parse_args()
    sessions, seconds = min(asked.sessions, MOST_SESSIONS), min(asked.seconds, MOST_SECONDS)
    with tqdm(total=2, desc="crowds", leave=False) as bar:
        first = herds()
        bar.update()
        second = meetings(sessions, seconds, asked.processes)
        bar.update()
    show(f"{HERD} people open a page within {WITHIN_S:.0f} s", first)
    show(f"{sessions} sessions, a choice every {THINK_S:.0f} s, {asked.processes} process(es)", second)


if __name__ == "__main__":
    main()
