"""PowerPoint: a slide for each figure with a chart that can be edited, and closing slides with definitions."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.charts.theme import LIGHT
from dashboard.export import about, picture
from dashboard.export.about import Item
from dashboard.export.native import NativeChart, native
from dashboard.export.picture import wrapped
from dashboard.export.slide_charts import add_chart, rgb
from dashboard.export.slide_tables import add_table, pages
from dashboard.figure.core import Figure

LANGUAGE = "nl-NL"
WIDTH, HEIGHT = 13.333, 7.5  # inches, 16:9
LEFT, WIDE = 0.6, 12.13
CHART_TOP, CHART_HEIGHT, NOTE_HEIGHT, BOTTOM = 1.85, 3.85, 0.4, 7.42
GAP = 0.05  # inches between a chart and its words
PICTURE_HEIGHT, STAGED = 4.1, 440  # inches of a picture, and pixels of the chart in it
LEAST_TYPE = 14  # points of the smallest type in a picture
LONG_SUBTITLE = 105  # characters from which it is written smaller, so that it stays on one line
INCH, LEADING = 72, 1.22  # points of an inch, and of a line in sizes of its type
SENTENCE, CAVEAT, FOOT = 14, 12, 9  # points of the sentence below a chart, of the remarks below that, of the source
MORE = "Meer opmerkingen staan in de notities bij deze dia."
BAR, STACK_LEGEND = 0.52, 0.7  # inches of one bar, and of what stands around the bars
MOST_TABLES = 4  # slides of one table
LINES, LETTERS = 21, 118  # lines on a closing slide, characters on a line
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def slides(items: Sequence[Item], title: str) -> bytes:
    """Return a PowerPoint of the figures, with a title slide and closing slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _fit_layouts(deck)
    first = items[0].figure
    properties = deck.core_properties
    properties.title, properties.language, properties.author = (
        title,
        LANGUAGE,
        about.maker(items),
    )
    properties.created = datetime.fromisoformat(first.results[0].built_at).replace(tzinfo=None)
    _opening(deck, title, items[0].selection.region.title, about.snapshot_line(first))
    for item in items:
        _figure(deck, item)
    _closing(deck, [item.figure for item in items])
    _speak_dutch(deck)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _fit_layouts(deck: Any) -> None:
    """Stretch the 4:3 places of the standard template over the wide slide."""
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            left, width = shape.left, shape.width
            shape.left, shape.width = round(left * WIDTH / 10), round(width * WIDTH / 10)


def _slide(deck: Any, title: str, *, size: int = 28) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (Inches(n) for n in (LEFT, 0.35, WIDE, 1.0))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
    frame.margin_left = frame.margin_right = 0
    frame.text = title
    _style(frame.paragraphs[0], size, LIGHT.text, bold=True)
    return slide


def _style(paragraph: Any, size: float, colour: str, *, bold: bool = False) -> None:
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold = Pt(size), bold
    paragraph.font.color.rgb = rgb(colour)


