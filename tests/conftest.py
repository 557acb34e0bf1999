"""Shared fixtures: one real snapshot, built from the data folder of the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.composition.site import PageInfo
from loaders.build import build
from snapshot.read import Snapshot
from tests.browsing import chromium, dashboard_server, look
from tests.helpers import copy_data
from tests.live import files_folder, live, live_and_files, live_folder
from tests.sharing import shared
from tests.storing import s3

# Draws are the same each time, so that a run says the same twice; FRESH_DRAWS=1 draws anew, to find what is left.
settings.register_profile("steady", derandomize=True)
settings.load_profile("default" if os.environ.get("FRESH_DRAWS") else "steady")

__all__ = [
    "chromium",
    "dashboard_server",
    "files_folder",
    "live",
    "live_and_files",
    "live_folder",
    "look",
    "s3",
]  # fixtures, found here by every test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that look at one page follow each other, those that change it last, and the rest file by file."""

    def page_of(item: pytest.Item) -> str:
        drawn = getattr(item, "callspec", None)
        info = drawn.params.get("info") if drawn and "look" in getattr(item, "fixturenames", ()) else None
        return f"page {info.path}" if isinstance(info, PageInfo) else ""

    for item in items:
        item.add_marker(pytest.mark.xdist_group(page_of(item) or item.path.name))
    items.sort(key=lambda item: (page_of(item), bool(page_of(item)) and "changes_page" in item.keywords))


@pytest.fixture(scope="session")
def snapshot_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the snapshot that the repository's own data give. For reading: what writes takes a copy."""

    def make(folder: Path) -> None:  # of a copy: the lock file of the repository stays as it is
        build(copy_data(tmp_path_factory.mktemp("inputs") / "data"), folder)

    with shared(tmp_path_factory, "snapshots", make) as folder:
        yield folder


@pytest.fixture(scope="session")
def snapshot(snapshot_folder: Path) -> Iterator[Snapshot]:
    """The open snapshot."""
    with Snapshot.open(snapshot_folder) as opened:
        yield opened
