"""Presenting: one figure of the meeting list fills the window, in large type; buttons and keys step through."""

from __future__ import annotations

import logging
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st

from dashboard import catalogue, html, links, meeting
from dashboard.card import built
from dashboard.figures.core import Builder, Figure
from dashboard.selection import Selection
from snapshot import clock
from snapshot.read import Snapshot

SCALE, TALL_SCALE = 1.5, 1.4
HIGHEST = 440  # pixels that a chart may grow to, so that headline, chart and source fit a projector of 1366 x 768
GROWING = frozenset(
    (
        *("fontSize", "labelFontSize", "titleFontSize", "lineHeight", "limit", "labelLimit"),
        *("labelPadding", "titlePadding", "columnPadding", "labelOffset", "offset", "dx", "dy", "symbolSize"),
    )
)
GROW = "grow"  # the parameter of a chart that chooses its own sizes and places for large type
# Everything but the stage disappears, for the eye as for the keyboard.
STAGE = """<style>
[data-testid="stHeader"], [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] >
  :not(.st-key-podium, :has(.st-key-podium)) { display: none !important; }
[data-testid="stMainBlockContainer"] { padding-top: 1rem; padding-bottom: 1rem; max-width: 1600px; }
</style>"""
log = logging.getLogger("dashboard")


def step() -> int:
    """Return the place in the list that is being presented, counted from 1; 0 where nobody presents."""
    found = links.carried(links.STEP)
    return int(found[-1]) if found and found[-1].isascii() and found[-1].isdigit() and len(found[-1]) < 4 else 0


def go(to: int) -> None:
    """Show the figure at place `to`, counted from 1; 0 ends the presentation."""
    links.put(links.STEP, (str(to),) if to else ())


def present(items: tuple[meeting.Item, ...], snapshot: Snapshot, *, dark: bool) -> None:
    """Draw the figure at the current step with its controls."""
    place = min(step(), len(items))
    st.html(STAGE)
    with st.container(key="podium"):
        _controls(place, len(items))
        item = items[place - 1]
        try:
            figure, spec = figure_of(item, snapshot, dark=dark)
        except Exception:
            log.exception("figure %s failed", item.name)
            st.warning("Deze figuur kan nu niet worden getoond. Ga door met de volgende.")
            return
        _figure(figure, spec, item)


def _controls(place: int, count: int) -> None:
    with st.container(key="podium-knoppen", horizontal=True, vertical_alignment="center", gap="medium"):
        st.button(
            "Vorige", key="vorige", shortcut="Left", disabled=place <= 1,
            on_click=go, args=(place - 1,),
        )  # fmt: skip
        st.html(f'<p class="mg-step" role="status">{place} van {count}</p>')
        st.button(
            "Volgende", key="volgende", shortcut="Right", disabled=place >= count,
            on_click=go, args=(place + 1,), type="primary",
        )  # fmt: skip
        st.button("Stoppen", key="stoppen", icon=":material/close:", shortcut="Esc", on_click=go, args=(0,))


def _figure(figure: Figure, spec: dict[str, Any] | None, item: meeting.Item) -> None:
    note = f'<p class="mg-stage-note">{escape(item.note)}</p>' if item.note else ""
    st.html(f'<div class="mg-stage"><h1>{escape(figure.headline)}</h1><p>{escape(figure.subtitle)}</p>{note}</div>')
    if spec is None:
        st.html(f'<div class="mg-stage">{html.table(figure.table, f"{figure.title}. {figure.subtitle}")}</div>')
    elif figure.library == "altair":
        st.vega_lite_chart(spec=spec, theme=None, alt=figure.alt, key=f"podium-{figure.id}")
    else:
        config = {"displayModeBar": False, "staticPlot": True}
        st.plotly_chart(spec, theme=None, alt=figure.alt, key=f"podium-{figure.id}", config=config)
    st.html(
        f'<div class="mg-stage"><p class="mg-stage-sentence">{escape(figure.sentence)}</p>'
        f'<p class="mg-stage-source">Bron: {escape(figure.source_line)}. {escape(figure.dates_line)}</p></div>'
    )


def figure_of(item: meeting.Item, snapshot: Snapshot, *, dark: bool) -> tuple[Figure, dict[str, Any] | None]:
    """Return the figure of an item and its chart for a large screen; raise what its builder raises."""
    selection = meeting.selected(item, dark=dark)
    options = meeting.options(item, today=clock.today().isoformat())
    builder = catalogue.entry(item.name).builder
    return built(builder, snapshot, selection, options), _large(builder, snapshot, selection, options)


@lru_cache(maxsize=256)
def _large(
    builder: Builder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]
) -> dict[str, Any] | None:
    figure = built(builder, snapshot, selection, options)
    if figure.chart is None:
        return None
    return enlarged(figure.chart) if figure.library == "altair" else _enlarged_plotly(figure.chart)


def enlarged(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a Vega-Lite specification with larger type, and higher as far as a projector allows.

    Type grows to 1.5 times its size; in a chart that is high already, where rows have no room to spare, to 1.4 times.
    """
    height = spec.get("height")
    plain = isinstance(height, int | float) and height <= HIGHEST
    scale = SCALE if plain else TALL_SCALE
    grown: dict[str, Any] = {name: _grown(name, value, scale) for name, value in spec.items()}
    if isinstance(height, int | float):
        grown["height"] = max(height, min(round(height * scale), HIGHEST)) if plain else round(height * scale)
    if isinstance(padding := spec.get("padding"), dict):
        grown["padding"] = {side: size * scale for side, size in padding.items()}
    return grown


def _grown(name: str, value: Any, scale: float) -> Any:
    if isinstance(value, dict):
        if name in ("data", "datasets"):
            return value
        if value.get("name") == GROW:
            return {**value, "value": scale}
        grown = {key: _grown(key, inner, scale) for key, inner in value.items()}
        if value.get("type") == "text" and "strokeWidth" in value:  # the halo that keeps lines off a number
            grown["strokeWidth"] = value["strokeWidth"] * scale
        if "mark" in value or "layer" in value:  # a chart inside a chart
            grown |= {"height": value["height"] * scale} if isinstance(value.get("height"), int | float) else {}
        return grown
    if isinstance(value, list):
        return [_grown(name, inner, scale) for inner in value]
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    return value * scale if numeric and name in GROWING else value


def _enlarged_plotly(spec: dict[str, Any]) -> dict[str, Any]:
    layout = spec.get("layout", {})
    font = {**layout.get("font", {}), "size": layout.get("font", {}).get("size", 15) * SCALE}
    return {**spec, "layout": {**layout, "font": font, "height": max(layout.get("height", 0), HIGHEST)}}
