"""Kept files are read once: a build after that takes the rows as they were made. All figures invented."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.agenda.raw import read_table
from loaders.files.inbox import read_in
from loaders.files.kept import Dropped, read_dropped
from loaders.keeping.paths import DROPPED
from loaders.series.declare import Regions
from tests.helpers import copy_data
from tests.services.dropped_files import ATLAS, COMMUTING, JOB_AGREEMENT, JOBSEEKERS, TIGHTNESS, ods, text, xlsx

FILES = {
    "atlas.xlsx": xlsx(ATLAS), "balans.csv": text(COMMUTING), "banen.ods": ods(JOB_AGREEMENT),
    "gwu.xlsx": xlsx(JOBSEEKERS), "spanning.ods": ods(TIGHTNESS),
}  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = copy_data(tmp_path / "data")
    for name, body in FILES.items():
        (tmp_path / name).write_bytes(body)
    reports = read_in(folder, [tmp_path / name for name in FILES], accept=False, all_of=False)
    assert {report.state for report in reports} == {"accepted"}, reports
    return folder


def read(data: Path) -> Dropped:
    return read_dropped(data, read_table(data, "reference/regions.csv")[0], Regions({}))


def made(data: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (data / DROPPED / "made").iterdir()}


def test_what_was_made_of_the_files_is_what_they_say(data: Path) -> None:
    first = read(data)
    before = made(data)
    again = read(data)
    assert len(before) == len(FILES)
    assert made(data) == before  # used, not made
    for one, other in zip(first.tables, again.tables, strict=True):
        pd.testing.assert_frame_equal(one.rows(), other.rows(), check_dtype=False)
    assert ([one.dataset for one in first.tables], first.sources, first.titles, first.states) == (
        [one.dataset for one in again.tables], again.sources, again.titles, again.states
    )  # fmt: skip


def test_a_made_file_that_is_damaged_is_made_anew(data: Path) -> None:
    first = read(data)
    for path in made(data):
        path.write_bytes(path.read_bytes()[:-9])
    again = read(data)
    for one, other in zip(first.tables, again.tables, strict=True):
        pd.testing.assert_frame_equal(one.rows(), other.rows(), check_dtype=False)


def test_a_copy_that_is_damaged_is_named_though_its_rows_are_made(data: Path) -> None:
    assert not read(data).failures
    copy = max((data / DROPPED / "answers").iterdir())
    copy.write_bytes(b"no more")
    ((_, error),) = read(data).failures
    assert "in use: a kept answer cannot be read" in str(error)
    assert "or go on without it: python -m loaders remove" in str(error)


def test_a_file_that_is_withdrawn_leaves_no_made_rows(data: Path, tmp_path: Path) -> None:
    from loaders.withdraw import withdraw

    read(data)
    withdraw(data, tmp_path / "snapshots", "gwu.xlsx")
    assert len(made(data)) == len(FILES) - 1
