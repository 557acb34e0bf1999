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

from dashboard.charts import vega
from dashboard.charts.map import PlaceMap
from dashboard.charts.theme import LIGHT
from dashboard.export import about, picture
from dashboard.export.about import Item
from dashboard.export.native import native
from dashboard.export.picture import wrapped
from dashboard.export.slide_charts import add_chart, rgb
from dashboard.export.slide_tables import add_table, pages
from dashboard.figure.core import Figure
from dashboard.words import notation

LANGUAGE = "nl-NL"
WIDTH, HEIGHT = 13.333, 7.5  # inches, 16:9
LEFT, WIDE = 0.6, 12.13
TITLE_TOP, TITLE_HEIGHT, BOTTOM = 0.15, 0.95, 7.42
CHART_HEIGHT, NOTE_HEIGHT = 5.0, 0.4  # two thirds of the slide, and of a table less for a note
GAP = 0.05  # inches between a chart and its words
DRAWN = 840  # pixels that a picture is drawn wide: its smallest type is 14 pixels, and so as many points on a slide
SQUEEZE = 1.25  # how much higher a chart may ask to be than its place is
LEAST_TYPE = 14  # points of the smallest type in a picture
INCH, LEADING = 72, 1.22  # points of an inch, and of a line in sizes of its type
SMALL = 14  # points of all that is no title
FOOT_LINES = 2  # of source, status and choice; the notes have them whole
SLACK = 0.01  # of a line, for what rounding takes
LINE = SMALL * LEADING / INCH  # inches of a line of it
MORE = "Meer opmerkingen staan in de notities bij deze dia."
FURTHER = "Verder: zie de notities bij deze dia."
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
    _opening(deck, title, items[0].selection.region.name, about.snapshot_line(first))
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
    shape.left, shape.top, shape.width, shape.height = (Inches(n) for n in (LEFT, TITLE_TOP, WIDE, TITLE_HEIGHT))
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
    chart, height = native(figure), _chart_height(item)
    drawn = "" if chart else _large(figure, height)
    if not chart and not drawn:
        _table_slides(deck, item)
        return
    slide, top = _figure_slide(deck, item, figure.headline), _chart_top(figure)
    if chart:
        add_chart(slide, chart, _emu((LEFT, top, WIDE, height)), alt=figure.alt)
    else:
        _picture(slide, drawn, figure.alt, (top, height))
    _words(slide, item, _told(item), top + height + GAP)


def _chart_top(figure: Figure) -> float:
    """Return where the chart begins, below title and subtitle."""
    return TITLE_TOP + TITLE_HEIGHT + _height_of([figure.subtitle]) + GAP


def _chart_height(item: Item) -> float:
    """Return the inches of a chart: two thirds of the slide, less where a long note of the reader needs the room."""
    below = _height_of([_told(item), *_note(item)])
    return min(CHART_HEIGHT, _foot_top(item) - _chart_top(item.figure) - GAP - below)


def _told(item: Item) -> str:
    """Return the sentence under a chart as far as it fits there; the notes of the slide have the rest."""
    figure = item.figure
    doubts = [note for result in figure.results for note in result.doubts][:1]
    room = _foot_top(item) - _chart_top(figure) - GAP - CHART_HEIGHT - _height_of([*_note(item), *doubts])
    return _shortened(figure.sentence, max(int(room / LINE + SLACK), 1))


def _shortened(text: str, lines: int) -> str:
    """Return `text` on at most so many lines: whole sentences where one fits, else words."""
    if len(_lines(text)) <= lines:
        return text
    sentences, told = text.split(". "), ""
    for count in range(1, len(sentences)):
        longer = f"{'. '.join(sentences[:count])}. {FURTHER}"
        if len(_lines(longer)) > lines:
            break
        told = longer
    words = text.split()
    while words and not told and len(_lines(f"{' '.join(words)} … {FURTHER}")) > lines:
        words.pop()
    return told or f"{' '.join(words)} … {FURTHER}"


def _note(item: Item) -> list[str]:
    return [f"Notitie: {item.note}"] if item.note else []


def _figure_slide(deck: Any, item: Item, title: str) -> Any:
    """Add a slide with everything but the chart or table and the words under it."""
    figure = item.figure
    slide = _slide(deck, title)
    _text(slide, [figure.subtitle], TITLE_TOP + TITLE_HEIGHT, _height_of([figure.subtitle]), SMALL, LIGHT.muted)
    top = _foot_top(item)
    _text(slide, _foot(item), top, BOTTOM - top, SMALL, LIGHT.muted)
    remarks = [figure.alt, figure.sentence, *figure.all_notes, *_note(item), *about.foot(figure, item.selection)]
    slide.notes_slide.notes_text_frame.text = "\n".join(remarks)
    return slide


