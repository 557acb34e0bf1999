"""A choice that drives one card stands in the head of that card, beside its title; one that drives several above them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dashboard.composition import catalogue
from dashboard.composition.offering import of_one_card
from dashboard.figure import choices
from snapshot.read import Snapshot
from tests.browsing import arrive, serving, still, visitor

pytestmark = [pytest.mark.browser]
PATHS = [one.path for one in catalogue.COMPOSITIONS if one.path != "verkennen"]  # there choosing is the question itself
PLACES = """() => [...document.querySelectorAll('[class*=st-key-keuzes-]')].flatMap((row) => {
  const head = row.closest('[class*=st-key-figuurkop-]'), box = row.getBoundingClientRect();
  const title = head && head.querySelector('.mg-head').getBoundingClientRect();
  return [...row.querySelectorAll('[data-testid=stButtonGroup], [data-testid=stSelectbox]')].map((one) => ({
    key: [...one.closest('[class*=st-key-]').classList].find((name) => name.startsWith('st-key-')).slice(7),
    inside: Boolean(head), beside: head && box.left >= title.right && box.top < title.bottom,
    under: head && box.top >= title.bottom - 1, right: box.right <= innerWidth}));
})"""


@pytest.fixture
def page(chromium: Browser) -> Page:
    context = visitor(chromium)
    yield context.new_page()
    context.close()


def opened_folds(page: Page) -> list[dict[str, Any]]:
    """Return where each choice stands, also those of what is folded."""
    for fold in page.locator("[class*=st-key-meer-] details > summary").all():
        fold.click()
    still(page)
    found: list[dict[str, Any]] = page.evaluate(PLACES)
    return found


def check(server: str, path: str, page: Page, snapshot: Snapshot) -> int:
    """Hold where the choices of a page stand against what its figures declare; return how many stand in a card."""
    single = {choice.key for choice in of_one_card(catalogue.on_page(path), snapshot)}
    arrive(page, f"{server}/{path}")
    found = opened_folds(page)
    assert {one["key"] for one in found if one["inside"]} == {one["key"] for one in found} & single
    assert [one["key"] for one in found if one["inside"] and not one["beside"]] == []
    page.set_viewport_size({"width": 390, "height": 844})
    still(page)
    assert [one["key"] for one in page.evaluate(PLACES) if one["inside"] and not (one["under"] and one["right"])] == []
    return sum(one["inside"] for one in found)


@pytest.mark.parametrize("path", PATHS)
def test_choices_of_one_card_stand_beside_its_title_and_on_a_phone_under_it(
    path: str, dashboard_server: str, page: Page, snapshot: Snapshot
) -> None:
    assert check(dashboard_server, path, page, snapshot) >= (
        path in ("bevolking", "uitkeringen", "vacatures", "doelen")
    )


@pytest.mark.slow
def test_choices_of_series_stand_in_their_cards_too(files_folder: Path, page: Page, live_and_files: Snapshot) -> None:
    with serving(files_folder) as (server, _):
        for path in ("uitkeringen", "sectoren", "vacatures", "bevolking"):
            page.set_viewport_size({"width": 1366, "height": 768})
            assert check(server, path, page, live_and_files) >= 1


def test_what_stands_in_the_place_of_another_shares_a_card_with_it(
    live_and_files: Snapshot, snapshot: Snapshot
) -> None:
    benefits = catalogue.on_page("uitkeringen")
    assert {choices.SCHEME, choices.PLACES_AS} <= of_one_card(benefits, snapshot)
    single = of_one_card(benefits, live_and_files)
    assert choices.SCHEME not in single, "the newest Atlas is another card beside it"
    assert {choices.PLACES_AS, choices.BENEFIT_SERIES, choices.SERIES_AS} <= single
    assert choices.OTHER_REGION not in of_one_card(catalogue.on_page("regiovergelijking"), live_and_files)


def test_a_choice_that_moves_to_another_card_keeps_the_focus(dashboard_server: str, page: Page) -> None:
    arrive(page, f"{dashboard_server}/uitkeringen")
    for word in ("Kaart", "Staven"):
        page.get_by_role("radio", name=word, exact=True).focus()
        page.keyboard.press("Space")
        still(page)
        assert page.get_by_role("radio", name=word, exact=True, checked=True).evaluate(
            "one => one === document.activeElement"
        )
    page.get_by_role("radio", name="Kaart", exact=True).click()
    still(page)
    page.mouse.click(700, 5)
    page.get_by_role("button", name="Wis filters").click()
    still(page)
    assert "Wis" in page.evaluate("document.activeElement.textContent"), "what was left behind takes no focus back"
