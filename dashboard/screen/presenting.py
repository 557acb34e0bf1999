"""Presenting: one figure of the meeting list fills the window, in large type; buttons and keys step through."""

from __future__ import annotations

import logging
from html import escape

import streamlit as st

from dashboard.charts import vega
from dashboard.charts.stage import staged
from dashboard.composition import catalogue
from dashboard.figure.core import Figure
from dashboard.figure.making import built
from dashboard.screen import html, links, meeting
from dashboard.screen.filters import is_dark, pass_over
from snapshot import clock
from snapshot.read import Snapshot

# Everything but the stage disappears, for the eye as for the keyboard.
STAGE = """<style>
[data-testid="stHeader"], [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] >
  :not(.st-key-podium, :has(.st-key-podium)) { display: none !important; }
[data-testid="stMainBlockContainer"] { padding-top: 1rem; padding-bottom: 1rem; max-width: 1600px; }
</style>"""
log = logging.getLogger("dashboard")


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
    """Draw the figure at the current step with its controls."""
    place = min(step(), len(items))
    st.html(STAGE)
    with st.container(key="podium"):
        _controls(place, len(items))
        item = items[place - 1]
        try:
            _figure(figure_of(item, snapshot), item)
        except Exception:
            log.exception("figure %s failed", item.name)
            st.warning("Deze figuur kan nu niet worden getoond. Ga door met de volgende.")


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


def _figure(figure: Figure, item: meeting.Item) -> None:
    note = f'<p class="mg-stage-note">{escape(item.note)}</p>' if item.note else ""
    st.html(f'<div class="mg-stage"><h1>{escape(figure.headline)}</h1><p>{escape(figure.subtitle)}</p>{note}</div>')
    if figure.chart is None:
        st.html(f'<div class="mg-stage">{html.table(figure.table, f"{figure.title}. {figure.subtitle}")}</div>')
    elif vega.is_drawn(figure.chart):
        spec = staged(figure.chart, dark=is_dark())
        st.vega_lite_chart(spec=spec, theme=None, alt=figure.alt, key=f"podium-{figure.id}")
    else:
        config = {"displayModeBar": False, "staticPlot": True}
        spec = staged(figure.chart, dark=is_dark())
        st.plotly_chart(spec, theme=None, alt=figure.alt, key=f"podium-{figure.id}", config=config)
    lines = (figure.first_doubt, f"Bron: {figure.source_line}", figure.dates_line, f"Status: {figure.status_line}")
    small = " · ".join(filter(None, lines))
    st.html(
        f'<div class="mg-stage"><p class="mg-stage-sentence">{escape(figure.sentence)}</p>'
        f'<p class="mg-stage-source">{escape(small)}</p></div>'
    )


def figure_of(item: meeting.Item, snapshot: Snapshot) -> Figure:
    """Return the figure of an item; raise what its builder raises."""
    options = meeting.options(item, today=clock.today().isoformat())
    return built(catalogue.entry(item.name).builder, snapshot, item.selection, options)
