"""The first screen answers: what was chosen, four numbers and the first figure, and no page is long."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.composition import catalogue
from tests.browsing import arrive, serving, still, visitor

pytestmark = [pytest.mark.browser]
LATEST, SEEN, SCREENS = 385, 380, 5  # pixels from the top, pixels of the first figure, screens of a whole page
PHONE = 756  # pixels from the top of 844
SUBJECTS = ("bevolking", "uitkeringen?gemeente=Rheden", "banenafspraak", "vacatures", "pendel", "sectoren", "begroting",
            "uitvoeringsagenda", "doelen")  # fmt: skip
FIRST = """() => {
  const figure = document.querySelector("[class*=st-key-figuur-]").getBoundingClientRect();
  const main = document.querySelector("[data-testid=stMain]");
  const small = [...document.querySelectorAll(".mg-kpis li")].map((one) => one.getBoundingClientRect().bottom);
  return {top: figure.top, seen: Math.min(innerHeight, figure.bottom) - figure.top, whole: figure.height,
          numbers: small.length, lowest: Math.max(...small), screens: main.scrollHeight / innerHeight};
}"""
LENGTH = "document.querySelector('[data-testid=stMain]').scrollHeight / innerHeight"
TOP = "place => document.querySelector(place).getBoundingClientRect().top"


@pytest.fixture
def page(chromium: Browser) -> Page:
    context = visitor(chromium)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", SUBJECTS)
def test_numbers_and_the_first_figure_stand_on_the_first_screen(path: str, dashboard_server: str, page: Page) -> None:
    arrive(page, f"{dashboard_server}/{path}")
    found = page.evaluate(FIRST)
    assert found["numbers"] == 4
    assert found["lowest"] < found["top"] <= LATEST
    assert found["seen"] >= min(SEEN, found["whole"])
    assert found["screens"] <= SCREENS


@pytest.mark.parametrize("path", SUBJECTS)
def test_on_a_phone_the_title_of_the_first_figure_stands_on_the_first_screen(
    path: str, dashboard_server: str, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    arrive(page, f"{dashboard_server}/{path}")
    assert page.evaluate(TOP, "[class*=st-key-figuur-] h3") <= PHONE, "and three lines of it"
    numbers = page.locator(".mg-kpis .mg-number").all()
    assert len(numbers) == 4
    assert all(number.bounding_box()["y"] < 640 for number in numbers)  # type: ignore[index]


def test_a_chosen_sector_is_named_told_and_drawn_on_the_first_screen(dashboard_server: str, page: Page) -> None:
    arrive(page, f"{dashboard_server}/sectoren?sector=Zorg")
    assert page.locator("h1").inner_text() == "Sectoren: Zorg"
    assert page.locator(".mg-title p").inner_text().startswith("Zorg: 82.500 banen")
    chart = page.evaluate("document.querySelector('svg.marks').getBoundingClientRect().top")
    assert chart < 768 - 200


@pytest.mark.slow
def test_no_page_is_longer_than_five_screens_with_series_and_files(files_folder: Path, page: Page) -> None:
    long = {}
    with serving(files_folder) as (server, _):
        for one in catalogue.COMPOSITIONS:
            for choice in ("", "?gemeente=Rheden", "?sector=Zorg", "?sector=Techniek"):
                arrive(page, f"{server}/{one.path}{choice}")
                if (screens := page.evaluate(LENGTH)) > SCREENS:
                    long[f"{one.path}{choice}"] = screens
    assert long == {}


def test_choices_and_questions_stay_on_top_and_a_question_is_an_address(dashboard_server: str, page: Page) -> None:
    arrive(page, f"{dashboard_server}/uitkeringen?gemeente=Rheden")
    page.get_by_role("link", name="Wordt het meer of minder?").click()
    assert page.url.endswith("?gemeente=Rheden#verloop")
    page.locator("#verloop").wait_for()
    below = page.evaluate(TOP, "#verloop")
    bottom = page.evaluate("document.querySelector('.st-key-wegwijzer').getBoundingClientRect().bottom")
    assert page.evaluate(TOP, ".st-key-wegwijzer") < 60, "it stays below the bar of pages"
    assert bottom <= below < 768
    page.locator(".mg-questions a[aria-current]", has_text="Wordt het meer of minder?").wait_for()
    arrive(page, f"{dashboard_server}/uitkeringen?gemeente=Rheden#samen")
    assert page.evaluate(TOP, "#samen") < 768


def test_the_question_that_was_asked_is_the_one_that_is_marked(dashboard_server: str, page: Page) -> None:
    for path in ("begroting", "doelen", "vacatures"):  # without filters, and with them
        arrive(page, f"{dashboard_server}/{path}")
        for words in page.locator(".mg-questions a").all_inner_texts():
            page.get_by_role("link", name=words, exact=True).click()
            page.locator(".mg-questions a[aria-current]", has_text=words).wait_for(timeout=5000)


def test_what_is_folded_is_found_by_the_browser_and_printed(dashboard_server: str, page: Page) -> None:
    arrive(page, f"{dashboard_server}/sectoren")
    folds = page.locator("[class*=st-key-meer-] details")
    assert folds.count() >= 1
    hidden = folds.first.locator("[class*=st-key-figuur-]").first
    assert not hidden.is_visible()
    assert page.locator("details > [inert]").count() == 0, "a browser does not search what is inert"
    page.emulate_media(media="print")
    assert hidden.is_visible()
    assert page.locator(".mg-fold .mg-foot").first.is_visible()
    page.emulate_media(media="screen")
    folds.first.locator("> summary").click()
    still(page)
    assert hidden.is_visible()