def _text(slide: Any, lines: Sequence[str], top: float, height: float, size: float, colour: str) -> None:
    frame = slide.shapes.add_textbox(Inches(LEFT), Inches(top), Inches(WIDE), Inches(height)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = 0
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = line
        _style(paragraph, size, colour)


def _opening(deck: Any, title: str, region: str, line: str) -> None:
    slide = _slide(deck, title, size=40)
    slide.shapes.title.top, slide.shapes.title.height = Inches(1.9), Inches(1.6)
    lines = [f"Arbeidsmarktregio {region}", line, "Elke grafiek is te bewerken, behalve waar een beeld staat."]
    _text(slide, lines, 3.6, 1.5, 20, LIGHT.muted)


def _figure(deck: Any, item: Item) -> None:
    figure = item.figure
    chart = native(figure)
    drawn = "" if chart else _large(figure)
    if not chart and not drawn:
        _table_slides(deck, item)
        return
    slide = _figure_slide(deck, item, figure.headline)
    height = min(PICTURE_HEIGHT, _room_above_doubt(item))
    if chart:
        height = min(CHART_HEIGHT - (NOTE_HEIGHT if item.note else 0), _chart_height(chart), height)
        add_chart(slide, chart, _emu((LEFT, CHART_TOP, WIDE, height)), alt=figure.alt)
    else:
        _picture(slide, drawn, figure.alt, height)
    _words(slide, item, CHART_TOP + height + GAP)


def _room_above_doubt(item: Item) -> float:
    """Return the inches that a chart can have so that the sentence and the first doubt still fit below it."""
    doubts = [note for result in item.figure.results for note in result.doubts][:1]
    lines = [item.figure.sentence, *([f"Notitie: {item.note}"] if item.note else [])]
    below = _height_of(lines, SENTENCE) + (_height_of([*doubts, MORE], CAVEAT) if doubts else 0)
    return _foot_top(item) - CHART_TOP - GAP - below


def _figure_slide(deck: Any, item: Item, title: str) -> Any:
    """Add a slide with everything but the chart or table and the words under it."""
    figure = item.figure
    slide = _slide(deck, title)
    size = 18 if len(figure.subtitle) < LONG_SUBTITLE else 16
    _text(slide, [figure.subtitle], 1.38, 0.45, size, LIGHT.muted)
    top = _foot_top(item)
    _text(slide, about.foot(figure, item.selection), top, BOTTOM - top, FOOT, LIGHT.muted)
    remarks = [figure.alt, *figure.all_notes, *([f"Notitie: {item.note}"] if item.note else [])]
    slide.notes_slide.notes_text_frame.text = "\n".join(remarks)
    return slide


def _words(slide: Any, item: Item, top: float, more: str = "") -> None:
    """Write the sentence under the chart or table, and the note of the reader."""
    lines = [" ".join(part for part in (item.figure.sentence, more) if part)]
    lines += [f"Notitie: {item.note}"] if item.note else []
    used = _height_of(lines, SENTENCE)
    room = _foot_top(item) - top - used
    _text(slide, lines, top, used, SENTENCE, LIGHT.text)
    if caveats := _caveats(item.figure, room):
        _text(slide, caveats, top + used, room, CAVEAT, LIGHT.text)


def _foot_top(item: Item) -> float:
    """Return where the source lines begin, so that the last one ends above the edge of the slide."""
    return BOTTOM - _height_of(about.foot(item.figure, item.selection), FOOT)


def _height_of(lines: Sequence[str], size: int) -> float:
    """Return the inches that `lines` take over the width of the slide."""
    return sum(len(wrapped(line, size=size, width=WIDE * INCH)) for line in lines) * size * LEADING / INCH


def _caveats(figure: Figure, height: float) -> list[str]:
    """Return the remarks that fit in `height` inches, what is doubtful first; the notes of the slide have them all."""
    doubts = [note for result in figure.results for note in result.doubts]
    remarks = list(dict.fromkeys([*doubts, *figure.all_notes]))
    room = int(height * INCH / (CAVEAT * LEADING))
    if room < 1:
        return []
    chosen: list[str] = []
    for remark in remarks:
        needed = len(wrapped(remark, size=CAVEAT, width=WIDE * INCH))
        if room < needed + (remark != remarks[-1] and remark not in doubts):
            return [*chosen, *([MORE] if room else [])]
        chosen.append(remark)
        room -= needed
    return chosen


def _chart_height(chart: NativeChart) -> float:
    return CHART_HEIGHT if chart.kind == "lines" else BAR * len(chart.categories) + STACK_LEGEND


def _large(figure: Figure) -> str:
    """Return the chart as an SVG for a slide; "" where its type would be too small there: its table goes in."""
    if figure.chart is None or not picture.can_draw(figure):
        return ""
    wanted = round(STAGED * WIDE / PICTURE_HEIGHT)
    drawn = picture.chart_svg(figure.chart, width=wanted, large=True)
    points = min(WIDE * INCH / wanted, PICTURE_HEIGHT * INCH / (picture.ratio(drawn) * wanted))
    return drawn if picture.smallest_type(drawn) * points >= LEAST_TYPE else ""


def _picture(slide: Any, drawn: str, alt: str, height: float) -> None:
    """Add a drawn chart as a picture, as large as fits in `height` inches, with its alternative text."""
    shape = slide.shapes.add_picture(io.BytesIO(picture.png_of(drawn)), Inches(LEFT), Inches(CHART_TOP))
    scale = min(Inches(WIDE) / shape.width, Inches(height) / shape.height)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    shape._element.nvPicPr.cNvPr.set("descr", alt)


def _table_slides(deck: Any, item: Item) -> None:
    figure = item.figure
    height = CHART_HEIGHT - (NOTE_HEIGHT if item.note else 0)
    parts = pages(figure.table, WIDE, height)
    alt = f"{figure.title}. {figure.subtitle}"
    left = sum(len(rest) for rest in parts[MOST_TABLES:])
    more = f"Nog {left} {'rij staat' if left == 1 else 'rijen staan'} in het Excel-bestand." if left else ""
    for place, rows in enumerate(parts[:MOST_TABLES]):
        slide = _figure_slide(deck, item, figure.headline if place == 0 else f"{figure.title} (vervolg)")
        add_table(slide, figure.table, rows, _emu((LEFT, CHART_TOP, WIDE, 1)), alt=alt)
        _words(slide, item, CHART_TOP + height + 0.05, more if place == MOST_TABLES - 1 else "")


def _emu(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, top, width, height = (int(Inches(number)) for number in box)
    return left, top, width, height


def _closing(deck: Any, figures: Sequence[Figure]) -> None:
    """Add slides with definitions, words for a status, and sources."""
    lines = [
        *about.definitions(figures),
        *(f"Status “{word}”: {meaning}" for word, meaning in about.statuses(figures)),
        about.EMPTY_IS_NOT_ZERO,
        *(f"Bron: {line}" for line in about.sources(figures)),
    ]
    parts: list[list[str]] = [[]]
    room: float = LINES
    for line in lines:
        needed = math.ceil(len(line) / LETTERS) + 0.3
        if needed > room and parts[-1]:
            parts.append([])
            room = LINES
        parts[-1].append(line)
        room -= needed
    for place, part in enumerate(parts):
        slide = _slide(deck, "Definities en bronnen" + (" (vervolg)" if place else ""))
        _text(slide, part, 1.55, 5.5, 14, LIGHT.text)
        for paragraph in slide.shapes[-1].text_frame.paragraphs:
            paragraph.space_after = Pt(5)


def _speak_dutch(deck: Any) -> None:
    """Mark all text as Dutch, for spelling checks and screen readers."""
    default = deck.part._element.find(".//{*}defaultTextStyle")
    for element in default.iter(f"{{{A}}}defRPr") if default is not None else ():
        element.set("lang", LANGUAGE)
    for slide in deck.slides:
        for tree in (slide._element, *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)):
            for run in tree.iter(f"{{{A}}}r"):
                run.get_or_add_rPr().set("lang", LANGUAGE)
            for element in tree.iter(f"{{{A}}}defRPr"):
                element.set("lang", LANGUAGE)
