"""The look: colours, type scale, spacing. Written here and in .streamlit/config.toml, and nowhere else."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.telling.roles import BELOW, PICKED, PLACES, ROLES, STEPS

FONT = '"Source Sans", "Source Sans 3", Arial, sans-serif'
HEIGHT = 300  # pixels of a chart, fixed so that nothing jumps
LABEL, CAPTION = 15, 14  # type scale inside a chart
PROJECTOR = 20  # pixels of the base type on a screen of 1800 pixels and wider; 16 below
ENLARGED = 1.25  # how much larger a chart is there
VARIABLE = "var(--mg-"  # begins a colour that the style sheet of the page fills in
RULES = Path(__file__).parents[1] / "screen" / "browser" / "frame.css"
MORE_RULES = ("first.css", "meeting.css", "charts.css", "finding.css", "print.css")


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
        places: The municipalities, in the order of their names: each keeps its colour on every page.
        picked: Lines or parts that are no municipalities, four at most.
        steps: From little to much.
        below: The same for numbers below zero.
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
    places: tuple[str, ...]
    picked: tuple[str, ...]
    steps: tuple[str, ...]
    below: tuple[str, ...]

    def of(self, role: str) -> str:
        """Return the colour of a role; raise ValueError where there is no such role."""
        return self.of_roles[ROLES.index(role)]

    @cached_property
    def of_roles(self) -> tuple[str, ...]:
        """The colour of each role, in the order of the roles: fields, then the ink of a text on each field."""
        single = (self.text, self.muted, self.line, self.background, self.accent, self.region, self.country)
        fields = (*single, self.context, self.soft, *self.steps, *self.below, *self.picked, *self.places)
        return (*fields, *map(ink_on, fields))


def ink_on(colour: str) -> str:
    """Return black or white, whichever reads better on `colour` (WCAG relative luminance)."""
    if colour.startswith(VARIABLE):
        return colour.replace(VARIABLE, f"{VARIABLE}on-")
    return "#10202b" if luminance(colour) > 0.207 else "#ffffff"


def luminance(colour: str) -> float:
    """Return the WCAG relative luminance of a hex colour."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
    places=(
        "#10516c",
        "#a1608e",
        "#59460c",
        "#4d3591",
        "#0f53b2",
        "#be5415",
        "#a4475f",
        "#82473b",
        "#188327",
    ),
    picked=("#00708a", "#b3400a", "#6a3d9a", "#857000"),
    steps=("#e3f0f3", "#b5d7df", "#7cb8c7", "#3c92a7", "#00708a"),
    below=("#fbe9df", "#f5cdb4", "#e9a57d", "#cf6f38", "#b3400a"),
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
    places=(
        "#4cb3e4",
        "#c668ac",
        "#e9ca7a",
        "#9c88f0",
        "#678dc7",
        "#f9844b",
        "#e28fa0",
        "#f7a999",
        "#6bb16c",
    ),
    picked=("#7fd3e6", "#ff9d6b", "#c9a6f5", "#e0cf52"),
    steps=("#16303a", "#1f4a58", "#2f6f82", "#52a0b4", "#7fd3e6"),
    below=("#3a2318", "#5e3420", "#944f2b", "#cb7748", "#ff9d6b"),
)


_NAMED: dict[str, Any] = {
    **{field.name: f"{VARIABLE}{field.name})" for field in fields(Palette)},
    **{name: tuple(f"{VARIABLE}{role})" for role in known)
       for name, known in (("places", PLACES), ("picked", PICKED), ("steps", STEPS), ("below", BELOW))},
}  # fmt: skip
SCREEN = Palette(**_NAMED)  # the style sheet knows both schemes: a chart follows the screen, and is light on paper


def palette(dark: bool) -> Palette:
    """Return the colours of the light or the dark scheme."""
    return DARK if dark else LIGHT


