"""Private: nothing leaves the host, no cookie but the functional one, own fonts, no telemetry."""

from __future__ import annotations

import random
import re
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Request

from dashboard.about.statement import KEPT, privacy
from dashboard.composition.site import page as page_info
from tests.browsing import arrive, still, visit, visitor
from tests.helpers import SHOWN

browser_test = pytest.mark.browser


@browser_test
def test_the_browser_keeps_what_the_page_says_and_takes_its_fonts_from_the_host(
    dashboard_server: str, chromium: Browser
) -> None:
    context = visitor(chromium)
    hosts: set[str | None] = set()
    fonts: set[str] = set()

    def note(request: Request) -> None:
        hosts.add(urlparse(request.url).hostname)
        if request.resource_type == "font":
            fonts.add(request.url)

    context.on("request", note)
    page = context.new_page()
    for info in [*random.Random(1903).sample(SHOWN, 3), page_info("uitkeringen")]:
        arrive(page, f"{dashboard_server}/{info.path}")
        if info.path == "uitkeringen":
            page.get_by_role("button", name="Tabel ‘").first.click()
            still(page)
    kept = page.evaluate("Object.keys(localStorage)")
    assert hosts - {None} == {"localhost"}
    assert fonts
    assert all("/static/media/SourceSans" in url or "/static/media/MaterialSymbols" in url for url in fonts)
    told = [name for name, _ in KEPT]
    cookies = {cookie["name"] for cookie in context.cookies()}
    assert cookies == {"_streamlit_xsrf"}
    names = {re.split(r"-v?/|-/|-$", name)[0] for name in kept}
    assert names <= set(told), "the page privacy must name what the browser keeps"
    context.close()


@browser_test
def test_the_cookie_is_of_this_host_and_goes_with_the_browser(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    visit(context, f"{dashboard_server}/privacy")
    (cookie,) = context.cookies()
    assert cookie["domain"] == "localhost"
    assert cookie["expires"] == -1
    context.close()


def test_telemetry_is_off() -> None:
    from streamlit import config

    config.get_config_options(force_reparse=True)
    assert config.get_option("browser.gatherUsageStats") is False


def test_the_page_names_the_licence_of_the_font_and_every_thing_kept() -> None:
    page = privacy()
    assert "SIL Open Font License" in page
    assert all(name in page for name, _ in KEPT)


def test_the_contact_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTACT_EMAIL", "hulp@example.org")
    assert 'href="mailto:hulp@example.org"' in privacy()
    monkeypatch.delenv("CONTACT_EMAIL")
    assert "beheerder" in privacy()
