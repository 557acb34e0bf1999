"""Maps of municipalities: shapes in the box and refreshed ones, words for what has no number, files, no request."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from urllib.parse import urlparse

import pytest
from PIL import Image
from playwright.sync_api import Browser, Request
from pptx import Presentation
from pypdf import PdfReader

from dashboard.asking.memory import MEMORY
from dashboard.asking.queries import municipalities
from dashboard.asking.selection import Selection
from dashboard.charts.labels import CELL, LETTER, LINES, MARGIN, Room, layout
from dashboard.charts.map import NARROW, STAGE, STAGED, WIDE, Class, class_of, classes, shades
from dashboard.charts.shapes import Map, has_shapes, hatching, region_map
from dashboard.charts.stage import staged
from dashboard.charts.theme import DARK, LIGHT, ink_on, luminance
from dashboard.charts.vega import specification
from dashboard.composition.availability import figures
from dashboard.export.about import Item
from dashboard.export.document import document
from dashboard.export.picture import picture_png, picture_svg
from dashboard.export.slides import slides
from dashboard.figure import maps
from dashboard.figure.making import built
from dashboard.subjects.benefits import benefits_map
from dashboard.subjects.population import growth_map
from loaders.refresh import Wanted, refresh
from loaders.services.settings import Settings
from snapshot.read import Snapshot
from tests.browsing import serving, visit, visitor
from tests.helpers import copy_data
from tests.services.fake_pdok import FakePDOK

RHEDEN, ROZENDAAL = "GM0275", "GM0277"


@pytest.fixture(scope="module")
def mapped_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Snapshots of the repository's data with boundaries from a local server."""
    data = copy_data(tmp_path_factory.mktemp("mapped") / "data")
    with FakePDOK() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PDOK_URL", server.url)
        refresh(data, data / "snapshots", Settings(), Wanted(only=("boundaries",), quiet=True))
    return data / "snapshots"


@pytest.fixture(scope="module")
def with_boundaries(mapped_folder: Path) -> Iterator[Snapshot]:
    with Snapshot.open(mapped_folder) as opened:
        yield opened


def features(spec: object) -> list[dict[str, object]]:
    """Return every feature of a specification."""
    if isinstance(spec, dict):
        return [spec] if spec.get("type") == "Feature" else [one for part in spec.values() for one in features(part)]
    return [one for part in spec for one in features(part)] if isinstance(spec, list) else []


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def texts(figure: object) -> set[str]:
    return set(re.findall(r">([^<>]+)</(?:text|tspan)>", picture_svg(figure, Selection()).decode()))  # type: ignore[arg-type]


def test_in_the_box_there_is_a_map_of_the_nine_with_its_source(snapshot: Snapshot) -> None:
    drawn = region_map(snapshot)
    assert {shape.code for shape in drawn.shapes} == set(municipalities(snapshot))
    figure = benefits_map.benefit_shares(snapshot, Selection())
    assert "Grenzen 2025: CBS, Kadaster" in figure.subtitle
    assert any("CC BY 4.0" in note for note in figure.notes)
    assert benefits_map.benefit_shares in {one.builder for one in figures(snapshot, "uitkeringen")}


def test_with_boundaries_the_shapes_are_real_light_and_credited(with_boundaries: Snapshot) -> None:
    drawn = region_map(with_boundaries)
    assert len({len(shape.edges) for shape in drawn.shapes}) > 3
    left, top, right, bottom = drawn.box
    assert (left, top) == (0, 0)
    assert 1.2 < right / bottom < 1.8  # wider than high, as the region is: not squeezed
    figure = benefits_map.benefit_shares(with_boundaries, Selection())
    assert "Grenzen 2026: CBS en Kadaster" in figure.subtitle
    assert any("CC BY 4.0" in note for note in figure.notes)
    assert figure.source_line.startswith(
        "CBS, StatLine - Bijstandsuitkeringen; uitkeringsgrondslag, regio's (82015NED), via Meerjarenagenda 2026-2030"
    )
    assert len(json.dumps(specification(figure.chart))) < 30_000


def test_a_map_with_a_municipality_missing_is_not_offered(with_boundaries: Snapshot) -> None:
    class Shorter(Snapshot):  # the same file, read without Arnhem
        def rows(self, dataset, where=None):  # type: ignore[no-untyped-def]
            found = super().rows(dataset, where)
            return tuple(row for row in found if dataset != "boundaries" or row["region_code"] != "GM0202")

    MEMORY.forget(with_boundaries)  # it goes by the same name
    with Shorter.open_file(with_boundaries.path) as shorter:
        assert not has_shapes(shorter)
        assert maps.as_map(shorter) == {}
        MEMORY.forget(shorter)


