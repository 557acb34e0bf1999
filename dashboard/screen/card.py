"""The figure card: the only place that draws a chart. A broken figure shows a message; its page lives on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from dashboard.about.terms_used import read_of, terms_in
from dashboard.asking.memory import once
from dashboard.asking.selection import Selection
from dashboard.charts import vega
from dashboard.charts.drawing import Spec
from dashboard.charts.flows import PLAIN, Flows, sankey
from dashboard.composition import availability
from dashboard.composition.addressing import SNAPSHOT
from dashboard.composition.catalogue import path_of
from dashboard.composition.filtering import refusal
from dashboard.composition.site import page
from dashboard.figure.core import Builder, Figure, KeyFigureBuilder
from dashboard.figure.declare import declaration
from dashboard.figure.making import Options, built
from dashboard.screen import html, links, meeting
from dashboard.screen.addresses import ORIGIN
from dashboard.screen.drawn import on_screen
from dashboard.screen.filters import is_dark, remembered, selection_line
from dashboard.screen.help import explained
from dashboard.screen.putting import put
from dashboard.screen.shown import CHART, TABLE, shown_as
from dashboard.screen.strip import figure_strip_html
from dashboard.screen.taking import TAKE, taken_home
from dashboard.subjects.activities.strip import strip_of_figure
from dashboard.subjects.overview.overview import Highlight
from dashboard.words import notation
from snapshot.read import Snapshot

EXTENT, SHORT, FULL = "weergave", "Kort", "Uitgebreid"  # the switch of the whole page, and what it says
POLICY = "[[policy]]"  # where what binds a figure to a decision comes, which another day may change
log = logging.getLogger("dashboard")


@once
def key_figures_html(builder: KeyFigureBuilder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
    """Return the row of key figures that `builder` makes; raise what it raises."""
    return html.key_figures(builder(snapshot, selection, **dict(options)))


def key_figures(builder: KeyFigureBuilder, snapshot: Snapshot, selection: Selection, **options: str) -> None:
    """Draw the row of key figures that `builder` makes; nothing where the snapshot lacks a dataset of them."""
    if not availability.can_count(snapshot, builder):
        return
    try:
        put(key_figures_html(builder, snapshot, selection, tuple(sorted(options.items()))))
    except Exception:
        log.exception("key figures of %s failed", builder.__module__)
        st.warning("De kerncijfers kunnen nu niet worden getoond. De figuren hieronder werken wel.")


def prepare(builder: Builder, snapshot: Snapshot, selection: Selection, **options: str) -> None:
    """Make ahead all that `card` shows with these arguments; raise what its builder raises."""
    asked = tuple(sorted(options.items()))
    figure = built(builder, snapshot, selection, asked)
    if figure.chart is not None and vega.is_drawn(figure.chart):
        _specification(builder, snapshot, selection, asked)
    _below(builder, snapshot, selection, asked, False, figure.chart is not None)
    strip_of_figure(snapshot, path_of(declaration(builder)), declaration(builder).name)


def prepare_key_figures(builder: KeyFigureBuilder, snapshot: Snapshot, selection: Selection, **options: str) -> None:
    """Make ahead what `key_figures` shows with these arguments; raise what its builder raises."""
    key_figures_html(builder, snapshot, selection, tuple(sorted(options.items())))


def highlight(found: Highlight, snapshot: Snapshot) -> None:
    """Draw one number of the overview with the link to its page, where that page is there."""
    info = page(found.path)
    with st.container(key=f"tegel-{notation.slug(found.figure.label)}", height="stretch"):
        put(html.key_figures([found.figure]))
        if availability.is_shown(snapshot, info):
            st.page_link(f"pages/{info.file}.py", label=f"Naar {info.title.lower()}", icon=":material/arrow_forward:")


def card(
    builder: Builder,
    snapshot: Snapshot,
    selection: Selection,
    options: Mapping[str, str],
    *,
    own: Callable[[], None] | None = None,
    drawn: bool = True,
) -> None:
    """Draw the figure that `builder` makes; nothing where the snapshot lacks a dataset that it reads.

    Args:
        builder: Makes it.
        snapshot: Holds what it reads.
        selection: What was chosen in the filters.
        options: The arguments of the builder.
        own: Draws the choices that drive this figure alone, for in its head.
        drawn: Whether its chart is drawn; else its table stands there.
    """
    declared = declaration(builder)
    if not availability.can_draw(snapshot, declared):
        return
    asked = tuple(sorted(options.items()))
    try:
        figure = built(builder, snapshot, selection, asked)
    except Exception:
        log.exception("figure %s failed", builder.__name__)
        st.warning("Deze figuur kan nu niet worden getoond. De andere figuren op deze pagina werken wel.")
        if own:
            own()
        return
    with st.container(key=f"figuur-{figure.id}"):
        if remembered(EXTENT) == SHORT:
            _head(figure, _brief(builder, snapshot, selection, asked), own)
            return
        refused = refusal(snapshot, declared, selection, figure)
        _head(figure, html.head(figure.headline, figure.subtitle, refused), own)
        chart = figure.chart if drawn else None
        if chart is None or shown_as(figure.id) == TABLE:
            put(html.table(figure.table, figure.title, links.to_sector, is_sortable=True))
        else:
            _chart(builder, snapshot, selection, asked)
        policy = figure_strip_html(snapshot, path_of(declared), declared.name, figure.title)
        told = _below(builder, snapshot, selection, asked, bool(links.carried(SNAPSHOT)), chart is not None)
        put(told.replace(POLICY, policy).replace(ORIGIN, escape(links.origin())))


@once
def _brief(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
    figure = built(builder, snapshot, selection, options)
    dates = f" · {figure.dates_line}" if figure.dates_line else ""
    origin = f"Bron: {figure.source_line}{dates} · Status: {figure.status_line}"
    return html.brief(figure.headline, figure.subtitle, figure.first_doubt, origin)


def _head(figure: Figure, told: str, own: Callable[[], None] | None) -> None:
    """Draw the head of a card, and beside it the choices that drive this figure alone."""
    if own is None:
        put(told)
        return
    with st.container(key=f"figuurkop-{figure.id}", horizontal=True, gap="medium"):
        put(told)
        own()


def _chart(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> None:
    figure = built(builder, snapshot, selection, options)
    key = f"chart-{figure.id}"
    if isinstance(figure.chart, Flows):
        st.plotly_chart(sankey(figure.chart, dark=is_dark()), theme=None, alt=figure.alt, key=key, config=PLAIN)
    else:
        spec = _specification(builder, snapshot, selection, options)
        st.vega_lite_chart(spec=spec, theme=None, alt=figure.alt, key=key)


@once
def _specification(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> Spec:
    """Return the chart of a figure that has one, as the platform takes it quickest."""
    chart = built(builder, snapshot, selection, options).chart
    return on_screen(chart) if chart else {}


@once
def _below(
    builder: Builder, snapshot: Snapshot, selection: Selection, options: Options, is_frozen: bool, has_views: bool
) -> str:
    """Return what stands below a chart: the sentence, the source with all that unfolds, and what can be done."""
    figure = built(builder, snapshot, selection, options)
    word, explanation = _explanation(builder, snapshot, selection, options)
    fold = html.fold(figure.origin, word, POLICY + explanation, figure.title)
    views = html.views(figure.id, figure.title, CHART, TABLE) if has_views else ""
    item = meeting.write(meeting.item_of(declaration(builder).name, selection, dict(options)))
    taken = taken_home(builder, snapshot, selection, options, is_frozen)
    menu = html.menu(TAKE, f"meenemen-{figure.id}", taken, title=figure.title)
    return html.below(figure.sentence, fold, views + menu + html.listing(item, figure.title))


def _explanation(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> tuple[str, str]:
    """Return how many remarks unfold, in words, and what unfolds: terms, remarks, sources, dates, the choice."""
    figure = built(builder, snapshot, selection, options)
    terms = terms_in(snapshot, read_of(figure))
    first = figure.results[0]
    lines = (
        f"Bron: {figure.source_line}",
        " · ".join(filter(None, (figure.dates_line, f"Status: {figure.status_line}"))),
        f"Momentopname {first.snapshot_id} van {notation.moment(first.built_at)}",
    )
    chosen = f'<p class="mg-print">{escape(selection_line(snapshot, selection))}</p>'
    count = len(terms) + len(figure.all_notes)
    told = f"{explained(terms)}{html.remarks(figure.all_notes)}{'<br>'.join(map(escape, lines))}{chosen}"
    return f"Uitleg en bron ({count})" if count else "Uitleg en bron", f'<div class="mg-foot">{told}</div>'
