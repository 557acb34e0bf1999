"""Every task without a mouse: the focus is always seen, never trapped, and returns to where it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import arrive, still, visitor

pytestmark = [pytest.mark.browser]
NAME = """() => {
  const e = document.activeElement;
  const words = e.querySelector('[data-testid="stMarkdownContainer"]') ?? e;  // not the names of icons
  const name = (e.getAttribute('aria-label') || words.innerText || e.tagName).trim();
  return e.matches('.mg-do') ? name.split('‘')[0].trim() : name;  // without the figure whose button it is
}"""
OUTLINED = """() => { let e = document.activeElement;
  const frame = e.closest('[data-testid=stMultiSelect], [data-testid=stSelectbox]');
  if (frame && parseFloat(getComputedStyle(frame).outlineWidth) >= 2 && getComputedStyle(frame).outlineStyle !== 'none') return true;
  for (let up = 0; e && up < 4; up += 1, e = e.parentElement) {
    const s = getComputedStyle(e);
    if (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) return true;
    if (s.boxShadow !== 'none') return true;
  }
  return false; }"""
MOST_STOPS = 150
FILES = {"Excel met alle tabellen": b"PK", "CSV-bestanden (zip)": b"PK", "PowerPoint": b"PK", "PDF": b"%PDF"}


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """The tab of one visitor; each test visits its page anew."""
    context = visitor(chromium)
    yield context.new_page()
    context.close()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called `name`."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(NAME) == name:
            return
    pytest.fail(f"Tab never reached {name}")


def focused(page: Page, name: str) -> None:
    """Wait until what has the focus is called `name`."""
    page.wait_for_function(f"name => ({NAME})() === name", arg=name)


def test_the_first_stop_skips_to_the_content(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen")
    page.keyboard.press("Tab")
    focused(page, "Direct naar de inhoud")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'stMain'")


def test_every_stop_is_seen_and_none_is_a_trap(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen?toon-benefits-share=Tabel")
    page.locator(".mg-table").first.wait_for()
    unseen, names = [], []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        names.append(page.evaluate(NAME))
        if not page.evaluate(OUTLINED):
            unseen.append(names[-1])
    assert unseen == []
    assert len(names) < MOST_STOPS
    assert {"Gemeenten", "Vergelijk met", "Wis filters", "Meenemen", "Hoe werkt dit?"} <= set(names)


def test_choosing_and_clearing_a_municipality(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen")
    tab_to(page, "Gemeenten")
    page.keyboard.type("Rhe")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search === '?gemeente=Rheden'")
    page.keyboard.press("Escape")
    still(page)
    focused(page, "Gemeenten")
    tab_to(page, "Wis filters")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !location.search")
    still(page)
    focused(page, "Wis filters")


def test_switching_to_the_table_and_back(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen")
    card = page.locator(".st-key-figuur-benefits-share")
    tab_to(page, "Tabel")
    page.keyboard.press("Space")
    card.locator("table").wait_for()
    still(page)
    focused(page, "Grafiek")
    page.keyboard.press("Enter")
    card.locator("svg.marks").wait_for()
    focused(page, "Tabel")


def test_downloading_a_file(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen")
    tab_to(page, "Meenemen")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="CSV voor Excel").wait_for()
    still(page)
    tab_to(page, "CSV voor Excel")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".csv")
    page.keyboard.press("Escape")
    focused(page, "Meenemen")


def test_going_to_another_page_and_opening_a_group_of_the_menu(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen")
    tab_to(page, "Pendel")
    page.keyboard.press("Enter")
    page.locator("h1", has_text="Pendel").wait_for()
    tab_to(page, "Over de cijfers")
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Begrippen").or_(page.get_by_role("link", name="Begrippen")).first.wait_for()


def test_the_first_steps_and_what_belongs_to_a_number_unfold(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen")
    steps = page.locator(".mg-steps")
    assert not steps.is_visible()
    tab_to(page, "Hoe werkt dit?")
    page.keyboard.press("Enter")
    assert steps.is_visible()
    page.keyboard.press("Escape")
    assert not steps.is_visible()
    focused(page, "Hoe werkt dit?")
    fold = page.locator(".mg-fold").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.get_by_text("Bron: CBS").is_visible()
    assert fold.locator("dt", has_text="Bijstand").is_visible()


def test_sharing_a_link(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen?gemeente=Rheden")
    tab_to(page, "Delen")
    page.keyboard.press("Enter")
    page.get_by_label("Bevroren link").wait_for()
    still(page)
    tab_to(page, "Kopieer")
    page.keyboard.press("Enter")
    page.get_by_text("Gekopieerd").first.wait_for()
    page.keyboard.press("Escape")
    focused(page, "Delen")


def test_taking_the_whole_page_home(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen?gemeente=Rheden")
    tab_to(page, "Pagina meenemen")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Excel met alle tabellen").wait_for()
    still(page)
    for name in FILES:
        tab_to(page, name)
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        content = Path(waiting.value.path()).read_bytes()
        assert waiting.value.suggested_filename.startswith("uitkeringen-rheden-")
        assert content.startswith(FILES[name])
    page.keyboard.press("Escape")
    focused(page, "Pagina meenemen")


def test_making_a_meeting_list_presenting_it_and_coming_back(dashboard_server: str, tab: Page) -> None:
    page = arrive(tab, f"{dashboard_server}/uitkeringen")
    tab_to(page, "Op de lijst")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('lijst=uitkering-per-gemeente')")
    still(page)
    page.get_by_role("link", name="Vergaderlijst (1)").focus()
    page.keyboard.press("Enter")
    page.locator("h1", has_text="Vergaderlijst").wait_for()
    still(page)
    tab_to(page, "Presenteren")
    page.keyboard.press("Enter")
    page.get_by_text("1 van 2", exact=True).wait_for()  # a chart too long for the wall comes in pieces
    still(page)
    page.keyboard.press("ArrowRight")
    page.get_by_text("2 van 2", exact=True).wait_for()
    still(page)
    page.keyboard.press("Escape")
    page.locator("h1", has_text="Vergaderlijst").wait_for()
