"""Shared fixtures: one real snapshot, built from the data folder of the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.build import build
from snapshot.read import Snapshot
from tests.browsing import chromium, dashboard_server, tab
from tests.helpers import copy_data
from tests.live import live, live_and_files, live_folder

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
