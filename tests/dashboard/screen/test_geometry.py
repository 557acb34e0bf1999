"""At every width: no button, tile or word of a page covers another or leaves the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browsing import still, visit, visitor

pytestmark = [pytest.mark.browser]
WIDTHS = (320, 390, 520, 641, 700, 768, 900, 970, 1100, 1366, 1920)
PARTS = {
    "buttons and title": ".st-key-kop button, .st-key-kop h1, .st-key-kop .mg-title p",
    "tiles": "[class*=st-key-tegel-]",
    "words of tiles": ".mg-kpis .mg-label, .mg-kpis .mg-number, .mg-kpis .mg-compare, .mg-kpis .mg-period",
    "words of the timeline": ".st-key-figuur-activities-timeline svg text",
    "heads of the matrix": ".st-key-figuur-sectors-matrix svg text:not([transform*='rotate(-'])",
}
OVERLAPS = """(places) => {
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.textContent.trim() && getComputedStyle(element).visibility !== 'hidden';
  };
  const name = (element) => element.textContent.trim().slice(0, 40);
  const found = [];
  for (const [kind, place] of Object.entries(places)) {
    const range = document.createRange();
    const parts = [...document.querySelectorAll(place)].filter(seen);
    const boxes = parts.map((part) => {  // as wide as its words, also where they run out of it, and as high as itself
      range.selectNodeContents(part);
      const {left, right} = range.getBoundingClientRect(), {top, bottom} = part.getBoundingClientRect();
      return {left, right, top, bottom};
    });
    boxes.forEach((box, one) => {
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`${kind}: ${name(parts[one])} leaves the screen`);
      for (let other = one + 1; other < parts.length; other++) {
        if (name(parts[one]) === name(parts[other])) continue;  // a word and its own halo
        const wide = Math.min(box.right, boxes[other].right) - Math.max(box.left, boxes[other].left);
        const high = Math.min(box.bottom, boxes[other].bottom) - Math.max(box.top, boxes[other].top);
        if (wide > 2 && high > 2) found.push(`${kind}: ${name(parts[one])} covers ${name(parts[other])}`);
      }
    });
  }
  return found;
}"""


@pytest.mark.parametrize("path", ["", "sectoren?sector=Zorg", "uitvoeringsagenda", "uitkeringen?gemeente=Arnhem"])
def test_nothing_covers_another_or_leaves_the_screen_at_any_width(
    path: str, dashboard_server: str, chromium: Browser
) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/{path}")
    wrong = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        still(page)
        if found := page.evaluate(OVERLAPS, PARTS):
            wrong[width] = found
    context.close()
    assert wrong == {}
