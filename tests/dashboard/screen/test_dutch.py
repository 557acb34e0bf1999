"""Dutch only: no English in text, widgets, errors, empty states or tooltips, in a browser that prefers English."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser
from pptx import Presentation
from pypdf import PdfReader

from dashboard.asking.selection import Selection
from dashboard.composition.site import PageInfo
from dashboard.export.package import Kind, page_package
from snapshot.read import Snapshot
from tests.browsing import ROOT, Look, serving, show_tables, still, visit, visitor
from tests.dashboard.screen.audit import STATIC, crawled, english, streamlit_strings
from tests.helpers import SHOWN

WORDS = ROOT / "dashboard" / "screen" / "browser" / "words.json"
CODE = re.compile(r"[a-z0-9_-]+")  # of a column or a row
FILES = [kind for kind in get_args(Kind) if kind != "zip"]


def test_the_crawl_knows_english_when_it_sees_it() -> None:
    assert len(streamlit_strings()) > 300
    known = [
        "Skip to main content",
        "No results",
        "Choose an option",
        "Select all",
        "You are not connected",
        "Show data",
    ]
    assert english([*known, "Alle gemeenten", "Bron: CBS"]) == set(known)


@pytest.mark.browser
@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
@pytest.mark.changes_page
def test_a_page_is_dutch(info: PageInfo, look: Look) -> None:
    page = look(info.path, width=1366, dark=False)
    assert english(crawled(page)) == set()
    show_tables(page)
    for summary in page.locator("main details > summary").all():
        summary.click()
    still(page)
    assert english(crawled(page)) == set()


@pytest.mark.browser
def test_an_open_list_and_a_list_without_results_are_dutch(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen?gemeente=Arnhem")
    assert english(crawled(page)) == set()
    towns = page.get_by_role("combobox", name="Gemeenten")
    towns.click()
    page.get_by_role("option", name="Rheden").wait_for()
    assert english(crawled(page)) == set()
    towns.fill("d")
    still(page)
    assert english(crawled(page)) == set()
    towns.fill("zzzz")
    page.get_by_text("Niets gevonden").wait_for()
    assert english(crawled(page)) == set()
    context.close()


@pytest.mark.browser
def test_popovers_and_the_menu_on_narrow_screens_are_dutch(dashboard_server: str, chromium: Browser) -> None:
    for width in (1366, 900, 390):
        context = visitor(chromium, width=width)
        page = visit(context, f"{dashboard_server}/uitkeringen")
        for name in ("Meenemen", "Delen"):
            page.get_by_role("button", name=name).first.click()
            still(page)
            assert english(crawled(page)) == set(), name
            page.keyboard.press("Escape")
        groups = page.get_by_test_id("stTopNavSection").all()  # one that does not fit is out of reach: "Nog 5" holds it
        reachable = [group for group in groups if not group.evaluate("element => Boolean(element.closest('[inert]'))")]
        for button in reachable or [page.get_by_test_id("stExpandSidebarButton")]:
            button.click()
            still(page)
            assert english(crawled(page)) == set(), f"menu at {width} pixels"
            page.keyboard.press("Escape")
        context.close()


@pytest.mark.browser
def test_a_page_that_does_not_exist_says_so_in_dutch(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = context.new_page()
    answer = page.goto(f"{dashboard_server}/bestaat-niet")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("heading", name="Deze pagina bestaat niet").wait_for()
    assert english(crawled(page)) == set()
    context.close()


@pytest.mark.browser
def test_a_lost_connection_says_so_in_dutch(snapshot_folder: Path, chromium: Browser) -> None:
    context = visitor(chromium)
    with serving(snapshot_folder) as (address, process):
        page = visit(context, f"{address}/uitkeringen")
        process.terminate()
        process.wait(20)
        page.get_by_text("Het dashboard antwoordt niet.").first.wait_for()
        assert english(crawled(page)) == set()
    context.close()


@pytest.mark.browser
def test_without_javascript_the_page_is_dutch(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, java_script_enabled=False)
    page = context.new_page()
    page.goto(dashboard_server)
    body = page.locator("body").inner_text()
    assert "heeft JavaScript nodig" in body
    assert english(body.splitlines()) == set()
    context.close()


def test_the_word_list_translates_what_streamlit_still_says() -> None:
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    assert english(list(words["exact"].values())) == set()
    scripts = "".join(path.read_text(encoding="utf-8", errors="replace") for path in STATIC.glob("*.js"))
    for text in ("Skip to main content", "App pages", "No results", "Choose an option", "Select all", "Page not found"):
        assert text in words["exact"]
        assert text in scripts, f"Streamlit no longer says {text}: take it out of words.json"


@pytest.mark.slow
@pytest.mark.parametrize("path", ["bevolking", "vacatures", "begroting"])
def test_the_files_of_a_page_are_dutch(path: str, snapshot: Snapshot) -> None:
    made = {kind: page_package(path, snapshot, Selection(), today="2026-11-24", kind=kind)[0] for kind in FILES}
    book = load_workbook(BytesIO(made["xlsx"]))
    slides = Presentation(BytesIO(made["pptx"])).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    texts = {
        "xlsx": [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value],
        "pptx": [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        + [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells],
        "pdf": [" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(made["pdf"])).pages],
    }
    for kind, found in texts.items():
        assert len(" ".join(found)) > 1000, kind
        assert english([text for text in found if not CODE.fullmatch(text)]) == set(), kind
