"""Whatever lies in the drop folder, and whatever happened to what is kept: it is named, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import zipfile
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.agenda.raw import read_table
from loaders.files.inbox import read_in
from loaders.files.intake import read_file
from loaders.files.kept import known_names
from loaders.keeping.paths import DROPPED
from loaders.keeping.store import Store
from loaders.series.declare import Regions
from loaders.services.errors import SourceError
from snapshot import clock
from snapshot.read import Snapshot
from tests.helpers import DATA, run
from tests.loaders.files.taking import drop, states
from tests.services.dropped_files import ATLAS, COMMUTING, JOB_AGREEMENT, JOBSEEKERS, TIGHTNESS, Row, ods, xlsx

READ_ON = "2026-11-24T12:00:00+00:00"
LONG = json.dumps([{"kop": "x" * 140_000, "waarde": 1}, {"kop": "y" * 60_000}]).encode()
DRAW = random.Random(200_000)
STRAY = {
    "lang.json": LONG,
    "veel.json": json.dumps([{"gemeente": f"naam {place}", "aantal": place} for place in range(6000)], indent=1).encode(),
    "een-regel.json": json.dumps({f"sleutel {place}": place for place in range(9000)}).encode(),
    "ruis.bin": DRAW.randbytes(200_000),
    "ruis.csv": bytes(DRAW.choices(range(1, 256), k=60_000)),
    "half.xlsx": xlsx(TIGHTNESS)[:3000],
    "leeg.xlsx": b"",
    "aanhaling.csv": b'Gemeente;Maand;Aantal\n"Arnhem;maart 2026;5\n' + b"x;" * 100_000,
    "plaatje.png": b"\x89PNG\r\n\x1a\n" + DRAW.randbytes(5000),
    "kop.csv": ("Regio;" + "k" * 150_000 + "\nArnhem;1\n").encode(),
    "haken.json": b"[" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("name", STRAY)
@pytest.mark.timeout(60)
def test_a_stray_file_is_refused_by_name_and_the_good_one_comes_in(name: str, data: Path) -> None:
    drop(data, "goed.xlsx", xlsx(TIGHTNESS))
    drop(data, name, STRAY[name])
    found = states(data)
    assert found["goed.xlsx"].startswith("accepted")
    assert re.match(rf"failed: {re.escape(name)}: .{{10,}}; \w", found[name]), found


def test_what_is_no_file_at_all_is_named_too(data: Path) -> None:
    folder = data / "raw" / "uwv"
    drop(data, "goed.xlsx", xlsx(TIGHTNESS))
    os.mkfifo(folder / "pijp.xlsx")
    (folder / "weg.xlsx").symlink_to(folder / "er is niets.xlsx")
    with (folder / "groot.xlsx").open("wb") as file:
        file.truncate(60_000_000)
    found = states(data)
    assert found.pop("goed.xlsx").startswith("accepted")
    assert set(found) == {"pijp.xlsx", "weg.xlsx", "groot.xlsx"}
    assert all(state.startswith("failed") for state in found.values())
    assert "60,000,000 bytes" in found["groot.xlsx"]


def test_a_name_that_no_terminal_can_show_does_not_stop_a_snapshot(data: Path, tmp_path: Path) -> None:
    odd = os.fsdecode(b"spanning\xff\tmaart\n.xlsx")
    drop(data, odd, xlsx(TIGHTNESS))
    done = run("add", str(data / "raw" / "uwv" / odd), data=data, snapshots=tmp_path / "snapshots")
    assert (done.returncode, done.stderr) == (0, "")
    assert "spanning??maart?.xlsx" in done.stdout
    with Snapshot.open(tmp_path / "snapshots") as snapshot:
        assert snapshot.row_counts["tightness_by_occupation"] == 7


@pytest.mark.parametrize("region", ["Midden-Gelderland", "Rijk van Nijmegen"])
def test_a_refresh_goes_on_beside_a_stray_file_and_ends_with_a_finding(
    region: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REGION", region)
    for name in ("CBS_URL", "PDOK_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    for name in ("CBS_ATTEMPTS", "PDOK_ATTEMPTS"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(data / "snapshots"))
    drop(data, "verdwaald.json", LONG)
    drop(data, "banen.xlsx", xlsx(JOB_AGREEMENT))
    assert main(["refresh", "--quiet"]) == 1
    shown = capsys.readouterr()
    assert "verdwaald.json: " in shown.err
    assert "Traceback" not in shown.err
    assert Store(data / DROPPED).entries().keys() == {"job_agreement_series"}
    if region == "Midden-Gelderland":
        with Snapshot.open(data / "snapshots") as snapshot:
            assert snapshot.row_counts["job_agreement_series"] == 8
            assert "dropped_files" in set(snapshot.select("live_sources")["dataset"])


def test_a_document_whose_inside_is_cut_off_is_refused_whole_and_quietly(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods(JOBSEEKERS))) as whole, zipfile.ZipFile(content, "w") as cut:
        for part in whole.infolist():
            inside = whole.read(part)
            last_row = inside.rfind(b"<table:table-row", 0, inside.rfind(b"<table:table-row"))
            cut.writestr(part.filename, inside[: last_row + 20] if part.filename == "content.xml" else inside)
    drop(data, "half.ods", content.getvalue())
    assert states(data)["half.ods"].startswith("failed: half.ods: the file is damaged")
    assert capsys.readouterr() == ("", "")


# --- what is kept -----------------------------------------------------------------------------------------------


def damage(data: Path, how: str) -> Path:
    (path,) = (data / DROPPED / "answers").iterdir()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes({"noise": b"x", "other": gzip.compress(b"other"), "half": path.read_bytes()[:99]}[how])
    return path


@pytest.mark.parametrize("how", ["gone", "noise", "other", "half"])
def test_a_damaged_copy_is_whole_again_as_soon_as_the_file_is_seen_again(how: str, data: Path) -> None:
    drop(data, "s.xlsx", xlsx(TIGHTNESS))
    states(data)
    path = damage(data, how)
    drop(data, "b.xlsx", xlsx(JOB_AGREEMENT))
    found = states(data)
    assert found["s.xlsx"].startswith("unchanged")
    assert found["b.xlsx"].startswith("accepted")
    assert Store(data / DROPPED).read(path.name.split(".")[0]) == (data / "raw" / "uwv" / "s.xlsx").read_bytes()


@pytest.mark.parametrize("how", ["gone", "noise"])
def test_a_damaged_copy_that_cannot_be_mended_is_named_and_other_kinds_come_in(how: str, data: Path) -> None:
    drop(data, "s.xlsx", xlsx(TIGHTNESS)).rename(data / "s.xlsx")
    read_in(data, [data / "s.xlsx"], accept=False, all_of=False)
    damage(data, how)
    drop(data, "b.xlsx", xlsx(JOB_AGREEMENT))
    drop(data, "later.xlsx", xlsx([*TIGHTNESS[:4], ("Midden-Gelderland", "Bakkers", "2026 Q2", 1.7, "krap", "")]))
    found = states(data)
    assert found["b.xlsx"].startswith("accepted")
    assert "s.xlsx, in use: " in found["s.xlsx"]
    assert re.search(r"add s.xlsx again, or go on without it: python -m loaders remove [0-9a-f]{12}", found["s.xlsx"])
    assert found["later.xlsx"].startswith("failed")
    (kept,) = Store(data / DROPPED).entries()["tightness_by_occupation"].answers
    assert kept.url == "s.xlsx"


def test_a_damaged_moment_of_a_kept_file_is_one_clear_error_and_the_file_can_go(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(data / "snapshots"))
    drop(data, "s.xlsx", xlsx(TIGHTNESS))
    states(data)
    path = data / DROPPED / "lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    lock["tightness_by_occupation"]["answers"][0]["retrieved"] = "gisteren"
    path.write_text(json.dumps(lock), encoding="utf-8")
    assert main(["build"]) == 1
    told = capsys.readouterr().err
    assert "s.xlsx, in use: the note of when it came in is damaged" in told
    (command,) = re.findall(r"python -m loaders (remove \w{12})", told)
    assert "s.xlsx, in use" in states(data)["s.xlsx"]
    assert main(command.split()) == 0


# --- dates ------------------------------------------------------------------------------------------------------


def read(rows: list[Row], read_on: str = READ_ON):  # type: ignore[no-untyped-def]
    table, _ = read_table(DATA, "reference/regions.csv")
    return read_file("bestand", xlsx(rows), known_names(table, Regions({})), read_on=read_on)


def with_month(written: object) -> list[Row]:
    return [
        ("Geregistreerde werkzoekenden (GWU), verzonnen",),
        ("Gemeente", "Maand", "Aantal"),
        ("Arnhem", written, 5000),
    ]


def test_a_day_that_lost_its_format_is_the_month_that_it_stands_for() -> None:
    assert set(read(with_month(46112)).rows["reference_period"]) == {"2026-03"}
    assert set(read(with_month(46112.75)).rows["reference_period"]) == {"2026-03"}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("maart 2062", "2062-03 ends on 2062-03-31, after today (2026-11-24)"),
        ("november 2026", "2026-11 ends on 2026-11-30, after today"),
        ("maart 1962", "1962-03 lies before 2010-01-01, when this source began"),
        (59300, "2062-05 ends on"),
        (12345, "'12345' is not a month such as maart 2026"),
        ("maart 2611", "'maart 2611' is not a month"),
        (46112000, "is not a month"),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_its_bound(written: object, told: str) -> None:
    with pytest.raises(SourceError, match=re.escape(told)):
        read(with_month(written))


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        (TIGHTNESS, lambda row: tuple("2062 Q1" if cell == "2026 Q1" else cell for cell in row)),
        (JOB_AGREEMENT, lambda row: tuple("31-03-2062" if cell == "31-03-2026" else cell for cell in row)),
        (ATLAS, lambda row: tuple(str(cell).replace("2025", "2062") if "Peildatum" in str(cell) else cell for cell in row)),
        (COMMUTING, lambda row: tuple(str(cell).replace("2023", "2062") if "2023" in str(cell) else cell for cell in row)),
        (JOBSEEKERS, lambda row: tuple(2062 if cell == 2026 else cell for cell in row)),
    ],
)  # fmt: skip
def test_no_kind_takes_a_period_of_2062(rows, change) -> None:  # type: ignore[no-untyped-def]
    read(list(rows))
    with pytest.raises(SourceError, match=r"after today \(2026-11-24\)"):
        read([change(row) for row in rows])


@pytest.mark.parametrize("stated", ["12-05-2062", "2062-05-12", "25-11-2026", "12 mei 2062", "12-05-1962"])
def test_a_date_of_publication_that_cannot_be_is_refused(stated: str) -> None:
    with pytest.raises(SourceError, match=r"the file says it is of .* and today is 2026-11-24"):
        read([TIGHTNESS[0], (f"Publicatiedatum: {stated}",), *TIGHTNESS[2:]])


def test_what_came_in_on_a_day_is_read_again_on_any_other(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.files.kept import read_dropped

    monkeypatch.setenv("TODAY", "2026-12-31")
    drop(data, "s.xlsx", xlsx([*TIGHTNESS[:4], ("Midden-Gelderland", "Bakkers", "2026 Q4", 1.7, "krap", "")]))
    assert states(data)["s.xlsx"].startswith("accepted")
    for day in ("2026-05-12", "2026-12-31", "2028-02-29"):
        monkeypatch.setenv("TODAY", day)
        table, _ = read_table(data, "reference/regions.csv")
        assert not read_dropped(data, table, Regions({})).failures


@pytest.mark.parametrize(
    ("today", "state"), [("2026-12-30", "failed"), ("2026-12-31", "accepted"), ("2028-02-29", "accepted")]
)
def test_a_period_counts_from_its_last_day_on(
    today: str, state: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TODAY", today)
    drop(data, "s.xlsx", xlsx([*TIGHTNESS[:4], ("Midden-Gelderland", "Bakkers", "2026 Q4", 1.7, "krap", "")]))
    assert states(data)["s.xlsx"].startswith(state)
    assert clock.today().isoformat() == today


def test_a_provisional_period_makes_its_figures_provisional() -> None:
    rows = [*TIGHTNESS[:4], *[("Midden-Gelderland", name, period, 1.7, "krap", "") for name, period in (("Bakkers", "2e kwartaal 2026*"), ("Kappers", "2e kwartaal 2026"))]]  # fmt: skip
    found = read(rows).rows.set_index("occupation_group")["status"]
    assert found.to_dict() == {"Bakkers": "provisional", "Kappers": "published"}
    one = read(
        [("GWU",), ("Gemeente", "Maand", "Aantal"), ("Arnhem", "maart 2026*", 5), ("Doesburg", "maart 2026*", "x")]
    ).rows
    assert list(one["status"]) == ["provisional", "suppressed"]


def test_add_and_status_say_how_many_rows_counted_and_what_was_passed_over(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(data / "snapshots"))
    path = drop(data, "atlas.xlsx", xlsx(ATLAS))
    assert main(["add", str(path)]) == 0
    counted = "3 rows of sheet Tabel 1; passed over 2 rows (no known region: Roosendaal; a total: Totaal)"
    assert f"atlas.xlsx: 15 figures of 2025-12-31, without a date of its own; {counted}" in capsys.readouterr().out
    assert main(["status", "--json"]) == 0
    ((file,),) = [state["files"] for state in json.loads(capsys.readouterr().out)["live"] if "files" in state]
    assert (file["file"], file["figures"], file["periods"]) == ("atlas.xlsx", 15, ["2025-12-31", "2025-12-31"])
    assert file["counted"] == counted
    assert main(["status"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("atlas.xlsx")]
    assert re.search(rf"atlas_benefits_series +{file['hash']} +\S+ +- +2025-12-31 +15  {re.escape(counted)}$", line)
