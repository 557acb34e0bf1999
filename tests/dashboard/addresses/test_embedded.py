"""A figure in a frame on another site, in a real browser; and the button of the card beside its address."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from snapshot.read import Snapshot
from tests.browsing import visit, visitor
from tests.dashboard.addresses.answering import answering, get
from tests.dashboard.screen.audit import faults

pytestmark = [pytest.mark.browser]
FIGURE = "/figuur/uitkering-per-gemeente?gemeente=Rheden&uitkering=WIA"


@contextmanager
def site(folder: Path, html: str) -> Iterator[str]:
    """Run another site, of one page."""
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="nl"><title>Gemeente</title><link rel="icon" href="data:,">{html}', encoding="utf-8"
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def told(context: BrowserContext) -> tuple[Page, list[str]]:
    """Return a tab, and the errors that its console tells."""
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page, errors


def test_a_site_that_may_shows_the_figure_and_another_does_not(
    snapshot_folder: Path, chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = visitor(chromium, java_script_enabled=False)
    with answering(snapshot_folder) as address, site(tmp_path, f'<iframe src="{address}{FIGURE}"></iframe>') as other:
        page, errors = told(context)
        page.goto(other)
        if not errors:
            page.wait_for_event("console", lambda message: "frame-ancestors" in message.text)
        assert any("frame-ancestors" in error for error in errors)
        context.close()
        monkeypatch.setenv("EMBED_ALLOWED", other)
        context = visitor(chromium, java_script_enabled=False)
        page, errors = told(context)
        page.goto(other)
        frame = page.frame_locator("iframe")
        frame.get_by_role("heading", name="Rheden").wait_for()
        frame.get_by_text("Tabel", exact=True).click()
        assert frame.get_by_role("table").get_by_text("4,7%").count()
        link = frame.get_by_role("link", name="Bekijk in het dashboard")
        assert link.get_attribute("href") == "/uitkeringen?gemeente=Rheden&uitkering=WIA&beeld=Staven#verschil"
        assert errors == []
    context.close()


def test_the_pages_without_streamlit_have_no_fault(addresses: str, chromium: Browser) -> None:
    for dark in (False, True):
        context = visitor(chromium, width=390, dark=dark)
        page, errors = told(context)
        for path in (FIGURE, "/figuur/uitkering-kaart", *(() if dark else ("/figuur/hele-begroting", "/data/"))):
            page.goto(addresses + path)
            assert faults(page) == set(), path
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
            if path == FIGURE:
                ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
                assert ground == ("rgb(15, 23, 32)" if dark else "rgb(255, 255, 255)")
        assert errors == []
        context.close()


def test_the_button_of_a_card_gives_what_stands_at_its_address(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen?gemeente=Rheden&gemeente=Duiven&uitkering=Wajong")
    page.get_by_role("button", name="Meenemen ‘").first.click()
    page.get_by_text("Vaste adressen").first.click()
    address = page.get_by_label("Adres voor Excel (Power Query)").first.input_value()
    assert address.startswith(f"{dashboard_server}/figuur/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV voor Excel").first.click()
    assert Path(waiting.value.path()).read_bytes() == get(address).content
    context.close()
    for path, status in (("/uitkeringen", 200), ("/", 200), ("/bestaat-niet", 404), ("/uitkeringen/iets", 404)):
        assert get(dashboard_server + path, accept="text/html").status_code == status


@pytest.mark.parametrize("width", [390, 700])
def test_no_table_of_a_light_page_is_wider_than_its_place(
    width: int, addresses: str, chromium: Browser, snapshot: Snapshot
) -> None:
    context = visitor(chromium, width=width)
    page = context.new_page()
    draw = random.Random(width)
    names = [one.name for one in catalogue.FIGURES if can_draw(snapshot, one) and one.when(Selection())]
    for name in ("inwoners", "hele-begroting", "tijdlijn", "doelen", *draw.sample(names, 6)):
        page.goto(f"{addresses}/figuur/{name}")
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        wide = page.evaluate(
            "[...document.querySelectorAll('.rows')].filter(part => part.scrollWidth > part.clientWidth + 1).length"
        )
        assert page.locator(".rows td").count(), name
        assert wide == 0, name
        assert faults(page) == set(), name
    context.close()
