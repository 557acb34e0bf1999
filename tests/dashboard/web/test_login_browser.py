"""Logging in as a person does it, in a real browser: a link with filters, a role, logging out, another role."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import VIOLATIONS, still, visit, visitor
from tests.dashboard.web.logging_in import behind_a_login

LINK = "/uitvoeringsagenda?gemeente=Arnhem&vergelijk=Nederland"


def logs_in(page: Page, person: str) -> None:
    page.get_by_role("link", name="Inloggen").click()
    page.get_by_role("link", name=person, exact=True).click()
    page.wait_for_selector(".mg-title")
    still(page)


@pytest.mark.browser
def test_a_person_logs_in_reads_and_logs_out(snapshot_folder: Path, tmp_path: Path, chromium: Browser) -> None:
    with behind_a_login(snapshot_folder, tmp_path) as behind:
        context = visitor(chromium)
        context.add_init_script(VIOLATIONS)
        page = context.new_page()
        page.goto(behind.address + LINK)
        assert page.title().startswith("Arbeidsmarkt")
        assert page.locator("html").get_attribute("lang") == "nl"
        logs_in(page, "lezer")
        assert page.url == behind.address + LINK
        assert page.locator("h1").inner_text() == "Uitvoeringsagenda"
        assert page.get_by_role("button", name="Leeg formulier (Excel)").count() == 0
        assert page.evaluate("window.violations") == []

        other = visit(context, f"{behind.address}/privacy")
        assert "Je logt in met het account van je organisatie" in other.locator("body").inner_text()
        page.get_by_role("link", name="Uitloggen").click()
        expect(page.get_by_role("link", name="Inloggen")).to_be_visible()
        expect(other.locator("#mg-notice")).to_contain_text("Je bent uitgelogd.")

        page.goto(behind.address + LINK)
        logs_in(page, "netwerkteam")
        assert page.get_by_role("button", name="Leeg formulier (Excel)").count() == 1
        context.close()
