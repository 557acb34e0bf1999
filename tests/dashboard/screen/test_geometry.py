"""At every width: no button, tile or word of a page covers another or leaves the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browsing import Look, still, visit, visitor

pytestmark = [pytest.mark.browser]
WIDTHS = (320, 390, 520, 641, 700, 768, 900, 970, 1100, 1366, 1920)
PARTS = {
    "buttons and title": ".st-key-kop button, .st-key-kop h1, .st-key-kop .mg-title p",
    "tiles": "[class*=st-key-tegel-]",
    "words of tiles": ".mg-kpis .mg-top, .mg-kpis .mg-number, .mg-kpis .mg-compare, .mg-kpis .mg-small",
    "words of the timeline": ".st-key-figuur-activities-timeline svg text",
    "heads of the matrix": ".st-key-figuur-sectors-matrix svg text:not([transform*='rotate(40'])",
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


CROWDED = (
    "bevolking", "uitkeringen", "uitkeringen?gemeente=Arnhem&beeld=Kaart", "banenafspraak", "vacatures", "pendel",
    "begroting", "sectoren?sector=Zorg", "sectoren", "uitvoeringsagenda", "regiovergelijking",
)  # fmt: skip
# Words of a button that do not fit in it, a switch between two views on two lines, and words that run out of their
# chart or through each other. What is slanted is left out of the last: its box is larger than its words.
CUT = """() => {
  const seen = (element) => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return box.width > 0 && box.height > 0 && element.textContent.trim() && style.visibility !== 'hidden' && style.opacity !== '0';
  };
  const name = (element) => element.textContent.trim().slice(0, 40);
  const all = (place, inside = document) => [...inside.querySelectorAll(place)].filter(seen);
  const found = new Set();
  for (const words of all('.stMain button :is(p, span:not(.mg-of)), .stMain [role=combobox]')) {
    if (words.scrollWidth > words.clientWidth + 1) found.add(`${name(words)} does not fit its button`);
  }
  for (const group of all('[data-testid=stButtonGroup]')) {
    const right = group.getBoundingClientRect().right + 1, buttons = all('button', group);
    buttons.filter((one) => one.getBoundingClientRect().right > right).forEach((one) => found.add(`${name(one)} runs out of its group`));
    const lines = new Set(buttons.map((one) => Math.round(one.getBoundingClientRect().top)));
  }
  for (const chart of all('.stMain svg.marks')) {
    const edge = chart.getBoundingClientRect();
    const slanted = (one) => /rotate\\((?!0[,)])/.test(one.closest('text').getAttribute('transform') || '');
    const lines = all('text', chart).flatMap((one) => one.querySelector('tspan') ? all('tspan', one) : [one]);
    const boxes = lines.map((one) => one.getBoundingClientRect());
    boxes.forEach((box, one) => {
      const out = Math.max(edge.left - box.left, box.right - edge.right, edge.top - box.top - 3, box.bottom - edge.bottom - 3);
      if (out > 1) found.add(`${name(lines[one])} leaves its chart by ${Math.round(out)}`);
      for (let other = one + 1; other < lines.length; other++) {
        if (name(lines[one]) === name(lines[other]) || slanted(lines[one]) || slanted(lines[other])) continue;
        const wide = Math.min(box.right, boxes[other].right) - Math.max(box.left, boxes[other].left);
        const high = Math.min(box.bottom, boxes[other].bottom) - Math.max(box.top, boxes[other].top);
        if (wide > 2 && high > 4) found.add(`${name(lines[one])} covers ${name(lines[other])}`);
      }
    });
  }
  return [...found];
}"""


@pytest.mark.parametrize("path", ["", "sectoren?sector=Zorg", "uitvoeringsagenda", "uitkeringen?gemeente=Arnhem"])
def test_nothing_covers_another_or_leaves_the_screen_at_any_width(path: str, look: Look) -> None:
    page = look(path, width=1366, dark=False)
    wrong = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        still(page)
        if found := page.evaluate(OVERLAPS, PARTS):
            wrong[width] = found
    page.set_viewport_size({"width": 1366, "height": 768})
    assert wrong == {}


@pytest.mark.parametrize("path", CROWDED)
def test_nothing_is_cut_off_at_any_width(path: str, look: Look) -> None:
    page = look(path, width=1366, dark=False)
    wrong = {}
    for width in (1366, 860, 768, 641, 390, 320):
        page.set_viewport_size({"width": width, "height": 768})
        still(page)
        if found := page.evaluate(CUT):
            wrong[width] = found
    page.set_viewport_size({"width": 1366, "height": 768})
    assert wrong == {}


def test_names_in_a_table_stay_on_one_line_on_a_phone(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, width=320)
    page = visit(context, f"{dashboard_server}/bevolking?toon-residents-15-64=Tabel&toon-ageing=Tabel")
    lines = page.evaluate(
        """() => [...document.querySelectorAll('.mg-table th')].map((head) => {
          const words = document.createRange(); words.selectNodeContents(head.querySelector('button') ?? head);
          return [head.textContent, new Set([...words.getClientRects()].map((line) => Math.round(line.top))).size];
        })"""
    )
    context.close()
    assert len(lines) > 20
    assert [name for name, count in lines if count > 1 and len(name) <= 20] == []


@pytest.mark.parametrize("width", [390, 768, 1366, 1920])
def test_numbers_beside_each_other_stand_on_one_line(width: int, look: Look) -> None:
    for path in ("uitkeringen", "vacatures", "bevolking?gemeente=Rozendaal"):
        page = look(path, width=width, dark=False)
        tops = page.evaluate("""[...document.querySelectorAll('.mg-kpis li')].map(one => [
            Math.round(one.getBoundingClientRect().top), Math.round(one.querySelector('.mg-number').getBoundingClientRect().top)])""")
        assert len(tops) == 4
        assert len({number for _, number in tops}) == len({top for top, _ in tops}), f"{path} {tops}"


def test_the_bands_of_a_flow_diagram_have_a_quiet_edge(look: Look) -> None:
    page = look("pendel?stroom=Stroomdiagram", width=1366, dark=False)
    edges = page.evaluate("[...document.querySelectorAll('.sankey-link')].map(e => getComputedStyle(e).stroke)")
    assert len(edges) > 4
    assert set(edges) == {"rgb(132, 144, 156)"}


@pytest.mark.parametrize("width", [768, 1366, 1920])
@pytest.mark.parametrize(
    "path", ["uitkeringen?gemeente=Arnhem&gemeente=Doesburg&gemeente=Overbetuwe", "vacatures?sector=Zorg"]
)
def test_the_unit_of_a_number_stays_together(path: str, width: int, look: Look) -> None:
    page = look(path, width=width, dark=False)
    lines = page.evaluate("""[...document.querySelectorAll('.mg-kpis .mg-unit')].map(unit => {
        const words = document.createRange(); words.selectNodeContents(unit);
        return [unit.textContent, new Set([...words.getClientRects()].map(line => Math.round(line.top))).size]; })""")
    assert len(lines) >= 4
    assert [name for name, count in lines if count > 1] == []


@pytest.mark.parametrize("width", [390, 768])
def test_a_second_row_of_numbers_keeps_its_distance(width: int, look: Look) -> None:
    page = look("bevolking?gemeente=Rozendaal", width=width, dark=False)
    rows = page.evaluate("""() => Object.values(Object.groupBy(document.querySelectorAll('.mg-kpis li'), one => one.offsetTop)).map(row => ({
        top: Math.min(...row.map(one => one.querySelector('.mg-label').getBoundingClientRect().top)),
        bottom: Math.max(...row.map(one => one.querySelector('.mg-compare').getBoundingClientRect().bottom)) }))""")
    assert len(rows) == 2
    assert rows[1]["top"] - rows[0]["bottom"] >= 10


@pytest.mark.parametrize("width", [768, 1366, 1920])
def test_the_sign_of_a_link_to_outside_stands_on_the_line_of_its_last_word(width: int, look: Look) -> None:
    page = look("bronnen", width=width, dark=False)
    ends = page.evaluate("""[...document.querySelectorAll('.mg-text a[target=_blank]')].map(link => {
        const text = link.lastChild, top = (at) => { const sign = document.createRange();
          sign.setStart(text, at); sign.setEnd(text, at + 1); return Math.round(sign.getBoundingClientRect().top); };
        return [text.nodeValue, top(text.length - 1) === top(text.length - 3)]; })""")
    assert len(ends) > 10
    assert [words for words, together in ends if not together] == []


@pytest.mark.parametrize("width", [390, 1366])
def test_terms_stand_at_the_edge_of_the_page(width: int, look: Look) -> None:
    page = look("begrippen", width=width, dark=False)
    edges = page.evaluate("""['h1', '.mg-terms > div', '.st-key-zoek']
        .map(place => document.querySelector(place).getBoundingClientRect()).map(box => [box.left, box.width])""")
    assert len({left for left, _ in edges}) == 1
    assert edges[2][1] <= 640, "a field for one word is not as wide as the page"


def test_the_filters_of_a_phone_stand_at_one_edge(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, width=390, height=844)
    four = "&".join(f"gemeente={name}" for name in ("Overbetuwe", "Lingewaard", "Westervoort", "Zevenaar"))
    page = visit(context, f"{dashboard_server}/uitkeringen?{four}")
    page.locator(".mg-drawer").first.click()
    lefts = page.evaluate("""['[data-testid=stButton] p', '.mg-note'].map(place => Math.round(
        document.querySelector(`.st-key-filterbalk ${place}`).getBoundingClientRect().left))""")
    assert lefts[0] == lefts[1]
    context.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768), (1920, 1080)])
def test_a_list_shows_all_municipalities_where_there_is_room(
    dashboard_server: str, chromium: Browser, width: int, height: int
) -> None:
    context = visitor(chromium, width=width, height=height)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    if width < 640:
        page.locator(".mg-drawer").first.click()
    page.locator(".st-key-gemeente input").click()
    options = page.get_by_role("listbox")
    options.get_by_role("option", name="Zevenaar").wait_for()
    assert options.evaluate("list => list.scrollHeight - list.clientHeight") <= 0
    box = options.bounding_box()
    assert box
    assert box["y"] + box["height"] <= height
    context.close()
