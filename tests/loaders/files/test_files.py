"""Files that a person drops: recognised by their header, read strictly, refused whole. All figures invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from loaders.__main__ import main
from loaders.files.combine import Taken
from loaders.files.inbox import read_in
from loaders.files.intake import dropped_files
from loaders.files.words import moments, numbers
from loaders.files.words.names import Names, names_of
from loaders.keeping.paths import DROPPED
from loaders.keeping.store import Store
from loaders.refresh import Outcome, Wanted, refresh
from loaders.series.declare import Regions
from loaders.services.errors import SourceError
from loaders.services.settings import Settings
from snapshot.read import Snapshot
from tests.helpers import copy_data
from tests.helpers import run as command
from tests.loaders.files.taking import drop, read, states
from tests.services.dropped_files import ATLAS, COMMUTING, JOB_AGREEMENT, JOBSEEKERS, TIGHTNESS, Row, ods, text, xlsx


def cell(taken: Taken, **wanted: str) -> pd.Series:
    rows = taken.rows
    for name, value in wanted.items():
        rows = rows[rows[name].eq(value)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.mark.parametrize(
    "body",
    [
        xlsx(TIGHTNESS, before=[["Lees dit eerst"]]),
        ods(TIGHTNESS),
        text(TIGHTNESS),
        text(TIGHTNESS, mark=","),
        text(TIGHTNESS, mark="\t", encoding="cp1252"),
        text([*TIGHTNESS[:4], *[[row[0], row[1], row[2], row[3], row[4], "Één"] for row in TIGHTNESS[4:]]], encoding="cp1252"),
        xlsx([*[()] * 20, *TIGHTNESS]),
        xlsx([[*reversed(row)] if place > 2 else row for place, row in enumerate(TIGHTNESS)]),
    ],
    ids=["xlsx", "ods", "semicolon", "comma", "tab", "cp1252", "far-down", "other-order"],
)  # fmt: skip
def test_one_table_reads_the_same_from_every_form(body: bytes, names: Names) -> None:
    taken = read(body, names)
    assert (taken.kind, taken.stated, len(taken.rows)) == ("tightness", "2026-05-12", 7)
    first = cell(taken, occupation_group="Elektriciens", reference_period="2025-Q4")
    assert (first["ratio"], first["tightness_class"], first["status"]) == ("4.6", "very_tight", "published")
    held = cell(taken, occupation_group="Dierenartsen", reference_period="2025-Q4")
    assert (held["ratio"], held["tightness_class"], held["status"]) == ("", "", "suppressed")
    assert cell(taken, occupation_group="Dierenartsen", reference_period="2026-Q1")["status"] == "not_available"
    zero = cell(taken, region_code="NL01")
    assert (zero["ratio"], zero["status"]) == ("0", "published")


def test_classes_without_ratios_are_read_with_year_and_quarter_apart(names: Names) -> None:
    rows = [
        ("Regio", "Beroepsgroep", "Jaar", "Kwartaal", "Typering"),
        ("Midden-Gelderland", "Bakkers", 2026, 2, "krap"),
    ]
    found = cell(read(xlsx(rows), names), occupation_group="Bakkers")
    assert (found["tightness_class"], found["ratio"], found["reference_period"]) == ("tight", "", "2026-Q2")


@pytest.mark.parametrize("make", [xlsx, ods, text])
def test_the_atlas_has_two_rows_of_headings_and_keeps_secret_apart_from_missing_and_zero(make, names: Names) -> None:  # type: ignore[no-untyped-def]
    taken = read(make(ATLAS), names)
    assert taken.kind == "atlas"
    assert set(taken.rows["reference_period"]) == {"2025-12-31"}
    assert dict(taken.skipped) == {"Roosendaal": 1, "Totaal": 1}  # not Rozendaal misspelt, and no total of all
    status = {(row.region_code, row.scheme, row.measure): (row.value, row.status) for row in taken.rows.itertuples()}
    assert status["GM0277", "ww", "benefits"] == ("", "suppressed")
    assert status["GM0277", "wajong", "benefits"] == ("", "suppressed")
    assert status["GM0277", "wajong", "share_pct"] == ("", "not_available")
    assert status["GM0221", "ww", "benefits"] == ("0", "published")
    assert status["GM0221", "all", "residents_15_64"] == ("", "not_available")
    assert status["GM0202", "ww", "share_pct"] == ("1.7", "published")


def test_jobseekers_take_the_finest_region_and_thousands_with_a_point(names: Names) -> None:
    taken = read(xlsx(JOBSEEKERS), names)
    assert cell(taken, region_code="GM0202")["value"] == "1234"
    assert cell(taken, employment="with_work")["region_code"] == "AM07"
    assert cell(taken, scheme="social_assistance", employment="total")["reference_period"] == "2026-03"


def test_job_agreement_reads_quarters_from_their_last_day(names: Names) -> None:
    taken = read(ods(JOB_AGREEMENT), names)
    assert cell(taken, measure="jobs", reference_period="2026-Q1")["value"] == "5350"
    assert cell(taken, measure="participation_pct", reference_period="2025-Q4")["value"] == "51.4"


def test_commuting_is_home_down_and_work_across_in_thousands(names: Names) -> None:
    taken = read(xlsx(COMMUTING), names)
    flow = {(row.home_region_code, row.work_region_code): (row.value, row.status) for row in taken.rows.itertuples()}
    assert flow["AM07", "AM08"] == ("17200", "published")
    assert flow["AM08", "AM07"] == ("15200", "provisional")
    assert flow["AM07", "AM38"] == ("", "suppressed")
    assert len(flow) == 9  # no totals


def test_commuting_as_a_list_is_known_too(names: Names) -> None:
    rows = [
        ("Woonregio", "Werkregio", "Jaar", "Aantal (x 1.000)"),
        ("Midden-Gelderland", "Rijk van Nijmegen", 2023, "17,2"),
    ]
    found = cell(read(text(rows), names), home_region_code="AM07")
    assert (found["value"], found["work_region_code"]) == ("17200", "AM08")


def changed(rows: Sequence[Row], place: int, column: int, value: object) -> list[list[object]]:
    copy = [list(row) for row in rows]
    copy[place][column] = value
    return copy


FAULTS = {
    "header": (xlsx(changed(TIGHTNESS, 3, 1, "Sector")), r"no known kind .*Spanningsindicator.*lacks beroepsgroep.*download"),
    "percent": (xlsx(TIGHTNESS, formats={"D5": "0%"}), r"column spanning has 1 cell\(s\) in %"),
    "percent-heading": (xlsx(changed(TIGHTNESS, 3, 3, "Spanning (%)")), r"another unit .*'Spanning \(%\)': in %"),
    "mixed-units": (xlsx(changed(ATLAS, 3, 2, "1,7%")), r"column ww mixes units"),
    "other-unit": (xlsx(changed(JOB_AGREEMENT, 1, 3, "Doelstelling (%)")), r"'Doelstelling \(%\)': in %, and known in"),
    "region": (xlsx(changed(ATLAS, 5, 0, "Doesburgh")), r"no region 'Doesburgh', is Doesburg meant"),
    "twice": (xlsx([*TIGHTNESS, TIGHTNESS[4]]), r"has 1 row\(s\) twice .*Elektriciens"),
    "split": (
        xlsx([(*JOBSEEKERS[1], "Leeftijd"), (*JOBSEEKERS[2], "15-27"), (*JOBSEEKERS[2], "27-50")], before=[["GWU"]]),
        r"no known kind|twice .*Leeftijd",
    ),
    "class": (xlsx(changed(TIGHTNESS, 4, 4, "Superkrap")), r"'Superkrap' is none of zeer ruim"),
    "period": (xlsx(changed(TIGHTNESS, 4, 2, "5e kwartaal 2025")), r"'5e kwartaal 2025' is not a quarter"),
    "no-period": (xlsx(changed(ATLAS, 0, 0, "Atlas SV")), r"no period above it"),
    "words": (xlsx(changed(JOB_AGREEMENT, 2, 2, "veel")), r"row 3, column banen: 'veel' is no number"),
    "decimals": (xlsx(changed(JOB_AGREEMENT, 2, 2, 5310.5)), r"5310.5 has more than 0 decimals"),
    "side": (xlsx(changed(changed(COMMUTING, 3, 0, None), 2, 1, None)), r"lacks the word woonregio"),
    "swapped": (
        xlsx(changed(changed(COMMUTING, 3, 0, "Werkregio"), 2, 1, "Woonregio")), r"which side is where people live"
    ),
    "no-rows": (xlsx(TIGHTNESS[:4]), r"no row about a known region .*nothing below it"),
    "empty-sheet": (xlsx([]), r"every sheet of the file is empty"),
    "empty": (b"", r"the file is empty"),
    "page": (b"<!DOCTYPE html><html><table></table></html>", r"is a web page, whatever its name says"),
    "pdf": (b"%PDF-1.7", r"is a PDF"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"protected with a password, or an old .xls"),
    "corrupt": (xlsx(TIGHTNESS)[:900], r"the file is damaged"),
    "no-sheet": (b"PK\x05\x06" + b"\0" * 18, r"packed, but is no spreadsheet"),
    "formula": (xlsx(changed(TIGHTNESS, 4, 3, "=1+1")), r"a formula has no saved result .*D5"),
    "points": (text(changed(JOB_AGREEMENT, 2, 5, "51.4")), r"mixes decimal commas and decimal points"),
    "binary": (b"abc\x00def", r"no spreadsheet and no text"),
}  # fmt: skip


CAUSE_OF = {
    **dict.fromkeys(
        ("empty-sheet", "empty", "page", "pdf", "password", "corrupt", "no-sheet", "binary"), "unreadable_file"
    ),
    **dict.fromkeys(("header", "side", "swapped", "split"), "unknown_file"),
    **dict.fromkeys(("percent-heading", "other-unit"), "unit_changed"),
    **dict.fromkeys(("twice",), "doubled"),
    "no-rows": "empty",
}  # of the others some cells cannot be right


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_gives_one_error_that_says_what_and_where_and_what_to_do(fault: str, names: Names) -> None:
    body, message = FAULTS[fault]
    with pytest.raises(SourceError, match=message) as caught:
        read(body, names)
    assert caught.value.advice
    assert caught.value.cause == CAUSE_OF.get(fault, "faulty_cells")


def test_with_every_municipality_known_a_strange_one_is_refused() -> None:
    towns = {"GM0202": "Arnhem", "GM0221": "Doesburg", "GM1674": "Roosendaal", "PV30": "Noord-Brabant"}
    complete = names_of({}, Regions({}, towns))
    with pytest.raises(SourceError, match="no region 'Rozendaal'"):
        read(xlsx(ATLAS), complete)


def test_a_name_that_a_region_and_a_municipality_share_is_what_the_heading_says() -> None:
    towns = {"AM01": "Groningen", "GM0014": "Groningen (gemeente)", "GM0164": "Hengelo (O.)", "PV20": "Groningen (PV)"}
    towns |= {
        "GM0373": "Bergen (NH.)",
        "GM0893": "Bergen (L.)",
        "GM0518": "'s-Gravenhage (gemeente)",
        "PV28": "Zuid-Holland",
    }
    shared = names_of({}, Regions({}, towns))
    assert [shared.find(text) for text in ("Groningen", "Hengelo", "Bergen (NH)", "Den Haag", "Bergen")] == [
        "AM01", "GM0164", "GM0373", "GM0518", None,
    ]  # fmt: skip
    assert shared.find("Groningen", town=True) == "GM0014"
    assert shared.is_wider("Zuid-Holland")
    rows = read(
        xlsx([*ATLAS[:3], ("Groningen", 7000, 4.2, 3000, 1.8, 170000), ("Zuid-Holland", 9, 1, 9, 1, 9)]), shared
    )
    assert set(rows.rows["region_code"]) == {"GM0014"}
    assert rows.skipped == {"Zuid-Holland": 1}
    regional = [JOB_AGREEMENT[0], JOB_AGREEMENT[1], ("Groningen", *JOB_AGREEMENT[2][1:])]
    assert set(read(xlsx(regional), shared).rows["region_code"]) == {"AM01"}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2026K1", "2026-Q1"), ("2026 Q1", "2026-Q1"), ("2026KW01", "2026-Q1"), ("1e kwartaal 2026", "2026-Q1"),
        ("K1 2026", "2026-Q1"), ("Kwartaal 1 2026", "2026-Q1"), ("31-3-2026", "2026-Q1"), ("2026-03-31", "2026-Q1"),
        ("2026 kwartaal 1", "2026-Q1"), ("30-3-2026", None), ("2026", None), ("31-6-2026", None),
    ],
)  # fmt: skip
def test_quarters(written: str, read_as: str | None) -> None:
    assert moments.quarter(written) == read_as


def test_numbers_are_read_in_the_style_of_their_column() -> None:
    assert numbers.parse("1.234,5", numbers.style(["1.234,5", "7"])) == 1234.5
    assert numbers.parse("1,234.5", numbers.style(["1,234.5"])) == 1234.5
    assert numbers.parse("12.5", numbers.style(["12.5", "3.25"])) == 12.5
    assert numbers.parse("1.234", numbers.style(["1.234"], whole=True)) == 1234
    with pytest.raises(SourceError, match="two ways"):
        numbers.style(["1.234"])
    with pytest.raises(SourceError, match="mixes"):
        numbers.style(["1,5", "2.5"])
    assert [numbers.mark(text) for text in ("<5", "x", ".", "n.v.t.", "0", "12")] == [
        "suppressed", "suppressed", "not_available", "not_applicable", None, None,
    ]  # fmt: skip


# --- intake -----------------------------------------------------------------------------------------------------


def shifted(rows: Sequence[Row], old: str, new: str, factor: float = 1) -> list[list[object]]:
    return [
        [
            value * factor if isinstance(value, float) else str(value).replace(old, new) if value else value
            for value in row
        ]
        for row in rows
    ]


def test_a_good_file_is_kept_by_hash_and_a_bad_one_leaves_what_is_in_use(data: Path) -> None:
    drop(data, "goed.xlsx", xlsx(TIGHTNESS))
    assert states(data)["goed.xlsx"].startswith("accepted: goed.xlsx: 7 figures of 2025-Q4 to 2026-Q1")
    store = Store(data / DROPPED)
    entry = store.entries()["tightness_by_occupation"]
    (kept,) = entry.answers
    assert entry.summary["files"][kept.sha256]["sheet"] == "Tabel 1"
    assert (kept.url, kept.modified) == ("goed.xlsx", "2026-05-12")
    drop(data, "slecht.xlsx", xlsx(changed(TIGHTNESS, 4, 4, "Superkrap")))
    found = states(data)
    assert found["goed.xlsx"].startswith("unchanged")
    assert found["slecht.xlsx"].startswith("failed: slecht.xlsx: 1 cell(s)")
    assert store.entries()["tightness_by_occupation"] == entry
    assert store.states()["tightness_by_occupation"]["state"] == "failed"
    (data / "raw" / "uwv" / "slecht.xlsx").unlink()
    states(data)
    assert store.states()["tightness_by_occupation"]["state"] == "ok"


def test_values_a_hundred_times_last_quarter_are_refused_until_a_person_accepts_them(data: Path) -> None:
    drop(data, "nu.xlsx", xlsx(JOB_AGREEMENT))
    states(data)
    more = [JOB_AGREEMENT[0], JOB_AGREEMENT[1], ("Midden-Gelderland", "30-06-2026", 535000, 495000, 901000, 51.9)]
    path = drop(data, "later.xlsx", xlsx(more))
    assert "not plausible (jobs goes from 5350 in 2026-Q1 to 535000 in 2026-Q2" in states(data)["later.xlsx"]
    (report,) = read_in(data, [path], accept=True, all_of=False)
    assert report.state == "accepted"


def test_a_ratio_a_hundred_times_too_high_contradicts_its_class(data: Path) -> None:
    drop(data, "honderd.xlsx", xlsx([*TIGHTNESS[:4], ("Midden-Gelderland", "Bakkers", "2026Q1", 170, "krap", "")]))
    assert "contradict each other (Bakkers in 2026-Q1: 170 is not krap)" in states(data)["honderd.xlsx"]
    drop(data, "honderd.xlsx", xlsx([TIGHTNESS[3][:4], ("Midden-Gelderland", "Bakkers", "2026Q1", 170)]))
    assert "the middle ratio of 2026-Q1 is 170: a percentage?" in states(data)["honderd.xlsx"]


def test_of_two_files_about_the_same_quarter_the_newer_by_its_own_date_counts(data: Path) -> None:
    drop(data, "b-oud.xlsx", xlsx(TIGHTNESS))
    newer = shifted(TIGHTNESS, "12-05-2026", "12-08-2026")
    newer[7][3] = 4.4
    drop(data, "a-nieuw.xlsx", xlsx(newer))
    assert all(state.startswith("accepted") for state in states(data).values())
    with_both = Store(data / DROPPED).entries()["tightness_by_occupation"]
    assert with_both.modified == "2026-08-12"
    assert len(with_both.answers) == 2


def test_two_files_that_differ_without_a_date_are_both_refused_by_name(data: Path) -> None:
    undated = [row for place, row in enumerate(TIGHTNESS) if place != 1]
    drop(data, "een.xlsx", xlsx(undated))
    drop(data, "twee.xlsx", xlsx(changed(undated, 6, 3, 4.4)))
    found = states(data)
    assert all(state.startswith("failed") for state in found.values())
    assert (
        "een.xlsx and twee.xlsx differ about the same figures (1 cell(s), such as AM07, Elektriciens, 2026-Q1"
        in found["twee.xlsx"]
    )
    assert not Store(data / DROPPED).entries()


def test_a_file_that_was_withdrawn_stays_away_until_a_person_adds_it_again(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(tmp_path / "snapshots"))
    monkeypatch.setenv("REGION", "AM07")
    store = Store(data / DROPPED)
    first = drop(data, "eerst.xlsx", xlsx(TIGHTNESS))
    later = shifted([row for row in TIGHTNESS if "2025 Q4" not in row], "12-05-2026", "12-08-2026")
    drop(data, "later.xlsx", xlsx(later))
    states(data)
    assert main(["remove", "niets.xlsx"]) == 1
    assert "0 files in use are called 'niets.xlsx' (eerst.xlsx " in capsys.readouterr().err
    assert main(["remove", "later.xlsx"]) == 0
    assert "later.xlsx" in capsys.readouterr().out
    assert [kept.url for kept in store.entries()["tightness_by_occupation"].answers] == ["eerst.xlsx"]
    assert states(data)["later.xlsx"].startswith("unchanged: later.xlsx was withdrawn")
    assert main(["remove", store.entries()["tightness_by_occupation"].answers[0].sha256[:9]]) == 0
    assert not store.entries()
    with Snapshot.open(tmp_path / "snapshots") as snapshot:
        assert "tightness_by_occupation" not in snapshot.datasets
    (report,) = read_in(data, [first], accept=False, all_of=False)
    assert report.state == "accepted"
    assert states(data)["eerst.xlsx"].endswith("was taken in before")


def test_notes_and_hidden_files_are_left_alone(data: Path) -> None:
    for name in ("LEES MIJ.txt", ".DS_Store", "~$open.xlsx"):
        drop(data, name, b"x")
    assert dropped_files(data) == []
    assert states(data) == {}


@pytest.mark.slow
def test_add_reports_per_file_publishes_what_is_good_and_says_in_the_snapshot_what_is_not(tmp_path: Path) -> None:
    data, snapshots = copy_data(tmp_path / "data"), tmp_path / "snapshots"
    files = {"s.csv": text(TIGHTNESS), "a.ods": ods(ATLAS), "p.xlsx": xlsx(COMMUTING), "kapot.xlsx": b"<html>"}
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    done = command("add", *(str(tmp_path / name) for name in files), data=data, snapshots=snapshots)
    assert done.returncode == 1
    assert done.stdout.count("accepted") == 3
    assert "kapot.xlsx: the file is a web page" in done.stderr
    with Snapshot.open(snapshots) as snapshot:
        snapshot.verify()
        rows = snapshot.select("tightness_by_occupation", {"region_code": "AM07"})
        assert len(rows) == 6
        source = snapshot.sources[rows["source"].iloc[0]]
        assert source.attribution == "UWV, Spanningsindicator per beroepsgroep, bestand s.csv"
        assert source.published == "2026-05-12"
        assert snapshot.select("commuting_regions", {"home_region_code": "AM07", "work_region_code": "AM08"})[
            "value"
        ].tolist() == [17200]
        state = snapshot.select("live_sources").set_index("dataset")
        assert state.loc["dropped_files", "state"] == "failed"
        assert state.loc["tightness_by_occupation", "state"] == "ok"
    again = command("build", data=data, snapshots=snapshots)
    assert "unchanged" in again.stdout  # offline, from the kept copies
    shown = command("status", data=data, snapshots=snapshots)
    assert "dropped_files" in shown.stdout
    kept = next((data / DROPPED / "answers").iterdir())
    kept.write_bytes(b"x")
    broken = command("build", data=data, snapshots=snapshots)
    assert broken.returncode == 1
    assert "a kept answer cannot be read" in broken.stderr


@pytest.mark.slow
def test_a_refresh_takes_dropped_files_along_even_while_every_service_is_away(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PDOK_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("PDOK_ATTEMPTS", "1")
    away = Settings(url="http://127.0.0.1:9/", attempts=1, pause_s=0.01)
    drop(data, "s.xlsx", xlsx(TIGHTNESS))
    planned, _ = refresh(data, data / "snapshots", away, Wanted(dry_run=True, quiet=True))
    assert planned[-1] == Outcome("dropped_files", "planned", "s.xlsx would be read")
    outcomes, published = refresh(data, data / "snapshots", away, Wanted(quiet=True))
    assert published is not None
    assert {outcome.dataset for outcome in outcomes if outcome.state == "accepted"} == {"tightness_by_occupation"}
    with Snapshot.open(data / "snapshots") as snapshot:
        assert snapshot.row_counts["tightness_by_occupation"] == 7
    again, published = refresh(data, data / "snapshots", away, Wanted(quiet=True))
    assert published is None  # nothing new: nothing built
    assert "unchanged" in {outcome.state for outcome in again}
