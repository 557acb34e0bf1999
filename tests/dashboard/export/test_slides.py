"""PowerPoint files, opened again: charts with the numbers of the snapshot, texts, language, alternative texts."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CATEGORY_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Inches

from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bar, Bars
from dashboard.charts.lines import round_axis
from dashboard.charts.stacked import Segment, Stacked
from dashboard.composition.catalogue import entry
from dashboard.export import render
from dashboard.export.about import Item
from dashboard.export.native import native
from dashboard.export.package import page_package, sector_package
from dashboard.export.picture import SCALE, chart_svg, smallest_type, wrapped
from dashboard.export.slides import BOTTOM, FURTHER, HEIGHT, MORE, slides
from dashboard.figure.core import Table
from dashboard.words import notation
from snapshot.read import Snapshot
from tests.dashboard.addresses.drawing import any_figure
from tests.dashboard.export.made import EVERYTHING, ROZENDAAL, make, packed
from tests.helpers import DRAWN

EPOCH = datetime(1899, 12, 30)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


def deck(snapshot: Snapshot, *names: str, selection: Selection = EVERYTHING, notes: tuple[str, ...] = ()) -> Any:
    figures = [make(entry(name), snapshot, selection) for name in names]
    content, _ = packed(figures, "pptx", selection=selection, title="Lijst", notes=notes)
    return Presentation(io.BytesIO(content))


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def points_of(series: Any) -> list[Any]:
    return [series.points[place] for place, value in enumerate(series.values) if value is not None]


def chart_of(slide: Any) -> Any:
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    return frame


def test_bars_have_the_numbers_of_the_snapshot_and_can_be_edited(snapshot: Snapshot) -> None:
    slide = deck(snapshot, "uitkering-per-gemeente").slides[1]
    frame = chart_of(slide)
    plot = frame.chart.plots[0]
    shown = dict(zip(plot.categories, plot.series[0].values, strict=True))
    stored = snapshot.select("benefits", {"scheme": "social_assistance", "measure": "share_pct"})
    names = snapshot.labels("benefits")["region_code"]
    for code, value, status in zip(stored["region_code"], stored["value"], stored["status"], strict=True):
        if status == "doubtful":
            continue  # shown in words, compared with nothing: no bar
        if status == "not_available":
            assert shown[f"{names[code]} (niet beschikbaar)"] is None
        else:
            assert shown[names[code]] == value
    assert len(shown) == (stored["status"] != "doubtful").sum()
    labels = [point.data_label.text_frame.text for point in points_of(plot.series[0])]
    assert "7,1%" in labels  # in words: a decimal comma is not one on every machine
    sheet = load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).active
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == list(plot.series[0].values)


def test_lines_and_stacked_bars_have_the_numbers_of_the_snapshot(snapshot: Snapshot) -> None:
    slides = deck(snapshot, "uitkeringen-nederland", "werkzoekenden").slides
    lines = {series.name: list(series.values) for series in chart_of(slides[1]).chart.plots[0].series}
    axis = chart_of(slides[1]).chart.value_axis
    assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (0, 500, 100)
    stored = snapshot.select("benefits_national", {"scheme": "wia"})
    wanted = stored[stored["reference_period"].str.endswith("-12") | (stored["reference_period"] == "2026-04")]
    assert lines["WIA"] == wanted["value"].tolist()
    stacked = chart_of(slides[2]).chart.plots[0]
    *parts, whole = stacked.series
    assert whole.name == "Totaal"
    assert list(whole.values) == [sum(values) for values in zip(*(part.values for part in parts), strict=True)]
    assert (
        sum(value for part in parts for value in part.values) == snapshot.select("registered_jobseekers")["value"].sum()
    )


def test_a_slide_has_headline_source_selection_alternative_text_and_large_type(snapshot: Snapshot) -> None:
    figure = make(entry("uitkering-per-gemeente"), snapshot, ROZENDAAL)
    presentation = deck(snapshot, "uitkering-per-gemeente", selection=ROZENDAAL)
    slide = presentation.slides[1]
    assert slide.shapes.title.text_frame.text == figure.headline
    for text in (figure.subtitle, figure.sentence, "Bron: CBS", "Gemeenten: Rozendaal"):
        assert text in words(slide)
    for text in (figure.source_line, figure.dates_line, snapshot.id):
        assert text in slide.notes_slide.notes_text_frame.text
    assert chart_of(slide).element.nvGraphicFramePr.cNvPr.get("descr") == figure.alt
    assert slide.shapes.title.text_frame.paragraphs[0].font.size.pt >= 28
    assert (presentation.slide_width, presentation.slide_height) == (Inches(13.333), Inches(7.5))


def test_every_run_is_marked_dutch_and_the_end_defines_and_credits(snapshot: Snapshot) -> None:
    presentation = deck(snapshot, "uitkering-per-gemeente", "hele-begroting")
    runs = [run for slide in presentation.slides for run in slide.element.iter(f"{A}r")]
    assert runs
    assert {run.find(f"{A}rPr").get("lang") for run in runs} == {"nl-NL"}
    assert presentation.core_properties.language == "nl-NL"
    last = words(presentation.slides[-1])
    assert last.startswith("Definities en bronnen")
    assert "82015NED" in last
    assert "Status “n.t.b.”" in last


def test_a_table_shows_every_status_in_words(snapshot: Snapshot) -> None:
    slides = deck(snapshot, "hele-begroting", "kosten").slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    figure = make(entry("hele-begroting"), snapshot)
    assert [row for row in cells if row != list(figure.table.header)] == [list(row) for row in figure.table.rows]
    assert "n.t.b." in {text for row in cells for text in row}


def test_a_chart_that_powerpoint_lacks_is_a_picture_with_alternative_text(snapshot: Snapshot) -> None:
    figure = make(entry("vier-uitkeringen"), snapshot)
    assert native(figure) is None
    slide = deck(snapshot, "vier-uitkeringen").slides[1]
    (picture,) = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert picture.element.nvPicPr.cNvPr.get("descr") == figure.alt
    assert picture.left + picture.width <= Inches(13.333)
    assert picture.image.content_type == "image/png"


def test_markup_and_control_signs_in_a_note_are_text(snapshot: Snapshot) -> None:
    hostile = "<b>=1+1</b> & \x0b\x00\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")
    slide = deck(snapshot, "spanning", notes=(hostile,)).slides[1]
    assert "Notitie: <b>=1+1</b> &" in words(slide)
    assert "Notitie: <b>=1+1</b> &" in slide.notes_slide.notes_text_frame.text


def test_a_label_that_the_number_format_cannot_write_keeps_its_text(snapshot: Snapshot) -> None:
    figure = make(entry("inwoners-15-64"), snapshot)
    rows = [
        Bar("a", 2.0, notation.euro(2), "accent"),
        Bar("b", 1e6, notation.euro_short(1e6), "accent"),
        Bar("c", None, "PM", "accent"),
    ]
    odd = replace(figure, chart=Bars(tuple(rows)))
    content, _ = packed([odd], "pptx", title="Lijst")
    plot = chart_of(Presentation(io.BytesIO(content)).slides[1]).chart.plots[0]
    assert list(plot.categories) == ["a", "b", "c (PM)"]
    assert plot.series[0].data_labels.number_format == r'[>=1000000]"€ "#\.###\.##0;[>=1000]"€ "#\.##0;"€ "0'
    assert plot.series[0].points[1].data_label.text_frame.text == "€ 1,0 mln"


def test_stacked_bars_have_their_total_behind_them_and_what_does_not_fit_has_no_label(snapshot: Snapshot) -> None:
    drawn = chart_of(deck(snapshot, "werkzoekenden").slides[1]).chart
    *parts, whole = drawn.plots[0].series
    assert drawn.value_axis.maximum_scale > max(whole.values)
    assert whole.data_labels.position == XL_LABEL_POSITION.INSIDE_BASE
    (entry_,) = etree.fromstring(drawn.part.blob).iter("{*}legendEntry")
    assert [part.get("val") for part in entry_] == [str(len(parts)), "1"]


def test_a_part_without_a_number_is_told_beside_its_bar_and_gives_no_total(snapshot: Snapshot) -> None:
    segments = (Segment("a", "x", 3.0, "3", "accent", 0), Segment("a", "y", None, "geheim", "soft", 1),
                Segment("b", "x", 5.0, "5", "accent", 0), Segment("b", "y", 900.0, "900", "soft", 1))  # fmt: skip
    figure = replace(make(entry("werkzoekenden"), snapshot), chart=Stacked(segments))
    content, _ = packed([figure], "pptx", title="Lijst")
    plot = chart_of(Presentation(io.BytesIO(content)).slides[1]).chart.plots[0]
    assert list(plot.categories) == ["a (y: geheim)", "b"]
    assert [list(series.values) for series in plot.series] == [[3, 5], [None, 900], [None, 905]]
    chart = native(figure)
    assert chart is not None
    assert [series.texts for series in chart.series] == [("", ""), ("", "900"), ("", "905")]


def test_names_stand_beside_bars_below_zero_and_not_over_them(snapshot: Snapshot) -> None:
    figure = make(entry("inwoners-15-64"), snapshot)
    rows = tuple(Bar(name, value, notation.percentage(value), "accent") for name, value in (("a", 3.0), ("b", -4.0)))
    content, _ = packed([replace(figure, chart=Bars(rows))], "pptx", title="Lijst")
    drawn = chart_of(Presentation(io.BytesIO(content)).slides[1]).chart
    assert drawn.category_axis.tick_label_position == XL_TICK_LABEL_POSITION.LOW
    assert drawn.value_axis.minimum_scale == -4
    _, below = points_of(drawn.plots[0].series[0])
    assert below.format.fill.fore_color.rgb != drawn.plots[0].series[0].format.fill.fore_color.rgb
    assert below.data_label.text_frame.text == "−4%"


def test_unequal_periods_stand_as_far_apart_as_in_time(snapshot: Snapshot) -> None:
    """December 2025 to April 2026 is a third of a year, and the sheet behind the chart has the days."""
    frame = chart_of(deck(snapshot, "uitkeringen-nederland").slides[1])
    drawn = frame.chart
    assert drawn.category_axis.category_type == XL_CATEGORY_TYPE.TIME_SCALE
    (axis,) = etree.fromstring(drawn.part.blob).iter("{*}dateAx")
    units = {etree.QName(part).localname: part.get("val") for part in axis}
    assert (units["baseTimeUnit"], units["majorUnit"], units["majorTimeUnit"]) == ("days", "1", "years")
    assert drawn.category_axis.tick_labels.number_format == "yyyy"
    sheet = load_workbook(io.BytesIO(drawn.part.chart_workbook.xlsx_part.blob)).active
    days = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    steps = [(after - before).days for before, after in pairwise(days)]
    assert steps[0] in (365, 366)
    assert 119 <= steps[-1] <= 122
    assert [float(one) for one in drawn.plots[0].categories] == [(day - EPOCH).days for day in days]


def test_equal_periods_keep_their_names(live: Snapshot) -> None:
    figure = make(entry("inwoners"), live)
    chart = native(figure)
    assert chart is not None
    assert chart.kind == "lines"
    assert chart.days == ()
    assert chart.categories[0].isdigit()


@pytest.mark.parametrize(
    ("low", "high", "axis"),
    [(97.34, 111.9, (95, 115, 5)), (0, 512.3, (0, 600, 100)), (0.0, 0.42, (0, 0.5, 0.1)), (5, 5, (5, 5.2, 0.2))],
)
def test_marks_on_an_axis_are_round_numbers(low: float, high: float, axis: tuple[float, float, float]) -> None:
    assert round_axis(low, high) == pytest.approx(axis)


def test_whole_numbers_have_dutch_points_whatever_the_machine(snapshot: Snapshot) -> None:
    plot = chart_of(deck(snapshot, "inwoners-15-64").slides[1]).chart.plots[0]
    assert plot.series[0].data_labels.number_format == r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"


@pytest.mark.parametrize("name", ["vier-uitkeringen", "inwoners-kaart", "speerpunten", "baten-en-lasten", "spanning"])
def test_what_is_a_picture_has_type_of_fourteen_points(name: str, snapshot: Snapshot) -> None:
    slide = deck(snapshot, name).slides[1]
    found = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert len(found) + sum(shape.has_table for shape in slide.shapes) == 1
    for shape in found:
        chart = make(entry(name), snapshot).chart
        assert chart is not None
        pixels = shape.image.size[0] // SCALE
        smallest = smallest_type(chart_svg(chart, width=pixels, height=shape.image.size[1] // SCALE))
        assert smallest * shape.width.pt / pixels >= 14


def assert_readable(slide: Any, name: str) -> int:
    """Check that a chart takes two thirds of its slide and that no type is small; return how many charts there are."""
    drawn = [shape for shape in slide.shapes if shape.has_chart or shape.shape_type == 13]
    paragraphs = [part for shape in slide.shapes if shape.has_text_frame for part in shape.text_frame.paragraphs]
    assert min(part.font.size.pt for part in paragraphs) >= 14, name
    for one in drawn:
        assert one.height >= Inches(HEIGHT) * 0.666, name
        assert not one.has_chart or one.chart.font.size.pt >= 14, name
    boxes = [shape for shape in slide.shapes if shape.has_text_frame and shape != slide.shapes.title and shape.text]
    for box in boxes:
        high = sum(
            len(wrapped(part.text, size=part.font.size.pt, width=box.width.pt)) * part.font.size.pt * 1.22
            for part in box.text_frame.paragraphs
        )
        assert box.top.pt + high <= HEIGHT * 72, name
        for one in drawn:
            assert box.top.pt + high <= one.top.pt + 2 or box.top >= one.top + one.height, name
    return len(drawn)


def test_a_chart_takes_two_thirds_of_its_slide_and_no_type_is_small(snapshot: Snapshot) -> None:
    count = 0
    for declared in DRAWN:
        content, _ = packed([make(declared, snapshot)], "pptx", title="Lijst")
        count += assert_readable(Presentation(io.BytesIO(content)).slides[1], declared.name)
    assert count >= 25


def test_also_with_choices_drawn_at_random_and_nothing_of_the_sentence_is_lost(snapshot: Snapshot) -> None:
    draw, count, cut = random.Random(14), 0, 0
    while count < 30:
        declared, selection, options = any_figure(snapshot, draw)
        figure = declared.builder(snapshot, declared.asked(selection), **options)
        if native(figure) is None and declared.name != "speerpunten":
            continue  # a picture takes long to draw: the figures above are enough of them
        slide = Presentation(io.BytesIO(slides([Item(figure, selection)], "Lijst"))).slides[1]
        count += assert_readable(slide, f"{declared.name} {selection}")
        assert figure.sentence in slide.notes_slide.notes_text_frame.text
        assert "Status: " in words(slide)
        assert figure.status_line.partition(",")[0] in words(slide)
        cut += FURTHER in words(slide)
    assert cut > 0


def test_caveats_stand_on_the_slide_and_not_only_in_the_notes(snapshot: Snapshot) -> None:
    figure = make(entry("vergrijzing"), snapshot)
    slide = deck(snapshot, "vergrijzing").slides[1]
    doubts = [note for result in figure.results for note in result.doubts]
    assert doubts
    assert doubts[0] in words(slide)
    assert all(note in slide.notes_slide.notes_text_frame.text for note in figure.all_notes)
    assert MORE in words(deck(snapshot, "hele-begroting").slides[1])


@pytest.mark.parametrize("name", ["arbeidspotentieel", "spanning", "uitkering-per-gemeente", "hele-begroting"])
def test_no_text_runs_over_the_next_or_off_the_slide(name: str, snapshot: Snapshot) -> None:
    slide = deck(snapshot, name).slides[1]
    boxes = [shape for shape in slide.shapes if shape.has_text_frame and shape != slide.shapes.title and shape.text]
    ends = []
    for box in boxes:
        height = sum(
            len(wrapped(part.text, size=part.font.size.pt, width=box.width.pt)) * part.font.size.pt * 1.22
            for part in box.text_frame.paragraphs
        )
        ends.append((box.top.pt, box.top.pt + height))
    ordered = sorted(ends)
    assert ordered[-1][1] <= 7.5 * 72
    assert all(end <= top + 2 for (_, end), (top, _) in pairwise(ordered))


@pytest.mark.parametrize("rows", [1, 11, 12, 13, 24, 25])
def test_no_row_of_a_table_is_alone_on_a_slide_or_below_the_frame(rows: int, snapshot: Snapshot) -> None:
    figure = make(entry("hele-begroting"), snapshot)
    long = "een regel die zo lang is dat hij in de cel zeker op twee regels komt te staan en niet op een"
    table = Table(("Post", "Bedrag"), tuple((long, f"€ {place}") for place in range(rows)), numeric=(1,))
    content, _ = packed([replace(figure, table=table)], "pptx", title="Lijst")
    frames = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes if shape.has_table]
    counts = [len(frame.table.rows) - 1 for frame in frames]
    assert sum(counts) == rows
    assert counts[-1] >= min(rows, 3)
    for frame in frames:
        assert frame.top + sum(row.height for row in frame.table.rows) <= Inches(BOTTOM)


@pytest.mark.slow
def test_packages_of_a_page_and_of_a_sector(snapshot: Snapshot) -> None:
    content, name = page_package("uitkeringen", snapshot, Selection(), "pptx")
    slides = Presentation(io.BytesIO(content)).slides
    assert sum(shape.has_chart for slide in slides for shape in slide.shapes) == 6
    assert name == f"uitkeringen-2016-12-tm-2026-04-{snapshot.id}.pptx"
    content, name = sector_package(snapshot, Selection(sector="care"), "pptx")
    assert words(Presentation(io.BytesIO(content)).slides[0]).startswith("Sectortafel-pakket Zorg")
