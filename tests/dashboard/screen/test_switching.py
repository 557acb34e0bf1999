"""From one page to the next in a real browser: whatever was open or clicked, the next page is whole and at its top."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from dashboard.composition.site import PageInfo
from tests.browsing import ROOT, Look, serving, still, visit, visitor
from tests.helpers import SHOWN

pytestmark = [pytest.mark.browser]
FIGURES = "[class*=st-key-figuur-]"
POPOVERS = ("Meenemen", "Delen", "Pagina meenemen")
DRAWN = [info for info in SHOWN if info.path in ("", "bevolking", "pendel", "begroting", "vacatures")]


@pytest.fixture(scope="module")
def somebody(chromium: Browser) -> Iterator[BrowserContext]:
    context = visitor(chromium)
    yield context
    context.close()


@pytest.fixture
def page(dashboard_server: str, somebody: BrowserContext) -> Iterator[Page]:
    opened = visit(somebody, f"{dashboard_server}/uitkeringen")
    errors: list[str] = []
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    assert errors == []
    opened.close()


@pytest.fixture(scope="module")
def figures(look: Look) -> dict[str, int]:
    """The number of figures of each page at a fresh visit."""
    found = {info.path: look(info.path, width=1366, dark=False).locator(FIGURES).count() for info in DRAWN}
    assert sum(count > 1 for count in found.values()) == 4
    return found


def go(page: Page, info: PageInfo) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(rf"^{info.title}$")).click()
    page.locator("h1", has_text=info.title).wait_for(timeout=30_000)
    still(page)


@pytest.mark.parametrize("name", POPOVERS)
def test_a_page_after_a_popover_is_whole(name: str, page: Page, figures: dict[str, int]) -> None:
    for info in DRAWN:
        if info.path:
            page.get_by_role("button", name=name).first.click()
            page.locator(".mg-menu:popover-open").wait_for(timeout=10_000)
            still(page)
            go(page, info)
            assert page.locator("h1").count() == 1
            assert page.locator(FIGURES).count() == figures[info.path], info.path


def test_a_click_on_the_page_that_is_left_does_nothing(snapshot_folder: Path, chromium: Browser) -> None:
    context = visitor(chromium)
    with serving(snapshot_folder) as (address, process):
        page = visit(context, f"{address}/uitkeringen")
        place = page.locator(FIGURES).first.get_by_role("button", name="Tabel ‘").bounding_box()
        process.send_signal(signal.SIGSTOP)  # a server that is slow to answer
        page.get_by_test_id("stTopNavLink").filter(has_text="Bevolking").click()
        page.mouse.click(place["x"] + 5, place["y"] + 5)
        process.send_signal(signal.SIGCONT)
        page.locator("h1", has_text="Bevolking").wait_for(timeout=30_000)
        still(page)
        assert page.url.endswith("/bevolking")
        assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').inert") is False
        page.locator(FIGURES).first.get_by_role("button", name="Tabel ‘").click()
        page.wait_for_function("() => location.search.includes('=Tabel')", timeout=10_000)
    context.close()


def test_a_page_opens_at_its_top_and_a_filter_leaves_it_where_it_is(page: Page) -> None:
    scrolled = "document.querySelector('[data-testid=\"stMain\"]').scrollTop"
    for info in (*DRAWN, *DRAWN[::-1][1:]):
        page.evaluate(f"{scrolled} = 900")
        go(page, info)
        assert page.evaluate(scrolled) == 0, info.path
    go(page, DRAWN[1])
    last = page.locator(FIGURES).last
    last.scroll_into_view_if_needed()
    last.get_by_role("button", name="Tabel ‘").click()
    last.locator("table").wait_for(timeout=10_000)
    still(page)
    assert page.evaluate(scrolled) > 200


@pytest.mark.parametrize(
    ("typed", "town"),
    [("Rhe", "Rheden"), ("we", "Westervoort"), ("ze", "Zevenaar"), ("Du", "Duiven"), ("burg", "Doesburg")],
)
def test_enter_takes_the_one_best_match(typed: str, town: str, page: Page) -> None:
    page.get_by_role("combobox", name="Gemeenten").press_sequentially(typed)
    page.get_by_role("option", name=town).wait_for(timeout=10_000)
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search", timeout=10_000)
    still(page)
    assert page.url.endswith(f"?gemeente={town}")


def test_a_link_out_of_html_keeps_its_choices(page: Page, dashboard_server: str) -> None:
    page.goto(f"{dashboard_server}/uitkeringen?gemeente=Rheden&amp;vergelijk=Niets&amp;amp;uitkering=WW#main")
    still(page)
    assert page.url.endswith("/uitkeringen?gemeente=Rheden&vergelijk=Niets&uitkering=WW#main")
    page.get_by_role("radiogroup", name="Uitkering", exact=True).get_by_role("radio", name="WW").and_(
        page.locator("[aria-checked=true]")
    ).wait_for(timeout=10_000)


def test_nothing_is_drawn_again_in_part() -> None:
    """A part that runs while the reader leaves its page ends up in the next page."""
    sources = [
        path.read_text(encoding="utf-8") for room in ("dashboard", "pages") for path in (ROOT / room).rglob("*.py")
    ]
    assert not [found for text in sources for found in re.findall(r"st\.fragment|on_change=\"rerun\"|st\.dialog", text)]
