"""A reader sorts a table where it stands: by value, not by text, and what has no number last; no table widens a page."""

from __future__ import annotations

import copy
import pickle
import random

import pytest
from playwright.sync_api import Browser, Locator, Page

from dashboard.composition import catalogue
from dashboard.figure.core import Table
from dashboard.screen import html
from dashboard.words import notation
from snapshot.read import Snapshot
from tests.browsing import Look, arrive, show_tables, still, visit, visitor
from tests.dashboard.addresses.drawing import any_figure

FIGURES = "uitkeringen?toon-benefits-share=Tabel&toon-benefits-heat=Tabel&toon-benefits-national=Tabel"
PAGES = [one.path for one in catalogue.COMPOSITIONS]
WIDE = """() => {
  const page = document.documentElement, main = document.querySelector('[data-testid=stMain]');
  const cards = [...document.querySelectorAll('[class*=st-key-figuur-]')].filter((one) => one.checkVisibility());
  const found = cards.filter((one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth + 1);
  const tables = [...document.querySelectorAll('.mg-scroll')]
    .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1);
  return [page.scrollWidth > innerWidth, document.body.scrollWidth > innerWidth, main.scrollWidth > main.clientWidth,
          found.map((one) => one.className), tables.map((one) => one.getAttribute('aria-label'))];
}"""
FITS = [False, False, False, [], []]
TEXTS = ("bronnen", "begrippen", "wijzigingen", "downloads?gegevens=Inwoners", "verkennen", "toegankelijkheid", "")
PUT = """tables => {
  const main = document.querySelector('[data-testid=stMainBlockContainer]');
  main.innerHTML = '';
  for (const [name, html] of Object.entries(tables)) {
    const card = document.createElement('div');
    card.className = 'st-key-figuur-drawn'; card.innerHTML = html; card.dataset.name = name; main.append(card);
  }
}"""
TOO_WIDE = """width => {
  const cards = [...document.querySelectorAll('.st-key-figuur-drawn')];
  for (const card of cards) card.style.width = width;
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(cards.filter((card) => {
    const place = card.querySelector('.mg-scroll');
    return place.scrollWidth > place.clientWidth + 1;
  }).map((card) => card.dataset.name)))));
}"""
DRAWS = 150


def test_a_cell_tells_its_number_and_its_period_whatever_words_stand_around_them() -> None:
    rows = (
        (notation.period("2024-12"), notation.percentage(3.9, 1), "geheim"),
        (notation.period("2024-Q1"), notation.worded(notation.number(1900), before="ten minste "), "<b>"),
        (notation.period("2024-end"), notation.worded("PM", after=" (voorlopig)"), ""),
    )
    table = Table(("Periode", "Waarde", "Over"), rows, numeric=(1,))
    made = html.table(table, "Proef", is_sortable=True)
    for told in ('data-moment="2024-12"', 'data-number="3.9"', 'data-number="1900.0"', ">PM (voorlopig)<", "&lt;b&gt;"):
        assert told in made
    assert made.count("data-number") == 2
    assert made.count("<button") == 3
    assert "<button" not in html.table(table, "Proef")
    assert "<button" not in html.table(Table(table.header, rows[:2]), "Proef", is_sortable=True), "two rows are in view"
    for text in (rows[0][0], rows[1][1]):
        assert pickle.loads(pickle.dumps(text)) == copy.copy(text) == text
        assert type(copy.deepcopy(text)) is type(text)


@pytest.fixture
def page(chromium: Browser) -> Page:
    context = visitor(chromium)
    yield context.new_page()
    context.close()


def column(table: Locator, place: int) -> list[str]:
    found: list[str] = table.locator("tbody tr").evaluate_all(
        "(rows, place) => rows.map((row) => row.cells[place].textContent)", place
    )
    return found


@pytest.mark.browser
def test_a_press_on_a_head_sorts_without_the_server(dashboard_server: str, page: Page) -> None:
    arrive(page, f"{dashboard_server}/{FIGURES}")
    table = page.locator(".st-key-figuur-benefits-share .mg-table")
    before, asked = column(table, 0), page.evaluate("window.asked")
    head = table.locator("thead th").nth(1)
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    down = column(table, 1)
    numbers = [float(text.replace(".", "").split()[0]) for text in down if text[0].isdigit()]
    assert len(numbers) > 5
    assert numbers == sorted(numbers, reverse=True)
    assert down[-1] in ("niet beschikbaar", "niet in de bron")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    up = column(table, 1)
    assert [text for text in up if text[0].isdigit()] == [text for text in reversed(down) if text[0].isdigit()]
    assert up[-1] == down[-1], "what is not known stands last both ways"
    head.get_by_role("button").click()
    assert (head.get_attribute("aria-sort"), column(table, 0)) == (None, before)
    share = table.locator("thead th").nth(2)
    share.get_by_role("button").click()
    doubtful = column(table, 2).index("3,9% (twijfelachtig)")
    assert column(table, 2)[doubtful - 1] == "4,7%", "a number in doubt stands in its place"
    table.locator("thead th").first.get_by_role("button").click()
    assert table.locator("[aria-sort]").count() == 1
    names = column(table, 0)
    assert names == sorted(names)
    assert page.evaluate("window.asked") == asked, "nothing was asked of the server"


