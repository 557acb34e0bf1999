"""Shared fixtures: one real snapshot, built from the data folder of the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from loaders.build import build
from snapshot.read import Snapshot
from tests.browsing import chromium, dashboard_server, tab
from tests.helpers import copy_data
from tests.live import live, live_and_files, live_folder

# Draws are the same each time, so that a run says the same twice; FRESH_DRAWS=1 draws anew, to find what is left.
settings.register_profile("steady", derandomize=True)
settings.load_profile("default" if os.environ.get("FRESH_DRAWS") else "steady")

__all__ = [
    "chromium",
    "dashboard_server",
    "live",
    "live_and_files",
    "live_folder",
    "tab",
]  # fixtures, found here by every test


@pytest.fixture(scope="session")
def snapshot_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the snapshot that the repository's own data give."""
    folder = tmp_path_factory.mktemp("snapshots")
    build(
        copy_data(tmp_path_factory.mktemp("inputs") / "data"), folder
    )  # a copy: the lock file of the repository stays as it is
    return folder


@pytest.fixture(scope="session")
def snapshot(snapshot_folder: Path) -> Iterator[Snapshot]:
    """The open snapshot."""
    with Snapshot.open(snapshot_folder) as opened:
        yield opened
