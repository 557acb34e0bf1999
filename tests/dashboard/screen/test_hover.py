"""The mouse over every chart: what appears is written for the reader, or nothing appears."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import serving, visit, visitor
from tests.helpers import SHOWN

pytestmark = [pytest.mark.browser]
CHART = '[data-testid="stVegaLiteChart"]:has(svg.marks)'
RAW = re.compile(
    r"#[0-9a-f]{6}|\d{5}|\d\.\d{1,2}\b|^(null|NaN|undefined)$"
)  # a colour, or a number no reader writes so
DRAWN = """[...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every(chart => chart.querySelector('svg.marks'))"""
VIEWS = (
    "uitkeringen?beeld=Kaart",
    "bevolking?inwoners=Kaart",
    "bevolking?inwoners=Aantal",
    "begroting?detail=Activiteiten",
)
# Everything that the tooltip ever said, so that no moment is missed: its lines by name, or its text where it has none.
LISTEN = """window.said = []; window.values = [];
new MutationObserver(() => {
  const tip = document.querySelector('#vg-tooltip-element');
  if (!tip || !tip.innerText.trim()) return;
  const names = [...tip.querySelectorAll('td.key')].map(cell => cell.innerText.trim());
  window.said.push(...(names.length ? names : [tip.innerText.trim()]));
  window.values.push(...[...tip.querySelectorAll('td.value')].map(cell => cell.innerText.trim()));
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});"""
# The middle of the first, middle and last mark of every group, and a grid over the whole.
SPOTS = """svg => {
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
  return spots; }"""


def hovered(page: Page) -> tuple[int, set[str]]:
    """Move over every chart of the page; how many charts there are, and what the tooltip called its lines."""
    page.wait_for_function(DRAWN)
    page.evaluate(LISTEN)
    charts = page.locator(CHART)
    count = charts.count()
    for place in range(count):
        chart = charts.nth(place)
        chart.scroll_into_view_if_needed()
        height = page.viewport_size["height"] if page.viewport_size else 0
        for x, y in chart.locator("svg.marks").evaluate(SPOTS):
            if 0 < y < height:
                page.mouse.move(x, y)
    assert [value for value in page.evaluate("window.values") if RAW.search(value)] == []
    return count, set(page.evaluate("window.said"))


def foreign(said: set[str]) -> set[str]:
    """Return the names that no reader was meant to see: a word of ours begins with a capital, a column does not."""
    return {name for name in said if not re.fullmatch(r"[A-Z][a-zéë ]+", name)}


@pytest.mark.parametrize("address", [*(info.path for info in SHOWN), *VIEWS])
def test_no_chart_shows_a_column_of_the_code(address: str, dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, height=1400)
    page = visit(context, f"{dashboard_server}/{address}")
    if address == "bevolking":
        page.locator(CHART).nth(3).wait_for()
    _, said = hovered(page)
    assert foreign(said) == set()
    if address == "bevolking":
        assert said >= {"Reeks", "Periode", "Waarde"}, "lines keep the words they have"
    context.close()


def test_no_chart_of_a_refreshed_snapshot_does(live_folder: Path, chromium: Browser) -> None:
    context = visitor(chromium, height=1400)
    with serving(live_folder) as (address, _):
        for path in ("bevolking", "uitkeringen", "vacatures"):
            page = visit(context, f"{address}/{path}")
            page.locator(CHART).nth(3).wait_for()
            _, said = hovered(page)
            assert foreign(said) == set(), path
            assert said >= {"Reeks", "Periode", "Waarde"}, path
            page.close()
    context.close()


def test_no_chart_on_the_stage_does(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, height=1000)
    page = visit(context, f"{dashboard_server}/vergadering?lijst=uitkering-per-gemeente&presenteren=1")
    count, said = hovered(page)
    assert count == 1
    assert foreign(said) == set()
    context.close()
