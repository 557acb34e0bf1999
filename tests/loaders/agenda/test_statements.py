"""A priority sector that a statement is said to be about has to exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.build import build
from snapshot.errors import ValidationError
from tests.helpers import copy_data

FILE = "mja/midden-gelderland/statements.csv"


def test_a_sector_that_does_not_exist_is_named_with_its_place(tmp_path: Path) -> None:
    data = copy_data(tmp_path / "data")
    path = data / FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    (line,) = [number for number, text in enumerate(lines, 1) if "technology;care" in text]
    path.write_text(path.read_text(encoding="utf-8").replace("technology;care", "technology;caer;x"), encoding="utf-8")
    with pytest.raises(ValidationError) as caught:
        build(data, data / "snapshots")
    told = str(caught.value)
    assert all(part in told for part in (FILE, str(line), "'caer'", "'x'", "energy, care, technology"))
    assert not list((data / "snapshots").glob("*.duckdb"))
