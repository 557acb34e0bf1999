"""The look: colours, type scale, spacing. Written here and in .streamlit/config.toml, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

FONT = '"Source Sans", "Source Sans 3", Arial, sans-serif'
HEIGHT = 360  # pixels of a chart, fixed so that nothing jumps
LABEL, CAPTION = 15, 14  # type scale inside a chart
PROJECTOR = 20  # pixels of the base type on a screen of 1800 pixels and wider; 16 below
ENLARGED = 1.25  # how much larger a chart is there
RULES = Path(__file__).parent / "browser" / "frame.css"


@dataclass(frozen=True)
class Palette:
    """Colours of one scheme, safe for colour-blind readers.

    Attributes:
        text: Text, and marks that must stand out.
        muted: Quiet text.
        line: Hairlines that only separate.
        background: The page.
        accent: The one accent: the finding, the key figures, marks without a choice.
        link: Links and the text of buttons.
        focus: The outline of what the keyboard is on.
        panel: The filter bar.
        tint: A field that points something out behind text.
        warning: What does not add up.
        region: The labour-market region.
        country: The Netherlands.
        context: All that is there for comparison.
        soft: The second part of a bar; stands beside its label, never alone.
        towns: The municipalities, by code: each keeps its colour on every page.
        picked: Lines or parts that are no municipalities, four at most.
        steps: From little to much.
    """

    text: str
    muted: str
    line: str
    background: str
    accent: str
    link: str
    focus: str
    panel: str
    tint: str
    warning: str
    region: str
    country: str
    context: str
    soft: str
    towns: Mapping[str, str]
    picked: tuple[str, ...]
    steps: tuple[str, ...]


LIGHT = Palette(
    text="#16222e",
    muted="#52606d",
    line="#dfe5ea",
    background="#ffffff",
    accent="#00708a",
    link="#005a70",
    focus="#005a70",
    panel="#f3f6f8",
    tint="#e3f0f3",
    warning="#b3400a",
    region="#16222e",
    country="#52606d",
    context="#84909c",
    soft="#5f9dac",
    towns={
        "GM0202": "#10516c",  # Arnhem
        "GM0221": "#a1608e",  # Doesburg
        "GM0226": "#59460c",  # Duiven
        "GM1705": "#4d3591",  # Lingewaard
        "GM1734": "#0f53b2",  # Overbetuwe
        "GM0275": "#be5415",  # Rheden
        "GM0277": "#a4475f",  # Rozendaal
        "GM0293": "#82473b",  # Westervoort
        "GM0299": "#188327",  # Zevenaar
    },
    picked=("#00708a", "#b3400a", "#6a3d9a", "#857000"),
    steps=("#e3f0f3", "#b5d7df", "#7cb8c7", "#3c92a7", "#00708a"),
)
DARK = Palette(
    text="#eef3f6",
    muted="#aab7c2",
    line="#2b3843",
    background="#0f1720",
    accent="#7fd3e6",
    link="#7fd3e6",
    focus="#7fd3e6",
    panel="#1a2530",
    tint="#16303a",
    warning="#ff9d6b",
    region="#eef3f6",
    country="#aab7c2",
    context="#67747f",
    soft="#3f7484",
    towns={
        "GM0202": "#4cb3e4",  # Arnhem
        "GM0221": "#c668ac",  # Doesburg
        "GM0226": "#e9ca7a",  # Duiven
        "GM1705": "#9c88f0",  # Lingewaard
        "GM1734": "#678dc7",  # Overbetuwe
        "GM0275": "#f9844b",  # Rheden
        "GM0277": "#e28fa0",  # Rozendaal
        "GM0293": "#f7a999",  # Westervoort
        "GM0299": "#6bb16c",  # Zevenaar
    },
    picked=("#7fd3e6", "#ff9d6b", "#c9a6f5", "#e0cf52"),
    steps=("#16303a", "#1f4a58", "#2f6f82", "#52a0b4", "#7fd3e6"),
)


def palette(dark: bool) -> Palette:
    """Return the colours of the light or the dark scheme."""
    return DARK if dark else LIGHT


def vega_config(dark: bool) -> dict[str, Any]:
    """Return the Vega-Lite configuration of every chart: Dutch numbers, quiet grid, readable type."""
    colours = palette(dark)
    axis = {
        "labelColor": colours.text,
        "titleColor": colours.muted,
        "labelFontSize": LABEL,
        "titleFontSize": CAPTION,
        "titleFontWeight": "normal",
        "gridColor": colours.line,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "labelLimit": 260,
    }
    return {
        "background": "transparent",
        "aria": False,  # the card gives the chart one name and a table; hundreds of unnamed marks are no help
        "font": FONT,
        "mark": {"tooltip": None},  # the screen's own default shows the columns as they are called in the code
        "view": {"stroke": None},
        "axis": axis,
        "legend": {
            "labelColor": colours.text,
            "labelFontSize": LABEL,
            "labelLimit": 320,
            "orient": "top",
            "title": None,
            "symbolType": "square",
            "symbolSize": 160,
            "columnPadding": 24,
        },
        "text": {"font": FONT, "fontSize": LABEL, "color": colours.text},
        "header": {"labelColor": colours.text, "labelFontSize": LABEL, "title": None},
        "locale": {
            "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]},
        },
    }


def _variables() -> str:
    pairs = [
        f"--mg-{field.name}: light-dark({getattr(LIGHT, field.name)}, {getattr(DARK, field.name)});"
        for field in fields(Palette)
        if isinstance(getattr(LIGHT, field.name), str)
    ]
    return f":root {{ {' '.join(pairs)} --mg-projector: {PROJECTOR}px; --mg-enlarged: {ENLARGED}; }}"


def style_sheet() -> str:
    """Return the style sheet of every page."""
    rules = "\n".join(path.read_text(encoding="utf-8") for path in (RULES, RULES.with_name("meeting.css")))
    return f"<style>\n{_variables()}\n{rules}</style>"
