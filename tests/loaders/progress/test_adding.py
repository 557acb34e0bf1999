"""Reports through the command line: kept, combined, replaced and withdrawn, and refused without harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.keeping.paths import REPORTED
from snapshot import clock
from snapshot.progress import PROGRESS_HEADER
from snapshot.read import Snapshot
from tests.helpers import published_copy
from tests.services.dropped_files import TIGHTNESS, xlsx
from tests.services.report_files import SPENT, STAGES, Row, book

LINES = ("Nummer", "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026")


@pytest.fixture
def place(tmp_path: Path, snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the data and a published snapshot, on a day in November 2026."""
    published_copy(snapshot_folder, tmp_path)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(tmp_path / "snapshots"))
    monkeypatch.setenv(clock.SETTING, "2026-11-24")
    return tmp_path


def add(place: Path, *files: tuple[str, bytes]) -> int:
    paths = [place / name for name, _ in files]
    for path, (_, body) in zip(paths, files, strict=True):
        path.write_bytes(body)
    return main(["add", *map(str, paths)])


def rows(place: Path, dataset: str) -> list[dict[str, object]]:
    with Snapshot.open(place / "snapshots") as snapshot:
        return [dict(row) for row in snapshot.rows(dataset)] if dataset in snapshot.datasets else []


def spent(place: Path) -> dict[tuple[object, object], tuple[object, object]]:
    return {
        (row["budget_line"], row["reference_period"]): (row["value"], row["status"]) for row in rows(place, "spending")
    }


def money(*lines: Row) -> bytes:
    return book(("Uitgaven", [LINES, *lines]))


def stages(*lines: Row) -> bytes:
    return book(("Voortgang", [PROGRESS_HEADER, *lines]))


def current(place: Path) -> str:
    return (place / "snapshots" / "CURRENT").read_text(encoding="ascii")


