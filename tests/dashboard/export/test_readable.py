"""PDF files as they come out of a printer: type that can be read, no text over another, no page with a title only."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import pytest
from PIL import ImageFont
from pypdf import PageObject, PdfReader

from dashboard.asking.queries import in_order, municipalities, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.charts.timeline import Span, Timeline
from dashboard.composition.catalogue import entry, on_page
from dashboard.export import render
from dashboard.export.package import page_items, page_package, sector_items, sector_package
from dashboard.export.renderer import font_folder
from dashboard.figure.core import Table
from snapshot.read import Snapshot
from tests.dashboard.export.made import make, packed
from tests.helpers import SHOWN

DAY = "2026-11-24"
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
LEAST = 7.0  # points on paper
BOTTOM = 50  # points from the lower edge, below which stands the foot of a page alone
PAGES = [info.path for info in SHOWN if on_page(info.path) and info.path]


class Piece(NamedTuple):
    """A text as it is printed: where it begins, in points from the corner of the page, and how large it is."""

    text: str
    left: float
    base: float
    size: float
    right: float


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


@lru_cache
def _typeface(weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_folder() / f"SourceSansPro-{weight}.ttf"), 100)


def printed(page: PageObject) -> list[Piece]:
    """Return every upright text of a page with its size after all scaling, also that of the drawings in it."""
    found: list[Piece] = []
    outer: list[Matrix] = [(1, 0, 0, 1, 0, 0)]

    def before(operator: bytes, operands: list[Any], cm: Matrix, _tm: Matrix) -> None:
        if operator == b"Do":
            form = page_of_forms[-1][operands[0]].get_object()
            outer.append(product(product(form.get("/Matrix", (1, 0, 0, 1, 0, 0)), cm), outer[-1]))
            page_of_forms.append(form.get("/Resources", {}).get("/XObject", {}))

    def after(operator: bytes, _operands: list[Any], _cm: Matrix, _tm: Matrix) -> None:
        if operator == b"Do":
            outer.pop()
            page_of_forms.pop()

    def see(text: str, cm: Matrix, tm: Matrix, font: dict[str, str] | None, size: float) -> None:
        a, b, _, _, left, base = product(product(tm, cm), outer[-1])
        words = text.strip()
        if words and font and abs(b) < 0.01:
            weight = font["/BaseFont"].partition("SourceSansPro-")[2].partition("-")[0]
            points = size * abs(a)
            found.append(Piece(words, left, base, points, left + _typeface(weight).getlength(words) * points / 100))

    page_of_forms: list[Any] = [page["/Resources"].get("/XObject", {})]
    page.extract_text(visitor_text=see, visitor_operand_before=before, visitor_operand_after=after)
    return found


def product(inner: Matrix, around: Matrix) -> Matrix:
    """Return the matrix of a drawing in a drawing."""
    a, b, c, d, e, f = (float(number) for number in inner)
    g, h, i, j, k, m = (float(number) for number in around)
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def assert_readable(reader: PdfReader, headline: str) -> None:
    pages = [printed(page) for page in reader.pages]
    assert all(len(pieces) > 2 for pieces in pages), "a page with nothing but its number"
    small = [(number, *piece[:1], round(piece.size, 1)) for number, pieces in enumerate(pages, 1) for piece in pieces
             if piece.size < LEAST]  # fmt: skip
    assert not small
    first = " ".join(reader.pages[0].extract_text().replace("\u00ad", "").split())
    assert " ".join(headline.split()[:4]) in first, "the first page has a title only"
    feet = [{round(piece.base) for piece in pieces if piece.base < BOTTOM} for pieces in pages]
    assert all(len(foot) == 1 for foot in feet), "text runs through the foot of a page"
    width = float(reader.pages[0].mediabox.width)
    assert not [piece for pieces in pages for piece in pieces if piece.right > width - 20 or piece.left < 20]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_on_a4_has_type_of_seven_points_and_more(path: str, snapshot: Snapshot) -> None:
    content, _ = page_package(path, snapshot, Selection(), "pdf", today=DAY)
    items = page_items(path, snapshot, Selection(), DAY)
    assert_readable(opened(content), items[0].figure.headline)


@pytest.mark.slow
@pytest.mark.parametrize("place", range(9))
def test_a_package_of_a_sector_on_a4_starts_with_a_figure(place: int, snapshot: Snapshot) -> None:
    chosen = Selection(sector=list(priority_sectors(snapshot))[place])
    content, _ = sector_package(snapshot, chosen, "pdf")
    assert_readable(opened(content), sector_items(snapshot, chosen)[0].figure.headline)


def test_no_number_of_a_wide_table_runs_into_the_next(snapshot: Snapshot) -> None:
    content, _ = page_package("bevolking", snapshot, Selection(), "pdf", today=DAY)
    for page in opened(content).pages:
        lines: dict[int, list[Piece]] = {}
        for piece in printed(page):
            if abs(piece.size - 8) < 0.1:  # the type of a wide table
                lines.setdefault(round(piece.base), []).append(piece)
        for pieces in lines.values():
            ordered = sorted(pieces, key=lambda piece: piece.left)
            assert not [(a.text, b.text) for a, b in pairwise(ordered) if a.right > b.left + 0.5]


@pytest.mark.parametrize("count", [1, 27, 43, 61])
def test_a_timeline_of_any_length_shows_every_line(count: int, snapshot: Snapshot) -> None:
    figure = make(entry("tijdlijn"), snapshot)
    assert isinstance(figure.chart, Timeline)
    spans = tuple(
        Span("Lijn A" if place < 30 else "Lijn B", f"Stap nummer {place}.", 0, 2, False, True, True)
        for place in range(count)
    )
    long = replace(figure, chart=replace(figure.chart, spans=spans), table=Table(("x",), (("y",),)))
    content, _ = packed([long], "pdf", title="Eén figuur")
    reader = opened(content)
    assert_readable(reader, long.headline)
    text = " ".join(page.extract_text() for page in reader.pages)
    assert all(f"Stap nummer {place}." in text for place in range(count))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_package_holds_no_figure_that_another_one_holds_whole(snapshot: Snapshot, path: str) -> None:
    """The same finding over the same rows in another order, or over fewer of them, is no second figure."""
    towns = random.Random(path).sample(list(municipalities(snapshot)), 2)
    for selection in (Selection(), Selection(in_order(snapshot, towns), "care")):
        held: dict[tuple[str, str], list[tuple[tuple[str, ...], ...]]] = {}
        for item in page_items(path, snapshot, selection, today="2026-11-26"):
            rows = item.figure.table.rows
            before = held.setdefault((item.figure.id, item.figure.headline), [])
            assert not [one for one in before if one != rows and (set(one) <= set(rows) or set(rows) <= set(one))]
            before.append(rows)
