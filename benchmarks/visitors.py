"""Measure how many visitors fit: `python -m benchmarks.visitors [--levels 10,50,...] [--processes N] [--nginx]`.

Each visitor opens a page at random, chooses what nobody chose before, goes to other pages by the menu, opens what a
card offers to take home and takes a file of it, and leaves; another comes in its place, as in a day of visits. Per
level: how long an action takes, what went wrong, what it costs of the processor, nginx included, and what memory a
session takes. `--files 0` leaves the files out: a picture costs as much as ten choices. `--minutes N` lets one level
come and go for so long and tells the memory of every minute. Other work on the machine makes all of it slower: a fixed
piece of work before and after each level tells how much.

What is remembered of made figures has a bound: it is filled first, so that what grows afterwards is sessions. Who left
may come back for two minutes; so many sessions are kept, 128 a process at most. Only servers of its own, on this
machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any, TypeVar
from uuid import uuid4

import requests
from tqdm import tqdm

from benchmarks.crowd import SHARES, Measured
from benchmarks.fleet import Fleet, behind_nginx, each_by_itself
from benchmarks.session import Session
from benchmarks.unseen import SEED, unseen

T = TypeVar("T")
WORK = 400_000  # steps of the fixed piece of work
PAGES = ("", "bevolking", "uitkeringen", "banenafspraak", "vacatures", "sectoren", "pendel", "begroting")
LEVELS, SECONDS, THINK_S = (10, 50, 100, 200, 400), 30.0, 5.0
ELSEWHERE, TAKE, LEAVE = 0.2, 0.05, 0.05  # shares of actions: another page, a file of a card, and the end of the visit
ARRIVE_S = 0.1  # between two who come in
MOST_SESSIONS, MOST_SECONDS, MOST_MINUTES = 400, 600.0, 120.0
FULL, FILLERS, FILL_CHOICES, FILL_ROUNDS = 0.97, 4, 12, 60
FILE = re.compile(
    r'class=\\"mg-file\\" download=\\"[^"]*" href=\\"(/figuur/[^"\\]+)'
)  # in what a button opens, a text of JSON


@dataclass
class Level:
    """What so many visitors at once met, and what they cost.

    Memory is in MB before, during and after their visit; the pace is that of the machine, before and after.
    """

    sessions: int
    opened: Measured = field(default_factory=lambda: Measured("opening"))
    acted: Measured = field(default_factory=lambda: Measured("acting"))
    taken: Measured = field(default_factory=lambda: Measured("taking a file"))
    lost: int = 0
    memory_mb: tuple[float, float, float] = (0, 0, 0)
    paces_ms: tuple[float, float] = (0, 0)

    @property
    def actions(self) -> int:
        """How often anybody did anything."""
        return len(self.opened.taken_s) + len(self.acted.taken_s) + len(self.taken.taken_s)

    @property
    def kb_a_session(self) -> float:
        """Kilobytes of memory that a session takes while it is open."""
        return 1000 * (self.memory_mb[1] - self.memory_mb[0]) / self.sessions


def pace_ms() -> float:
    """Return the milliseconds that a fixed piece of work takes now: the more, the slower this machine is."""
    start, seen = time.perf_counter(), dict[int, str]()
    for step in range(WORK):
        seen[step % 1000] = str(step)
    return 1000 * (time.perf_counter() - start)


def newcomer(fleet: Fleet, path: str, draw: random.Random) -> Session:
    """Return a visitor with a cookie and an address of its own, as far as a proxy looks at them."""
    number = draw.randrange(1, 2**24 - 1)
    source = f"127.{number >> 16}.{number >> 8 & 255}.{number & 255}" if fleet.is_behind_proxy else ""
    return Session(draw.choice(fleet.addresses), path, cookie=f"mg_place={uuid4().hex}", source=source)


async def take(level: Level, person: Session, draw: random.Random) -> bool:
    """Take one of the files of a card that the page shows; return whether there was one."""
    files = FILE.findall(unescape("".join(person.text)))
    if not files:
        return False
    address, start = f"{person.address}{unescape(draw.choice(files))}", time.perf_counter()
    answer = await asyncio.to_thread(requests.get, address, headers={"Cookie": person.cookie}, timeout=60)
    level.taken.taken_s.append(time.perf_counter() - start)
    level.taken.faults += answer.status_code != 200
    return True


async def visit(level: Level, fleet: Fleet, draw: random.Random, end: float, files: float) -> None:
    """Come, act until the visit is over, and leave; of what is done a share `files` is to take one."""
    async with newcomer(fleet, draw.choice(PAGES), draw) as person:
        level.opened.taken_s.append(await person.open())
        choices = unseen(person.widgets, seed=draw.randrange(10**9))
        await asyncio.sleep(THINK_S * draw.random())
        while time.monotonic() < end:
            drawn = draw.random()
            if drawn < files and await take(level, person, draw):
                pass
            elif drawn < files + ELSEWHERE:
                level.acted.taken_s.append(await person.go(draw.choice(PAGES)))
                choices = unseen(person.widgets, seed=draw.randrange(10**9))
            elif choice := next(choices, None):
                level.acted.taken_s.append(await person.choose(choice))
            await asyncio.sleep(THINK_S * draw.uniform(0.7, 1.3))
            if draw.random() < LEAVE:
                break
        level.acted.faults += person.faults


async def seat(level: Level, fleet: Fleet, draw: random.Random, place: int, end: float, files: float) -> None:
    """Let one visitor after the other come to the same seat until the end."""
    await asyncio.sleep(place * ARRIVE_S)
    while time.monotonic() < end:
        try:
            await visit(level, fleet, draw, end, files)
        except (OSError, TimeoutError):
            level.lost += 1


async def fill(fleet: Fleet) -> None:
    """Let every process remember as many figures as it may, so that this does not count as memory of sessions."""
    draw = random.Random(SEED)

    async def one(address: str) -> None:
        async with newcomer(fleet, draw.choice(PAGES), draw) as person:
            person.address = address
            await person.open()
            for choice in islice(unseen(person.widgets, seed=draw.randrange(10**9)), FILL_CHOICES):
                await person.choose(choice)

    with tqdm(total=100, desc="filling what is remembered", leave=False) as bar:
        for _ in range(FILL_ROUNDS):
            await asyncio.gather(*(one(address) for address in fleet.addresses for _ in range(FILLERS)))
            limits, used = fleet.told("dashboard_memory_limit_bytes"), fleet.told("dashboard_memory_bytes")
            share = min(part / limit for part, limit in zip(used, limits, strict=True))
            bar.update(round(100 * share) - bar.n)
            if share > FULL:
                return


async def measure(fleet: Fleet, sessions: int, seconds: float, files: float = TAKE) -> Level:
    """Let `sessions` visitors at once be there for `seconds`; who leaves is followed by another."""
    level, draw, pace = Level(sessions), random.Random(SEED + sessions), pace_ms()
    before, processor = fleet.memory_mb, fleet.processor_ms
    end = time.monotonic() + sessions * ARRIVE_S + seconds
    seats = [asyncio.create_task(seat(level, fleet, draw, place, end, files)) for place in range(sessions)]
    await asyncio.sleep(max(0.0, end - time.monotonic() - 1))
    during = fleet.memory_mb
    await asyncio.gather(*seats)
    level.acted.processor_ms = fleet.processor_ms - processor
    await asyncio.sleep(3)
    level.memory_mb, level.paces_ms = (before, during, fleet.memory_mb), (pace, pace_ms())
    return level


async def soak(fleet: Fleet, sessions: int, minutes: float, files: float = TAKE) -> list[float]:
    """Let visitors come and go for so long; print every minute, and return the megabytes of each."""
    level, draw = Level(sessions), random.Random(SEED)
    begin, found = time.monotonic(), [fleet.memory_mb]
    end = begin + 60 * minutes
    seats = [asyncio.create_task(seat(level, fleet, draw, place, end, files)) for place in range(sessions)]
    while (left := end - time.monotonic()) > 0:
        await asyncio.sleep(min(60.0, left))
        found.append(fleet.memory_mb)
        remembered = sum(fleet.told("dashboard_memory_bytes")) / 1e6
        print(
            f"  {(time.monotonic() - begin) / 60:5.1f} min {found[-1]:6.0f} MB, of which remembered {remembered:4.0f}; "
            f"{len(level.opened.taken_s)} visits, {level.actions} actions, "
            f"{level.acted.faults + level.taken.faults} faults, {level.lost} lost",
            flush=True,
        )
    await asyncio.gather(*seats)
    return found


def run(visits: Coroutine[Any, Any, T]) -> T:
    """Run `visits` on the loop that the server has too: who measures takes the same cores."""
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        return asyncio.run(visits)
    return uvloop.run(visits)


def growth(megabytes: Sequence[float]) -> float:
    """Return by how many MB a minute the memory grew over the second half, as a straight line through it."""
    late = megabytes[len(megabytes) // 2 :]
    middle, mean = (len(late) - 1) / 2, sum(late) / len(late)
    spread = sum((place - middle) ** 2 for place in range(len(late)))
    return sum((place - middle) * (value - mean) for place, value in enumerate(late)) / spread if spread else 0.0


def show(level: Level) -> None:
    """Print what one level met."""
    acted = level.acted
    shares = "  ".join(f"p{100 * share:.0f} {acted.within(share):6.3f} s" for share in SHARES)
    before, during, after = level.memory_mb
    print(
        f"  {level.sessions:4d} sessions  {len(acted.taken_s):5d} actions  {shares}  "
        f"opening p95 {level.opened.within(SHARES[-1]):6.3f} s  "
        f"{len(level.taken.taken_s)} files p95 {level.taken.within(SHARES[-1]):.3f} s\n"
        f"       processor {acted.processor_ms / max(level.actions, 1):.0f} ms each, "
        f"{acted.faults + level.taken.faults} faults, {level.lost} lost, memory {before:.0f} -> {during:.0f} -> "
        f"{after:.0f} MB ({level.kb_a_session:.0f} kB a session)\n"
        f"       the fixed piece of work took {level.paces_ms[0]:.0f} and {level.paces_ms[1]:.0f} ms",
        flush=True,
    )


def main() -> None:
    """Print a line per level, or per minute."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--levels", default=",".join(map(str, LEVELS)))
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--nginx", action="store_true", help="behind nginx, as make serve runs them")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--files", type=float, default=TAKE, help="share of actions that takes a file")
    parser.add_argument("--minutes", type=float, default=0.0, help="the first level only, for so long")
    asked = parser.parse_args()
    levels = [min(int(level), MOST_SESSIONS) for level in asked.levels.split(",")]
    with (behind_nginx if asked.nginx else each_by_itself)(asked.processes) as fleet:
        fleet.settle()
        run(fill(fleet))
        where = "behind nginx" if asked.nginx else "each by itself"
        print(f"visitors who act every {THINK_S:.0f} s, on {asked.processes} process(es), {where}", flush=True)
        if asked.minutes:
            found = run(soak(fleet, levels[0], min(asked.minutes, MOST_MINUTES), asked.files))
            print(f"  in the second half the memory grew by {growth(found):.2f} MB a minute")
            return
        for sessions in tqdm(levels, desc="levels", leave=False):
            show(run(measure(fleet, sessions, min(asked.seconds, MOST_SECONDS), asked.files)))


if __name__ == "__main__":
    main()
