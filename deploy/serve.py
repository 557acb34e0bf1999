"""The production start on one machine: a process for each core and nginx before them; what stops is started again."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from deploy.proxy import Proxy, proxy_from_environment, whole_number
from snapshot.errors import SnapshotError

ROOT = Path(__file__).resolve().parent.parent
RUN = ROOT / "build" / "serve"
FIRST_PORT = 8601
LOOK_EVERY, START_S, AGAIN_S = 0.5, 120, 2  # seconds
STOP_S = 15


class NginxMissing(SnapshotError):
    """There is no nginx on this machine."""


@dataclass
class Child:
    """One program that runs as long as this one does."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default=0.0)

    def keep(self) -> None:
        """Start it where it does not run; one that stopped at once waits a moment."""
        if self.process is not None and self.process.poll() is None:
            return
        if time.monotonic() - self.started < AGAIN_S:
            return
        if self.process is not None:
            print(f"{self.name} stopped ({self.process.returncode}) and is started again", file=sys.stderr, flush=True)
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, cwd=ROOT, env=self.environment)  # noqa: S603  of this file

    def stop(self) -> None:
        """End it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()


def nginx() -> str:
    """Return the nginx of this machine; NGINX names one that is not found by itself.

    Raises:
        NginxMissing: There is none.
    """
    found = shutil.which(os.environ.get("NGINX") or "nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise NginxMissing(
            "there is no nginx; on Debian and Ubuntu: apt-get install nginx; on Windows: unpack the zip of nginx.org "
            "and set NGINX to its nginx.exe and NGINX_MIME to its conf\\mime.types. Or use make run, one process"
        )
    return found


def processes(ports: Sequence[int], proxy: Proxy) -> list[Child]:
    """Return the processes of the dashboard, each on a port of this machine."""
    children = []
    for place, port in enumerate(ports):
        environment = {
            **os.environ,
            "STREAMLIT_SERVER_ALLOWED_HOSTS": " ".join((*proxy.names, "localhost", "127.0.0.1")),
        }
        if metrics := environment.get("METRICS_PORT"):
            environment["METRICS_PORT"] = str(int(metrics) + place)
        command = [sys.executable, "-m", "streamlit", "run", "server.py"]
        command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
        children.append(Child(f"process {place + 1}", command, environment))
    return children


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
    except OSError:
        return False
    return True


def closed(path: Path) -> Path | None:
    """Return the first folder on the way to `path` that only its owner may enter; None where there is none."""
    return next((one for one in reversed([path, *path.parents]) if not one.stat().st_mode & stat.S_IXOTH), None)


def told_closed(*folders: Path) -> str:
    """Return what to do where root starts nginx, which goes on as another user, and that cannot enter one of these."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ""
    found = next(filter(None, map(closed, folders)), None)
    return (
        f"{found} is closed to the user that nginx becomes when root starts it, so visitors are refused. Let others "
        f"enter it (chmod o+x {found}), put the project in /srv or /opt, or start as another user"
        if found
        else ""
    )


def serve() -> int:
    """Run everything until it is interrupted; return 0.

    Raises:
        NginxMissing: There is no nginx.
        SettingUnreadable: A setting cannot be.
    """
    program = nginx()
    first, number = whole_number("FIRST_PORT", FIRST_PORT), whole_number("PROCESSES", os.cpu_count() or 1)
    ports = range(first, first + number)
    run = Path(os.environ.get("SERVE_FOLDER") or RUN).absolute()
    proxy = proxy_from_environment([f"127.0.0.1:{port}" for port in ports], run)
    run.mkdir(parents=True, exist_ok=True)
    if told := told_closed(run, Path(proxy.pages)):
        print(told, file=sys.stderr, flush=True)
    configuration = run / "nginx.conf"
    configuration.write_text(proxy.configuration(), encoding="utf-8")
    children = processes(ports, proxy)
    children.append(
        Child(
            "nginx",
            [program, "-e", "stderr", "-p", str(run), "-c", str(configuration), "-g", "daemon off;"],
            dict(os.environ),
        )
    )
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _run(children, ports, proxy)
    except KeyboardInterrupt:
        print("stopping", flush=True)
    finally:
        for child in reversed(children):
            child.stop()
    return 0


def _run(children: Sequence[Child], ports: Sequence[int], proxy: Proxy) -> None:
    end, is_said = time.monotonic() + START_S, False
    while True:
        for child in children:
            child.keep()
        if not is_said and all(_answers(port) for port in ports):
            scheme = "https" if proxy.certificate else "http"
            print(f"{len(ports)} processes serve {scheme}://{proxy.names[0]}:{proxy.port}", flush=True)
            is_said = True
        elif not is_said and time.monotonic() > end:
            print("not every process answers yet; python -m loaders doctor says what is wrong", file=sys.stderr)
            is_said = True
        time.sleep(LOOK_EVERY)


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
