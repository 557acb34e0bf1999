"""Every screen: no scrolling sideways, nothing jumps, filters in a drawer on a phone, large type on a projector, print."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from dashboard.composition.site import PageInfo
from tests.browsing import PATIENCE_OF_FRAME, SHIFTS, Look, still, visit, visitor
from tests.helpers import SHOWN

pytestmark = [pytest.mark.browser]
# Each message of the server comes 60 ms after the one before: a page takes some ten seconds.
SLOW = """window.WebSocket = class extends WebSocket {
  addEventListener(kind, call, ...all) {
    if (kind !== 'message') return super.addEventListener(kind, call, ...all);
    let due = 0;
    super.addEventListener(kind, (event) => {
      due = Math.max(performance.now(), due) + 60;
      setTimeout(() => call.call(this, event), due - performance.now());
    });
  }
};"""
WIDTHS = (1366, 320, 1920)
MOST_SHIFT = 0.01  # ten times what was seen on any page, at any width, however busy the machine
READABLE = 18  # pixels of the smallest type in a chart on a projector


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_nothing_scrolls_sideways_and_nothing_jumps(info: PageInfo, look: Look) -> None:
    for width in WIDTHS:
        page = look(info.path, width=width, dark=False)
        sizes = page.evaluate(
            "[...document.querySelectorAll('html, [data-testid=stMain]')].map(e => e.scrollWidth - e.clientWidth)"
        )
        assert max(sizes) <= 0, f"{width} pixels"
        assert page.evaluate("window.jumped") < MOST_SHIFT, f"{width} pixels"


@pytest.mark.parametrize("path", ["uitkeringen", "bevolking"])
def test_a_page_that_comes_slowly_does_not_jump_either(path: str, dashboard_server: str, chromium: Browser) -> None:
    for width in WIDTHS[:2]:
        context = visitor(chromium, width=width)
        context.add_init_script(SLOW)
        context.add_init_script(SHIFTS)
        page = visit(context, f"{dashboard_server}/{path}")
        assert page.evaluate("performance.now()") > PATIENCE_OF_FRAME
        assert page.evaluate("window.shifts") < MOST_SHIFT, f"{width} pixels"
        context.close()


def test_the_measure_of_jumps_sees_a_jump(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    context.add_init_script(SHIFTS)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    page.evaluate("document.querySelector('.mg-title').style.marginTop = '300px'")
    page.wait_for_function(f"() => window.shifts > {MOST_SHIFT}")
    context.close()


def test_a_phone_has_its_filters_in_a_drawer(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, width=390, height=844)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    bar = page.locator(".st-key-filterbalk")
    drawer = page.get_by_role("button", name="Filters", exact=True)
    assert not bar.is_visible()
    assert drawer.get_attribute("aria-expanded") == "false"
    drawer.click()
    assert bar.is_visible()
    assert drawer.get_attribute("aria-expanded") == "true"
    page.get_by_role("combobox", name="Gemeenten").click()
    page.get_by_role("option", name="Rheden").click()
    page.wait_for_function("() => location.search.includes('gemeente=Rheden')")
    still(page)
    assert bar.is_visible()
    page.locator(".mg-drawer", has_text="Filters: Rheden").wait_for()
    page.keyboard.press("Escape")
    page.locator(".mg-drawer").click()
    assert not bar.is_visible()
    assert page.locator(".mg-drawer").inner_text() == "Filters: Rheden"  # also when it is closed
    context.close()


def test_an_open_drawer_closes_when_the_reader_reads_on(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, width=390, height=844)
    page = visit(context, f"{dashboard_server}/uitkeringen?gemeente=Arnhem&gemeente=Rheden&gemeente=Duiven")
    bar, drawer = page.locator(".st-key-filterbalk"), page.locator(".mg-drawer")
    expect(drawer).to_have_text("Filters: drie gemeenten")
    drawer.click()
    page.mouse.move(200, 700)
    page.mouse.wheel(0, 60)
    expect(drawer).to_have_attribute("aria-expanded", "true")
    page.mouse.wheel(0, 500)
    expect(drawer).to_have_attribute("aria-expanded", "false")
    expect(bar).to_be_hidden()
    drawer.click()  # where the reader is now, it opens again
    expect(bar).to_be_visible()
    page.mouse.wheel(0, -40)
    expect(bar).to_be_visible()
    context.close()


@pytest.mark.parametrize("touch", [False, True])
def test_the_menu_of_a_narrow_window_makes_way_for_what_was_chosen(
    touch: bool, dashboard_server: str, chromium: Browser
) -> None:
    context = visitor(chromium, width=390, height=844, has_touch=touch)
    page = visit(context, f"{dashboard_server}/?gemeente=Rheden")
    for name in ("Sectoren", "Doelen", "Doelen"):  # to a page, to another one, and to the one that is there
        page.get_by_test_id("stExpandSidebarButton").click()
        menu = page.get_by_test_id("stSidebar")
        menu.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", name=name, level=1).wait_for()
        still(page)
        expect(menu.get_by_role("link", name=name, exact=True)).not_to_be_in_viewport()
        page.wait_for_function("() => document.elementFromPoint(150, 400).closest('[data-testid=stMain]')")
    context.close()


def test_a_projector_has_large_type(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, width=1920, height=1080)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    assert page.evaluate("getComputedStyle(document.querySelector('.mg-sentence')).fontSize") == "20px"
    shown = page.evaluate("""[...document.querySelectorAll('svg.marks')].flatMap(svg => {
        const scale = svg.getBoundingClientRect().width / Number(svg.getAttribute('width'));
        return [...svg.querySelectorAll('text')].map(text => scale * parseFloat(text.getAttribute('font-size'))); })""")
    assert len(shown) > 20
    assert min(shown) >= READABLE
    context.close()


def test_a_print_has_no_controls_and_says_what_was_chosen(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen?gemeente=Arnhem")
    page.emulate_media(media="print")
    for place in (
        ".st-key-filterbalk",
        "[data-testid=stHeader]",
        ".mg-help",
        ".mg-drawer",
        ".mg-bar",
        ".mg-acts button",
    ):
        assert not page.locator(place).first.is_visible(), place
    assert page.locator(".mg-print", has_text="Gemeenten: Arnhem ·").first.is_visible()
    context.close()


def test_reduced_motion_is_respected(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, reduced_motion="reduce")
    page = visit(context, f"{dashboard_server}/uitkeringen")
    moving = page.evaluate("""[...document.querySelectorAll('*')].filter(e => {
        const s = getComputedStyle(e); return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0; }).length""")
    assert moving == 0
    context.close()


@pytest.mark.parametrize("width", [1366, 1536, 1920])
def test_the_bar_of_the_pages_stands_above_what_is_read(width: int, look: Look) -> None:
    """The name of the region begins where the title does, and the way to the meeting list ends where the page does."""
    page = look("uitkeringen", width=width, dark=False)
    left = "parseFloat(getComputedStyle(document.querySelector('[data-testid=stHeader]'), '::before').left)"
    assert abs(page.evaluate(left) - page.locator("h1").bounding_box()["x"]) < 2
    bar, page_top = (page.locator(place).bounding_box() for place in (".mg-bar", ".st-key-wegwijzer"))
    assert abs(bar["x"] + bar["width"] - page_top["x"] - page_top["width"]) < 2


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_no_chosen_word_is_cut_where_there_is_room(info: PageInfo, look: Look) -> None:
    page = look(info.path, width=1366, dark=False)
    cut = """[...document.querySelectorAll('[class*="st-key-keuzes-"] input')].filter(e => e.checkVisibility())
      .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.value)"""
    assert page.evaluate(cut) == []
