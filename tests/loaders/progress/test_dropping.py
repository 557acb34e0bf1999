"""Reports that lie in their folder: a build and a refresh read them, check them the same, and lose nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.progress.inbox import FOLDER, read_in
from snapshot import clock
from snapshot.progress import PROGRESS_HEADER
from snapshot.read import Snapshot
from snapshot.region import chosen_region
from tests.helpers import published_copy
from tests.services.report_files import SPENT, STAGES, Row, book

LINES = ("Nummer", "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026")


@pytest.fixture(params=["build", "refresh"])
def again(request: pytest.FixtureRequest) -> list[str]:
    """The command that reads the folder."""
    return ["build"] if request.param == "build" else ["refresh", "--quiet"]


@pytest.fixture
def place(tmp_path: Path, snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the data, on a day in November 2026; no service of CBS or PDOK answers."""
    published_copy(snapshot_folder, tmp_path)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(tmp_path / "snapshots"))
    monkeypatch.setenv(clock.SETTING, "2026-11-24")
    for service in ("CBS", "PDOK"):
        monkeypatch.setenv(f"{service}_URL", "http://127.0.0.1:9")
        monkeypatch.setenv(f"{service}_ATTEMPTS", "1")
    return tmp_path


def drop(place: Path, name: str, body: bytes, *, region: str = "") -> Path:
    folder = place / "data" / FOLDER / region
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(body)
    return folder / name


def money(*lines: Row) -> bytes:
    return book(("Uitgaven", [LINES, *lines]))


def rows(place: Path, dataset: str) -> list[dict[str, object]]:
    with Snapshot.open(place / "snapshots") as snapshot:
        return [dict(row) for row in snapshot.rows(dataset)] if dataset in snapshot.datasets else []


def spent(place: Path) -> dict[tuple[object, object], object]:
    return {(row["budget_line"], row["reference_period"]): row["value"] for row in rows(place, "spending")}


def state(place: Path) -> dict[str, object]:
    return next(row for row in rows(place, "live_sources") if row["dataset"] == "progress")


def test_a_report_in_the_folder_counts_and_stays_there(place: Path, again: list[str]) -> None:
    body = book(("Geld", SPENT), ("Activiteiten", STAGES))
    lying = drop(place, "kwartaal.xlsx", body)
    drop(place, "lees mij.txt", b"uitleg")
    drop(place, "~$kwartaal.xlsx", b"in gebruik")
    main(again)
    assert spent(place)["work_centre-01", "2026-Q2"] == 10000.5
    assert len(rows(place, "progress")) == 3
    assert lying.read_bytes() == body
    before = (place / "snapshots" / "CURRENT").read_text(encoding="ascii")
    main(again)
    assert (place / "snapshots" / "CURRENT").read_text(encoding="ascii") == before
    lying.unlink()  # a kept copy is in use: what was taken out of the folder is not lost
    main(again)
    assert len(spent(place)) == 4


def test_every_refused_file_is_named_with_its_mistake_and_the_good_ones_count(
    place: Path, again: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {
        "geen-regel.xlsx": (money(("nergens", 1)), "no budget line 'nergens'"),
        "pm.xlsx": (money(("work_centre-25", 100)), "which is PM in the budget"),
        "stand.xlsx": (
            book(("Voortgang", [PROGRESS_HEADER, ("working-01", "", "half", "1-6-2026")])),
            "Stand is 'half'",
        ),
        "leeg.xlsx": (book(("Voortgang", [PROGRESS_HEADER])), "nothing is filled in"),
        "iets.csv": (b"a;b\r\n1;2\r\n", "has no table of progress or spending"),
        "plaatje.xlsx": (b"\x89PNG", "plaatje.xlsx: "),
    }
    names = list(wrong)
    random.Random(1112).shuffle(names)
    for name in names:
        drop(place, name, wrong[name][0])
    drop(place, "goed.xlsx", money(("work_centre-01", 100)))
    capsys.readouterr()
    assert main(again) == 1
    said = capsys.readouterr().err
    for name, (_, words) in wrong.items():
        assert f"{name}: " in said
        assert words in said
    assert spent(place) == {("work_centre-01", "2026-Q1"): 100}
    assert main(["build"]) == 1  # as long as they lie there
    assert state(place)["state"] == "failed"
    for name in wrong:
        (place / "data" / FOLDER / name).unlink()
    main(again)
    assert main(["build"]) == 0
    assert state(place)["state"] == "ok"
    assert spent(place) == {("work_centre-01", "2026-Q1"): 100}


def test_the_next_quarter_adds_and_what_was_withdrawn_stays_away(place: Path, again: list[str]) -> None:
    drop(place, "q1.xlsx", money(("work_centre-01", 100)))
    main(again)
    drop(place, "q2.xlsx", money(("work_centre-01", None, 200)))
    main(again)
    assert set(spent(place).values()) == {100, 200}
    assert main(["remove", "q2.xlsx"]) == 0
    main(again)
    assert set(spent(place).values()) == {100}
    assert main(["add", str(place / "data" / FOLDER / "q2.xlsx")]) == 0
    main(again)
    assert set(spent(place).values()) == {100, 200}


def test_reports_of_one_region_are_not_read_for_another(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(place, "q1.xlsx", money(("work_centre-01", 100)))
    drop(place, "q2.xlsx", money(("work_centre-01", 100)), region="rijk-van-nijmegen")
    assert main(["build"]) == 0
    assert "q2.xlsx" not in capsys.readouterr().out
    monkeypatch.setenv("REGION", "Rijk van Nijmegen")
    data = place / "data"
    (refused,) = read_in(data, chosen_region(data))
    assert (refused.file, refused.state) == ("q2.xlsx", "failed")
    assert "Rijk van Nijmegen has no agenda to report on" in refused.text


def test_a_dry_run_names_the_reports_and_reads_none(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drop(place, "fout.xlsx", money(("nergens", 1)))
    capsys.readouterr()
    main(["refresh", "--dry-run"])
    assert "fout.xlsx would be read" in capsys.readouterr().out
    assert rows(place, "spending") == []
