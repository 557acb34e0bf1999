"""One server of addresses for all tests of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dashboard.addresses.answering import answering


@pytest.fixture(scope="session")
def addresses(snapshot_folder: Path) -> Iterator[str]:
    """The addresses on the snapshot of the repository's data."""
    with answering(snapshot_folder) as address:
        yield address
