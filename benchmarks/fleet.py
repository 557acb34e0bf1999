"""Several processes of the dashboard on this machine, each by itself or behind nginx as `make serve` runs them."""

from __future__ import annotations

import os
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

import psutil
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.serving import START_S, Server, deployed, free_port, free_ports, serving

QUIET_S, QUIET_MS = 1.0, 40.0  # together they use less of the processor than this while they wait for visitors


@dataclass(frozen=True)
class Fleet:
    """Where visitors come, the programs that were started, and where each process tells its measurements."""

    addresses: Sequence[str]
    started: Sequence[psutil.Process]
    measurements: Sequence[int]

    @property
    def is_behind_proxy(self) -> bool:
        """Whether nginx stands before the processes."""
        return len(self.addresses) < len(self.measurements)

    def _running(self) -> Iterator[psutil.Process]:
        for one in self.started:
            yield one
            with suppress(psutil.NoSuchProcess):
                yield from one.children(recursive=True)

    @property
    def processor_ms(self) -> float:
        """Milliseconds of processor time so far of all that was started, nginx too."""
        total = 0.0
        for one in self._running():
            with suppress(psutil.NoSuchProcess):
                times = one.cpu_times()
                total += 1000 * (times.user + times.system)
        return total

    @property
    def memory_mb(self) -> float:
        """Megabytes in use by the processes of the dashboard; those of nginx are few and shared."""
        total = 0.0
        for one in self._running():
            with suppress(psutil.NoSuchProcess):
                is_dashboard = any(part.endswith("server.py") for part in one.cmdline())
                total += one.memory_info().rss / 1e6 if is_dashboard else 0
        return total

    def told(self, name: str) -> list[float]:
        """Return a measurement of each process."""
        found = []
        for port in self.measurements:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
                families = text_string_to_metric_families(answer.read().decode())
            found.append(next(one.value for family in families for one in family.samples if one.name == name))
        return found

    def settle(self) -> None:
        """Wait until they have done what they make ready by themselves."""
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            before = self.processor_ms
            time.sleep(QUIET_S)
            if self.processor_ms - before < QUIET_MS * len(self.measurements):
                return


@contextmanager
def each_by_itself(processes: int) -> Iterator[Fleet]:
    """Run so many processes, each at an address of its own."""
    with ExitStack() as stack:
        ports = [free_port() for _ in range(processes)]
        servers: list[Server] = [stack.enter_context(serving(METRICS_PORT=str(port))) for port in ports]
        yield Fleet([one.address for one in servers], [one.process for one in servers], ports)


@contextmanager
def behind_nginx(processes: int) -> Iterator[Fleet]:
    """Run `python -m deploy serve` with so many processes; raise RuntimeError where it does not answer in time."""
    port, first, metrics = free_port(), free_ports(processes), free_ports(processes)
    with deployed(port, first, processes, {**os.environ, "METRICS_PORT": str(metrics)}) as program:
        for one in (*range(first, first + processes), port):
            _wait(f"http://127.0.0.1:{one}/_stcore/health")
        yield Fleet([f"http://127.0.0.1:{port}"], [program], range(metrics, metrics + processes))


def _wait(address: str) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=1)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{address} did not answer in {START_S} s; is nginx installed and a snapshot built?")
