"""Back, forward, Esc, reload and the menu: each does what a person expects, presenting or not."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsing import still, visit, visitor

pytestmark = [pytest.mark.browser]
LIST = "lijst=uitkering-per-gemeente&lijst=spanning&lijst=jongeren"


@pytest.fixture(scope="module")
def somebody(chromium: Browser) -> Iterator[BrowserContext]:
    context = visitor(chromium)
    yield context
    context.close()


@pytest.fixture
def page(somebody: BrowserContext, dashboard_server: str) -> Iterator[Page]:
    """A tab of a visitor who came to the list through the menu from the page about benefits."""
    opened = visit(somebody, f"{dashboard_server}/uitkeringen?gemeente=Arnhem&{LIST}")
    menu(opened, "Vergaderlijst")
    yield opened
    opened.close()


def menu(page: Page, name: str) -> None:
    link = page.get_by_role("link", name=name, exact=True)
    link = link.or_(page.get_by_role("menuitem", name=name, exact=True)).first
    if not link.is_visible():
        page.get_by_test_id("stTopNavSection").filter(has_text="Agenda").click()
    link.click()
    at(page, name)


def at(page: Page, title: str) -> None:
    """Wait for a page that is not presenting."""
    page.locator(".mg-title h1", has_text=title).wait_for(timeout=30_000)
    still(page)
    assert page.locator(".st-key-podium").count() == 0
    assert "presenteren" not in page.url


def shows(page: Page, place: int) -> None:
    """Wait for the stage with the figure at `place`."""
    page.get_by_text(f"{place} van 4", exact=True).wait_for(timeout=30_000)
    still(page)
    assert f"presenteren={place}" in page.url


def present(page: Page) -> None:
    page.get_by_role("button", name="Presenteren").click()
    shows(page, 1)


def test_back_ends_presenting_and_then_leaves_the_list(page: Page) -> None:
    present(page)
    for place in (2, 3):
        page.keyboard.press("ArrowRight")
        shows(page, place)
    page.go_back()
    at(page, "Vergaderlijst")
    page.go_back()
    at(page, "Uitkeringen")
    page.go_forward()
    at(page, "Vergaderlijst")
    page.go_forward()
    shows(page, 3)
    page.go_back()
    at(page, "Vergaderlijst")
    menu(page, "Pendel")
    menu(page, "Vergaderlijst")
    assert page.url.count("lijst=") == 3
    assert "gemeente=Arnhem" in page.url


def test_esc_is_back_to_the_list(page: Page) -> None:
    present(page)
    page.keyboard.press("ArrowRight")
    shows(page, 2)
    page.keyboard.press("Escape")
    at(page, "Vergaderlijst")
    page.go_back()
    at(page, "Uitkeringen")
    page.go_forward()
    at(page, "Vergaderlijst")
    present(page)


def test_reload_stays_on_the_figure_and_the_button_ends(page: Page) -> None:
    present(page)
    page.keyboard.press("ArrowRight")
    shows(page, 2)
    page.reload()
    shows(page, 2)
    page.keyboard.press("ArrowRight")
    shows(page, 3)
    page.get_by_role("button", name="Stoppen").click()
    at(page, "Vergaderlijst")
    page.go_back()
    at(page, "Uitkeringen")


def test_a_link_to_a_figure_on_the_stage_ends_at_the_list(page: Page) -> None:
    page.goto(f"{page.url}&presenteren=2")
    shows(page, 2)
    page.keyboard.press("Escape")
    at(page, "Vergaderlijst")
    menu(page, "Pendel")
    page.go_back()
    at(page, "Vergaderlijst")


def test_each_back_is_one_page_and_keeps_the_list(chromium: Browser, dashboard_server: str) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    menu(page, "Pendel")
    page.get_by_role("button", name="Op de lijst").first.click()
    page.wait_for_function("() => location.search.includes('lijst=')", timeout=30_000)
    still(page)
    menu(page, "Begroting")
    menu(page, "Bevolking")
    for title in ("Begroting", "Pendel", "Uitkeringen"):
        page.go_back()
        at(page, title)
        page.wait_for_function("() => location.search.includes('lijst=')", timeout=30_000)
    page.get_by_role("button", name="Op de lijst").first.click()
    page.wait_for_function("() => location.search.split('lijst=').length === 3", timeout=30_000)
    still(page)
    page.go_forward()
    at(page, "Pendel")
    page.wait_for_function("() => location.search.split('lijst=').length === 3", timeout=30_000)
    context.close()


def test_back_and_forward_return_to_where_one_was_and_the_menu_to_the_top(page: Page) -> None:
    chance = random.Random(7)
    scrolled = "document.querySelector('[data-testid=\"stMain\"]').scrollTop"
    left = []
    for name in ("Uitkeringen", "Begroting", "Vacatures en spanning"):
        menu(page, name)
        assert page.evaluate(scrolled) == 0
        left.append((name, chance.randrange(300, 900)))
        page.mouse.move(600, 500)
        page.mouse.wheel(0, left[-1][1])
        page.wait_for_function(f"() => {scrolled} === {left[-1][1]}")
    for go, names in ((page.go_back, left[1::-1]), (page.go_forward, left[1:]), (page.go_back, left[1:2])):
        for name, top in names:
            go()
            at(page, name)
            assert page.evaluate(scrolled) == top
    page.get_by_role("button", name="Tabel ‘").first.click()
    still(page)
    menu(page, "Uitkeringen")
    assert page.evaluate(scrolled) == 0
