"""How a dropped file is read: which sheets, rows and cells count, and what is passed over. All figures invented."""

from __future__ import annotations

import pytest

from loaders.dropped.combine import Taken
from loaders.dropped.intake import read_file
from loaders.dropped.kept import known_names
from loaders.dropped.names import Names
from loaders.raw import read_table
from loaders.series import Regions
from tests.dropped_files import ATLAS, xlsx
from tests.helpers import DATA


@pytest.fixture(scope="module")
def names() -> Names:
    table, _ = read_table(DATA, "reference/regions.csv")
    return known_names(table, Regions({}))


def read(body: bytes, names: Names) -> Taken:
    return read_file("bestand", body, names, read_on="2026-11-24T12:00:00+00:00")


def test_what_counted_and_what_was_passed_over_is_said_with_numbers(names: Names) -> None:
    account = read(xlsx(ATLAS), names).account
    assert account.sheets == ("Tabel 1",)
    assert account.told() == (
        "3 rows of sheet Tabel 1; passed over 2 rows (no known region: Roosendaal; a total: Totaal)"
    )
