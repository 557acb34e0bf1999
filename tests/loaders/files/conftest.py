"""Fixtures of files that are dropped: the names that are known, and a data folder to drop them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.agenda.raw import read_table
from loaders.files.kept import known_names
from loaders.files.words.names import Names
from loaders.series.declare import Regions
from tests.helpers import DATA, copy_data

TOWNS = {"GM0202": "Arnhem", "GM0221": "Doesburg", "GM0226": "Duiven", "GM0277": "Rozendaal", "PV30": "Noord-Brabant"}


@pytest.fixture(scope="module")
def names() -> Names:
    table, _ = read_table(DATA, "reference/regions.csv")
    return known_names(table, Regions({}))


@pytest.fixture(scope="module")
def complete() -> Names:
    """The names as they are once the areas of CBS were fetched: every municipality is known."""
    table, _ = read_table(DATA, "reference/regions.csv")
    return known_names(table, Regions({}, TOWNS))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = copy_data(tmp_path / "data")
    (folder / "raw" / "uwv").mkdir(parents=True)
    return folder
