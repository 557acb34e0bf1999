"""The form for progress and spending, as a reader downloads it and the command line writes it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from loaders.add import add
from loaders.build import build
from snapshot import clock
from snapshot.progress import FILE_NAME, HELP, PROGRESS, PROGRESS_HEADER, SPENDING, STAGES, form
from snapshot.read import Snapshot
from tests.browsing import serving, visit, visitor
from tests.helpers import copy_data
from tests.services.report_files import SPENT, book
from tests.services.report_files import STAGES as REPORTED


def test_the_form_names_every_activity_line_and_quarter(snapshot: Snapshot) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form(snapshot)))
    assert book.sheetnames == [PROGRESS, SPENDING, HELP]
    progress, spending = book[PROGRESS], book[SPENDING]
    head, *rows = progress.iter_rows(values_only=True)
    assert head == PROGRESS_HEADER
    assert [row[0] for row in rows][:2] == ["working-01", "working-02"]  # in the order of the agenda
    assert {row[0]: row[1] for row in rows} == {row["activity"]: row["title"] for row in snapshot.rows("activities")}
    (rule,) = progress.data_validations.dataValidation
    assert rule.formula1 == f'"{",".join(STAGES.values())}"'
    head, *rows = spending.iter_rows(values_only=True)
    assert head[4:] == ("Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026", "Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027")
    assert len(rows) == len({row[0] for row in rows}) == 55
    budget = {row[0]: row[3] for row in rows}
    assert budget["work_centre-01"] == 100_000
    assert budget["work_centre-25"] == "PM"
    assert all(cell is None for row in rows for cell in row[4:])


@pytest.mark.browser
def test_the_quarterly_report_is_one_click_away_where_something_was_reported(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.SETTING, "2026-11-24")
    data, snapshots = copy_data(tmp_path / "data"), tmp_path / "snapshots"
    build(data, snapshots)
    (tmp_path / "a.xlsx").write_bytes(book(("Geld", SPENT), ("Activiteiten", REPORTED)))
    add(data, snapshots, [tmp_path / "a.xlsx"], accept=False)
    with serving(snapshots, TODAY="2026-11-24") as (address, _):
        context = visitor(chromium)
        page = visit(context, f"{address}/uitvoeringsagenda")
        with page.expect_download() as caught:
            page.get_by_role("button", name="Kwartaalverslag (PDF)").click()
        assert caught.value.suggested_filename.startswith("kwartaalverslag-")
        caught.value.save_as(tmp_path / "verslag.pdf")
        told = " ".join(page.extract_text() for page in PdfReader(tmp_path / "verslag.pdf").pages)
        assert "Kwartaalverslag 2e kwartaal 2026" in " ".join(told.split())
        context.close()


@pytest.mark.browser
def test_a_reader_is_invited_and_takes_the_form_home(
    dashboard_server: str, chromium: Browser, snapshot: Snapshot, tmp_path: Path
) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitvoeringsagenda")
    line = page.locator(".st-key-voortgangsformulier")
    assert "Er is nog niets gemeld over voortgang en uitgaven" in line.inner_text()
    assert page.locator(".st-key-figuur-activities-progress").count() == 0
    assert page.get_by_role("button", name="Kwartaalverslag (PDF)").count() == 0
    with page.expect_download() as caught:
        line.get_by_role("button").click()
    path = tmp_path / caught.value.suggested_filename
    caught.value.save_as(path)
    assert path.name == FILE_NAME
    own = openpyxl.load_workbook(io.BytesIO(form(snapshot)))
    taken = openpyxl.load_workbook(path)
    assert [list(sheet.values) for sheet in taken] == [list(sheet.values) for sheet in own]
    context.close()
