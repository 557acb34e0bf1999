"""Tables of tiles: shaded by value, with names beside or above the rows; and a matrix of dots."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import altair as alt

from dashboard.charts.breaking import LINE, beside
from dashboard.charts.drawing import (
    CONTAINER,
    AnyChart,
    Drawing,
    Spec,
    coloured,
    computed,
    drawing,
    pointed,
    rows,
    scale,
    slot,
    slots,
)
from dashboard.charts.theme import CAPTION, LABEL
from dashboard.telling.roles import MUTED, on, shade
from dashboard.telling.tip import Tip, plain

TILE_ROW, TILE_HEAD = 26, 30  # pixels of a row of tiles, and of the heads above them
LEAST_ROW, SLANTED_HEAD = 20, 35  # pixels of a row below slanted heads, and of those besides their length
NAMED_LINE, NAMED_HEAD = 26, 44  # pixels of a name and of the tiles below it, and of the heads
DOT_ROW, DOT_HEAD = 34, 74  # pixels of a row of dots, and of the column heads
SLANT, HEAD_LETTER = 40, 7.2  # degrees; pixels of a letter of a head
SMALL_LETTER = 0.55  # of the size of type, the width of a letter: where a tile is narrow its text is smaller
LEAST_LETTER = 9  # pixels of type; words that would be smaller beside each other stand below each other


@dataclass(frozen=True)
class Tile:
    """One cell of a table: `share` from 0 to 1 says how much, or None for a cell without a number."""

    row: str
    column: str
    text: str
    share: float | None
    tip: Tip | None = None


@dataclass(frozen=True)
class Tiles:
    """A table of tiles; with `names_above` the name of each row stands above it, for long names on a phone."""

    tiles: tuple[Tile, ...]
    names_above: bool = False


@dataclass(frozen=True)
class Dot:
    """One dot. `filled` False draws an open one, for what is inferred."""

    row: str
    column: str
    filled: bool
    role: str
    tip: Tip | None = None


@dataclass(frozen=True)
class Column:
    """A column of dots: `key` joins it to its dots, `head` has its words in lines, `brief` is for narrow screens."""

    key: str
    head: str
    brief: str
    role: str
    strong: bool


@dataclass(frozen=True)
class Dots:
    """A matrix of dots; `highlighted` is the row that gets a band, or empty."""

    dots: tuple[Dot, ...]
    rows: tuple[str, ...]
    columns: tuple[Column, ...]
    highlighted: str = ""


@drawing.register
def _(chart: Tiles) -> Drawing:
    names = list(dict.fromkeys(tile.row for tile in chart.tiles))
    columns = list(dict.fromkeys(tile.column for tile in chart.tiles))
    if chart.names_above:
        return _with_names_above(chart.tiles, names, columns)
    return Drawing(
        _tiles,
        {"tiles": [_tile(tile) for tile in chart.tiles]},
        {"columns": columns, "names": names, **_slant(columns, names)},
        height=max(len(names) * TILE_ROW + TILE_HEAD, len(names) * LEAST_ROW + _slanted(columns)),
    )


def _slanted(columns: Sequence[str]) -> int:
    """Return the pixels that heads take where they are slanted, as on a phone."""
    return round(max(map(len, columns)) * HEAD_LETTER * math.sin(math.radians(SLANT))) + SLANTED_HEAD


def _slant(columns: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Return Vega expressions of how the heads stand: slanted where the longest does not fit above its column."""
    fits = _fit(columns, len(columns), names)
    return {"slant": f"{fits} ? 0 : {SLANT}", "side": f"{fits} ? 'center' : 'right'"}


def _fit(heads: Iterable[str], count: int, names: Iterable[str]) -> str:
    """Return a Vega expression of whether each of the heads fits above its column, of `count`, beside the rows.

    It asks the room of the whole chart: that of the columns is not known yet when the heads take their room.
    """
    longest = max(map(len, heads)) * count + max(map(len, names))
    return f"{longest * HEAD_LETTER:.0f} <= {CONTAINER}"


def _tile(tile: Tile) -> Spec:
    role = shade(tile.share)
    ink = MUTED if tile.share is None else on(role)
    return {
        "row": tile.row,
        "column": tile.column,
        "text": tile.text,
        "longest": max(map(len, tile.text.split()), default=0),
        "role": role,
        "ink": ink,
        **pointed(tile.tip or plain(tile.row, tile.text, word=tile.column)),
    }


def _tiles() -> AnyChart:
    axis = alt.Axis(
        orient="top", title=None, labelAngle=computed("slant"), labelAlign=computed("side"), labelBaseline="bottom",
        grid=False,
    )  # fmt: skip
    base = alt.Chart(rows("tiles")).encode(
        x=alt.X("column:N", sort=slots("columns"), axis=axis),
        y=alt.Y("row:N", sort=slots("names"), axis=alt.Axis(title=None, grid=False)),
    )
    return alt.layer(*_fields(base))


def _fields(base: alt.Chart) -> tuple[alt.Chart, alt.Chart]:
    drawn = base.mark_rect(style="border", cornerRadius=3).encode(color=coloured())
    beside = f"bandwidth('x') / (length(datum.text) * {SMALL_LETTER})"
    below = f"min({LEAST_LETTER}, bandwidth('x') / (datum.longest * {SMALL_LETTER}))"
    words = base.mark_text(
        text=alt.ExprRef(f"{beside} < {LEAST_LETTER} ? split(datum.text, ' ') : datum.text"),
        fontSize=alt.ExprRef(f"{beside} < {LEAST_LETTER} ? {below} : min({LABEL}, {beside})"),
        lineHeight=LEAST_LETTER,
        dy=alt.ExprRef(f"{beside} < {LEAST_LETTER} ? {LEAST_LETTER / 2} * (1 - length(split(datum.text, ' '))) : 0"),
    )
    return drawn, words.encode(color=coloured("ink"))


