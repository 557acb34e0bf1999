"""The figure card: the only place that draws a chart. A broken figure shows a message; its page lives on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache, partial
from html import escape

import streamlit as st

from dashboard import html, notation
from dashboard.downloads import Download, downloads
from dashboard.figures.core import Builder, Figure, KeyFigureBuilder
from dashboard.figures.overview import Highlight
from dashboard.selection import Selection
from dashboard.site import page
from snapshot.read import Snapshot

CHART, TABLE = "Grafiek", "Tabel"
log = logging.getLogger("dashboard")


@lru_cache(maxsize=2048)
def _built(builder: Builder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]) -> Figure:
    """Build a figure once for each snapshot, selection and options; all sessions share it."""
    return builder(snapshot, selection, **dict(options))


@lru_cache(maxsize=512)
def _key_figures_html(
    builder: KeyFigureBuilder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]
) -> str:
    return html.key_figures(builder(snapshot, selection, **dict(options)))


def key_figures(builder: KeyFigureBuilder, snapshot: Snapshot, selection: Selection, **options: str) -> None:
    """Draw the row of key figures that `builder` makes of `snapshot`, `selection` and its own `options`."""
    try:
        st.html(_key_figures_html(builder, snapshot, selection, tuple(sorted(options.items()))))
    except Exception:
        log.exception("key figures of %s failed", builder.__module__)
        st.warning("De kerncijfers kunnen nu niet worden getoond. De figuren hieronder werken wel.")


def highlight(found: Highlight) -> None:
    """Draw one number of the overview with the link to its page."""
    info = page(found.path)
    with st.container(key=f"tegel-{notation.slug(found.figure.label)}", height="stretch"):
        st.html(html.key_figures([found.figure]))
        st.page_link(f"pages/{info.file}.py", label=f"Naar {info.title.lower()}", icon=":material/arrow_forward:")


@st.fragment
def card(builder: Builder, snapshot: Snapshot, selection: Selection, **options: str) -> None:
    """Draw the figure that `builder` makes of `snapshot`, `selection` and its own `options`."""
    try:
        figure = _built(builder, snapshot, selection, tuple(sorted(options.items())))
    except Exception:
        log.exception("figure %s failed", builder.__name__)
        st.warning("Deze figuur kan nu niet worden getoond. De andere figuren op deze pagina werken wel.")
        return
    with st.container(key=f"figuur-{figure.id}"):
        _draw(figure, selection)


def _draw(figure: Figure, selection: Selection) -> None:
    head = f'<div class="mg-head"><h2>{escape(figure.headline)}</h2><p>{escape(figure.subtitle)}</p></div>'
    if figure.chart is None:
        st.html(head)
        view = TABLE
    else:
        left, right = st.columns([5, 1], vertical_alignment="top")
        left.html(head)
        with right.container(key=f"weergave-{figure.id}", horizontal_alignment="right"):
            view = st.segmented_control(
                f"Weergave van {figure.title}",
                [CHART, TABLE],
                default=CHART,
                required=True,
                key=f"view-{figure.id}",
                label_visibility="collapsed",
                persist_state="session",
            )
    if view == TABLE or figure.chart is None:
        st.html(html.table(figure.table, f"{figure.title}. {figure.subtitle}"))
    elif figure.library == "altair":
        st.vega_lite_chart(spec=figure.chart, theme=None, alt=figure.alt, key=f"chart-{figure.id}")
    else:
        _plotly(figure)
    st.html(f'<p class="mg-sentence">{escape(figure.sentence)}</p>')
    st.html(_foot(figure))
    _actions(figure, selection)


def _plotly(figure: Figure) -> None:
    config = {"displayModeBar": False, "staticPlot": True}
    st.plotly_chart(figure.chart, theme=None, alt=figure.alt, key=f"chart-{figure.id}", config=config)


def _foot(figure: Figure) -> str:
    first = figure.results[0]
    lines = (
        f"Bron: {figure.source_line}",
        f"{figure.dates_line} · Status: {figure.status_line}",
        f"Momentopname {first.snapshot_id} van {notation.moment(first.built_at)}",
    )
    return f'<div class="mg-foot">{html.remarks(figure.all_notes)}{"<br>".join(map(escape, lines))}</div>'


def _actions(figure: Figure, selection: Selection) -> None:
    with st.container(key=f"acties-{figure.id}", horizontal=True, gap="small"):
        for download in downloads(figure, selection):
            _button(figure, download)


def _button(figure: Figure, download: Download) -> None:
    content: Callable[[], bytes] = partial(download.content, figure)
    st.download_button(
        download.label,
        data=content,
        file_name=download.file_name,
        mime=download.mime,
        key=f"download-{figure.id}-{download.kind}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
