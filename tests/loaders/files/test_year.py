"""The second file, and the twelfth: a year of files of each kind comes in without --accept. All figures invented."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.add import add
from loaders.agenda.raw import read_table
from loaders.files.inbox import read_in
from loaders.files.kept import read_dropped
from loaders.keeping.paths import DROPPED
from loaders.keeping.store import Store
from loaders.series.declare import Regions
from snapshot import clock
from tests.services.dropped_series import FORMS, RUNS, Drop, Run

pytestmark = pytest.mark.slow
COUNT = {1: 12, 3: 4, 12: 3}  # files by the months between them


def run_of(name: str, seed: int) -> tuple[Run, list[Drop]]:
    return RUNS[name], RUNS[name].files(COUNT[RUNS[name].step], seed)


def take(data: Path, folder: Path, **files: bytes) -> dict[str, str]:
    paths = []
    for name, body in files.items():
        paths.append(folder / name)
        paths[-1].write_bytes(body)
    return {
        report.file: f"{report.state}: {report.text}" for report in read_in(data, paths, accept=False, all_of=False)
    }


def drop(data: Path, **files: bytes) -> dict[str, str]:
    for name, body in files.items():
        (data / "raw" / "uwv" / name).write_bytes(body)
    return {report.file: f"{report.state}: {report.text}" for report in read_in(data, accept=False)}


def periods(data: Path) -> set[str]:
    """The periods of the files in use, from the kept copies, as a build reads them."""
    table, _ = read_table(data, "reference/regions.csv")
    (found,) = read_dropped(data, table, Regions({})).tables
    return set(found.rows()["reference_period"])


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize(
    ("order", "seed"), [("in order", 3), ("out of order", 3), ("out of order", 2062), ("two at once", 3)]
)
def test_a_year_of_files_is_taken_in_one_after_another(
    name: str, order: str, seed: int, data: Path, tmp_path: Path
) -> None:
    _, files = run_of(name, seed)
    draw = random.Random(seed)
    wanted = draw.sample(files, len(files)) if order == "out of order" else files
    bodies = {f"{place:02d}-{draw.random():.6f}.x": file.body(draw.choice(FORMS)) for place, file in enumerate(wanted)}
    at_once = 2 if order == "two at once" else 1
    names = list(bodies)
    for first in range(0, len(names), at_once):
        found = take(data, tmp_path, **{name: bodies[name] for name in names[first : first + at_once]})
        assert all(state.startswith("accepted") for state in found.values()), found
    assert periods(data) == {file.period for file in files}


@pytest.mark.parametrize("name", RUNS)
def test_the_drop_folder_takes_a_new_file_every_month_and_says_the_others_are_known(name: str, data: Path) -> None:
    _, files = run_of(name, 7)
    for place, file in enumerate(files):
        found = drop(data, **{f"{file.period}.xlsx": file.body()})
        assert found.pop(f"{file.period}.xlsx").startswith("accepted"), found
        assert len(found) == place
        assert all(state.startswith("unchanged") for state in found.values())
    assert periods(data) == {file.period for file in files}


@pytest.mark.parametrize("name", RUNS)
def test_a_corrected_file_with_a_later_date_takes_the_place_of_the_first(name: str, data: Path, tmp_path: Path) -> None:
    run, files = run_of(name, 11)
    published = clock.today() - timedelta(days=9)
    for place, file in enumerate(files):
        found = take(data, tmp_path, **{f"{place}.xlsx": file.dated(published).body()})
        assert found[f"{place}.xlsx"].startswith("accepted"), found
    corrected = files[1].times(1.02).dated(published + timedelta(days=3))
    found = take(data, tmp_path, **{"beter.xlsx": corrected.body()})
    assert found["beter.xlsx"].startswith("accepted"), found
    assert periods(data) == {file.period for file in files}
    kept = Store(data / DROPPED).entries()[run.dataset]
    assert len(kept.answers) == len(files) + 1


@pytest.mark.parametrize("name", [name for name in RUNS if name != "tightness"])
@pytest.mark.parametrize("factor", [100, 0.001])
def test_a_file_of_another_size_is_refused_whatever_its_place_in_the_row(
    name: str, factor: float, data: Path, tmp_path: Path
) -> None:
    _, files = run_of(name, 13)
    wrong = files.pop(random.Random(factor).randrange(len(files)))
    for place, file in enumerate(files):
        take(data, tmp_path, **{f"{place}.xlsx": file.body()})
    found = take(data, tmp_path, **{"vreemd.xlsx": wrong.times(factor).body()})
    assert "not plausible" in found["vreemd.xlsx"] or "break the contract" in found["vreemd.xlsx"], found
    assert wrong.period in found["vreemd.xlsx"]


def test_what_a_person_accepted_once_is_not_asked_again(data: Path, tmp_path: Path) -> None:
    _, files = run_of("jobseekers", 17)
    take(data, tmp_path, **{"0.xlsx": files[0].body()})
    path = tmp_path / "sprong.xlsx"
    path.write_bytes(files[1].times(30).body())
    refused, _ = add(data, data / "snapshots", [path], accept=False)
    assert refused[0].state == "failed"
    accepted, _ = add(data, data / "snapshots", [path], accept=True)
    assert accepted[0].state == "accepted"
    found = take(data, tmp_path, **{"2.xlsx": files[2].times(30).body()})
    assert found["2.xlsx"].startswith("accepted"), found
    back = take(data, tmp_path, **{"3.xlsx": files[3].body()})
    assert "not plausible" in back["3.xlsx"]
    assert "2.xlsx" in back["3.xlsx"]  # what it was compared with


@pytest.mark.parametrize("name", ["jobseekers", "atlas", "job_agreement", "tightness"])
def test_files_about_other_places_come_and_go(name: str, data: Path, tmp_path: Path) -> None:
    _, files = run_of(name, 19)
    header = next(
        place for place, row in enumerate(files[0].rows) if row[0] in ("Gemeente", "Regio", "Arbeidsmarktregio")
    )
    draw = random.Random(19)
    for place, file in enumerate(files):
        top, body = file.rows[: header + 2], file.rows[header + 2 :]
        part = tuple(row for row in body if draw.random() < 0.5) or body[:1]
        found = take(data, tmp_path, **{f"{place}.xlsx": Drop(file.period, (*top, *part)).body()})
        assert found[f"{place}.xlsx"].startswith("accepted"), found


@pytest.mark.parametrize("name", RUNS)
def test_a_corrected_file_under_the_same_name_and_without_a_date_needs_the_first_to_go(
    name: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(data / "snapshots"))
    _, files = run_of(name, 23)
    assert drop(data, **{"data.xlsx": files[0].body()})["data.xlsx"].startswith("accepted")
    assert drop(data, **{"data.xlsx": files[1].body()})["data.xlsx"].startswith("accepted")
    refused = drop(data, **{"data.xlsx": files[1].times(1.04).body()})["data.xlsx"]
    first, second, command = re.search(
        r"data.xlsx (\w{12}) and data.xlsx (\w{12}) differ about .* python -m loaders (remove \w{12})$", refused
    ).groups()
    assert first != second
    assert main(command.split()) == 0
    assert drop(data)["data.xlsx"].startswith("accepted")
    assert periods(data) == {file.period for file in files[:2]}
