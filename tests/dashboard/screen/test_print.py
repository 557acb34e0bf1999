"""On paper every page is light, whatever the screen shows, and a sheet ends where what is read ends."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from dashboard.composition.site import PageInfo
from tests.browsing import Look, still, visit, visitor
from tests.helpers import SHOWN

pytestmark = [pytest.mark.browser]
VIEWS = ("uitkeringen?beeld=Kaart&gemeente=Arnhem&gemeente=Rheden", "pendel?stroom=Stroomdiagram", "sectoren?sector=Zorg",
         "vergadering?lijst=uitkering-per-gemeente", "bevolking?toon-workforce=Tabel")  # fmt: skip
# Per visible text: its colour, and the nearest field behind it; and all fields that are not light.
LOOKS = """() => {
  const shade = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    const [x, y, z] = [r, g, b].map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return a < .05 ? null : .2126 * x + .7152 * y + .0722 * z; };
  const faults = [];
  for (const e of document.querySelectorAll('body, body *')) {
    if (e.closest('svg, canvas, script, style, .js-plotly-plot') || !e.checkVisibility({checkVisibilityCSS: true})) continue;
    const style = getComputedStyle(e), behind = shade(style.backgroundColor), name = `${e.tagName} ${e.className}`.slice(0, 80);
    if (behind !== null && behind < .7) faults.push(`dark field ${style.backgroundColor}: ${name}`);
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim());
    if (own && e.getBoundingClientRect().width > 1 && shade(style.color) > .35) faults.push(`pale text ${style.color}: ${name} ${e.innerText.slice(0, 40)}`);
  }
  return faults; }"""
DRAWN = """() => document.querySelectorAll('[data-testid=stSkeleton]').length === 0
  && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(e => e.querySelector('svg'))"""
INKS = """() => [...document.querySelectorAll('svg.marks *')].map(e => { const s = getComputedStyle(e); return `${e.tagName} ${s.fill} ${s.stroke}`; })"""


def drawn(page: Page) -> None:
    """Wait for every chart."""
    page.wait_for_function(DRAWN)
    still(page)


def printed(page: Page) -> list[str]:
    """Return the inks on paper; a style sheet for paper has no event, but is there after two frames."""
    page.emulate_media(media="print")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    inks: list[str] = page.evaluate(INKS)
    return inks


def prints_light(address: str, look: Look) -> None:
    inks = {}
    for dark in (False, True):
        page = look(address, width=1366, dark=dark)
        drawn(page)
        screen = page.evaluate(INKS)
        inks[dark] = printed(page)
        pale = page.evaluate(LOOKS)
        page.emulate_media(media="screen")
        still(page)
        assert pale == []
        assert screen != inks[dark] if dark and inks[dark] else screen == inks[dark]
    assert inks[True] == inks[False]


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_a_dark_screen_prints_as_a_light_one(info: PageInfo, look: Look) -> None:
    prints_light(info.path, look)


@pytest.mark.parametrize("address", VIEWS)
def test_a_view_on_a_dark_screen_prints_as_on_a_light_one(address: str, look: Look) -> None:
    prints_light(address, look)


def test_the_stage_prints_light(look: Look) -> None:
    page = look("vergadering?lijst=uitkering-per-gemeente&presenteren=1", width=1366, dark=True)
    printed(page)
    pale = page.evaluate(LOOKS)
    page.emulate_media(media="screen")
    assert pale == []


def test_a_pdf_of_a_dark_screen_is_white(dashboard_server: str, chromium: Browser) -> None:
    """What is drawn on each sheet is, to the byte, what a light screen prints."""
    sheets = {}
    for dark in (False, True):
        context = visitor(chromium, dark=dark)
        page = visit(context, f"{dashboard_server}/pendel?stroom=Stroomdiagram")
        drawn(page)
        reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
        sheets[dark] = [sheet.get_contents().get_data() for sheet in reader.pages]
        context.close()
    assert len(sheets[True]) >= 2
    assert sheets[True] == sheets[False]


# Of the charts that are longer than a sheet: from where to where each word reaches, and each strip that is printed.
WORDS = """() => [...document.querySelectorAll('.stMain svg.marks')].filter(svg => svg.clientHeight > 880).map(svg =>
  [...svg.querySelectorAll('text')].filter(text => text.textContent.trim()).map(text => {
    const box = text.getBoundingClientRect(), top = svg.getBoundingClientRect().top;
    return [text.textContent, box.top - top, box.bottom - top]; }))"""
STRIPS = """() => [...document.querySelectorAll('.mg-strips')].map(all => [...all.children].map(strip => {
  const {y, height} = strip.viewBox.baseVal;
  return [y, y + height]; }))"""


def sheets_of(page: Page) -> list[str]:
    """Return the words of each sheet."""
    page.emulate_media(media="print")
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.emulate_media(media="screen")
    still(page)
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_the_first_figure_is_on_the_first_sheet_and_no_sheet_ends_with_a_heading(info: PageInfo, look: Look) -> None:
    page = look(info.path, width=1366, dark=False)
    heads = page.locator(".mg-question, .mg-head h3").all_text_contents()
    sheets = sheets_of(page)
    assert all(len(sheet) > 200 for sheet in sheets), "a sheet is nearly empty"
    for head in (" ".join(head.split()) for head in heads):
        assert not any(sheet.endswith(head) for sheet in sheets), f"a sheet ends with {head}"
    if first := page.locator(".mg-head h3").all_text_contents()[:1]:
        assert " ".join(first[0].split()) in sheets[0]


def test_a_long_chart_is_cut_between_its_words(look: Look) -> None:
    page = look("uitvoeringsagenda", width=1366, dark=False)
    words = page.evaluate(WORDS)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    strips = page.evaluate(STRIPS)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(strips) == len(words) == 1
    for text, top, bottom in words[0]:
        assert sum(start < bottom and top < end for start, end in strips[0]) == 1, text
    assert page.locator(".mg-strips").count() == 0


def test_a_long_table_has_its_heads_on_each_sheet(look: Look) -> None:
    sheets = sheets_of(look("sectoren", width=1366, dark=False))
    listed = [sheet for sheet in sheets if sheet.count("2e kw 2020") > 2]
    assert len(listed) > 1
    assert all(sheet.count("Gemeten als") == 1 for sheet in listed)


def test_no_table_is_wider_than_its_sheet(look: Look) -> None:
    """Also one that is folded on the screen, and was never made to fit."""
    page = look("begroting", width=1366, dark=False)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 768})  # an A4 on its side without its margins
    wide = page.evaluate("""[...document.querySelectorAll('.mg-scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)
        .map(e => e.ariaLabel)""")
    shown = page.locator(".mg-scroll").count()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1366, "height": 768})
    still(page)
    assert shown > 1
    assert wide == []


@pytest.mark.parametrize("path", ["begrippen", "vergadering?lijst=uitkering-per-gemeente"])
def test_an_empty_field_is_not_printed(path: str, look: Look) -> None:
    page = look(path, width=1366, dark=False)
    fields = page.get_by_test_id("stMain").locator("input[type=text]:visible")
    seen = fields.count()
    page.emulate_media(media="print")
    printed = fields.count()
    page.emulate_media(media="screen")
    assert (seen, printed) == (1, 0)
