"""What several tests share: a copy of the data folder to break, and the command line as a visitor runs it."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import pytest

from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.composition.site import PAGES
from dashboard.figure.core import Figure
from dashboard.figure.declare import TODAY, Declaration
from loaders.build import DECLARED
from snapshot.read import Snapshot

T = TypeVar("T")
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
_EMBEDDED = {dataset.name for dataset in DECLARED}
OF_A_REFRESH = {"regio-banen"}  # its dataset is in the box, for a wider area than the region
ALWAYS = {
    "regions",
    "sources",
    "terms",
    "sectors",
    "wider_areas",
}  # tables that every snapshot has, for names and words
DRAWN = tuple(
    entry for entry in catalogue.FIGURES if set(entry.needs) <= _EMBEDDED and entry.name not in OF_A_REFRESH
)  # others come with a refresh
SHOWN = tuple(
    info
    for info in PAGES
    if not catalogue.on_page(info.path) or any(catalogue.path_of(entry) == info.path for entry in DRAWN)
)  # the pages of the embedded snapshot


def finished(task: Coroutine[Any, Any, T]) -> T:
    """Run a task in a thread of its own: a browser that is open in this one has an event loop running here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, task).result()


def missing(what: str) -> NoReturn:
    """Skip a test for which this machine lacks `what`; fail it where BROWSER_REQUIRED forbids to skip."""
    if os.environ.get("BROWSER_REQUIRED"):
        pytest.fail(f"{what} (BROWSER_REQUIRED forbids to skip)")
    pytest.skip(what)


def nginx() -> str:
    """Return the nginx of this machine, for a test that needs it."""
    return NGINX or missing("no nginx on this machine; apt-get install nginx")


def copy_data(target: Path) -> Path:
    """Copy the inputs, without snapshots and downloads, to `target`."""
    shutil.copytree(DATA, target, ignore=shutil.ignore_patterns("snapshots", "raw"))
    return target


def published_copy(snapshots: Path, target: Path) -> Path:
    """Copy the inputs and what was built of them to `data` and `snapshots` in `target`: no build of its own."""
    copy_data(target / "data")
    shutil.copytree(snapshots, target / "snapshots")
    return target


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the only occurrence of `old` in a file; a text that moved makes the test fail, not pass."""
    path = folder / name
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, f"{name} holds {text.count(old)} times {old!r}"
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def line_of(name: str, start: str, folder: Path = DATA) -> int:
    """Return the number of the only line of a file that starts with `start`."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, start=1) if line.startswith(start)]
    assert len(found) == 1, f"{name} has {len(found)} lines that start with {start!r}"
    return found[0]


def made_first(snapshot: Snapshot, declared: Declaration, selection: Selection) -> Figure:
    """Return a figure for a selection, with the first possibility of each of its choices."""
    options = {name: next(iter(option.of(snapshot)), "") for name, option in declared.chosen.items()}
    today = {TODAY: "2026-11-24"} if declared.of_today else {}
    return declared.builder(snapshot, declared.asked(selection), **options, **today)


def environment(data: Path, snapshots: Path, **more: str) -> dict[str, str]:
    """Return the environment in which the loaders use these two folders."""
    return {**os.environ, "DASHBOARD_DATA": str(data), "DASHBOARD_SNAPSHOTS": str(snapshots), **more}


def run(*arguments: str, data: Path, snapshots: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m loaders` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "loaders", *arguments],
        cwd=ROOT,
        env=environment(data, snapshots, **more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
