"""A table of tiles in which the name of each row stands above its tiles, so that long names fit on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.figures.charts import Tile, finish, ink_on
from dashboard.theme import LABEL, palette

LINE = 26  # pixels of a name, and of the tiles below it


def named_rows(tiles: Sequence[Tile], *, dark: bool) -> dict[str, Any]:
    """Draw `tiles`, shaded by value, each with its text; `column` may hold two lines, parted by a line break."""
    colours = palette(dark)
    names = list(dict.fromkeys(tile.row for tile in tiles))
    columns = list(dict.fromkeys(tile.column for tile in tiles))
    places = [f"{place}{part}" for place in range(len(names)) for part in ("name", "tiles")]
    place_of = {name: str(place) for place, name in enumerate(names)}
    shown = []
    for tile in tiles:
        colour = colours.background if tile.shade is None else colours.steps[int(tile.shade * len(colours.steps))]
        ink = colours.muted if tile.shade is None else ink_on(colour)
        place = f"{place_of[tile.row]}tiles"
        shown.append({"column": tile.column, "place": place, "text": tile.text, "colour": colour, "ink": ink})
    y = alt.Y("place:N", sort=places, scale=alt.Scale(domain=places), axis=None)
    axis = alt.Axis(
        orient="top", title=None, labelAngle=0, grid=False, domain=False, ticks=False, labelOverlap=False, offset=6,
        labelExpr="split(datum.label, '\\n')",
    )  # fmt: skip
    base = alt.Chart(alt.InlineData(values=shown)).encode(x=alt.X("column:N", sort=columns, axis=axis), y=y)
    drawn = base.mark_rect(stroke=colours.background, strokeWidth=2, cornerRadius=3).encode(
        color=alt.Color("colour:N", scale=None)
    )
    text = base.mark_text(fontSize=LABEL).encode(text="text:N", color=alt.Color("ink:N", scale=None))
    titles = [{"place": f"{place}name", "name": name} for place, name in enumerate(names)]
    heads = (
        alt.Chart(alt.InlineData(values=titles))
        .mark_text(
            align="left", baseline="middle", dy=3, fontSize=LABEL, color=colours.text, limit=alt.ExprRef("width")
        )
        .encode(x=alt.value(2), y=y, text="name:N")
    )
    return finish(alt.layer(drawn, text, heads), dark=dark, height=len(places) * LINE + 44)