def test_a_report_becomes_two_datasets_with_their_source(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(place, ("kwartaal.xlsx", book(("Geld", SPENT), ("Activiteiten", STAGES)))) == 0
    said = capsys.readouterr().out
    assert "3 stages of activities; 4 amounts of 2026-Q1 to 2026-Q2" in said
    assert {(row["activity"], row["stage"]) for row in rows(place, "progress")} == {
        ("working-01", "running"), ("accessible-06", "done"), ("learning-01", "not_started"),
    }  # fmt: skip
    assert spent(place)["work_centre-01", "2026-Q2"] == (10000.5, "published")
    with Snapshot.open(place / "snapshots") as snapshot:
        source = snapshot.sources[snapshot.rows("spending")[0]["source"]]
        snapshot.verify()
    assert (source.publisher, source.retrieved) == ("Netwerkteam Midden-Gelderland", "2026-11-24")
    assert "kwartaal.xlsx" in source.title


def test_the_next_quarter_adds_and_a_corrected_file_replaces_only_what_it_says(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(place, ("q1.xlsx", money(("work_centre-01", 100), ("work_centre-02", 50)))) == 0
    assert add(place, ("q2.xlsx", money(("work_centre-01", None, 200, None, 7)))) == 0
    assert spent(place) == {
        ("work_centre-01", "2026-Q1"): (100, "published"),
        ("work_centre-02", "2026-Q1"): (50, "published"),
        ("work_centre-01", "2026-Q2"): (200, "published"),
        ("work_centre-01", "2026-Q4"): (7, "provisional"),  # the quarter is not over
    }
    capsys.readouterr()
    assert add(place, ("q1.xlsx", money(("work_centre-01", "€ 110,50")))) == 0  # corrected, under the same name
    said = capsys.readouterr().out
    assert "replaces 1 of an older file" in said
    assert "of an older file stay: work_centre-02 in 2026-Q1" in said
    assert spent(place)["work_centre-01", "2026-Q1"] == (110.5, "published")
    assert spent(place)["work_centre-02", "2026-Q1"] == (50, "published")


def test_the_second_file_of_a_month_keeps_the_course_of_an_activity(place: Path) -> None:
    add(
        place,
        ("a.xlsx", stages(("working-01", "", "niet begonnen", "1-6-2026"), ("working-02", "", "loopt", "1-6-2026"))),
    )
    add(
        place,
        ("b.xlsx", stages(("working-01", "", "loopt", "20-6-2026"), ("working-02", "", "gestopt", "1-6-2026", "mis"))),
    )
    assert {(row["activity"], row["reference_period"], row["stage"]) for row in rows(place, "progress")} == {
        ("working-01", "2026-06-01", "not_started"),
        ("working-01", "2026-06-20", "running"),
        ("working-02", "2026-06-01", "stopped"),
    }


@pytest.mark.parametrize("body", [
    money(("work_centre-25", 100)), money(("nergens", 100)), stages(("working-01", "", "half", "1-6-2026")),
    stages(("working-01", "", "klaar", "1-6-2028")), stages(), b"Activiteit;Datum\r\nx;1-6-2026\r\n",
])  # fmt: skip
def test_a_refused_file_leaves_all_that_was_in_use(
    place: Path, body: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(place, ("goed.xlsx", money(("work_centre-01", 100)))) == 0
    before, kept = current(place), (place / "data" / REPORTED / "midden-gelderland" / "lock.json").read_bytes()
    capsys.readouterr()
    assert add(place, ("fout.xlsx", body)) == 1
    assert "fout.xlsx" in capsys.readouterr().err
    assert current(place) == before
    assert (place / "data" / REPORTED / "midden-gelderland" / "lock.json").read_bytes() == kept
    assert main(["build"]) == 0  # what is in use is built again, and how the source does is told
    assert spent(place) == {("work_centre-01", "2026-Q1"): (100, "published")}
    state = next(row for row in rows(place, "live_sources") if row["dataset"] == "progress")
    assert state["state"] == "failed"
    assert "fout.xlsx" in str(state["reason"])


def test_a_good_file_beside_a_bad_one_and_one_of_uwv_counts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = (
        ("fout.xlsx", money(("nergens", 1))),
        ("goed.xlsx", money(("work_centre-01", 5))),
        ("uwv.xlsx", xlsx(TIGHTNESS)),
    )
    assert add(place, *files) == 1
    said = capsys.readouterr()
    assert "tightness_by_occupation" in said.out
    assert "goed.xlsx" in said.out
    assert "no budget line 'nergens'" in said.err
    assert spent(place) == {("work_centre-01", "2026-Q1"): (5, "published")}
    assert rows(place, "tightness_by_occupation")
    assert {row["dataset"] for row in rows(place, "live_sources")} == {"progress", "tightness_by_occupation"}


def test_two_files_at_once_that_differ_are_both_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(place, ("a.xlsx", money(("work_centre-01", 1))), ("b.xlsx", money(("work_centre-01", 2)))) == 1
    said = capsys.readouterr().err
    assert said.count("work_centre-01, 2026-Q1") == 2
    assert spent(place) == {}
    agree = ("a.xlsx", money(("work_centre-01", 1))), ("c.xlsx", money(("work_centre-01", 1), ("work_centre-02", 3)))
    assert add(place, *agree) == 0
    assert len(spent(place)) == 2


def test_spending_above_the_mandate_is_a_finding_and_no_mistake(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(place, ("a.xlsx", money(("work_centre-04", 4000, 1000.01), ("work_centre-27", 680_000, 190_000)))) == 0
    said = capsys.readouterr().out
    assert (
        "finding: above the mandate of par. 4.2.2: work_centre-04 (Kantoorkosten): 5,000.01 euro spent of 5,000.00"
        in said
    )
    assert "work_centre in 2026: 875,000.01 euro spent of 869,500.00 euro" in said
    assert len(spent(place)) == 4


def test_a_file_is_known_again_and_can_be_withdrawn(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = money(("work_centre-01", 1))
    add(place, ("a.xlsx", first))
    add(place, ("b.xlsx", money(("work_centre-01", 2))))
    before = current(place)
    assert add(place, ("opnieuw.xlsx", first)) == 0
    assert current(place) == before
    assert main(["remove", "b.xlsx"]) == 0
    assert spent(place) == {("work_centre-01", "2026-Q1"): (1, "published")}
    assert current(place) != before
    capsys.readouterr()
    assert main(["status", "--json"]) == 0
    live = {one["dataset"]: one for one in json.loads(capsys.readouterr().out)["live"]}
    assert [file["file"] for file in live["progress"]["files"]] == ["a.xlsx"]
    assert main(["remove", "a.xlsx"]) == 0
    assert rows(place, "spending") == []


def test_a_damaged_copy_is_said_and_is_whole_again_when_the_file_comes_back(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = money(("work_centre-01", 1))
    add(place, ("a.xlsx", body))
    (kept,) = (place / "data" / REPORTED / "midden-gelderland" / "answers").iterdir()
    kept.write_bytes(b"damaged")
    before = current(place)
    capsys.readouterr()
    assert main(["build"]) == 1
    assert "python -m loaders remove" in capsys.readouterr().err
    assert add(place, ("b.xlsx", money(("work_centre-02", 1)))) == 1
    assert current(place) == before
    assert add(place, ("a.xlsx", body)) == 0
    assert main(["build"]) == 0
    assert len(spent(place)) == 1


def test_a_build_that_was_killed_behind_an_accepted_file_is_made_up_for(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = money(("work_centre-01", 1))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("loaders.add.build", killed)
        with pytest.raises(KeyboardInterrupt):
            add(place, ("a.xlsx", body))
    assert spent(place) == {}
    assert add(place, ("a.xlsx", body)) == 0
    assert len(spent(place)) == 1


def test_a_file_whose_activity_left_the_agenda_is_named_with_the_way_out(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(place, ("a.xlsx", stages(("learning-12", "", "loopt", "1-6-2026"))))
    for name in ("activities", "policy_links"):
        path = place / "data" / "mja" / "midden-gelderland" / f"{name}.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "learning-12" not in line), encoding="utf-8")
    before = current(place)
    capsys.readouterr()
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    assert "a.xlsx, in use" in said
    assert "python -m loaders remove" in said
    assert current(place) == before


def test_the_form_is_written_once_and_never_over_another_file(place: Path) -> None:
    path = place / "voortgang.xlsx"
    assert main(["form", str(path)]) == 0
    assert path.read_bytes()[:2] == b"PK"
    assert main(["form", str(path)]) == 2


def test_the_folder_of_another_region_stays_out(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REGION", "Rijk van Nijmegen")
    assert add(place, ("a.xlsx", money(("work_centre-01", 1)))) == 1
    assert "has no agenda to report on" in capsys.readouterr().err


def test_without_reports_a_snapshot_is_as_it_was(place: Path) -> None:
    with Snapshot.open(place / "snapshots") as snapshot:
        assert not {"progress", "spending", "live_sources"} & set(snapshot.datasets)
