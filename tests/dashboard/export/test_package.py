"""Downloads: what Dutch Excel opens at a double click, and what reads back to the very values of the snapshot."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard.words.notation import SHORT_MONTHS
from loaders.__main__ import main
from loaders.build import DECLARED
from snapshot.export import csv_dutch, csv_international, dutch_rows
from snapshot.model import UNITS, Column, Dataset, Measure, key, observations
from snapshot.periods import COLUMNS, UNDATED
from snapshot.read import Snapshot

BOM = b"\xef\xbb\xbf"
NAMES = sorted(dataset.name for dataset in DECLARED)
by_name = pytest.mark.parametrize("name", NAMES)


def dutch(snapshot: Snapshot, name: str) -> bytes:
    header, rows = dutch_rows(snapshot.datasets[name], snapshot.select(name), snapshot.labels(name))
    return csv_dutch(header, rows)


def cells(content: bytes, delimiter: str = ";") -> tuple[list[str], list[list[str]]]:
    text = content.decode("utf-8-sig" if delimiter == ";" else "utf-8")
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return header, rows


def unguarded(cell: str) -> str:
    return re.sub(r"^('|maand (?=\d)|par\. (?=\d))", "", cell)


def test_every_dataset_of_the_snapshot_is_tested_here(snapshot: Snapshot) -> None:
    assert set(NAMES) == set(snapshot.datasets)


# --- Dutch Excel ----------------------------------------------------------------------------------------------


@by_name
def test_a_dutch_file_has_the_form_that_excel_wants(snapshot: Snapshot, name: str) -> None:
    content = dutch(snapshot, name)
    assert content.startswith(BOM)
    assert content.count(BOM) == 1
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert not content[3:].lower().startswith(b"sep=")
    header, rows = cells(content)
    assert len(rows) == snapshot.row_counts[name]
    assert all(len(row) == len(header) for row in rows)
    assert len(set(header)) == len(header)
    assert all(title.strip() == title != "" for title in header)


@by_name
def test_no_cell_of_a_dutch_file_can_start_a_formula(snapshot: Snapshot, name: str) -> None:
    header, rows = cells(dutch(snapshot, name))
    for cell in (*header, *(cell for row in rows for cell in row)):
        if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
            assert re.fullmatch(r"-\d+(,\d+)?", cell), cell


@by_name
def test_dutch_excel_makes_no_date_of_a_paragraph_or_a_month(snapshot: Snapshot, name: str) -> None:
    header, rows = cells(dutch(snapshot, name))
    dates = r"\d+([-/. ]\d+)+|(\d+[-/. ])?(?:%s)\w*[-/. ]\d+" % "|".join(SHORT_MONTHS)  # noqa: UP031
    found = {cell for row in (header, *rows) for cell in row if re.fullmatch(dates, cell, re.IGNORECASE)}
    assert not {cell for cell in found if not re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{4}/\d{4}", cell)}


@pytest.mark.parametrize(
    ("text", "written"),
    [("1.1.4", "par. 1.1.4"), ("4.1", "par. 4.1"), ("2024-12", "maand 2024-12"), ("december 2024", "'december 2024"),
     ("1-2", "'1-2"), ("3 mei", "'3 mei"), ("2024-12-31", "2024-12-31"), ("2020/2021", "2020/2021"), ("=1", "'=1")],
)  # fmt: skip
def test_a_text_stays_a_text_in_dutch_excel_only(text: str, written: str) -> None:
    dataset = Dataset(name="d", title="D", description="D.", files=(), columns=(key("code", "Code"),))
    frame = pd.DataFrame({"code": [text]})
    assert cells(csv_dutch(*dutch_rows(dataset, frame, {})))[1] == [[written]]
    assert cells(csv_international(dataset, frame), ",")[1] == [[f"'{text}" if text == "=1" else text]]


@by_name
def test_a_dutch_file_reads_back_to_the_values_of_the_snapshot(snapshot: Snapshot, name: str) -> None:
    dataset, frame = snapshot.datasets[name], snapshot.select(name)
    labels = snapshot.labels(name)
    header, rows = cells(dutch(snapshot, name))
    for place, row in enumerate(frame.to_dict("records")):
        found = dict(zip(header, rows[place], strict=True))
        for column in dataset.columns:
            value, words = row[column.name], labels.get(column.name, {})
            if column.role == "value":
                _same_value(found, column, row)
            elif words and column.role not in ("unit", "measure", "status"):
                assert unguarded(found[f"{column.title} (code)"]) == (value or "")
                assert unguarded(found[column.title]) == (words.get(value, value) or "")
            elif words:
                assert found[column.title] == words[value]
            else:
                _same_cell(found[column.title], column, value)


def _same_value(found: dict[str, str], column: Column, row: dict[str, object]) -> None:
    """Compare the value columns, one per unit, with the only value of the row."""
    titles = {unit: f"{column.title} ({UNITS[unit].label})" for unit in UNITS}
    for unit, title in titles.items():
        if title not in found:
            assert unit != row["unit"], f"no unit in the header: {list(found)}"
        elif unit != row["unit"] or pd.isna(row["value"]):
            assert found[title] == ""
        else:
            assert re.fullmatch(r"-?\d+(,\d+)?", found[title]), found[title]
            assert float(found[title].replace(",", ".")) == row["value"]


def _same_cell(text: str, column: Column, value: object) -> None:
    if value is None or pd.isna(value):
        assert text == ""
    elif column.dtype == "boolean":
        assert text == ("ja" if value else "nee")
    elif column.dtype == "integer":
        assert re.fullmatch(r"-?\d+", text), text
        assert int(text) == value
    elif column.dtype == "number":
        assert float(text.replace(",", ".")) == value
        assert "." not in text
    elif column.name in COLUMNS and (value == UNDATED or str(value).endswith("-end")):
        assert text == ("geen datum in de bron" if value == UNDATED else f"eind {str(value)[:4]}")
    else:
        assert unguarded(text) == value


def test_a_suppressed_cell_is_empty_with_its_status_in_words(snapshot: Snapshot) -> None:
    header, rows = cells(dutch(snapshot, "benefits"))
    table = [dict(zip(header, row, strict=True)) for row in rows]
    rozendaal = [row for row in table if row["Regio (code)"] == "GM0277"]
    assert len(rozendaal) == 8
    for row in rozendaal:
        assert row["Regio"] == "Rozendaal"
        of_cbs = (
            row["Uitkering (code)"] == "social_assistance"
        )  # empty in the agenda, which calls only the others secret
        assert row["Status"] == ("niet beschikbaar" if of_cbs else "geheim")
        assert [row[title] for title in header if title.startswith("Waarde (")] == ["", "", ""]


def test_amounts_not_yet_known_are_empty_with_their_status_in_words(snapshot: Snapshot) -> None:
    header, rows = cells(dutch(snapshot, "budget"))
    table = [dict(zip(header, row, strict=True)) for row in rows]
    late = [row for row in table if row["Status"] == "n.t.b."]
    assert len(late) == 10
    assert {row["Waarde (euro)"] for row in late} == {""}
    _, lines = cells(dutch(snapshot, "budget_lines"))
    assert sum("PM" in row for row in lines) == 7


def test_units_stand_in_the_header_and_decimals_have_a_comma(snapshot: Snapshot) -> None:
    header, rows = cells(dutch(snapshot, "benefits"))
    assert {title for title in header if title.startswith("Waarde")} == {
        "Waarde (personen)",
        "Waarde (%)",
        "Waarde (huishoudens)",
    }
    shares = {row[header.index("Waarde (%)")] for row in rows} - {""}
    assert "7,1" in shares
    assert "4,0" in shares
    counts = {row[header.index("Waarde (personen)")] for row in rows} - {""}
    assert "10700" in counts
    jobs_header, jobs = cells(dutch(snapshot, "jobs"))
    assert "-4,4" in {row[jobs_header.index("Waarde (% verandering)")] for row in jobs}


TRICKY = (
    "=1+1",
    "+31 26 123",
    "-5 graden",
    "@naam",
    "\tTab",
    "\rx",
    "=cmd|' /C calc'!A0",
    'zegt "ja"',
    "a;b",
    "a\nb",
    "é€’",
)


@pytest.mark.parametrize("text", TRICKY)
def test_hostile_text_is_guarded_in_both_forms_and_reads_back(text: str) -> None:
    dataset = Dataset(
        name="x",
        title="X",
        description="X.",
        files=(),
        columns=(key("code", "Code"), Column("note", "label", "Opmerking", nullable=True)),
    )
    frame = pd.DataFrame({"code": [text, "b"], "note": [text, None]}, dtype="object")
    header, rows = dutch_rows(dataset, frame, {})
    forms = [(csv_dutch(header, rows), ";")]
    if "\r" not in text:  # no input may hold one, and with LF as line end it is not quoted
        forms.append((csv_international(dataset, frame), ","))
    for content, delimiter in forms:
        _, found = cells(content, delimiter)
        assert found[1] == ["b", ""]
        for cell in found[0]:
            assert unguarded(cell) == text
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_hostile_word_of_a_code_and_a_hostile_title_are_guarded() -> None:
    dataset = Dataset(
        name="x",
        title="X",
        description="X.",
        files=(),
        columns=(key("code", "=Code", {"a": "=1+1"}), Column("more", "label", "@Meer")),
    )
    content = csv_dutch(*dutch_rows(dataset, pd.DataFrame({"code": ["a"], "more": ["-x"]}), {"code": {"a": "=1+1"}}))
    assert content.decode("utf-8-sig").splitlines() == ["'=Code;'=Code (code);'@Meer", "'=1+1;a;'-x"]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.0, 0, "0"),
        (1_163_658.0, 0, "1163658"),
        (-4.4, 1, "-4,4"),
        (4.0, 1, "4,0"),
        (110.92, 2, "110,92"),
        (0.1 + 0.2, 1, "0,3"),
        (15_000_000.0, 0, "15000000"),
        (0.25, 2, "0,25"),
    ],
)
def test_a_value_in_a_dutch_file(value: float, decimals: int, text: str) -> None:
    dataset = observations(
        name="x",
        title="X",
        description="X.",
        files=(),
        keys=(),
        measures=(Measure("m", "M", ("pct_change",), decimals=decimals),),
    )
    row = {"measure": "m", "reference_period": "2024", "value": value, "unit": "pct_change", "status": "published"}
    frame = pd.DataFrame([{column.name: row.get(column.name) for column in dataset.columns}])
    header, rows = cells(csv_dutch(*dutch_rows(dataset, frame, {})))
    assert rows[0][header.index("Waarde (% verandering)")] == text


# --- international --------------------------------------------------------------------------------------------


@by_name
def test_an_international_file_reads_back_to_the_values_of_the_snapshot(snapshot: Snapshot, name: str) -> None:
    dataset, frame = snapshot.datasets[name], snapshot.select(name)
    content = csv_international(dataset, frame)
    assert not content.startswith(BOM)
    assert b"\r" not in content
    header, rows = cells(content, ",")
    units = set(frame["unit"]) if dataset.is_observations else set()
    expected = [column.name for column in dataset.columns]
    if len(units) == 1:
        expected = [f"value_{next(iter(units))}" if title == "value" else title for title in expected]
    assert header == expected
    assert len(rows) == len(frame)
    for found, row in zip(rows, frame.to_dict("records"), strict=True):
        for text, column in zip(found, dataset.columns, strict=True):
            value = row[column.name]
            if value is None or pd.isna(value):
                assert text == ""
            elif column.dtype in ("number", "integer"):
                assert "," not in text
                assert float(text) == value
            elif column.dtype == "boolean":
                assert text.lower() == str(bool(value)).lower()
            else:
                assert unguarded(text) == value


# --- Parquet --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, snapshot_folder: Path) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
        assert main(["export", str(folder)]) == 0
        assert main(["export", str(folder)]) == 0, "existing files are replaced"
    return folder


@by_name
def test_a_parquet_file_equals_the_snapshot(snapshot: Snapshot, exported: Path, name: str) -> None:
    frame = snapshot.select(name)
    found = pd.read_parquet(exported / f"{name}.parquet")
    assert list(found.columns) == list(frame.columns)
    assert len(found) == len(frame)
    for title in frame:
        pairs = zip(found[title], frame[title], strict=True)
        assert all(pd.isna(a) and pd.isna(b) if pd.isna(a) or pd.isna(b) else a == b for a, b in pairs), title
    kinds = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN"}
    with duckdb.connect() as connection:
        described = connection.execute(f"DESCRIBE SELECT * FROM '{exported / name}.parquet'").fetchall()
    for title, kind, *_ in described:
        assert kind == kinds[snapshot.datasets[name].column(title).dtype], title


@by_name
def test_an_exported_csv_is_the_dutch_file(snapshot: Snapshot, exported: Path, name: str) -> None:
    assert (exported / f"{name}.csv").read_bytes() == dutch(snapshot, name)


def test_nothing_else_than_these_files_and_their_description_is_written(snapshot: Snapshot, exported: Path) -> None:
    names = {path.name for path in exported.iterdir()}
    assert {f"{name}.csv" for name in snapshot.datasets} <= names
    assert {f"{name}.parquet" for name in snapshot.datasets} <= names
    assert not any(name.startswith(".") for name in names)
