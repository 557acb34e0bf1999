"""What a page opens with in a browser: there before the page, where the page will stand, and gone when that is there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.browsing import PATIENCE_OF_FRAME, VIOLATIONS, arrive, still, visitor

pytestmark = [pytest.mark.browser]
SCREENS = ((1366, 768), (1920, 1080), (390, 844))
NEAR = {1366: 6, 1920: 14, 390: 10}  # pixels that a part may move when the page comes, by the width of the screen
PARTS = ("mg-title", "mg-questions", "mg-kpis", "mg-question", "mg-head", "st-key-tegels", "mg-first-chart")
TOP = "place => document.querySelector(place)?.getBoundingClientRect().top"
PATHS = (
    "",
    "uitkeringen",
    "uitkeringen?gemeente=Rheden",
    "bevolking",
    "banenafspraak",
    "begroting",
    "sectoren?sector=Zorg",
)


@pytest.fixture(params=SCREENS, ids=lambda screen: str(screen[0]))
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    width, height = request.param
    found = visitor(chromium, width=width, height=height)
    found.add_init_script(VIOLATIONS)
    yield found
    found.close()


def held(context: BrowserContext, address: str) -> Page:
    """Open an address of which the page does not come: nobody answers its socket."""
    page = context.new_page()
    page.route_web_socket("**/stream", lambda _: None)
    page.goto(address)
    page.locator("#mg-first").wait_for(state="attached")
    return page


def placed(page: Page) -> dict[str, float]:
    """Return the top of the first of each part in the closed tree, by its class: scripts of the page cannot see it."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    nodes: list[dict[str, Any]] = session.send("DOM.getFlattenedDocument", {"depth": -1, "pierce": True})["nodes"]
    found: dict[str, float] = {}
    for node in nodes:
        attributes = node.get("attributes", [])
        kinds = dict(zip(attributes[::2], attributes[1::2], strict=True)).get("class", "").split()
        for part in PARTS:
            if part in kinds and part not in found:
                with suppress(Error):  # what is not drawn here stands nowhere
                    found[part] = session.send("DOM.getBoxModel", {"nodeId": node["nodeId"]})["model"]["content"][1]
    return found


@pytest.mark.parametrize("path", PATHS)
def test_it_stands_where_the_page_comes(path: str, dashboard_server: str, context: BrowserContext) -> None:
    address = f"{dashboard_server}/{path}"
    page = held(context, address)
    expect(page.locator("h1")).to_have_count(0)
    first = placed(page)
    page.close()
    page = arrive(context.new_page(), address)
    width = page.viewport_size["width"]  # type: ignore[index]
    assert {"mg-title", "mg-head"} <= first.keys()
    off = {part: (top, found) for part, top in first.items()
           if part != "mg-first-chart" and (found := page.evaluate(TOP, f".{part}")) is not None
           and min(top, found) < page.viewport_size["height"] and abs(top - found) > NEAR[width]}  # type: ignore[index]  # fmt: skip
    assert off == {}
    assert page.locator("#mg-first").count() == 0
    assert page.evaluate("window.violations") == []
    page.close()


def test_the_second_visitor_sees_the_chart_where_it_will_stand(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    address = f"{dashboard_server}/uitkeringen"
    end = time.monotonic() + 60
    first: dict[str, float] = {}
    while "mg-first-chart" not in first and time.monotonic() < end:
        page = held(context, address)
        first = placed(page)
        page.close()
    page = arrive(context.new_page(), address)
    assert abs(first["mg-first-chart"] - page.evaluate(TOP, "svg.marks")) <= 6
    context.close()


def test_who_asks_for_a_place_in_a_page_sees_no_other(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "eerste-beeld" in request.url else None)
    arrive(page, f"{dashboard_server}/uitkeringen#verloop")
    assert asked == []
    page.goto(f"{dashboard_server}/uitkeringen?gemeente=Rheden")
    still(page)
    assert len(asked) == 1
    context.close()


def test_a_page_that_stays_away_leaves_what_it_opens_with(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = held(context, f"{dashboard_server}/uitkeringen")
    page.wait_for_timeout(PATIENCE_OF_FRAME + 1000)
    expect(page.locator("html")).to_have_class("mg-frame mg-late")
    expect(page.locator("#mg-first")).to_have_count(1)
    context.close()


def test_nobody_clicks_on_what_is_not_there_yet_and_a_screen_reader_waits(
    dashboard_server: str, chromium: Browser
) -> None:
    context = visitor(chromium)
    page = held(context, f"{dashboard_server}/uitkeringen")
    host = page.locator("#mg-first")
    assert host.get_attribute("aria-hidden") == "true"
    assert page.evaluate("getComputedStyle(document.getElementById('mg-first')).pointerEvents") == "none"
    page.emulate_media(media="print")
    assert not host.is_visible()
    context.close()
