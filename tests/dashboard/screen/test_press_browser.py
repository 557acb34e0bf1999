"""Buttons of a card in a real browser: quick presses, what they open, and where it stands."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import still, visit, visitor

pytestmark = [pytest.mark.browser]
OPEN = ".mg-menu:popover-open"


def test_two_presses_at_once_both_count(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    page.evaluate("() => [...document.querySelectorAll('.mg-listing')].slice(0, 3).forEach((button) => button.click())")
    page.get_by_role("link", name="Vergaderlijst (3)").wait_for()
    still(page)
    expect(page.get_by_role("button", name="Staat op de lijst", pressed=True)).to_have_count(3)
    page.get_by_role("button", name="Staat op de lijst").first.click()
    page.get_by_role("link", name="Vergaderlijst (2)").wait_for()
    context.close()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (768, 1024), (390, 844)])
def test_what_a_button_opens_fits_the_screen_and_goes_along(
    dashboard_server: str, chromium: Browser, width: int, height: int
) -> None:
    context = visitor(chromium, width=width, height=height)
    page = visit(context, f"{dashboard_server}/uitkeringen?gemeente=Rheden")
    draw = random.Random(width)
    for button in draw.sample(page.locator("[popovertarget]:visible").all(), 4):
        button.scroll_into_view_if_needed()
        button.click()
        menu = page.locator(OPEN)
        menu.wait_for()
        box = menu.bounding_box()
        assert box
        assert min(box["x"], box["y"]) >= 0
        assert (box["x"] + box["width"] <= width, box["y"] + box["height"] <= height) == (True, True), box
        assert menu.locator("textarea, a, li").count() > 0
        page.keyboard.press("Escape")
        expect(menu).to_have_count(0)
        expect(button).to_be_focused()
    context.close()
