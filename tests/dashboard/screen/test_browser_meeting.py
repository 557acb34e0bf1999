"""For a meeting, in a real browser: a frozen link after a new build, the list, presenting by keyboard, print."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from loaders.build import build
from snapshot.read import Snapshot
from tests.browsing import PATIENCE, serving, still, visitor
from tests.dashboard.charts.test_stage import HEIGHT as ON_THE_WALL
from tests.dashboard.export.made import make
from tests.helpers import DRAWN, copy_data, replace

pytestmark = [pytest.mark.browser]
LIST = "lijst=uitkering-per-gemeente~scheme.wia~gemeente.GM0202&lijst=spanning&lijst=pizza&lijst=jongeren"


@dataclass(frozen=True)
class Served:
    """A running dashboard with the folders that it reads."""

    address: str
    data: Path
    snapshots: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data, snapshots = copy_data(tmp_path_factory.mktemp("inputs") / "data"), tmp_path_factory.mktemp("snapshots")
    build(data, snapshots)
    with serving(snapshots) as (address, _):
        yield Served(address, data, snapshots)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = visitor(chromium)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    assert errors == []
    context.close()


def settled(page: Page, address: str) -> Page:
    page.goto(address)
    still(page)
    return page


def test_a_figure_is_quoted_put_on_the_list_and_noted(page: Page, served: Served) -> None:
    settled(page, f"{served.address}/uitkeringen?gemeente=Arnhem")
    card = page.locator(".st-key-figuur-benefits-share")
    card.get_by_role("button", name="Meenemen").click()
    sentence = page.get_by_label("Zin om te citeren")
    sentence.wait_for()
    assert "Arnhem 7,1%" in sentence.input_value()
    page.get_by_role("button", name="Kopieer").first.click()
    page.get_by_text("Gekopieerd").wait_for()
    assert (
        page.get_by_role("link", name="Stel een vraag").get_attribute("href").startswith("mailto:vragen@example.org?")
    )
    page.keyboard.press("Escape")
    card.get_by_role("button", name="Op de lijst").click()
    page.wait_for_function("() => location.search.includes('lijst=uitkering-per-gemeente')")
    page.get_by_role("link", name="Vergaderlijst (1)").click()
    page.locator("h1", has_text="Vergaderlijst").wait_for()
    note = page.get_by_role("textbox", name="Notitie bij Bijstand per gemeente")
    note.fill("<b>Let op</b> ~ Rozendaal")
    note.press("Enter")
    page.wait_for_function("() => location.search.includes('notitie.')")
    settled(page, page.url)
    assert page.get_by_role("textbox", name="Notitie bij").input_value() == "<b>Let op</b> ~ Rozendaal"


def test_presenting_needs_no_mouse(page: Page, served: Served) -> None:
    settled(page, f"{served.address}/vergadering?gemeente=Arnhem&{LIST}")
    page.get_by_text("De figuur ‘pizza’ bestaat niet en is weggelaten.").wait_for()
    page.get_by_role("button", name="Presenteren").focus()
    page.keyboard.press("Enter")
    page.get_by_text("1 van 4", exact=True).wait_for()
    for hidden in ('[data-testid="stHeader"]', ".st-key-filterbalk", ".st-key-kop"):
        assert not page.locator(hidden).is_visible()
    for key, place in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowRight", 4), ("ArrowRight", 4), ("ArrowLeft", 3)):
        page.keyboard.press(key)
        page.get_by_text(f"{place} van 4", exact=True).wait_for()
        still(page)
    small = page.locator(".st-key-podium :is(h1, p)").evaluate_all(
        "found => found.filter(e => e.innerText && parseFloat(getComputedStyle(e).fontSize) < 18).map(e => e.innerText)"
    )
    assert small == []
    page.keyboard.press("Escape")
    page.locator("h1", has_text="Vergaderlijst").wait_for()
    page.wait_for_function("() => !location.search.includes('presenteren')")
    assert "gemeente=Arnhem" in page.url


def test_a_chart_on_the_wall_is_read_from_ten_metres(page: Page, served: Served) -> None:
    """Type of 38 px on a wall of 1920, all the height that is left, and buttons only where the mouse moves."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    for name in ("uitkering-per-gemeente", "uitkering-kaart", "uitkeringen-nederland", "baten-en-lasten"):
        settled(page, f"{served.address}/vergadering?lijst={name}&presenteren=1")
        smallest, width, height, whole = page.locator(".st-key-podium svg.marks").evaluate(
            """svg => { const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
            const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim());
            return [Math.min(...texts.map(text => scale * parseFloat(getComputedStyle(text).fontSize))), box.width,
                    box.height, document.querySelector('[data-testid="stMain"]').scrollHeight]; }"""
        )
        assert smallest >= 38, name
        assert width > 1700
        assert height > 600
        assert whole <= 1080, "nothing to scroll"
    buttons = page.locator(".st-key-podium-knoppen")
    unseen = "() => getComputedStyle(document.querySelector('.st-key-podium-knoppen')).opacity === '0'"
    page.wait_for_function(unseen)
    page.mouse.move(300, 300)
    page.wait_for_function(unseen.replace("===", "!=="))
    page.wait_for_function(unseen)
    buttons.get_by_role("button", name="Stoppen").focus()
    page.wait_for_function(unseen.replace("===", "!=="))


