"""A figure as a picture: the chart in a frame with headline, unit, source, dates, selection and snapshot."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from PIL import ImageFont

from dashboard.asking.selection import Selection
from dashboard.charts import vega
from dashboard.charts.stage import fitted
from dashboard.charts.theme import FONT, LIGHT, SCREEN, Palette
from dashboard.charts.types import Chart
from dashboard.export import about, render
from dashboard.export.renderer import font_folder
from dashboard.figure.core import Figure

FAMILY = "Source Sans Pro"
SAFE = "'Source Sans 3', 'Source Sans Pro', Arial, sans-serif"  # where the reader's machine lacks the first
INNER = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
WIDTH, MARGIN, SCALE = 1200, 40, 2
HEADLINE, SUBTITLE, SENTENCE, FOOT = 27, 19, 18, 15  # sizes of type in pixels


def can_draw(figure: Figure) -> bool:
    """Whether there is a picture: tables are better taken as a table."""
    return figure.chart is not None


def chart_svg(chart: Chart, *, width: int, height: int | None = None, look: Palette = LIGHT) -> str:
    """Return only the chart in the colours of `look`, `width` pixels wide and as high as its rows ask, or `height`."""
    found = vega.specification(chart, look=look)
    text = (
        json.dumps(fitted(found, height) if height else found)
        .replace("containerSize()[0]", str(width))
        .replace(json.dumps(FONT), f'"{FAMILY}"')
    )
    return render.svg(json.loads(text) | {"width": width})


def page_svg(figure: Figure, *, width: int) -> str:
    """Return only the chart for a page with the variables of the style sheet: one picture, light and dark.

    Raises:
        ValueError: The figure has no chart that can be drawn as a picture.
    """
    if figure.chart is None:
        raise ValueError(f"figure {figure.id} has no chart that can be drawn as a picture")
    drawn = chart_svg(figure.chart, width=width, look=SCREEN).replace(f'"{FAMILY}"', f'"{SAFE}"')
    plain = INNER.sub("", drawn)  # one picture with one name, and not hundreds of unnamed marks
    return plain.replace("<svg ", f'<svg role="img" aria-label="{escape(figure.alt)}" ', 1)


def smallest_type(svg: str) -> float:
    """Return the size of the smallest text of a drawn chart in pixels."""
    return min(float(size) for size in re.findall(r'font-size="([\d.]+)px"', svg))


def picture_svg(figure: Figure, selection: Selection) -> bytes:
    """Return the whole figure as an SVG of 1200 pixels wide; its texts stay text."""
    if figure.chart is None:
        raise ValueError(f"figure {figure.id} has no chart that can be drawn as a picture")
    chart = chart_svg(figure.chart, width=WIDTH - 2 * MARGIN)
    width, height = _size(chart)
    parts: list[str] = []
    y = MARGIN - 8.0
    y = _write(parts, figure.headline, y, HEADLINE, LIGHT.text, bold=True)
    y = _write(parts, figure.subtitle, y + 4, SUBTITLE, LIGHT.muted) + 16
    parts.append(f'<g transform="translate({MARGIN},{y:.0f}) scale({min(1, (WIDTH - 2 * MARGIN) / width):.4f})">')
    parts.append(f"{chart}</g>")
    y = _write(parts, figure.sentence, y + height + 14, SENTENCE, LIGHT.text) + 12
    parts.append(f'<rect x="{MARGIN}" y="{y:.0f}" width="{WIDTH - 2 * MARGIN}" height="1" fill="{LIGHT.line}"/>')
    y += 8
    for line in about.foot(figure, selection):
        y = _write(parts, line, y, FOOT, LIGHT.muted)
    total = round(y + MARGIN - 14)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{total}" viewBox="0 0 {WIDTH} {total}" '
        f'role="img" xml:lang="nl"><title>{escape(figure.headline)}</title><desc>{escape(figure.alt)}</desc>'
        f'<rect width="{WIDTH}" height="{total}" fill="{LIGHT.background}"/>'
    )
    return f"{head}{''.join(parts)}</svg>".replace(f'"{FAMILY}"', f'"{SAFE}"').encode()


def picture_png(figure: Figure, selection: Selection) -> bytes:
    """Return the whole figure as a PNG at twice its size, 2400 pixels wide."""
    drawn = picture_svg(figure, selection).decode().replace(SAFE, FAMILY)
    return render.png(drawn, scale=SCALE)


def png_of(svg: str) -> bytes:
    """Return a drawn chart as a PNG at twice its size, on a white ground."""
    ground = f'<rect width="100%" height="100%" fill="{LIGHT.background}"/>'
    return render.png(re.sub(r"(<svg[^>]*>)", rf"\1{ground}", svg, count=1), scale=SCALE)


def ratio(svg: str) -> float:
    """Return the height of a drawn chart in widths."""
    width, height = _size(svg)
    return height / width


def _size(svg: str) -> tuple[float, float]:
    found = re.search(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', svg)
    if not found:
        raise ValueError("the drawn chart does not say its size")
    return float(found[1]), float(found[2])


def _write(parts: list[str], text: str, y: float, size: int, colour: str, *, bold: bool = False) -> float:
    """Add `text` on as many lines as it needs below `y`; return where it ends."""
    weight = ' font-weight="600"' if bold else ""
    for line in wrapped(text, size=size, width=WIDTH - 2 * MARGIN, bold=bold):
        y += size * 1.32
        parts.append(
            f'<text x="{MARGIN}" y="{y - size * 0.28:.1f}" font-family="{FAMILY}" font-size="{size}px"{weight} '
            f'fill="{colour}">{escape(line)}</text>'
        )
    return y


def wrapped(text: str, *, size: int, width: float, bold: bool = False) -> Sequence[str]:
    """Return `text` in lines of at most `width` pixels at `size` pixels of type."""
    font = _font(size, bold)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=16)
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_folder() / f"SourceSansPro-{'Semibold' if bold else 'Regular'}.ttf"), size)
