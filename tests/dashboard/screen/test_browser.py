"""Every page in a real browser: no exception, no console error, no request that leaves the host."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.composition.site import PageInfo
from tests.browsing import Look, still, visitor
from tests.helpers import SHOWN

pytestmark = [pytest.mark.browser]


@pytest.fixture
def server(dashboard_server: str) -> str:
    return dashboard_server


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_a_page_opens_cleanly(info: PageInfo, look: Look) -> None:
    page = look(info.path, width=1366, dark=False)
    assert info.title in page.locator("h1").inner_text()
    assert page.locator('[data-testid="stException"]').count() == 0
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.evaluate("window.violations") == []
    assert look.heard(page) == []


def test_a_choice_survives_page_switches_and_unknown_values_are_skipped(server: str, browser: Browser) -> None:
    page = visitor(browser).new_page()
    page.goto(f"{server}/uitkeringen?gemeente=Arnhem&gemeente=Atlantis&vergelijk=Nederland")
    page.locator("h2").first.wait_for()
    still(page)
    page.get_by_text("Een keuze in de link bestaat niet en is overgeslagen.").wait_for()
    for info in (SHOWN[5], SHOWN[0], SHOWN[1]):
        still(page)
        page.get_by_role("link", name=info.title, exact=True).first.click()
        page.locator("h1", has_text=info.title).wait_for()
        page.wait_for_function("() => location.search === '?gemeente=Arnhem&vergelijk=Nederland'")
    still(page)
    page.get_by_role("button", name="Wis filters").click()
    page.wait_for_function("() => !location.search")
    page.context.close()


def test_a_card_shows_its_table_and_gives_its_file(server: str, browser: Browser) -> None:
    page = visitor(browser).new_page()
    page.goto(f"{server}/uitkeringen?gemeente=Rheden&vergelijk=Nederland")
    card = page.locator(".st-key-figuur-benefits-share")
    still(page)
    card.get_by_role("button", name="Tabel ‘").click()
    rows = card.locator("table.mg-table tbody tr")
    rows.first.wait_for()
    assert [text.split("\t")[0] for text in rows.all_inner_texts()] == ["Rheden", "Nederland"]
    still(page)
    card.get_by_role("button", name="Meenemen").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV voor Excel").click()
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename.startswith("bijstand-per-gemeente-rheden-2024-12")
    assert content.startswith(b"\xef\xbb\xbf")
    header, *lines = content.decode("utf-8-sig").splitlines()
    assert "Waarde (%)" in header
    assert sum(";4,7;" in line for line in lines if "Rheden" in line) == 1
    page.context.close()
