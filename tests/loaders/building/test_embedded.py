"""The series in the box: values as CBS printed them, sums that are computed, and a refresh that takes their place.

The expected numbers were typed from CBS's own answers.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.build import load
from loaders.building.embedded import SERIES
from snapshot.errors import ValidationError
from snapshot.read import Snapshot
from tests.helpers import copy_data, replace

AREA, PROVINCE, COUNTRY, REGION, ZEVENAAR, ROZENDAAL = "CR15", "PV25", "NL01", "AM07", "GM0299", "GM0277"


def value(snapshot: Snapshot, dataset: str, **where: str) -> float | None:
    (row,) = snapshot.rows(dataset, where)
    found: float | None = row["value"]
    return found


@pytest.mark.parametrize(
    ("dataset", "where", "expected"),
    [
        ("jobs_series", {"region_code": AREA, "section": "total", "reference_period": "2010-12"}, 328_300),
        ("jobs_series", {"region_code": AREA, "section": "total", "reference_period": "2024-12"}, 373_600),
        ("jobs_series", {"region_code": AREA, "section": "q", "reference_period": "2024-12"}, 82_500),
        ("vacancies_series", {"region_code": COUNTRY, "section": "total", "reference_period": "2011-Q1"}, 135_500),
        ("vacancies_series", {"region_code": PROVINCE, "section": "total", "reference_period": "2026-Q2"}, 43_900),
        ("establishments_series", {"region_code": "GM0202", "section": "j", "reference_period": "2025"}, 1_555),
        ("population", {"region_code": ZEVENAAR, "reference_period": "2016-01-01"}, 43_135),
        ("population", {"region_code": ZEVENAAR, "reference_period": "2017-01-01"}, 43_231),
        ("population", {"region_code": "GM0202", "reference_period": "2015-01-01"}, 152_293),
    ],
)
def test_a_cell_is_what_cbs_printed(snapshot: Snapshot, dataset: str, where: dict[str, str], expected: float) -> None:
    assert value(snapshot, dataset, **where) == expected


def test_rijnwaarden_counts_with_zevenaar_and_nowhere_else(snapshot: Snapshot) -> None:
    for dataset in ("population", "establishments_series"):
        assert not snapshot.rows(dataset, {"region_code": "GM0196"})
    rows = snapshot.rows("population", {"region_code": ZEVENAAR})
    told = {row["reference_period"]: (row["status"], row["note"]) for row in rows}
    assert told["2017-01-01"] == ("derived", "Met Rijnwaarden, dat sinds 2018 bij deze gemeente hoort.")
    assert told["2018-01-01"] == ("published", None)
    (row,) = snapshot.rows(
        "establishments_series", {"region_code": ZEVENAAR, "section": "f", "reference_period": "2017"}
    )
    assert (row["status"], row["note"]) == ("derived", "Met Rijnwaarden, dat sinds 2018 bij Zevenaar hoort.")


def test_the_region_is_a_sum_where_every_municipality_has_a_figure_and_else_unknown(snapshot: Snapshot) -> None:
    towns = snapshot.rows("establishments_series", {"section": "k", "reference_period": "2025"})
    parts = [row["value"] for row in towns if row["region_code"].startswith("GM")]
    assert len(parts) == 9
    assert value(snapshot, "establishments_series", region_code=REGION, section="k", reference_period="2025") == sum(
        parts
    )
    years = {
        row["reference_period"]
        for row in snapshot.rows("establishments_series", {"region_code": REGION, "section": "j"})
    }
    small = {
        row["reference_period"]
        for row in snapshot.rows("establishments_series", {"region_code": ROZENDAAL, "section": "j"})
    }
    assert years == small  # where its smallest municipality is unknown, so is the region
    assert len(years) == 16


def test_what_cbs_holds_back_is_empty_and_a_hole_is_no_row(snapshot: Snapshot) -> None:
    industry = {row["reference_period"]: row for row in snapshot.rows("jobs_series", {"section": "c"})}
    assert [industry[f"{year}-12"]["status"] for year in (2015, 2016, 2017, 2018, 2019)] == [
        "published", "not_available", "not_available", "not_available", "published",
    ]  # fmt: skip
    quarters = {
        row["reference_period"]
        for row in snapshot.rows("vacancies_series", {"region_code": PROVINCE, "section": "total"})
    }
    assert len(quarters) == 41
    assert not [quarter for quarter in quarters if "2020-Q2" < quarter < "2025-Q2"]


def test_every_cell_names_its_source_and_moment(snapshot: Snapshot) -> None:
    retrieved = {
        row["reference_period"][:4]: snapshot.sources[row["source"]].retrieved
        for row in snapshot.rows("vacancies_series")
    }
    assert retrieved["2020"] == "2020-08"
    assert retrieved["2026"] == "2026-07-30"
    assert {row["status"] for row in snapshot.rows("jobs_series", {"reference_period": "2024-12"})} == {"provisional"}


@pytest.mark.parametrize(
    ("old", "new"), [("GM0202,f,establishments,2010,", "x,"), ("GM0202,f,establishments,2010,", ",")]
)
def test_a_cell_that_cannot_be_read_is_named_with_file_and_line(tmp_path: Path, old: str, new: str) -> None:
    data = copy_data(tmp_path / "data")
    name = "cbs/establishments_series.csv"
    line = next(text for text in (data / name).read_text(encoding="utf-8").splitlines() if text.startswith(old))
    replace(data, name, line + "\n", f"{old}{new}\n")
    with pytest.raises(ValidationError) as caught:
        load(data)
    found = [one for one in caught.value.failures if one.file.endswith(name)]
    assert "a number as CBS printed it, or a reason for an empty cell" in {one.expected for one in found}
    assert all(one.column == "value" and one.line for one in found)


def test_a_refreshed_series_takes_the_place_of_the_one_in_the_box(live: Snapshot, snapshot: Snapshot) -> None:
    for one in SERIES:
        name = one.live.name
        assert snapshot.datasets[name].files == (f"cbs/{name}.csv",)
        assert live.datasets[name].files == ("raw/cbs/lock.json",)
        assert all(str(row["source"]).endswith("-live") for row in live.rows(name)[:5])
    assert not live.rows("jobs_series", {"region_code": AREA})
