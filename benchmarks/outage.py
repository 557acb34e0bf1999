"""Rehearse what can go wrong on more machines: `python -m benchmarks.outage [--sessions N] [--processes N]`.

nginx before several processes and a real S3 service, all on this machine. A process is killed while sessions look at
their figures: how soon is each back on another, with all that it showed? A snapshot is published: when do all processes
serve it? The store stops: does anything break? Wants nginx, and the S3 service that the Makefile installs for tests.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psutil
import requests

from benchmarks.buckets import Service, service
from benchmarks.serving import ROOT, deployed, free_port, free_ports
from benchmarks.session import Session

ITEM = "uitkering-per-gemeente~vergelijk.niets"
TOWNS = ("Arnhem", "Rheden", "Duiven", "Doesburg", "Zevenaar", "Westervoort", "Lingewaard", "Overbetuwe")
FOOT = '<footer class="mg-page-foot">'
START_S, SWITCH_S, BACK_S = 180, 60, 30


@dataclass(frozen=True)
class Drill:
    """What was seen.

    Attributes:
        sessions: How many sessions there were.
        back_s: Seconds from the kill of a process until each session that it had was back, in order.
        again_s: The same of a second process, killed while the store was away.
        lost: Sessions that came back without all that they showed, or not at all.
        published_s: Seconds until every process served a new snapshot.
        faults: What went wrong on a page in any of this, also while the store was away.
        restarted_s: Seconds from that second kill until the process served again.
    """

    sessions: int
    back_s: tuple[float, ...]
    again_s: tuple[float, ...]
    lost: int
    published_s: float
    faults: int
    restarted_s: float


@dataclass(frozen=True)
class Site:
    """The running whole: where visitors come, the ports of the processes, and with what loaders publish."""

    address: str
    ports: Sequence[int]
    environment: dict[str, str]
    data: Path

    def build(self) -> str:
        """Publish a snapshot of the data and return its id."""
        subprocess.run(
            [sys.executable, "-m", "loaders", "build"],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return (Path(self.environment["DASHBOARD_SNAPSHOTS"]) / "CURRENT").read_text(encoding="ascii").strip()

    def change(self) -> None:
        """Give the agenda another word, so that the next snapshot is another."""
        file = self.data / "mja" / "midden-gelderland" / "statements.csv"
        file.write_text(file.read_text(encoding="utf-8").replace("regio", "streek", 1), encoding="utf-8")

    def serving(self, port: int) -> str:
        """Return the id of the snapshot that the process on this port serves; empty where it is not ready."""
        try:
            return str(requests.get(f"http://127.0.0.1:{port}/ready", timeout=5).json().get("snapshot", ""))
        except (OSError, ValueError):
            return ""

    def wait(self, wanted: str, within: float = START_S) -> float:
        """Wait until every process serves this snapshot; return the seconds, or raise TimeoutError."""
        start = time.monotonic()
        while any(self.serving(port) != wanted for port in self.ports):
            if time.monotonic() - start > within:
                raise TimeoutError(f"{wanted} is not served by all of {list(self.ports)}")
            time.sleep(0.2)
        return time.monotonic() - start

    def process(self, port: int) -> psutil.Process:
        """Return the process on a port."""
        for one in psutil.process_iter(["cmdline"]):
            if "streamlit" in (one.info["cmdline"] or []) and str(port) in one.info["cmdline"]:
                return one
        raise ProcessLookupError(f"nothing runs on {port}")


@contextmanager
def site(folder: Path, store: Service, processes: int) -> Iterator[Site]:
    """Run `python -m deploy serve` on an empty folder, with a store in which one snapshot stands."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("snapshots", "raw"))
    first, port = free_ports(processes), free_port()
    settings = {
        **os.environ,
        **store.settings,
        "SNAPSHOT_STORE": store.bucket(),
        "DASHBOARD_DATA": str(data),
        "DASHBOARD_SNAPSHOTS": str(folder / "built"),
    }
    running = Site(f"http://localhost:{port}", range(first, first + processes), settings, data)
    built = running.build()
    read = {**settings, "DASHBOARD_SNAPSHOTS": str(folder / "read")}
    with deployed(port, first, processes, read):
        running.wait(built)
        yield running


