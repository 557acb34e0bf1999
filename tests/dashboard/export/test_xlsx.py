"""Excel files and zips of CSVs, opened again: every number, status word and explanation is that of the snapshot."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from dashboard.asking.queries import Result
from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import entry
from dashboard.export.downloads import downloads, excel_csv, plain_csv
from dashboard.export.package import page_package, sector_items, sector_package
from dashboard.export.xlsx import figure_workbook
from dashboard.figure.core import Table
from dashboard.figure.declare import Declaration
from dashboard.words.notation import MINUS, number
from snapshot.model import STATUSES, UNITS
from snapshot.read import Snapshot
from tests.dashboard.export.made import ROZENDAAL, make, packed
from tests.helpers import DRAWN

BOM = b"\xef\xbb\xbf"
HOSTILE = '=HYPERLINK("http://x","<script>alert(\'a\')</script>") & @SOM(A1)'


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def assert_same(rows: list[dict[str, Any]], result: Result) -> None:
    """Compare the rows of a sheet with those of the snapshot."""
    assert len(rows) == len(result.frame)
    if not result.dataset.is_observations:
        return
    for row, (_, wanted) in zip(rows, result.frame.iterrows(), strict=True):
        found = row[f"Waarde ({UNITS[wanted['unit']].label})"]
        assert row["Status"] == STATUSES[wanted["status"]].word
        if pd.isna(wanted["value"]):
            assert found is None
        else:
            assert found == pytest.approx(wanted["value"], abs=1e-4)


def assert_shown(sheet: Any, table: Table) -> None:
    """Compare a sheet with the table of the page: the texts, and numbers that Dutch Excel writes as those texts."""
    header, *rows = [list(row) for row in sheet.iter_rows(min_row=4, max_row=4 + len(table.rows))]
    assert [cell.value for cell in header[: len(table.header)]] == list(table.header)
    for row, texts in zip(rows, table.rows, strict=True):
        for place, text in enumerate(texts):
            cell = row[place]
            if cell.data_type == "n":
                euro, _, digits = cell.number_format.replace('"', "").removeprefix("+").rpartition("€ ")
                decimals = len(digits.rstrip("%").partition(".")[2])
                shown = f"{number(cell.value, decimals)}{'%' if digits.endswith('%') else ''}"
                assert text.removeprefix("+").replace("€ ", "").replace("-", MINUS) == shown, euro
                assert text.startswith("+") == cell.number_format.startswith('"+"')
                assert ("€ " in text) == ("€ " in cell.number_format)
            else:
                assert (cell.value or "") == text
                assert place not in table.numeric or not re.fullmatch(r"[+−]?(€ )?[\d.]+(,\d+)?%?", text)


def test_a_clerk_opens_the_posts_by_year_with_totals_in_euro(snapshot: Snapshot) -> None:
    sheet = opened(figure_workbook(make(entry("hele-begroting"), snapshot), Selection())).worksheets[0]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=4)}
    money = [cell for row in rows.values() for cell in row[1:] if cell.data_type == "n" and cell.value is not None]
    assert money
    assert {cell.number_format for cell in money} == {'"€ "#,##0'}
    assert any(row[0].font.bold and row[1].data_type == "n" for row in rows.values())
    assert "n.t.b." in {cell.value for row in rows.values() for cell in row}
    assert any(str(name).startswith("Bron: ") for name in rows)


def test_words_stand_before_codes_and_days_are_days(snapshot: Snapshot) -> None:
    sheet = opened(figure_workbook(make(entry("inwoners"), snapshot), Selection()))["Gegevens"]
    header = [cell.value for cell in sheet[1]]
    coded = [name.removesuffix(" (code)") for name in header if name.endswith(" (code)")]
    assert coded
    assert all(header.index(name) + 1 == header.index(f"{name} (code)") for name in coded)
    assert isinstance(sheet.cell(2, header.index("Periode") + 1).value, datetime)


@pytest.mark.parametrize("found", DRAWN, ids=lambda found: found.name)
def test_a_workbook_holds_the_rows_of_the_snapshot(found: Declaration, snapshot: Snapshot) -> None:
    figure = make(found, snapshot)
    book = opened(figure_workbook(figure, Selection()))
    table, *data, explanation = book.worksheets
    assert (table.title, data[0].title) == ("Tabel", "Gegevens")
    assert_shown(table, figure.table)
    assert explanation.title == "Toelichting"
    for sheet, result in zip(data, figure.results, strict=True):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert_same(rows_of(sheet), result)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_numbers_are_numbers_in_their_published_decimals(snapshot: Snapshot) -> None:
    sheet = opened(figure_workbook(make(entry("uitkering-per-gemeente"), snapshot), Selection()))["Gegevens"]
    header = [cell.value for cell in sheet[1]]
    shares = [row[header.index("Waarde (%)")] for row in sheet.iter_rows(min_row=2)]
    numbers = [cell for cell in shares if cell.value is not None]
    assert {cell.data_type for cell in numbers} == {"n"}
    assert {cell.number_format for cell in numbers} == {"#,##0.0"}
    assert (
        max(cell.value for cell in numbers)
        == snapshot.select("benefits", {"scheme": "social_assistance", "measure": "share_pct"})["value"].max()
    )


@pytest.mark.parametrize(
    ("name", "word"),
    [("vier-uitkeringen", "geheim"), ("hele-begroting", "n.t.b."), ("kosten", "PM")],
)
def test_a_status_without_a_number_is_an_empty_cell_and_its_word(name: str, word: str, snapshot: Snapshot) -> None:
    book = opened(figure_workbook(make(entry(name), snapshot), Selection()))
    rows = [row for row in rows_of(book["Gegevens"]) if row["Status"] == word]
    assert rows
    assert all(value is None for row in rows for title, value in row.items() if title.startswith("Waarde ("))
    meanings = {status.word: status.meaning for status in STATUSES.values()}
    assert meanings[word] in [row[1] for row in book["Toelichting"].iter_rows(values_only=True)]


def test_the_explanation_names_everything_that_must_be_known(snapshot: Snapshot) -> None:
    figure = make(entry("uitkering-per-gemeente"), snapshot, ROZENDAAL)
    pairs = list(opened(figure_workbook(figure, ROZENDAAL))["Toelichting"].iter_rows(values_only=True))
    facts = {word: text for word, text in reversed(pairs) if word}
    assert facts["Titel"] == figure.title
    assert facts["Bevinding"] == figure.headline
    assert facts["Filters"] == "Gemeenten: Rozendaal · Vergelijking: Nederland"
    assert {"Periode", "Gepubliceerd", "Geraadpleegd door de agenda", "Definitie", "Eenheid en groep"} <= set(facts)
    assert "Licentie: CC BY 4.0" in facts["Bron"]
    assert snapshot.id in facts["Momentopname"]
    assert set(figure.all_notes) <= {text for _, text in pairs}


def test_nothing_in_a_file_can_become_a_formula(snapshot: Snapshot) -> None:
    figure = make(entry("inwoners-15-64"), snapshot)
    rows = figure.results[0].only({**row, "note": HOSTILE} for row in figure.results[0].rows)
    figure = replace(figure, title=HOSTILE, sentence=HOSTILE, results=(rows,))
    content, name = packed([figure], "xlsx", title=HOSTILE, notes=["+1\x00\n-2"])
    book = opened(content)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert sum(cell.value == HOSTILE for cell in cells) >= 2 + len(rows.rows)
    assert "+1\ufffd -2" in [cell.value for cell in cells]
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_a_page_becomes_one_workbook_with_a_sheet_for_each_figure(snapshot: Snapshot) -> None:
    content, name = page_package("begroting", snapshot, Selection(), "xlsx")
    book = opened(content)
    titles = [sheet.title for sheet in book.worksheets]
    assert titles[0] == "Toelichting"
    assert len({title.lower() for title in titles}) == len(titles)
    assert all(len(title) <= 31 for title in titles)
    rows = rows_of(book["Gegevens De hele begroting"])
    assert_same(rows, make(entry("hele-begroting"), snapshot).results[0])
    assert "n.t.b." in [row["Status"] for row in rows]
    assert name.startswith("begroting-2025")
    assert name.endswith(f"-{snapshot.id}.xlsx")


@pytest.mark.parametrize("path", ["uitkeringen", "begroting", "sectoren"])
def test_a_page_becomes_a_valid_data_package(path: str, snapshot: Snapshot, tmp_path: Path) -> None:
    content, _ = page_package(path, snapshot, Selection(), "zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert described["version"] == snapshot.id
    assert {resource["path"] for resource in described["resources"]} == {file.name for file in tmp_path.glob("*.csv")}


def test_a_sector_package_holds_only_what_follows_the_sector(snapshot: Snapshot) -> None:
    chosen = Selection(sector="care")
    figures = [item.figure for item in sector_items(snapshot, chosen)]
    assert figures[0].id == "sector-sheet"
    assert {"jobs-series", "sectors-crosswalk", "vacancies-series"} <= {figure.id for figure in figures}
    assert "sectors-matrix" not in {figure.id for figure in figures}  # it holds the choices of others too
    content, name = sector_package(snapshot, chosen, "xlsx")
    assert name.startswith("sectortafel-pakket-zorg-")
    sheets = [sheet for sheet in opened(content) if sheet.title.startswith("Gegevens ")]
    named = [row["Speerpuntsector"] for sheet in sheets for row in rows_of(sheet) if "Speerpuntsector" in row]
    assert set(named) == {"Zorg"}
    with pytest.raises(ValueError, match="no priority sector"):
        sector_package(snapshot, Selection(), "xlsx")


@pytest.mark.parametrize("sector", ["care", "energy"])
def test_the_first_sheet_leads_to_the_others_whose_names_end_after_a_word(snapshot: Snapshot, sector: str) -> None:
    content, _ = sector_package(snapshot, Selection(sector=sector), "xlsx")
    book = opened(content)
    titles = [sheet.title for sheet in book.worksheets]
    figures = [item.figure for item in sector_items(snapshot, Selection(sector=sector))]
    whole = {word for figure in figures for word in re.findall(r"[\w’-]+", figure.title)}
    cut = [title for title in titles if "…" in title]
    assert cut, "no name is too long for a sheet"
    assert all(re.findall(r"[\w’-]+", title.split("…")[0])[-1] in whole for title in cut), cut
    front = book["Toelichting"]
    leads = [cell.hyperlink.location for (cell, _) in front.iter_rows(max_col=2) if cell.hyperlink]
    assert [lead.split("!")[0].strip("'").replace("''", "'") for lead in leads] == titles[1:]


def test_file_names_say_subject_selection_period_and_snapshot(snapshot: Snapshot) -> None:
    figure = make(entry("uitkering-per-gemeente"), snapshot, ROZENDAAL)
    stem = f"bijstand-per-gemeente-rozendaal-2024-12-{snapshot.id}"
    names = [download.file_name for download in downloads(figure, ROZENDAAL)]
    assert names == [f"{stem}.xlsx", f"{stem}.csv", f"{stem}-international.csv", f"{stem}.png", f"{stem}.svg"]


@pytest.mark.parametrize("found", DRAWN, ids=lambda found: found.name)
def test_a_csv_of_several_tables_has_one_byte_order_mark_and_all_tables(found: Declaration, snapshot: Snapshot) -> None:
    figure = make(found, snapshot)
    dutch, international = excel_csv(figure), plain_csv(figure)
    assert dutch.startswith(BOM)
    assert "\ufeff" not in dutch.decode("utf-8-sig")
    assert "\ufeff" not in international.decode("utf-8")
    for content, delimiter in ((dutch, ";"), (international, ",")):
        text = content.decode("utf-8-sig")
        tables: list[list[list[str]]] = [[]]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            tables[-1].append(row) if row else tables.append([])
        assert [len(table) - 1 for table in tables] == [len(result.frame) for result in figure.results]
        assert all(len(row) == len(table[0]) for table in tables for row in table)


def test_each_csv_of_a_package_is_one_table_with_its_own_mark(snapshot: Snapshot) -> None:
    content, _ = page_package("begroting", snapshot, Selection(), "zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, found in files.items():
        marked = name.endswith((".csv", ".txt")) and "-international" not in name
        assert found.count(BOM) == found.startswith(BOM) == marked, name
