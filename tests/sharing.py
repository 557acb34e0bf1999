"""One folder for all workers of a test run: the first that asks fills it, the others wait and read."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """The folder `name` of this run, as `make` filled it; a test that wrote in it makes the run fail in the end."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = factory.mktemp(f"{name}-unfinished")
            make(made)
            made.rename(folder)
        before = held(folder)
    yield folder
    assert held(folder) == before, f"a test wrote in {folder}, which all tests read: let it take a copy"


def held(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the time and size of every file, by its path."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file()
    }
