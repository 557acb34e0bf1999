"""Pictures of figures, opened again: size, ground, colours, and every line of text around the chart."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import psutil
import pytest
from lxml import etree
from PIL import Image

from dashboard.asking.selection import Selection
from dashboard.charts.flows import MOST_BARS, Flow, Flows, as_bars
from dashboard.charts.theme import LIGHT
from dashboard.charts.types import Chart
from dashboard.composition.catalogue import entry
from dashboard.export import render, renderer
from dashboard.export.about import foot
from dashboard.export.downloads import downloads
from dashboard.export.picture import chart_svg, picture_png, picture_svg, wrapped
from dashboard.telling.tip import plain
from snapshot.read import Snapshot
from tests.dashboard.export.made import ROZENDAAL, make
from tests.helpers import DRAWN

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


def bars_of(snapshot: Snapshot) -> Chart:
    chart = make(entry("inwoners-15-64"), snapshot).chart
    assert chart is not None
    return chart


def texts(svg: bytes) -> str:
    return " ".join("".join(element.itertext()) for element in etree.fromstring(svg).iter(f"{SVG}text"))


def test_an_svg_carries_headline_unit_source_dates_selection_and_snapshot(snapshot: Snapshot) -> None:
    figure = make(entry("uitkering-per-gemeente"), snapshot, ROZENDAAL)
    drawn = texts(picture_svg(figure, ROZENDAAL))
    for line in (figure.headline, figure.subtitle, figure.sentence, *foot(figure, ROZENDAAL)):
        assert line in drawn
    assert snapshot.id in drawn
    assert "Geraadpleegd door de agenda: " in drawn
    assert "Gemeenten: Rozendaal" in drawn
    assert "niet beschikbaar" in drawn
    assert "7,1%" in drawn
    root = etree.fromstring(picture_svg(figure, ROZENDAAL))
    assert root.find(f"{SVG}desc").text == figure.alt


def test_a_png_is_twice_the_size_on_white_with_the_chart_in_it(snapshot: Snapshot) -> None:
    image = Image.open(io.BytesIO(picture_png(make(entry("inwoners-15-64"), snapshot), Selection())))
    assert image.format == "PNG"
    assert image.width == 2400
    found = {colour for _, colour in image.convert("RGB").getcolors(1 << 20) or []}
    assert image.convert("RGB").getpixel((3, 3)) == (255, 255, 255)
    assert tuple(int(LIGHT.accent[place : place + 2], 16) for place in (1, 3, 5)) in found


@pytest.mark.slow
@pytest.mark.parametrize("found", DRAWN, ids=lambda found: found.name)
def test_every_chart_can_be_drawn_and_tables_have_no_picture(found: object, snapshot: Snapshot) -> None:
    figure = make(found, snapshot)  # type: ignore[arg-type]
    kinds = {download.kind: download for download in downloads(figure, Selection())}
    assert ("png" in kinds) == ("svg" in kinds) == (figure.chart is not None)
    if "svg" in kinds:
        drawn = kinds["svg"].content(figure)
        assert figure.headline.split()[0] in texts(drawn)
        assert b"NaN" not in drawn
        assert b"undefined" not in drawn


def test_a_flow_diagram_is_drawn_as_bars_of_its_largest_flows(snapshot: Snapshot) -> None:
    figure = entry("pendelstromen").builder(snapshot, Selection(), direction="outbound", view="flows")
    assert isinstance(figure.chart, Flows)
    assert {"png", "svg"} <= {download.kind for download in downloads(figure, Selection())}
    told = texts(picture_svg(figure, Selection()))
    for flow in figure.chart.flows:
        assert flow.name in told
        assert flow.text in told
    assert "Van hier naar Rijk van Nijmegen" in told
    lengths = [bar.value for bar in as_bars(figure.chart).rows]
    assert lengths == [149_000, 42_000, 31_000, 13_000, 11_000, 9_000, 6_000, 5_000]
    image = Image.open(io.BytesIO(picture_png(figure, Selection())))
    assert image.width == 2400


def test_of_many_flows_the_largest_are_drawn_and_nothing_is_added_up() -> None:
    flows = tuple(
        Flow(f"a{size}", f"b{size}", size, False, plain("a", "b"), f"Van a{size} naar b{size}", str(size))
        for size in range(1, MOST_BARS + 4)
    )
    *bars, rest = as_bars(Flows(flows, ("l", "r"))).rows
    assert [bar.value for bar in bars] == [*range(MOST_BARS + 3, 3, -1)]
    assert (rest.name, rest.value, rest.text) == ("Nog 3 stromen", None, "in de tabel")


def test_markup_in_a_text_is_text(snapshot: Snapshot) -> None:
    hostile = '</text><script>alert("1")</script> & <b>'
    figure = replace(make(entry("inwoners-15-64"), snapshot), headline=hostile, alt=hostile)
    content = picture_svg(figure, Selection())
    assert not list(etree.fromstring(content).iter(f"{SVG}script"))
    assert hostile in texts(content)
    assert b"<script" not in content
    assert unescape(re.search(rb"<desc>(.*?)</desc>", content)[1].decode()) == hostile  # type: ignore[index]


def test_long_texts_break_at_the_width() -> None:
    lines = wrapped("woord " * 80, size=20, width=400)
    assert len(lines) > 5
    assert " ".join(lines).split() == ["woord"] * 80


def test_a_chart_that_cannot_be_drawn_says_so_and_the_next_one_is_drawn(snapshot: Snapshot) -> None:
    with pytest.raises(render.PictureError, match="could not be drawn"):
        render.svg({"mark": "pizza", "data": {"values": []}})
    assert chart_svg(bars_of(snapshot), width=900).startswith("<svg")


def test_the_drawing_process_starts_again_after_it_ended(snapshot: Snapshot) -> None:
    chart = bars_of(snapshot)
    first = texts(chart_svg(chart, width=900).encode())
    (running,) = drawers()
    running.kill()
    running.wait(10)
    assert texts(chart_svg(chart, width=900).encode()) == first != ""
    render.stop()
    assert not drawers()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows other priorities")
def test_who_waits_for_a_page_goes_before_a_picture(snapshot: Snapshot) -> None:
    chart_svg(bars_of(snapshot), width=900)
    (drawing,) = drawers()
    assert drawing.nice() > psutil.Process().nice()


def drawers() -> list[psutil.Process]:
    """Return the processes that draw for this one."""
    found = psutil.Process().children()
    return [one for one in found if one.status() != psutil.STATUS_ZOMBIE and renderer.__name__ in one.cmdline()]
