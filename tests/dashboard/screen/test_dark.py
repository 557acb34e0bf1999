"""In the dark scheme also what stands outside the page is dark: popovers, tips and notices."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browsing import visit, visitor

pytestmark = [pytest.mark.browser]
# Of every element: the contrast of its text with the field behind it.
CONTRASTS = """elements => {
  const light = text => { const [r, g, b] = text.match(/[\\d.]+/g).map(Number)
    .map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = element => { const found = getComputedStyle(element).backgroundColor;
    return found === 'rgba(0, 0, 0, 0)' && element.parentElement ? behind(element.parentElement) : found; };
  return elements.map(element => { const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); }); }"""
OUTSIDE = """() => { const notice = document.createElement('div');
  notice.className = 'mg-notice'; notice.textContent = 'x'; document.body.append(notice); }"""


@pytest.mark.parametrize("dark", [False, True])
def test_what_stands_outside_the_page_can_be_read(dashboard_server: str, chromium: Browser, *, dark: bool) -> None:
    context = visitor(chromium, dark=dark)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    page.get_by_role("button", name="Meenemen").nth(1).click()
    fields = page.locator(".mg-menu:popover-open textarea")
    fields.first.wait_for(state="attached")
    page.evaluate(OUTSIDE)
    found = [*fields.evaluate_all(CONTRASTS), *page.locator(".mg-notice").evaluate_all(CONTRASTS)]
    assert len(found) > 2
    assert min(found) >= 4.5
    panels = page.evaluate("() => [getComputedStyle(document.querySelector('.mg-notice')).backgroundColor, "
                           "getComputedStyle(document.body).backgroundColor, "
                           "getComputedStyle(document.querySelector('.stApp')).backgroundColor]")  # fmt: skip
    assert panels[0] == panels[2]
    context.close()