async def opened(site: Site, stack: AsyncExitStack, number: int) -> list[Session]:
    """Open sessions with filters and a list, each with a cookie of its own as the proxy gives it."""
    people = []
    for place in range(number):
        town, other = TOWNS[place % len(TOWNS)], TOWNS[(place * 3 + 1) % len(TOWNS)]
        path = "vergadering" if place % 3 == 0 else "uitkeringen"
        query = f"gemeente={town}&gemeente={other}&vergelijk=Nederland&lijst={ITEM}"
        person = Session(site.address, path, query=query, cookie=f"mg_place={uuid4().hex}")
        people.append(await stack.enter_async_context(person))
        await person.open()
    return people


def shown(person: Session) -> list[str]:
    """Return what a session shows, but for the foot, which also says how the store is doing."""
    return sorted(text for text in person.text if FOOT not in text)


async def killed(site: Site, port: int, people: Sequence[Session]) -> tuple[list[float], int, float]:
    """Kill the process on a port while people look at their figures.

    Returns:
        The seconds from the kill until each session that it had was back; how many came back without all that they
        showed or not at all; and the moment of the kill.
    """
    before = [shown(person) for person in people]
    victim = site.process(port)
    begin = time.monotonic()
    victim.kill()
    await asyncio.sleep(0.5)
    hit = [person for person in people if person.is_closed]

    async def back(person: Session) -> float:
        await person.again(within=BACK_S)
        return time.monotonic() - begin

    results = await asyncio.gather(*map(back, hit), return_exceptions=True)
    lost = sum(shown(person) != text for person, text in zip(people, before, strict=True))
    returned = sorted(one for one in results if isinstance(one, float))
    return returned, max(lost, len(hit) - len(returned)), begin


async def drill(site: Site, store: Service, sessions: int) -> Drill:
    """Kill a process, publish, stop the store and kill another; return what was seen."""
    async with AsyncExitStack() as stack:
        people = await opened(site, stack, sessions)
        back, lost, _ = await killed(site, site.ports[0], people)
        site.change()
        older = site.serving(site.ports[1])
        newest = await asyncio.to_thread(site.build)
        assert newest != older, "nothing was published"
        published = await asyncio.to_thread(site.wait, newest, SWITCH_S)
        await asyncio.gather(*(person.rerun() for person in people))
        store.stop()
        await asyncio.gather(*(person.rerun() for person in people))
        again, more, begin = await killed(site, site.ports[1], people)
        await asyncio.to_thread(site.wait, newest)
        restarted = time.monotonic() - begin
        faults = sum(person.faults for person in people)
        return Drill(sessions, tuple(back), tuple(again), lost + more, published, faults, restarted)


def rehearse(sessions: int, processes: int) -> Drill:
    """Run a site of its own and return how the rehearsal went."""
    with TemporaryDirectory() as folder, service() as store, site(Path(folder), store, processes) as running:
        return asyncio.run(drill(running, store, sessions))


def main() -> None:
    """Print how the rehearsal went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sessions", type=int, default=60)
    parser.add_argument("--processes", type=int, default=3)
    asked = parser.parse_args()
    found = rehearse(asked.sessions, asked.processes)
    print(f"{found.sessions} sessions on {asked.processes} processes behind nginx, snapshots in S3")
    for when, back in (("a process killed", found.back_s), ("another, while the store was away", found.again_s)):
        middle, slowest = statistics.median(back or (0,)), max(back, default=0)
        print(f"  {when}: {len(back)} sessions hit; half back {middle:.1f} s after it, the last {slowest:.1f} s")
    print(f"  {found.lost} lost or without what they showed; {found.faults} faults on pages in the whole rehearsal")
    print(f"  a snapshot published: on all processes after {found.published_s:.0f} s")
    print(f"  the process that was killed while the store was away serves again after {found.restarted_s:.0f} s")


if __name__ == "__main__":
    main()
