"""What a choice costs the browser in styles: the parts that change, and not the whole page again for each of them.

One rule can make the browser look at every element of a page after every change of any element: one about the whole
page, such as `html:has(.x) .y`, and one about part of a name and whatever is in it, such as `[class*="x-"] > *`.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser

from tests.browsing import still, visit, visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HALF, MOST = 0.5, 1  # of the page, and how often so much of it may be looked at


def test_a_choice_does_not_style_the_whole_page_again_and_again(chromium: Browser, dashboard_server: str) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen?gemeente=Arnhem")
    everything = page.evaluate("() => document.querySelectorAll('*').length")
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    for name in ("Rheden", "Duiven"):
        page.get_by_role("combobox", name="Gemeenten").press("ArrowDown")
        page.get_by_role("option", name=name).click()
        still(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tabel").first.click()
    still(page)
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    context.close()
    styled = [event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree"]
    assert styled, "the browser tells what it styled"
    assert len([count for count in styled if count > HALF * everything]) <= MOST, sorted(styled)[-20:]