def vega_config(colours: Palette) -> dict[str, Any]:
    """Return the Vega-Lite configuration of every chart: Dutch numbers, quiet grid, readable type."""
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
            "symbolStrokeColor": colours.context,
            "columnPadding": 24,
        },
        "text": {"font": FONT, "fontSize": LABEL, "color": colours.text},
        "header": {"labelColor": colours.text, "labelFontSize": LABEL, "title": None},
        "range": {"category": list(colours.of_roles)},
        "style": _styles(colours),
        "locale": {
            "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]},
        },
    }


def _styles(colours: Palette) -> dict[str, Any]:
    """Return the looks of marks that stand for no row of their own: halos, rules, separations, quiet words."""
    dashed = {"strokeWidth": 1.5, "strokeDash": [4, 3]}
    return {
        "halo": {
            "stroke": colours.background,
            "strokeWidth": 5,
            "strokeJoin": "round",
        },  # else sharp ends cut what is near
        "parted": {"stroke": colours.background, "strokeWidth": 2},
        "quiet": {"color": colours.muted},
        "strong": {"color": colours.text},
        "warning": {"color": colours.picked[1]},
        "finding": {"color": colours.accent},
        "country": {"color": colours.country},
        "country-line": {"color": colours.country, "strokeWidth": 2, "strokeDash": [6, 4]},
        "hairline": {"color": colours.line, "strokeWidth": 1},
        "quiet-line": {"color": colours.muted, "strokeWidth": 1.5},
        "warning-line": {"color": colours.picked[1], "strokeWidth": 2},
        "zero-line": {"color": colours.text, "strokeWidth": 1.5},
        "pointer": {"color": colours.text, "strokeWidth": 1.5},
        "under": {"color": colours.background, "strokeWidth": 4},
        "border": {"stroke": colours.context, "strokeWidth": 1},
        "outline": {"color": colours.text, "strokeWidth": 3.5},
        "hatching": {"color": colours.muted, "strokeWidth": 1},
        "unknown": {"color": colours.background, "stroke": colours.muted, **dashed},
        "open": {"filled": False, "color": colours.muted, **dashed},
        "rest": {"color": colours.line, "stroke": colours.muted, **dashed},
        "ringed": {"stroke": colours.region, "strokeWidth": 3},
        "band": {"color": colours.tint},
        "blank": {"color": colours.line},
        "see-through": {"color": colours.background},
    }


def variables() -> str:
    """Return the colours of both schemes as a rule of a style sheet."""
    named = {field.name: (getattr(LIGHT, field.name), getattr(DARK, field.name)) for field in fields(Palette)}
    shades = {name: pair for name, pair in named.items() if isinstance(pair[0], str)}
    shades |= dict(zip(ROLES, zip(LIGHT.of_roles, DARK.of_roles, strict=True), strict=True))
    pairs = [f"--mg-{name}: light-dark({light}, {dark});" for name, (light, dark) in shades.items()]
    # The scheme of the page itself holds for what Streamlit draws outside it too: popovers, and our notices and tips.
    pairs += ["color-scheme: light dark;", f"--mg-projector: {PROJECTOR}px;", f"--mg-enlarged: {ENLARGED};"]
    return f":root {{ {' '.join(pairs)} }}"


PLOTLY = ("background", "text", "muted", "accent", "context")  # what flows are drawn in


def _flows() -> str:
    """Return rules that let the flows of Plotly, which has no variables, follow screen and paper too."""
    return "\n".join(
        f'.js-plotly-plot [style*="{what}: rgb({_numbers(getattr(scheme, name))})"] '
        f"{{ {what}: {VARIABLE}{name}) !important; }}"
        for what, name in (
            *((what, name) for what in ("fill", "stroke") for name in PLOTLY),
            ("background", "background"),
        )
        for scheme in (LIGHT, DARK)
    )


def _numbers(colour: str) -> str:
    return ", ".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))


def style_sheet(name: str) -> str:
    """Return the style sheet of every page; `name` is that of the region, which stands in the bar of the pages."""
    sheets = (RULES, *(RULES.with_name(sheet) for sheet in MORE_RULES))
    rules = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    named = f":root {{ --mg-name: {json.dumps(name, ensure_ascii=False)}; }}"
    return f'<style id="mg-look">\n{variables()}\n{named}\n{_flows()}\n{rules}</style>'
