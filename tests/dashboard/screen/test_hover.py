"""A hand over every chart: what is told there is written for the reader, lights up elsewhere, and can be picked."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import arrive, serving, still, visit, visitor
from tests.helpers import SHOWN

pytestmark = [pytest.mark.browser]
CHART = '[data-testid="stVegaLiteChart"]:has(svg.marks)'
RAW = re.compile(r"#[0-9a-f]{6}|\d{5}|\d\.\d{1,2}\b|\b(null|NaN|undefined|None)\b")  # what no reader writes so
WORD = re.compile(r"[A-ZÀ-Ý0-9].*")  # a word of ours begins with a capital or a number, a column of the code does not
VIEWS = (
    "uitkeringen?beeld=Kaart",
    "bevolking?inwoners=Kaart",
    "bevolking?inwoners=Aantal&gemeente=Arnhem",
    "begroting?detail=Activiteiten",
)
# The middle of the first, middle and last mark of every group, and a grid over the whole; what the tip said at each.
POINT = """async chart => {
  const svg = chart.querySelector('svg.marks'), tip = document.querySelector('#mg-tip');
  chart.scrollIntoView({block: 'center'});
  await new Promise(requestAnimationFrame);
  const spots = [];
  for (const group of svg.querySelectorAll('g.role-mark')) {
    const marks = group.children;
    for (const place of new Set([0, marks.length >> 1, marks.length - 1])) {
      const box = marks[place]?.getBoundingClientRect();
      if (box?.width + box?.height > 0) spots.push([box.x + box.width / 2, box.y + box.height / 2]);
    }
  }
  const whole = svg.getBoundingClientRect();
  for (const x of [.2, .5, .8]) for (const y of [.15, .4, .65, .9]) spots.push([whole.x + whole.width * x, whole.y + whole.height * y]);
  const said = [];
  for (const [clientX, clientY] of spots) {
    const target = document.elementFromPoint(clientX, clientY) ?? svg;
    target.dispatchEvent(new PointerEvent('pointermove', {clientX, clientY, bubbles: true}));
    await new Promise(requestAnimationFrame);
    if (!tip.classList.contains('mg-on')) continue;
    said.push([tip.querySelector('strong').textContent, ...[...tip.querySelectorAll('dt, dd')].map(one => one.textContent)]);
  }
  return said; }"""


def said_of_every_chart(page: Page) -> list[list[list[str]]]:
    """Move over every chart of the page; return what each of them told, at each place that told something."""
    charts = page.locator(CHART)
    return [charts.nth(place).evaluate(POINT) for place in range(charts.count())]


def assert_written_for_readers(told: list[list[list[str]]], where: str) -> None:
    for chart in told:
        assert chart, f"a chart of {where} tells nothing"
        for name, *lines in chart:
            assert WORD.fullmatch(name), (where, name)
            words, texts = lines[::2], lines[1::2]
            assert all(WORD.fullmatch(word) for word in words), (where, words)
            assert texts, (where, name)
            assert not [text for text in texts if RAW.search(text) or not text.strip()], (where, texts)


@pytest.mark.parametrize("address", [*(info.path for info in SHOWN), *VIEWS])
def test_every_chart_tells_its_marks_in_dutch(address: str, dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, height=1000)
    told = said_of_every_chart(visit(context, f"{dashboard_server}/{address}"))
    assert_written_for_readers(told, address)
    if address == "uitkeringen":
        arnhem = next(tip for tip in told[0] if tip[0] == "Arnhem")
        assert arnhem == ["Arnhem", "Periode", "december 2024", "Bijstand", "7,1%",
                          "Tegenover de regio", "2,0 procentpunt hoger", "Status", "gepubliceerd"]  # fmt: skip
    context.close()


def test_every_chart_of_a_refreshed_snapshot_does(live_folder: Path, chromium: Browser) -> None:
    context = visitor(chromium, height=1000)
    with serving(live_folder) as (address, _):
        for path in ("bevolking", "uitkeringen", "vacatures"):
            page = visit(context, f"{address}/{path}")
            assert_written_for_readers(said_of_every_chart(page), path)
            page.close()
    context.close()


def test_a_place_lights_up_everywhere_and_is_picked(dashboard_server: str, chromium: Browser) -> None:
    """Pointing asks nothing of the server; a click and Enter choose as the filter does, and again lets go."""
    context = visitor(chromium, height=1000)
    page = arrive(context.new_page(), f"{dashboard_server}/uitkeringen")
    lit = "() => [...document.querySelectorAll('svg.marks')].map(svg => svg.querySelectorAll('.mg-faint').length)"
    asked = page.evaluate("window.asked")
    bar = page.locator(f"{CHART} g.mark-rect.role-mark path").first
    bar.hover()
    page.locator("#mg-tip.mg-on").wait_for()
    faint = page.evaluate(lit)
    assert sum(count > 0 for count in faint) >= 2, "bars and table of colours both show the place"
    assert page.evaluate("window.asked") == asked
    bar.click()
    still(page)
    assert parse_qs(urlparse(page.url).query)["gemeente"] == ["Arnhem"]
    chart = page.locator(CHART).first
    chart.focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    assert "Doesburg" in page.locator("#mg-said").inner_text()
    still(page)
    assert parse_qs(urlparse(page.url).query)["gemeente"] == ["Arnhem", "Doesburg"]
    page.locator(f"{CHART} g.mark-rect.role-mark path").first.click()
    still(page)
    assert parse_qs(urlparse(page.url).query)["gemeente"] == ["Doesburg"]
    context.close()


# A point of the screen inside a curved band: its box has its middle elsewhere.
INSIDE = """band => {
  const box = band.getBBox(), inverse = band.getScreenCTM();
  for (let share = .5; share < 1; share += .01) {
    const point = new DOMPoint(box.x + box.width * .1, box.y + box.height * ((share * 7) % 1));
    if (band.isPointInFill(point)) { const seen = point.matrixTransform(inverse); return [seen.x, seen.y]; }
  }
  throw new Error("no point in the band"); }"""


def test_a_flow_diagram_tells_its_bands_in_dutch_and_has_no_buttons(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, height=1400)
    page = visit(context, f"{dashboard_server}/pendel?stroom=Stroomdiagram")
    page.locator(".sankey-link").first.wait_for(state="attached")
    told = set()
    for band in page.locator(".sankey-link").all():
        page.mouse.move(*band.evaluate(INSIDE))
        told.add(page.locator(".hovertext").first.text_content())
    assert len(told) == page.locator(".sankey-link").count()
    food = next(text for text in told if text and text.startswith("FoodValley") and "werkt daar" in text)
    assert food == (
        "FoodValleyPeriode: 2023Woont hier, werkt daar: 9.000 werknemers"
        "Aandeel: 4% van de werknemers die hier wonen (berekend)Status: afgerond"
    )
    assert page.locator(".modebar-btn:visible").count() == 0
    context.close()
