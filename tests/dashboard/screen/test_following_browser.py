"""A link of a page to another page shows what its address shows, without loading the dashboard anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import arrive, still, visit, visitor
from tests.helpers import SHOWN

pytestmark = [pytest.mark.browser]
START = "?gemeente=Duiven&gemeente=Rheden"
PATHS = [info.path for info in SHOWN]
LINKS = ".stMain :is(.stHtml, [data-testid='stHtml']) a[href]:not(.mg-bar a)"
OURS = """(links, paths) => links.map((link, at) => ({at, address: link.href, path: link.pathname.slice(1), shown: link.checkVisibility(),
  here: link.pathname === location.pathname, target: link.target}))
  .filter(one => one.shown && paths.includes(one.path) && (one.target || '_self') === '_self' && new URL(one.address).origin === location.origin)
  .filter(one => !one.here || !one.address.includes('#'))"""
TOLD = """() => ({
  heads: [...document.querySelectorAll('.mg-title h1, .mg-head h3, .mg-kpis li, .mg-choice')].map(part => part.textContent),
  choices: [...document.querySelectorAll('.stMain [role=radio][aria-checked=true], .stMain [data-testid=stSelectbox] input')]
    .map(part => part.value || part.textContent),
  target: document.querySelector(':target')?.id ?? '',
})"""


@pytest.fixture
def page(chromium: Browser, dashboard_server: str) -> Iterator[Page]:
    context = visitor(chromium)
    yield visit(context, f"{dashboard_server}/{START}")
    context.close()


def ways(page: Page) -> list[dict[str, Any]]:
    """Return the links of the page's own HTML to pages, in the order of the page."""
    found: list[dict[str, Any]] = page.locator(LINKS).evaluate_all(OURS, PATHS)
    return found


def way(page: Page, at: int) -> Locator:
    return page.locator(LINKS).nth(at)


@pytest.mark.parametrize("path", [path for path in PATHS if path not in ("downloads", "privacy", "toegankelijkheid")])
def test_a_followed_link_shows_what_its_address_shows(path: str, page: Page, dashboard_server: str) -> None:
    drawn = random.Random(path)
    arrive(page, f"{dashboard_server}/{path}{START}")
    found = ways(page)
    if not found:
        pytest.skip("no link leads from here to a page")
    one = drawn.choice(found)
    page.evaluate("window.mark = true")
    before = page.url
    way(page, one["at"]).click()
    page.wait_for_url(lambda address: address != before)
    still(page)
    told = page.evaluate(TOLD)
    assert page.evaluate("window.mark"), f"{one['address']} loaded the dashboard anew"
    address = page.url
    page.go_back()
    page.wait_for_url(before)
    still(page)
    assert page.evaluate("window.mark")
    fresh = visit(page.context, one["address"])
    assert (told, address) == (fresh.evaluate(TOLD), fresh.url)


def test_a_link_to_a_place_in_a_page_jumps_there_each_time(page: Page, dashboard_server: str) -> None:
    arrive(page, f"{dashboard_server}/zoeken?vraag=bijstand+rheden")
    page.evaluate("window.mark = true")
    for title in ("Bijstand", "Bijstand"):
        page.locator(".stMain a[href*='begrippen']", has_text=title).first.click()
        page.wait_for_url("**/begrippen*#*")
        still(page)
        place = page.locator(":target")
        expect(place).to_be_in_viewport()
        assert page.evaluate("window.mark")
        page.go_back()
        page.wait_for_url("**/zoeken*")
        still(page)


def test_an_address_that_loses_its_place_while_the_page_comes_is_not_loaded_anew(
    page: Page, dashboard_server: str
) -> None:
    arrive(page, f"{dashboard_server}/zoeken?vraag=bijstand+rheden")
    (link, *_) = [one for one in ways(page) if "#" in one["address"]]
    page.evaluate("window.mark = true")
    way(page, link["at"]).evaluate(
        "link => { link.click(); history.replaceState({}, '', location.pathname + location.search); }"
    )
    page.wait_for_url(f"**/{link['path']}*")
    still(page)
    assert page.evaluate("window.mark")
    assert page.url.split("#")[1:] == link["address"].split("#")[1:]
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_click_that_asks_for_another_tab_gets_one(page: Page) -> None:
    link = way(page, ways(page)[0]["at"])
    here = page.url
    for press in ({"modifiers": ["Control"]}, {"button": "middle"}):
        with page.context.expect_page() as opened:
            link.click(**press)  # type: ignore[arg-type]
        opened.value.wait_for_load_state()
        assert opened.value.url.split("?")[0] == link.evaluate("link => link.href.split('?')[0]")
        assert page.url == here


def test_a_second_choice_on_the_same_page_is_a_step_back(page: Page, dashboard_server: str) -> None:
    arrive(page, f"{dashboard_server}/sectoren{START}")
    page.evaluate("window.mark = true")
    page.get_by_role("link", name="Zorg", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Sectoren: Zorg")
    still(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Sectoren")
    still(page)
    assert page.evaluate("window.mark")
    assert "sector=" not in page.url