@pytest.mark.parametrize("scheme", ["social_assistance", "wia", "wajong", "ww"])
def test_every_name_and_number_stands_on_the_map_and_secret_is_a_word(with_boundaries: Snapshot, scheme: str) -> None:
    figure = benefits_map.benefit_shares(with_boundaries, Selection(), scheme=scheme)
    shown = texts(figure)
    assert set(municipalities(with_boundaries).values()) <= shown
    word = "niet beschikbaar" if scheme == "social_assistance" else "geheim"
    assert word in shown
    assert f"Rozendaal {word}" in figure.alt
    assert "0,0%" not in shown
    coloured = [one for one in features(specification(figure.chart)) if "role" in one]
    stored = with_boundaries.select("benefits", {"scheme": scheme, "measure": "share_pct"})
    sure = stored[
        stored["value"].notna() & stored["status"].ne("doubtful") & stored["region_code"].str.startswith("GM")
    ]
    assert len(coloured) == len(sure)  # what is secret, empty or doubtful has no class
    rows = {row[0]: row[-1] for row in figure.table.rows}
    assert all(rows[name] in shown for name in municipalities(with_boundaries).values())


def test_chosen_municipalities_are_outlined_and_nothing_else_is(with_boundaries: Snapshot) -> None:
    def outlined(selection: Selection) -> list[object]:
        chart = specification(benefits_map.benefit_shares(with_boundaries, selection).chart)
        return [layer for layer in chart["layer"] if layer.get("mark", {}).get("style") == "outline"]

    assert not outlined(Selection())
    (layer,) = outlined(Selection(municipalities=(RHEDEN, ROZENDAAL)))
    assert len(features(layer)) == 2


def test_growth_on_the_map_is_that_of_the_lines_and_the_table_shows_both_years(snapshot: Snapshot) -> None:
    figure = growth_map.population_growth(snapshot, Selection())
    assert figure.headline == "Van 2019 tot 2026: Rozendaal groeide met 11,1% en Duiven kromp met 1,9%"
    assert figure.sentence == "Ter vergelijking: Midden-Gelderland groeide met 4,6% en Nederland met 4,9%."
    assert {"+11,1%", "−1,9%", "+7,9%"} <= texts(figure)
    assert figure.table.header == ("Gemeente of regio", "2019", "2026", "Verandering")
    assert ("Duiven", "25.438", "24.950", "−1,9%") in figure.table.rows or len(figure.table.rows) == 11
    alone = growth_map.population_growth(snapshot, Selection(municipalities=(RHEDEN,), compare="Niets"))
    assert alone.headline == "Van 2019 tot 2026: Rheden groeide met 0,5%"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((2.5, 7.1), ("2 tot 4%", "4 tot 6%", "6 tot 8%")),
        ((-1.9, 11.1), ("−5 tot 0%", "0 tot 5%", "5 tot 10%", "10 tot 15%")),
        ((0.4, 0.6), ("0,4 tot 0,5%", "0,5 tot 0,6%", "0,6 tot 0,7%")),
        ((3.0, 3.0), ("3 tot 4%",)),
        ((0.0, 0.0), ("0 tot 1%",)),
        ((1200.0, 167_632.0), ("0 tot 50.000%", "50.000 tot 100.000%", "100.000 tot 150.000%", "150.000 tot 200.000%")),
    ],
)
def test_classes_have_round_steps_and_hold_every_value(values: tuple[float, ...], words: tuple[str, ...]) -> None:
    found = classes(values, "%")
    assert tuple(one.words for one in found) == words
    assert all(found[class_of(value, found)].low <= value < found[class_of(value, found)].high for value in values)


def test_a_value_on_a_limit_belongs_to_the_class_that_starts_there() -> None:
    found = (Class(0, 2, ""), Class(2, 4, ""))
    assert [class_of(value, found) for value in (0, 1.9, 2.0, 3.9)] == [0, 0, 1, 1]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_labels_read_on_every_class_and_classes_differ(colours: object) -> None:
    for count in range(1, 6):
        found = [colours.of(role) for role in shades(count)]  # type: ignore[attr-defined]
        assert len(set(found)) == count
        assert all(contrast(ink_on(shade), shade) >= 4.5 for shade in found)


@pytest.mark.parametrize("room", [WIDE, NARROW, STAGE], ids=["wide", "narrow", "stage"])
def test_no_label_covers_another_or_leaves_the_frame(with_boundaries: Snapshot, room: object) -> None:
    drawn = region_map(with_boundaries)
    names = tuple(municipalities(with_boundaries)[shape.code] for shape in drawn.shapes)
    found = layout(drawn, tuple((len(name), 4) for name in names), room)  # type: ignore[arg-type]
    assert found.is_whole
    left, top, right, bottom = found.frame
    scale = min(room.width / (right - left), room.height / (bottom - top))  # type: ignore[attr-defined]
    size = room.size  # type: ignore[attr-defined]
    high = LINES * size / scale
    boxes = [
        (label.x - w / 2, label.y - high / 2, label.x + w / 2, label.y + high / 2)
        for label, name in zip(found.labels, names, strict=True)
        if label
        for w in [LETTER * size * len(name) / scale]
    ]
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart
    slack = (CELL + MARGIN) / scale
    assert all(
        left - slack <= box[0] and top - slack <= box[1] and box[2] <= right + slack and box[3] <= bottom + slack
        for box in boxes
    )
    beside = {name for name, label in zip(names, found.labels, strict=True) if label and label.line}
    assert "Westervoort" in beside
    assert ("Overbetuwe" in beside) == (room is STAGE)  # wide enough for its name, but not for large type