def _with_names_above(tiles: Sequence[Tile], names: Sequence[str], columns: Sequence[str]) -> Drawing:
    place_of = {name: place for place, name in enumerate(names)}
    places = [f"{place}{part}" for place in range(len(names)) for part in ("name", "tiles")]
    return Drawing(
        _named,
        {
            "tiles": [{**_tile(tile), "place": f"{place_of[tile.row]}tiles"} for tile in tiles],
            "names": [{"place": f"{place}name", "name": name} for name, place in place_of.items()],
        },
        {"columns": list(columns), "places": places},
        height=len(places) * NAMED_LINE + NAMED_HEAD,
    )


def _named() -> AnyChart:
    y = alt.Y("place:N", sort=slots("places"), scale=alt.Scale(domain=slots("places")), axis=None)
    axis = alt.Axis(
        orient="top", title=None, labelAngle=0, grid=False, domain=False, ticks=False, labelOverlap=False, offset=6,
        labelExpr="split(datum.label, '\\n')",
    )  # fmt: skip
    base = alt.Chart(rows("tiles")).encode(x=alt.X("column:N", sort=slots("columns"), axis=axis), y=y)
    names = (
        alt.Chart(rows("names"))
        .mark_text(
            align="left", baseline="middle", dy=3, fontSize=LABEL, style="strong", limit=alt.ExprRef("width")
        )
        .encode(x=alt.value(2), y=y, text="name:N")
    )  # fmt: skip
    return alt.layer(*_fields(base), names)


@drawing.register
def _(chart: Dots) -> Drawing:
    keys = [column.key for column in chart.columns]
    dots = {
        name: [
            {
                "row": d.row,
                "column": d.column,
                "role": d.role,
                **pointed(d.tip or plain(d.row, d.column, word="Van wie")),
            }
            for d in chart.dots
            if d.filled is filled
        ]
        for name, filled in (("filled", True), ("open", False))
    }
    data: dict[str, list[Spec]] = {
        "rows": [{"row": row} for row in chart.rows],
        "highlighted": [{"row": chart.highlighted}] if chart.highlighted else [],
        **dots,
        "heads": [
            {"key": c.key, "head": c.head, "brief": c.brief, "role": c.role, "strong": c.strong} for c in chart.columns
        ],
    }
    return Drawing(
        _dots,
        data,
        {"rows": list(chart.rows), "keys": keys, **beside(chart.rows), **_heads_of(chart)},
        height=len(chart.rows) * DOT_ROW + DOT_HEAD,
        sides=(0, 8, 6, 4),
    )


def _dots() -> AnyChart:
    y = alt.Y(
        "row:N",
        sort=slots("rows"),
        scale=alt.Scale(type="band", domain=slots("rows")),
        axis=alt.Axis(
            title=None,
            grid=False,
            labelExpr=slot("name_lines"),
            labelFontSize=LABEL,
            labelLineHeight=LINE,
            labelOffset=computed("name_shift"),
        ),
    )
    x = alt.X("column:N", scale=alt.Scale(type="band", domain=slots("keys")), axis=None)
    frame = alt.Chart(rows("rows")).encode(y=y).mark_rule(style="hairline")
    band = (
        alt.Chart(rows("highlighted"))
        .encode(y=y)
        .mark_rect(style=["border", "band"], height={"band": 0.86}, cornerRadius=4)
    )
    full = alt.Chart(rows("filled")).mark_circle(size=300, opacity=1).encode(color=coloured())
    stroke = alt.Stroke("role:N", scale=scale(), legend=None)
    ring = alt.Chart(rows("open")).mark_point(
        shape="circle", size=250, opacity=1, strokeWidth=2.5, filled=True, style="see-through"
    )
    circles = (circle.encode(x=x, y=y) for circle in (full, ring.encode(stroke=stroke)))
    return alt.layer(frame, band, *circles, _heads())


def _heads_of(chart: Dots) -> dict[str, str]:
    """Return Vega expressions of column heads: whole, brief where those do not fit, and slanted where nothing does."""
    lines = [line for column in chart.columns for line in column.head.split("\n")]
    briefs = [column.brief for column in chart.columns]
    fits, straight = (_fit(heads, len(briefs), chart.rows) for heads in (lines, briefs))
    words = f"split({fits} ? datum.head : datum.brief, '\\n')"
    return {
        "head_words": words,
        "head_angle": f"{straight} ? 0 : {SLANT}",
        "head_side": f"{straight} ? 'center' : 'right'",
        "head_up": f"{straight} ? -4 - {LABEL + 3} * (length({words}) - 1) : 0",
        "head_size": f"{straight} ? {LABEL} : {CAPTION}",
    }


def _heads() -> AnyChart:
    """Draw the column heads above the matrix."""
    x = alt.X("key:N", scale=alt.Scale(type="band", domain=slots("keys")), axis=None)
    heads = alt.Chart(rows("heads")).encode(x=x, y=alt.value(0), color=coloured())
    named: AnyChart = heads.mark_text(
        text=computed("head_words"),
        angle=computed("head_angle"),
        align=computed("head_side"),
        baseline="bottom",
        dy=computed("head_up"),
        fontSize=computed("head_size"),
        fontWeight=alt.ExprRef(expr="datum.strong ? 650 : 400"),
        lineHeight=LABEL + 3,
    )
    return named
