"""What stands where in a drawn chart: boxes of texts, outlines of marks and lines, read from its SVG."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from PIL import ImageFont

from dashboard.charts.theme import luminance
from dashboard.export.renderer import font_folder

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"[-+]?(?:\d*\.\d+|\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
STEP = re.compile(r"([MLHVCQAZ])([^MLHVCQAZ]*)", re.IGNORECASE)
ASCENT, DESCENT = 0.72, 0.2  # of the size of type
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Drawn:
    """One thing that is drawn, in order of drawing.

    `of` is what Vega calls its group, such as "mark-rule role-mark"; `outlines` are polygons or open lines in pixels.
    """

    of: str
    outlines: tuple[tuple[Point, ...], ...]
    fill: str
    stroke: str
    width: float
    opacity: float
    text: str = ""
    size: float = 0.0

    @property
    def box(self) -> Box:
        xs, ys = zip(*(point for outline in self.outlines for point in outline), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def is_halo(self) -> bool:
        return bool(self.text and self.stroke)

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside, by the rule of even and odd."""
        return sum(_crossings(outline, point) for outline in self.outlines) % 2 == 1


def _crossings(outline: tuple[Point, ...], point: Point) -> int:
    x, y = point
    ends = zip(outline, (*outline[1:], outline[0]), strict=True)
    return sum((y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in ends)


def drawn(svg: str) -> list[Drawn]:
    """Return everything that a chart draws, what is drawn first first; nothing that cannot be seen."""
    root = etree.fromstring(svg.encode())
    return [one for one in _of(root, (1, 0, 0, 1, 0, 0), "", 1.0) if one.opacity > 0 and one.outlines]


def _of(element: etree._Element, around: Matrix, group: str, opacity: float) -> Iterator[Drawn]:
    if not isinstance(element.tag, str) or element.tag == f"{SVG}defs" or element.get("display") == "none":
        return
    matrix = _times(around, _matrix(element.get("transform", "")))
    group = element.get("class", group) if element.tag == f"{SVG}g" else group
    opacity *= float(element.get("opacity", 1))
    outlines: tuple[tuple[Point, ...], ...] = ()
    text, size = "", 0.0
    match element.tag.removeprefix(SVG):
        case "text":
            size = float(element.get("font-size", "0px").removesuffix("px"))
            text = " ".join("".join(element.itertext()).split())
            outlines = tuple(_placed(box, matrix) for box in _lines_of(element, size))
        case "path":
            outlines = tuple(tuple(_at(matrix, p) for p in part) for part in _path(element.get("d", "")))
        case "line":
            end = (float(element.get("x2", 0)), float(element.get("y2", 0)))
            outlines = ((_at(matrix, (0, 0)), _at(matrix, end)),)
    if outlines:
        fill, stroke = (element.get(name, "") for name in ("fill", "stroke"))
        yield Drawn(
            group,
            outlines,
            *("" if colour in ("none", "transparent") else colour for colour in (fill, stroke)),
            float(element.get("stroke-width", 1)),
            opacity * float(element.get("fill-opacity", 1)),
            text,
            size,
        )
    for child in element:
        if child.tag != f"{SVG}tspan":
            yield from _of(child, matrix, group, opacity)


def _lines_of(element: etree._Element, size: float) -> list[Box]:
    """Return the box of each line of a text, from its own origin."""
    bold = element.get("font-weight", "normal") not in ("normal", "400")
    parts = element.findall(f"{SVG}tspan")
    lines = [("".join(part.itertext()), float(part.get("dy", 0))) for part in parts] or [(element.text or "", 0.0)]
    base, boxes = 0.0, []
    for words, down in lines:
        base += down
        wide = typeface(bold).getlength(words) * size / 100
        left = {"middle": -wide / 2, "end": -wide}.get(element.get("text-anchor", "start"), 0.0)
        if words.strip():
            boxes.append((left, base - ASCENT * size, left + wide, base + DESCENT * size))
    return boxes


@lru_cache
def typeface(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_folder() / f"SourceSansPro-{'Semibold' if bold else 'Regular'}.ttf"), 100)


def _placed(box: Box, matrix: Matrix) -> tuple[Point, ...]:
    left, top, right, bottom = box
    return tuple(_at(matrix, corner) for corner in ((left, top), (right, top), (right, bottom), (left, bottom)))


def _matrix(text: str) -> Matrix:
    found: Matrix = (1, 0, 0, 1, 0, 0)
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", text):
        numbers = [float(number) for number in NUMBER.findall(inside)]
        match name:
            case "translate":
                step: Matrix = (1, 0, 0, 1, numbers[0], numbers[1] if len(numbers) > 1 else 0)
            case "scale":
                step = (numbers[0], 0, 0, numbers[-1], 0, 0)
            case "rotate":
                turn = math.radians(numbers[0])
                step = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
            case _:
                raise ValueError(f"no such transform: {text}")
        found = _times(found, step)
    return found


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def _at(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _path(text: str) -> list[tuple[Point, ...]]:
    """Return the pieces of a path as points; a curve by its ends, a circle of arcs by its four sides."""
    pieces: list[list[Point]] = []
    x = y = 0.0
    for letter, inside in STEP.findall(text):
        numbers = [float(number) for number in NUMBER.findall(inside)]
        kind, relative = letter.upper(), letter.islower()
        size = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}[kind]
        for start in range(0, len(numbers), size) if size else ():
            step = numbers[start : start + size]
            across = step[0] if kind == "H" else None if kind == "V" else step[-2]
            down = step[0] if kind == "V" else None if kind == "H" else step[-1]
            new_x = x if across is None else across + (x if relative else 0)
            new_y = y if down is None else down + (y if relative else 0)
            if kind == "M" and start == 0:
                pieces.append([])
            if kind == "A":  # half a circle: its far sides too
                radius, middle = step[0], ((x + new_x) / 2, (y + new_y) / 2)
                side = math.copysign(radius, new_x - x if new_x != x else 1)
                pieces[-1].append((middle[0], middle[1] - side))
            x, y = new_x, new_y
            pieces[-1].append((x, y))
    return [tuple(piece) for piece in pieces if len(piece) > 1]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, ground: str, opacity: float) -> str:
    """Return the colour of a field that lets `ground` through."""
    parts = [[int(one[place : place + 2], 16) for place in (1, 3, 5)] for one in (colour, ground)]
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in zip(*parts, strict=True))


def overlap(one: Box, other: Box, *, slack: float = 0.0) -> bool:
    """Whether two boxes cover each other by more than `slack` pixels."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > slack and min(one[3], other[3]) - max(one[1], other[1]) > slack
    )