@pytest.mark.parametrize("room", [WIDE, STAGE], ids=["wide", "stage"])
@pytest.mark.parametrize("number", ["7,1%", "niet beschikbaar"])
def test_in_a_low_room_labels_stand_aside_and_the_map_is_as_high_as_the_room(
    snapshot: Snapshot, with_boundaries: Snapshot, room: Room, number: str
) -> None:
    for drawn in (region_map(snapshot), region_map(with_boundaries)):
        names = [municipalities(snapshot).get(shape.code, shape.code) for shape in drawn.shapes]
        found = layout(drawn, tuple((len(name), len(number)) for name in names), room)
        left, top, right, bottom = found.frame
        scale = min(room.width / (right - left), room.height / (bottom - top))
        assert scale * (drawn.box[3] - drawn.box[1]) > 0.7 * room.height


def test_on_the_stage_the_map_chooses_other_places_for_its_words(snapshot: Snapshot) -> None:
    figure = benefits_map.benefit_shares(snapshot, Selection())
    grown = staged(figure.chart, dark=False)
    assert {"name": STAGED, "value": True} in grown["params"]
    assert f"{STAGED} ? {STAGE.size}" in json.dumps(grown)
    assert all(param["name"] != "height" for param in grown["params"]), "it is as high as its place"


def test_hatching_stays_inside(with_boundaries: Snapshot) -> None:
    shape = next(shape for shape in region_map(with_boundaries).shapes if shape.code == ROZENDAAL)
    lines = hatching(shape, 40)
    assert len(lines) > 5
    xs, ys = zip(*((edge[0], edge[1]) for edge in shape.edges), strict=True)
    for line in lines:
        assert all(min(xs) - 1 <= x <= max(xs) + 1 and min(ys) - 1 <= y <= max(ys) + 1 for x, y in line)
    square = region_map_square()
    assert all(0 <= number <= 100 for line in hatching(square.shapes[0], 30) for end in line for number in end)


def region_map_square() -> Map:
    from dashboard.charts.shapes import Shape

    return Map((Shape("GM1", ((((0, 0), (100, 0), (100, 100), (0, 100), (0, 0)),),)),), "", "")


@pytest.mark.slow
def test_the_map_goes_along_in_every_file(with_boundaries: Snapshot) -> None:
    figure = benefits_map.benefit_shares(with_boundaries, Selection())
    picture = Image.open(io.BytesIO(picture_png(figure, Selection())))
    assert picture.width == 2400
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}
    assert {(0, 112, 138), (227, 240, 243)} <= colours  # the darkest and the lightest class
    deck = Presentation(io.BytesIO(slides([Item(figure, Selection())], "Kaart")))
    pictures = [shape for shape in deck.slides[1].shapes if shape.shape_type == 13]
    assert len(pictures) == 1
    pdf = PdfReader(io.BytesIO(document([Item(figure, Selection())], "Kaart")))
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Westervoort" in words
    assert "Grenzen 2026: CBS en Kadaster" in words


def test_all_sessions_share_one_figure(snapshot: Snapshot) -> None:
    options = (("scheme", "wia"),)
    assert built(benefits_map.benefit_shares, snapshot, Selection(), options) is built(
        benefits_map.benefit_shares, snapshot, Selection(), options
    )


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [1366, 390])
def test_in_the_browser_the_map_is_drawn_without_a_request_elsewhere(
    mapped_folder: Path, chromium: Browser, width: int
) -> None:
    hosts: set[str | None] = set()

    def note(request: Request) -> None:
        hosts.add(urlparse(request.url).hostname)

    with serving(mapped_folder) as (address, _):
        context = visitor(chromium, width=width, height=1000)
        context.on("request", note)
        page = visit(context, f"{address}/uitkeringen?beeld=Kaart&uitkering=WIA")
        card = page.locator(".st-key-figuur-benefits-map")
        card.scroll_into_view_if_needed()
        picture = card.locator("canvas, svg.marks").first
        box = picture.bounding_box()
        assert box is not None
        assert box["width"] <= width
        assert 200 < box["height"] < 500
        shot = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
        colours = {colour for count, colour in shot.getcolors(1 << 24) or [] if count > 100}
        assert len({(227, 240, 243), (0, 112, 138)} & colours) == 2
        white = sum(count for count, colour in shot.getcolors(1 << 24) or [] if colour == (255, 255, 255))
        assert white > 0.3 * shot.width * shot.height  # an inverted fill would cover it all
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
    assert hosts - {None} == {"localhost"}
