"""Draw a native chart on a slide: PowerPoint's own, with its numbers behind it, so that it can be edited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.plot import _BasePlot
from pptx.chart.series import _BaseCategorySeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from dashboard.charts.theme import LIGHT, ink_on
from dashboard.export.native import WHOLE, NativeChart, Series, is_plain

KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
TEXT = Pt(16)
PLOT = {"x": 0.05, "y": 0.03, "w": 0.72, "h": 0.86}  # shares of the chart that lines take, the rest is for labels
MONTH, YEAR = "[$-413]mmm yyyy", "yyyy"  # formats of Excel; the first in Dutch on any machine
MONTHS, MOST_MARKS = 36, 12  # months from which years are marked, and marks below lines at most
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_chart(slide: Any, chart: NativeChart, box: tuple[int, int, int, int], *, alt: str) -> Any:
    """Add `chart` in `box` (left, top, width, height in EMU), with `alt` as its alternative text; return its frame."""
    data: Any = CategoryChartData(number_format=chart.number_format)  # type: ignore[no-untyped-call]
    data.categories = chart.days or chart.categories
    if chart.days:
        data.categories.number_format = MONTH
    for series in chart.series:
        data.add_series(series.name, series.values)
    frame = slide.shapes.add_chart(KINDS[chart.kind], *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    drawn: Chart = frame.chart
    drawn.has_title = False
    drawn.font.size = TEXT
    drawn.font.color.rgb = rgb(LIGHT.text)
    drawn.has_legend = chart.kind == "stacked"
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
    if chart.kind == "lines":
        _lines(drawn, chart)
    else:
        _bars(drawn, chart)
    return frame


def rgb(colour: str) -> RGBColor:
    """Return a hex colour such as "#00708a" for PowerPoint."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def _bars(drawn: Chart, chart: NativeChart) -> None:
    plot = drawn.plots[0]
    plot.gap_width = 55
    plot.overlap = 100
    names, values = drawn.category_axis, drawn.value_axis
    names.reverse_order = True  # the first bar on top
    names.format.line.fill.background()
    names.tick_labels.font.size = TEXT
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # at the edge: beside bars below zero, not over them
    values.visible = False
    values.has_major_gridlines = False
    if chart.kind == "stacked":
        values.maximum_scale = chart.bounds[1]
    values.minimum_scale = min(0, *(value for one in chart.series for value in one.values if value is not None), 0)
    for place, series in enumerate(chart.series):
        made = plot.series[place]
        made.invert_if_negative = False
        if series.is_total:
            _total(drawn, made, series, chart)
            continue
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = rgb(LIGHT.of(series.roles[0]))
        for point, role in enumerate(series.roles):
            if role != series.roles[0]:
                made.points[point].format.fill.solid()
                made.points[point].format.fill.fore_color.rgb = rgb(LIGHT.of(role))
        _labels(made, series, chart)


def _total(drawn: Chart, made: _BaseCategorySeries, series: Series, chart: NativeChart) -> None:
    """Write the sums behind the bars: a series without colour that begins where they end, and is not in the legend."""
    made.format.fill.background()
    _labels(made, series, chart)
    made.data_labels.position, made.data_labels.font.bold = XL_LABEL_POSITION.INSIDE_BASE, True
    made.data_labels.font.color.rgb = rgb(LIGHT.text)
    entry = etree.Element(f"{{{C}}}legendEntry")
    etree.SubElement(entry, f"{{{C}}}idx").set("val", str(len(chart.series) - 1))
    etree.SubElement(entry, f"{{{C}}}delete").set("val", "1")
    drawn.legend._element.find(f"{{{C}}}legendPos").addnext(entry)