def _foot(item: Item) -> list[str]:
    """Return who published it, how certain it is and what was chosen; the notes have all sources and dates."""
    publishers = notation.names(list(dict.fromkeys(source.publisher for source in item.figure.sources)))
    chosen = about.selection_line(item.figure, item.selection)
    lines = _lines(f"Bron: {publishers} · Status: {item.figure.status_line} · {chosen}")
    whole = " ".join(lines[:FOOT_LINES])
    return [whole if len(lines) <= FOOT_LINES else f"{whole.rpartition(' ')[0]} …"]


def _words(slide: Any, item: Item, sentence: str, top: float) -> None:
    """Write the sentence under the chart or table, and the note of the reader."""
    lines = [sentence, *_note(item)]
    used = _height_of(lines)
    room = _foot_top(item) - top - used
    _text(slide, lines, top, used, SMALL, LIGHT.text)
    if caveats := _caveats(item.figure, room):
        _text(slide, caveats, top + used, room, SMALL, LIGHT.text)


def _foot_top(item: Item) -> float:
    """Return where the source lines begin, so that the last one ends above the edge of the slide."""
    return BOTTOM - _height_of(_foot(item))


def _height_of(lines: Sequence[str]) -> float:
    """Return the inches that `lines` take over the width of the slide."""
    return sum(len(_lines(line)) for line in lines) * LINE


def _lines(text: str) -> Sequence[str]:
    return wrapped(text, size=SMALL, width=WIDE * INCH)


def _caveats(figure: Figure, height: float) -> list[str]:
    """Return the remarks that fit in `height` inches, what is doubtful first; the notes of the slide have them all."""
    doubts = [note for result in figure.results for note in result.doubts]
    remarks = list(dict.fromkeys([*doubts, *figure.all_notes]))
    room = int(height * INCH / (SMALL * LEADING))
    if room < 1:
        return []
    chosen: list[str] = []
    for remark in remarks:
        needed = len(wrapped(remark, size=SMALL, width=WIDE * INCH))
        if room < needed + (remark != remarks[-1] and remark not in doubts):
            return [*chosen, *([MORE] if room else [])]
        chosen.append(remark)
        room -= needed
    return chosen


def _large(figure: Figure, height: float) -> str:
    """Return the chart as an SVG for a slide; "" where its type would be too small there: its table goes in."""
    if figure.chart is None or not picture.can_draw(figure):
        return ""
    points = WIDE * INCH / DRAWN
    room = round(height * INCH / points)
    if vega.height(figure.chart) > SQUEEZE * room and not isinstance(figure.chart, PlaceMap):
        return ""
    drawn = picture.chart_svg(figure.chart, width=DRAWN, height=room)
    return drawn if picture.smallest_type(drawn) * points >= LEAST_TYPE else ""


def _picture(slide: Any, drawn: str, alt: str, place: tuple[float, float]) -> None:
    """Add a drawn chart as a picture, as large as fits below `place` (inches from the top, inches high)."""
    shape = slide.shapes.add_picture(io.BytesIO(picture.png_of(drawn)), Inches(LEFT), Inches(place[0]))
    scale = min(Inches(WIDE) / shape.width, Inches(place[1]) / shape.height)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    shape._element.nvPicPr.cNvPr.set("descr", alt)


def _table_slides(deck: Any, item: Item) -> None:
    figure = item.figure
    top = _chart_top(figure)
    height = CHART_HEIGHT - (NOTE_HEIGHT if item.note else 0) - _height_of([figure.sentence])
    parts = pages(figure.table, WIDE, height)
    alt = f"{figure.title}. {figure.subtitle}"
    left = sum(len(rest) for rest in parts[MOST_TABLES:])
    more = f"Nog {left} {'rij staat' if left == 1 else 'rijen staan'} in het Excel-bestand." if left else ""
    for place, rows in enumerate(parts[:MOST_TABLES]):
        slide = _figure_slide(deck, item, figure.headline if place == 0 else f"{figure.title} (vervolg)")
        add_table(slide, figure.table, rows, _emu((LEFT, top, WIDE, 1)), alt=alt)
        sentence = f"{figure.sentence} {more}" if more and place == MOST_TABLES - 1 else figure.sentence
        _words(slide, item, sentence, top + height + GAP)


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
