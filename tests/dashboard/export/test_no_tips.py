"""What a chart tells who points at it stays on the screen: files are for paper, where nobody points."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from pypdf import PdfReader

from dashboard.asking.selection import Selection
from dashboard.charts import vega
from dashboard.charts.drawing import TIP
from dashboard.charts.types import Chart
from dashboard.composition.catalogue import entry
from dashboard.export import render
from dashboard.export.package import page_package
from dashboard.export.picture import page_svg, picture_svg
from snapshot.read import Snapshot
from tests.dashboard.addresses.drawing import any_figure
from tests.dashboard.export.made import make
from tests.helpers import DRAWN

DAY = "2026-11-24"
AGAINST = "Tegenover de regio"  # a word that only tips have


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


def tips(chart: Chart) -> list[str]:
    """Return what the marks of a chart tell, as the rows of its specification carry it."""

    def told(part: Any) -> Iterator[str]:
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        if isinstance(part, dict) and TIP in part:
            yield part[TIP]
        for one in inner:
            yield from told(one)

    return list(told(vega.specification(chart)))


def written(svg: str) -> list[str]:
    """Return every text in a picture: drawn, or in an attribute."""
    return [unescape(text) for text in (*re.findall(r">([^<>]+)<", svg), *re.findall(r'="([^"]*)"', svg))]


def assert_silent(svg: str, told: list[str], where: str) -> None:
    texts = written(svg)
    assert not [text for text in texts if text in told or TIP in text.split() or text == AGAINST], where
    parts = [[one[0], *(text for pair in one[1:] for text in pair)] for one in map(json.loads, told)]
    lines = {between.join(part) for part in parts for between in (" ", ", ", "\n")}
    assert not lines & set(texts), where
    assert "<title" not in svg.partition("</title>")[2], where


def test_no_tip_stands_in_a_picture_of_any_figure(snapshot: Snapshot) -> None:
    count = 0
    for declared in DRAWN:
        figure = make(declared, snapshot)
        if figure.chart is not None:
            told = tips(figure.chart)
            assert told, declared.name
            for svg in (picture_svg(figure, Selection()).decode(), page_svg(figure, width=700)):
                assert_silent(svg, told, declared.name)
            count += any(AGAINST in one for one in told)
    assert count, "some tips compare"


@pytest.mark.slow
def test_also_of_figures_drawn_at_random(live_and_files: Snapshot) -> None:
    draw = random.Random(11)
    for _ in range(30):
        declared, selection, options = any_figure(live_and_files, draw)
        figure = declared.builder(live_and_files, declared.asked(selection), **options)
        if figure.chart is not None:
            assert_silent(picture_svg(figure, selection).decode(), tips(figure.chart), f"{declared.name} {options}")


def test_no_tip_stands_in_a_document_or_on_slides(snapshot: Snapshot) -> None:
    benefits = make(entry("uitkering-per-gemeente"), snapshot)
    assert benefits.chart is not None
    assert any(AGAINST in one for one in tips(benefits.chart))
    pdf, _ = page_package("uitkeringen", snapshot, Selection(), "pdf", today=DAY)
    reader = PdfReader(io.BytesIO(pdf))
    assert AGAINST not in " ".join(page.extract_text() for page in reader.pages)
    assert not [page for page in reader.pages if page.annotations and "/Popup" in str(page.annotations)]
    pptx, _ = page_package("uitkeringen", snapshot, Selection(), "pptx", today=DAY)
    with zipfile.ZipFile(io.BytesIO(pptx)) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    assert not [text for text in texts if AGAINST in text or f'"{TIP}"' in text]


def test_the_search_sees_a_tip() -> None:
    told = [json.dumps(["Arnhem", ["Bijstand", "7,1%"]])]
    for text in ("Tegenover de regio", "Arnhem, Bijstand, 7,1%", told[0].replace('"', "&quot;")):
        with pytest.raises(AssertionError):
            assert_silent(f"<svg><title>x</title><text>{text}</text></svg>", told, "")
    with pytest.raises(AssertionError):
        assert_silent("<svg><title>x</title><g><title>Arnhem</title></g></svg>", told, "")
    assert_silent("<svg><title>x</title><text>Bijstand</text><text>7,1%</text></svg>", told, "")
