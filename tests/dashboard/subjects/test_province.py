"""The province of a region, from the areas in a snapshot. The memberships here are invented, but for AM07."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.subjects.vacancies.vacancies_series import province
from loaders.series.areas import DATASET, Edition, rows
from snapshot.checks import validate
from snapshot.model import Dataset
from snapshot.read import Snapshot
from snapshot.write import publish
from tests.snapshot.published import SOURCES

NAMES = {"PV25": "Gelderland", "PV26": "Utrecht"}
NOW = Edition(2026, {"AM07": ("GM0202", "GM0221")}, {"AM07": "Midden-Gelderland"}, NAMES)
BEFORE = Edition(2025, NOW.members, NOW.titles, NAMES, {"GM0202": "PV25", "GM0221": "PV26"})


def typed(dataset: Dataset, frame: pd.DataFrame) -> pd.DataFrame:
    found, failures = validate(dataset, frame, {})
    assert not failures, failures
    return found


def published(folder: Path, dataset: Dataset, frame: pd.DataFrame) -> None:
    sources = pd.DataFrame([("us", "Wij", "Verzonnen")], columns=[column.name for column in SOURCES.columns])
    publish(folder, [SOURCES, dataset], {"sources": sources, dataset.name: frame}, lambda _: ())


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ({"GM0202": "PV25", "GM0221": "PV25"}, "PV25"),
        ({"GM0202": "PV25", "GM0221": "PV26"}, "NL01"),  # in two: none of them is whose figures these are
        ({"GM0202": "PV25"}, "NL01"),  # of one it is not known
        ({}, "NL01"),
    ],
)
def test_a_region_has_a_province_where_all_of_it_lies_in_one(tmp_path: Path, of: dict[str, str], expected: str) -> None:
    frame = typed(DATASET, rows([replace(NOW, provinces=of), BEFORE]))
    published(tmp_path, DATASET, frame)
    with Snapshot.open(tmp_path) as opened:
        assert province(opened) == expected


def test_the_province_is_in_the_box_and_a_snapshot_from_before_provinces_shows_the_country(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    assert province(snapshot) == "PV25"
    old = replace(DATASET, columns=tuple(c for c in DATASET.columns if not c.name.startswith("province")))
    frame = typed(old, rows([NOW]).drop(columns=["province_code", "province_title"]))
    published(tmp_path, old, frame)
    with Snapshot.open(tmp_path) as opened:
        assert province(opened) == "NL01"