@pytest.mark.slow
def test_every_figure_fills_the_wall(page: Page, served: Served, snapshot: Snapshot) -> None:
    """As high as the drawings are tested at, with large type, and nothing to scroll: piece after piece of every one."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    names = [entry.name for entry in DRAWN if make(entry, snapshot).chart is not None]
    found = {}
    for start in range(0, len(names), 10):
        some = names[start : start + 10]
        settled(page, f"{served.address}/vergadering?{urlencode([('lijst', name) for name in some])}&presenteren=1")
        count = int(page.locator(".st-key-podium .mg-step").inner_text().split()[-1])
        for place in range(1, count + 1):
            page.get_by_text(f"{place} van {count}", exact=True).wait_for()
            still(page)
            height, smallest, whole = page.locator(".st-key-podium svg.marks").evaluate(
                """svg => { const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
                const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim());
                const sizes = texts.map(text => scale * parseFloat(getComputedStyle(text).fontSize));
                return [svg.viewBox.baseVal.height, Math.min(...sizes),
                        document.querySelector('[data-testid="stMain"]').scrollHeight]; }"""
            )
            if height < ON_THE_WALL or smallest < 38 or whole > 1080:
                found[f"{some[0]} {place}"] = (height, smallest, whole, page.locator(".mg-stage h1").inner_text())
            page.keyboard.press("ArrowRight")
    assert found == {}


def test_print_shows_whole_figures_with_choice_and_dates_and_no_buttons(page: Page, served: Served) -> None:
    settled(page, f"{served.address}/uitkeringen?gemeente=Arnhem")
    page.wait_for_function("() => document.querySelectorAll('svg.marks').length === 4")
    still(page)
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [" ".join(sheet.extract_text().split()) for sheet in reader.pages]
    everything = " ".join(sheets)
    for button in ("Meenemen", "Op de lijst", "Delen", "Wis filters", "Grafiek"):
        assert button not in everything
    figures = [sheet for sheet in sheets if "Gemeenten: Arnhem" in sheet]
    assert len(figures) == 4
    assert all("Status:" in sheet and "Bron:" in sheet for sheet in figures)
    assert {round(float(sheet.mediabox.width)) for sheet in reader.pages} == {842}


def test_a_frozen_link_after_a_new_build_keeps_its_figures(page: Page, served: Served) -> None:
    settled(page, f"{served.address}/vacatures?gemeente=Arnhem")
    page.get_by_role("button", name="Delen").click()
    field = page.get_by_label("Bevroren link")
    field.wait_for()
    link = field.input_value()
    start = "AM07,vacancies_arisen,2024,"
    replace(served.data, "mja/midden-gelderland/vacancies.csv", f"{start}34000,", f"{start}34100,")
    build(served.data, served.snapshots)
    end = time.monotonic() + PATIENCE
    while page.get_by_text("34.100").count() == 0:  # the old one serves until the new one is ready
        assert time.monotonic() < end, "the new snapshot does not serve"
        settled(page, f"{served.address}/vacatures")
    settled(page, link)
    page.get_by_text("Er zijn nieuwere").wait_for()
    page.get_by_text("34.000").first.wait_for(state="attached")
    page.get_by_role("link", name="Pendel").click()
    page.locator("h1", has_text="Pendel").wait_for()
    still(page)
    assert "momentopname=" in page.url
    page.get_by_role("button", name="Naar de nieuwste cijfers").click()
    page.get_by_text("Er zijn nieuwere").wait_for(state="detached")
    page.wait_for_function("() => !location.search.includes('momentopname')")
    settled(page, f"{served.address}/wijzigingen")
    page.get_by_text("1 bijgesteld cijfer tussen").wait_for()
    assert page.locator("table", has_text="34.100 vacatures").count() == 1
