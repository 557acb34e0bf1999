"""Buttons of a card in a real browser: quick presses, what they open, and where it stands."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import still, visit, visitor

pytestmark = [pytest.mark.browser]
OPEN = ".mg-menu:popover-open"
STANDS = """(button, share) => {
  const main = button.closest('[data-testid="stMain"]');
  main.scrollTop += button.getBoundingClientRect().top - share * innerHeight;
}"""
FOLD = """(details, isOpen) => details.open === isOpen || new Promise((after) => {
  details.addEventListener('toggle', () => requestAnimationFrame(after), {once: true});
  details.open = isOpen;
})"""
# The words and fields of a menu of which the lower edge shows a part of a line.
CUT = """menu => {
  const edge = menu.getBoundingClientRect().bottom - menu.clientTop, range = document.createRange(), found = [];
  const halved = ({top, bottom}) => top < edge - 1 && bottom > edge + 1;
  const texts = document.createTreeWalker(menu, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode);
    if (texts.currentNode.parentElement.matches('textarea') || !texts.currentNode.parentElement.checkVisibility()) continue;
    if ([...range.getClientRects()].some(halved)) found.push(texts.currentNode.nodeValue);
  }
  for (const button of menu.querySelectorAll('button')) if (button.checkVisibility() && halved(button.getBoundingClientRect())) found.push(button.textContent);
  for (const field of menu.querySelectorAll('textarea')) {
    const line = parseFloat(getComputedStyle(field).lineHeight), top = field.getBoundingClientRect().top + field.clientTop;
    const part = (high) => Math.abs(high / line - Math.round(high / line)) * line > 1;
    if (!field.checkVisibility()) continue;
    if (part(field.clientHeight)) found.push(`field of ${field.clientHeight} pixels`);
    if (top < edge && top + field.clientHeight > edge + 1 && part(edge - top)) found.push(`field cut at ${edge - top} pixels`);
  }
  return found;
}"""


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


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (768, 1024), (390, 844)])
def test_what_is_higher_than_its_room_ends_after_a_whole_line(
    dashboard_server: str, chromium: Browser, width: int, height: int
) -> None:
    context = visitor(chromium, width=width, height=height)
    page = visit(context, f"{dashboard_server}/uitkeringen?gemeente=Rheden")
    menu = page.locator(OPEN)
    scrolled = 0
    for place, button in enumerate(page.get_by_role("button", name="Meenemen ‘").all()):
        for share in (0.45, 0.6):  # of the height of the screen: where the button stands when it is pressed
            button.evaluate(STANDS, share)
            button.click()
            menu.wait_for()
            for is_unfolded in (False, True):
                menu.locator("details").evaluate(FOLD, is_unfolded)
                scrolled += menu.evaluate("menu => menu.scrollHeight > menu.clientHeight")
                assert menu.evaluate(CUT) == [], (place, share, is_unfolded)
            page.keyboard.press("Escape")
            expect(menu).to_have_count(0)
    assert scrolled
    context.close()
