"""Tables of tiles: what a tile says can be read where it is narrow."""

from __future__ import annotations

import re

import pytest

from dashboard.charts.tiles import LEAST_LETTER, Tile, Tiles
from dashboard.export.picture import chart_svg

SIZE = re.compile(r'font-size="([\d.]+)px"')


@pytest.mark.parametrize("width", [280, 330, 400, 700])
def test_two_words_stand_below_each_other_where_they_would_be_too_small(width: int) -> None:
    columns = ("WW", "WIA", "Wajong", "Bijstand")
    tiles = (Tile("Arnhem", column, "1,5%", 0.5) for column in columns[:3])
    svg = chart_svg(Tiles((*tiles, Tile("Arnhem", columns[3], "niet beschikbaar", None))), width=width)
    words = [part for part in svg.split("<text")[1:] if "beschikbaar" in part]
    assert len(words) == 1
    (size,) = SIZE.findall(words[0])[:1]
    assert float(size) >= 0.8 * LEAST_LETTER, "it was half of that"
    is_apart = "<tspan" in words[0]
    assert is_apart == (width < 400)
