"""Servers to measure: the dashboard, and an empty page as the floor that nothing can be faster than."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

ROOT = Path(__file__).resolve().parent.parent
DASHBOARD = ROOT / "server.py"
EMPTY = "import streamlit as st\nst.multiselect('Gemeenten', ['Arnhem', 'Rheden'], key='g')\n"
QUIET_S, QUIET_MS = 0.5, 10.0  # a server that uses less of the processor than this in half a second waits for visitors
START_S = 120  # a busy machine needs long for the imports alone


@dataclass(frozen=True)
class Server:
    """A running server: its address on this machine and its process."""

    address: str
    process: psutil.Popen

    @property
    def processor_ms(self) -> float:
        """Milliseconds of processor time that the server has used so far."""
        if sys.platform == "linux":  # the clock of another process: nanoseconds, where psutil counts per 10 ms
            return 1000 * time.clock_gettime((~self.process.pid << 3) | 2)
        times = self.process.cpu_times()
        return float(1000 * (times.user + times.system))

    def settle(self) -> None:
        """Wait until the server has done what it makes ready by itself, so that only visitors are measured."""
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            before = self.processor_ms
            time.sleep(QUIET_S)
            if self.processor_ms - before < QUIET_MS:
                return


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def deployed(
    port: int, first: int, processes: int, environment: Mapping[str, str], output: IO[bytes] | int = subprocess.DEVNULL
) -> Iterator[psutil.Popen]:
    """Run `python -m deploy serve`: nginx on `port`, so many processes from port `first`; give the program."""
    own = ROOT / "build" / f"serve-{port}"  # where nginx may write too after it gave up the rights of root
    settings = {"PORT": str(port), "FIRST_PORT": str(first), "PROCESSES": str(processes), "SERVE_FOLDER": str(own)}
    program = psutil.Popen(
        [sys.executable, "-m", "deploy", "serve"],
        cwd=ROOT,
        env={**environment, **settings},
        stdout=output,
        stderr=output,
    )
    try:
        yield program
    finally:
        program.terminate()
        program.wait(60)
        shutil.rmtree(own, ignore_errors=True)


def free_ports(number: int) -> int:
    """Return the first of so many ports in a row that nobody uses."""
    for _ in range(50):
        first = free_port()
        with suppress(OSError), ExitStack() as stack:
            for port in range(first, first + number):
                stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first
    raise RuntimeError(f"no {number} ports in a row are free")


@contextmanager
def serving(script: Path = DASHBOARD, **settings: str) -> Iterator[Server]:
    """Run `script` in a cold process of its own, with more settings, until the end of the block.

    Raises:
        RuntimeError: It did not answer in time.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = psutil.Popen(
        [*command, "--server.headless", "true"],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(f"http://localhost:{port}", process)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def empty_page() -> Iterator[Server]:
    """Run a server with nothing on its page but the choice of municipalities."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with serving(script) as server:
            yield server


def _wait(server: Server) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{server.address} did not answer in {START_S} s; is the port free and a snapshot built?")


def build_seconds() -> float:
    """Return the seconds of a whole build process into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "loaders", "build"],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DASHBOARD_SNAPSHOTS": folder},
        )
        return time.monotonic() - start