def _labels(made: _BaseCategorySeries, series: Series, chart: NativeChart) -> None:
    """Let labels follow the numbers; where the number format cannot write a text, the label is that text."""
    inside = chart.kind == "stacked"
    labels = made.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = chart.number_format, False
    labels.font.size = TEXT
    labels.font.color.rgb = rgb(ink_on(LIGHT.of(series.roles[0])) if inside else LIGHT.text)
    labels._element.find(f"{{{C}}}txPr").bodyPr.set("wrap", "none")
    labels.position = XL_LABEL_POSITION.CENTER if inside else XL_LABEL_POSITION.OUTSIDE_END
    for place, (value, text) in enumerate(zip(series.values, series.texts, strict=True)):
        if value is None or is_plain(value, text, chart.number_format):
            continue
        if text:
            frame = made.points[place].data_label.text_frame
            frame.text = text
            frame.paragraphs[0].runs[0].font.size = TEXT
        else:
            _no_label(made, place)


def _no_label(made: _BaseCategorySeries, place: int) -> None:
    element = made.points[place].data_label._get_or_add_dLbl()
    for child in list(element)[1:]:  # only the number of the point stays
        element.remove(child)
    etree.SubElement(element, f"{{{C}}}delete").set("val", "1")


def _lines(drawn: Chart, chart: NativeChart) -> None:
    names, values = drawn.category_axis, drawn.value_axis
    names.has_major_gridlines = False
    names.format.line.color.rgb = rgb(LIGHT.line)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.days:
        _in_time(names, chart.days)
    values.minimum_scale, values.maximum_scale = chart.bounds
    values.major_unit = chart.step
    values.major_gridlines.format.line.color.rgb = rgb(LIGHT.line)
    values.format.line.fill.background()
    ticks = WHOLE if chart.step >= 1 else "0.0##"
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = ticks, False
    plot: _BasePlot = drawn.plots[0]
    for place, series in enumerate(chart.series):
        _line(plot.series[place], series)
    area = drawn._chartSpace.chart.plotArea
    for layout in area.findall(f"{{{C}}}layout"):
        area.remove(layout)
    area.insert(0, _layout({"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", **PLOT}))


def _in_time(axis: Any, days: Sequence[date]) -> None:
    """Let the axis of days run as time does, with a mark for each so many years, or months where there are few."""
    months = (days[-1].year - days[0].year) * 12 + days[-1].month - days[0].month
    years = months > MONTHS
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = YEAR if years else MONTH, False
    units = axis._element
    for name, value in (
        ("majorUnit", str(ceil(months / (12 if years else 1) / MOST_MARKS) or 1)),
        ("majorTimeUnit", "years" if years else "months"),
    ):
        etree.SubElement(units, f"{{{C}}}{name}").set("val", value)  # the last but for extensions, in this order


def _line(made: Any, series: Series) -> None:
    made.smooth = False
    line = made.format.line
    line.color.rgb = rgb(LIGHT.of(series.roles[0]))
    line.width = Pt(3.5 if series.strong else 2)
    if series.dashed:
        line.dash_style = MSO_LINE.DASH
    marker = made.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 7 if series.ending else 4
    _fill(marker, LIGHT.of(series.roles[0]), LIGHT.of(series.roles[0]))
    for place, hollow in enumerate(series.hollow):
        if hollow:
            point = made.points[place].marker
            point.style, point.size = XL_MARKER_STYLE.CIRCLE, 8
            _fill(point, LIGHT.background, LIGHT.of(series.roles[0]))
    last = max((place for place, value in enumerate(series.values) if value is not None), default=None)
    if series.ending and last is not None:
        label = made.points[last].data_label
        label.text_frame.text = series.ending
        label.text_frame.word_wrap = False
        label.position = XL_LABEL_POSITION.RIGHT
        font = label.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold, font.color.rgb = TEXT, series.strong, rgb(LIGHT.of(series.roles[0]))
        if series.shift:
            moved = _layout({"x": 0, "y": -series.shift * PLOT["h"]})
            label._get_or_add_dLbl().insert(1, moved)


def _fill(marker: Any, fill: str, edge: str) -> None:
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(fill)
    marker.format.line.color.rgb = rgb(edge)


def _layout(values: dict[str, object]) -> Any:
    """Return a layout by hand, in shares of the chart."""
    layout = etree.Element(f"{{{C}}}layout")
    manual = etree.SubElement(layout, f"{{{C}}}manualLayout")
    for name, value in values.items():
        etree.SubElement(manual, f"{{{C}}}{name}").set("val", str(value))
    return layout
