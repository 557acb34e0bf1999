"""A real S3 service on this machine: moto's server, in an environment of its own because it wants older libraries."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.serving import free_port

SERVER = Path(sys.prefix) / "s3" / ("Scripts/moto_server.exe" if os.name == "nt" else "bin/moto_server")
MISSING = "moto's server is not installed; make test does that, or: see .venv/.s3 in the Makefile"
_numbers = count()


@dataclass
class Service:
    """The service, which can be stopped and started again; it forgets its buckets then."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> dict[str, str]:
        """The settings of the environment with which it is reached."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_ACCESS_KEY_ID": "reader",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "eu-west-1",
        }

    def start(self) -> None:
        """Run it until it answers."""
        command = [str(SERVER), "-H", "127.0.0.1", "-p", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.settings['AWS_ENDPOINT_URL']}/moto-api/", timeout=1)
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"no S3 service answers on port {self.port}")

    def stop(self) -> None:
        """End it."""
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None

    def bucket(self) -> str:
        """Make a fresh bucket and return the setting that names a place in it."""
        name = f"bucket{next(_numbers)}"
        address = f"{self.settings['AWS_ENDPOINT_URL']}/{name}"
        urllib.request.urlopen(urllib.request.Request(address, method="PUT"), timeout=10)
        return f"s3://{name}/regio"


@contextmanager
def service() -> Iterator[Service]:
    """Run an S3 service until the end of the block; raise FileNotFoundError where it is not installed."""
    if not SERVER.exists():
        raise FileNotFoundError(MISSING)
    running = Service()
    running.start()
    try:
        yield running
    finally:
        running.stop()
