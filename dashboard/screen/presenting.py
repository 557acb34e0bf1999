"""Presenting: one figure of the meeting list fills the window, in large type; buttons and keys step through."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.charts import vega
from dashboard.charts.flows import PLAIN
from dashboard.charts.stage import pieces, staged
from dashboard.charts.types import Chart
from dashboard.composition import catalogue
from dashboard.figure.core import Figure
from dashboard.figure.making import built
from dashboard.screen import html, links, meeting
from dashboard.screen.filters import is_dark, pass_over
from dashboard.screen.putting import put
from snapshot import clock
from snapshot.read import Snapshot

# Everything but the stage disappears, for the eye as for the keyboard.
STAGE = """<style>
[data-testid="stHeader"], [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] >
  :not(.st-key-podium, :has(.st-key-podium)) { display: none !important; }
[data-testid="stMainBlockContainer"] { padding: 1.25rem 2rem; max-width: none; }
.mg-drawer { display: none !important; }
html:not(.mg-moving) .stApp { cursor: none; }
</style>"""
log = logging.getLogger("dashboard")


@dataclass(frozen=True)
class Slide:
    """One step: a figure, or a piece of one whose chart is too long for the wall; without one where it failed."""

    item: meeting.Item
    figure: Figure | None = None
    chart: Chart | None = None
    place: int = 1
    count: int = 1


def step() -> int:
    """Return the place in the list that is being presented, counted from 1; 0 where nobody presents.

    It stands in the address alone, so that back, forward and another page do what they say.
    """
    found = [value for value in st.query_params.get_all(links.STEP) if value]
    if not found:
        return 0
    if found[-1].isascii() and found[-1].isdigit() and len(found[-1]) < 4:
        return int(found[-1])
    pass_over()
    return 0


def go(to: int) -> None:
    """Show the figure at place `to`, counted from 1; 0 ends the presentation."""
    if to:
        st.query_params[links.STEP] = str(to)
    elif links.STEP in st.query_params:
        del st.query_params[links.STEP]


def present(items: tuple[meeting.Item, ...], snapshot: Snapshot) -> None:
    """Draw the figure at the current step, or a piece of a long one, with its controls."""
    slides = [slide for item in items for slide in _slides(item, snapshot)]
    place = min(step(), len(slides))
    put(STAGE)
    slide = slides[place - 1]
    with st.container(key="podium"):
        if slide.figure:
            _figure(slide.figure, slide)
        else:
            st.warning("Deze figuur kan nu niet worden getoond. Ga door met de volgende.")
        _controls(place, len(slides))


def _slides(item: meeting.Item, snapshot: Snapshot) -> list[Slide]:
    """Return what is shown of an item: one slide for each piece of its chart; one without a figure where that fails."""
    try:
        figure = figure_of(item, snapshot)
        drawn = pieces(figure.chart) if figure.chart else (None,)
    except Exception:
        log.exception("figure %s failed", item.name)
        return [Slide(item)]
    return [Slide(item, figure, chart, place, len(drawn)) for place, chart in enumerate(drawn, start=1)]


def _controls(place: int, count: int) -> None:
    with st.container(key="podium-knoppen", horizontal=True, vertical_alignment="center", gap="medium"):
        st.button(
            "Vorige", key="vorige", shortcut="Left", disabled=place <= 1,
            on_click=go, args=(place - 1,),
        )  # fmt: skip
        put(f'<p class="mg-step" role="status">{place} van {count}</p>')
        st.button(
            "Volgende", key="volgende", shortcut="Right", disabled=place >= count,
            on_click=go, args=(place + 1,), type="primary",
        )  # fmt: skip
        st.button("Stoppen", key="stoppen", icon=":material/close:", shortcut="Esc", on_click=go, args=(0,))


def _figure(figure: Figure, slide: Slide) -> None:
    item, chart = slide.item, slide.chart
    note = f'<p class="mg-stage-note">{escape(item.note)}</p>' if item.note else ""
    about = f"{figure.subtitle} · deel {slide.place} van {slide.count}" if slide.count > 1 else figure.subtitle
    put(f'<div class="mg-stage"><h1>{escape(figure.headline)}</h1><p>{escape(about)}</p>{note}</div>')
    if chart is None:
        put(f'<div class="mg-stage">{html.table(figure.table, f"{figure.title}. {figure.subtitle}")}</div>')
    elif vega.is_drawn(chart):
        spec, key = staged(chart, dark=is_dark()), f"podium-{figure.id}-{slide.place}"
        with st.container(key="podium-grafiek"):
            st.vega_lite_chart(spec=spec, theme=None, alt=figure.alt, key=key, height="stretch")
    else:
        spec, key = staged(chart, dark=is_dark()), f"podium-{figure.id}"
        with st.container(key="podium-stroom"):
            st.plotly_chart(spec, theme=None, alt=figure.alt, key=key, config=PLAIN, height="stretch")
    lines = (figure.first_doubt, f"Bron: {figure.source_line}", figure.dates_line, f"Status: {figure.status_line}")
    small = " · ".join(filter(None, lines))
    put(
        f'<div class="mg-stage"><p class="mg-stage-sentence">{escape(figure.sentence)}</p>'
        f'<p class="mg-stage-source">{escape(small)}</p></div>'
    )


def figure_of(item: meeting.Item, snapshot: Snapshot) -> Figure:
    """Return the figure of an item; raise what its builder raises."""
    options = meeting.options(item, today=clock.today().isoformat())
    return built(catalogue.entry(item.name).builder, snapshot, item.selection, options)