@pytest.mark.browser
def test_periods_sort_in_time(dashboard_server: str, page: Page) -> None:
    arrive(page, f"{dashboard_server}/{FIGURES}")
    table = page.locator(".st-key-figuur-benefits-national .mg-table")
    table.get_by_role("button", name="Periode").click()
    newest = column(table, 0)
    assert [int(text[-4:]) for text in newest] == sorted((int(text[-4:]) for text in newest), reverse=True)
    table.get_by_role("button", name="Periode").click()
    assert column(table, 0) == newest[::-1]


@pytest.mark.browser
@pytest.mark.parametrize("path", [*PAGES, *TEXTS])
def test_no_table_is_wider_than_its_page(path: str, look: Look) -> None:
    page = look(path, width=1366, dark=False)
    show_tables(page)
    for fold in page.locator("[class*=st-key-meer-] summary").all():
        fold.click()
        still(page)
    wrong = {}
    for width in (1366, 768, 390):
        page.set_viewport_size({"width": width, "height": 844})
        still(page)
        if (found := page.evaluate(WIDE)) != FITS:
            wrong[width] = found
    page.set_viewport_size({"width": 1366, "height": 768})
    assert wrong == {}


@pytest.mark.browser
def test_no_table_of_any_figure_with_any_choice_is_wider_than_its_place(snapshot: Snapshot, look: Look) -> None:
    draw, tables = random.Random(1166), {}
    for at in range(DRAWS):
        declared, selection, options = any_figure(snapshot, draw)
        figure = declared.builder(snapshot, declared.asked(selection), **options)
        tables[f"{declared.name} {selection} {options}"] = html.table(
            figure.table, f"{at}", lambda name: f"?sector={name}", is_sortable=True
        )
    page = look("privacy", width=1366, dark=False)
    page.evaluate(PUT, tables)
    wrong = {}
    for width, place in ((1366, "auto"), (1366, "600px"), (768, "auto"), (390, "auto")):
        page.set_viewport_size({"width": width, "height": 844})
        if found := page.evaluate(TOO_WIDE, place):
            wrong[width, place] = found
    assert page.locator(".mg-stacked").count() > 20
    page.evaluate("window.visited = ''")
    page.set_viewport_size({"width": 1366, "height": 768})
    assert wrong == {}


@pytest.mark.browser
def test_a_row_that_became_a_block_tells_its_heads_and_is_still_read_as_a_table(
    dashboard_server: str, chromium: Browser
) -> None:
    context = visitor(chromium, width=390, height=844)
    page = visit(context, f"{dashboard_server}/sectoren")
    table = page.locator(".st-key-figuur-sectors-side-by-side").get_by_role("table")
    assert "mg-stacked" in (table.get_attribute("class") or "")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Groen")).first
    jobs = row.get_by_role("cell").filter(has_text="2.900")
    assert jobs.evaluate("cell => getComputedStyle(cell, '::before').content").startswith('"Banen"')
    assert row.get_by_role("cell").count() == 8 - row.locator(".mg-none").count()
    table.get_by_role("button", name="Banen").click()
    first = table.locator("tbody tr").first
    assert first.get_by_role("rowheader").is_visible(), "in another order each row tells its name"
    assert first.locator("td[data-head=Banen]").inner_text() == "82.500"
    page.set_viewport_size({"width": 1366, "height": 768})
    still(page)
    assert "mg-stacked" not in (table.get_attribute("class") or "")
    context.close()


@pytest.mark.browser
def test_a_name_that_stands_above_is_told_once_until_the_order_changes(dashboard_server: str, page: Page) -> None:
    arrive(page, f"{dashboard_server}/sectoren")
    table = page.locator(".st-key-figuur-sectors-side-by-side .mg-table")
    faint = "rows => rows.map((row) => Number(getComputedStyle(row.cells[0]).opacity))"
    names, seen = column(table, 0), table.locator("tbody tr").evaluate_all(faint)
    assert seen == [float(at == 0 or names[at] != names[at - 1]) for at in range(len(names))]
    assert 0.0 in seen
    table.get_by_role("button", name="Banen").click()
    assert set(table.locator("tbody tr").evaluate_all(faint)) == {1}
    box = table.locator("xpath=..")
    assert box.evaluate("one => one.scrollHeight <= one.clientHeight"), "all rows are in view"


def test_no_line_ends_between_a_currency_and_its_amount() -> None:
    assert html.unbroken("kost € 1.800 & meer") == "kost €\N{NO-BREAK SPACE}1.800 &amp; meer"
    table = html.table(Table(("Post", "Bedrag"), (("Zaal", "€ 50.000"),), numeric=(1,)), "Begroting")
    assert "€ " not in html.head("Het kost € 1", "euro", "") + html.below("Samen € 2.", "", "") + table
