"""Every kind of typed chart."""

from __future__ import annotations

from typing import TypeAlias

from dashboard.charts.bands import Bands
from dashboard.charts.bars import Bars, CaptionedBars
from dashboard.charts.bullets import Bullets
from dashboard.charts.flows import Flows
from dashboard.charts.grouped import Grouped
from dashboard.charts.lines import Lines
from dashboard.charts.magnified import Magnified
from dashboard.charts.map import PlaceMap
from dashboard.charts.mirrored import Mirrored
from dashboard.charts.stacked import Marked, Stacked, ToppedBars
from dashboard.charts.tiles import Dots, Tiles
from dashboard.charts.timeline import Timeline

Chart: TypeAlias = (
    Bands
    | Bars
    | Bullets
    | CaptionedBars
    | Dots
    | Flows
    | Grouped
    | Lines
    | Magnified
    | Marked
    | Mirrored
    | PlaceMap
    | Stacked
    | Tiles
    | Timeline
    | ToppedBars
)
