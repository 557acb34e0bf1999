"""The figure card: the only place that draws a chart. A broken figure shows a message; its page lives on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.asking.memory import once
from dashboard.asking.selection import Selection
from dashboard.charts import vega
from dashboard.charts.flows import PLAIN, Flows, sankey
from dashboard.charts.types import Chart
from dashboard.composition import availability
from dashboard.composition.catalogue import path_of
from dashboard.composition.filtering import refusal
from dashboard.composition.site import page
from dashboard.figure.core import Builder, Figure, KeyFigureBuilder
from dashboard.figure.declare import declaration
from dashboard.figure.making import Options, built
from dashboard.screen import html, links, meeting
from dashboard.screen.drawn import on_screen
from dashboard.screen.filters import check, is_dark, remember, selection_line
from dashboard.screen.help import explained, read_of, terms_in
from dashboard.screen.strip import figure_strip_html
from dashboard.screen.taking import prepare_taking, take_home
from dashboard.subjects.activities.strip import strip_of_figure
from dashboard.subjects.overview.overview import Highlight
from dashboard.words import notation
from snapshot.read import Snapshot

CHART, TABLE = "Grafiek", "Tabel"
EXTENT, SHORT, FULL = "weergave", "Kort", "Uitgebreid"  # the switch of the whole page, and what it says
log = logging.getLogger("dashboard")


@once
def _key_figures_html(builder: KeyFigureBuilder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
    return html.key_figures(builder(snapshot, selection, **dict(options)))


def key_figures(builder: KeyFigureBuilder, snapshot: Snapshot, selection: Selection, **options: str) -> None:
    """Draw the row of key figures that `builder` makes; nothing where the snapshot lacks a dataset of them."""
    if not availability.can_count(snapshot, builder):
        return
    try:
        st.html(_key_figures_html(builder, snapshot, selection, tuple(sorted(options.items()))))
    except Exception:
        log.exception("key figures of %s failed", builder.__module__)
        st.warning("De kerncijfers kunnen nu niet worden getoond. De figuren hieronder werken wel.")


def prepare(builder: Builder, snapshot: Snapshot, selection: Selection, **options: str) -> None:
    """Make ahead all that `card` shows with these arguments; raise what its builder raises."""
    asked = tuple(sorted(options.items()))
    figure = built(builder, snapshot, selection, asked)
    if figure.chart is not None and vega.is_drawn(figure.chart):
        vega.specification(figure.chart)  # the template of its family
    _explanation(builder, snapshot, selection, asked)
    prepare_taking(builder, snapshot, selection, asked)
    strip_of_figure(snapshot, path_of(declaration(builder)), declaration(builder).name)


def prepare_key_figures(builder: KeyFigureBuilder, snapshot: Snapshot, selection: Selection, **options: str) -> None:
    """Make ahead what `key_figures` shows with these arguments; raise what its builder raises."""
    _key_figures_html(builder, snapshot, selection, tuple(sorted(options.items())))


def highlight(found: Highlight, snapshot: Snapshot) -> None:
    """Draw one number of the overview with the link to its page, where that page is there."""
    info = page(found.path)
    with st.container(key=f"tegel-{notation.slug(found.figure.label)}", height="stretch"):
        st.html(html.key_figures([found.figure]))
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
        if st.session_state.get(EXTENT) == SHORT:
            with _head(figure, _brief(builder, snapshot, selection, asked), beside=own is not None):
                if own:
                    own()
            return
        _draw(figure, refusal(snapshot, declared, selection, figure), own, drawn=drawn)
        with st.container(key=f"acties-{figure.id}", horizontal=True, gap="small", vertical_alignment="top"):
            policy = figure_strip_html(snapshot, path_of(declared), declared.name, figure.title)
            word, explanation = _explanation(builder, snapshot, selection, asked)
            st.html(html.fold(figure.origin, word, policy + explanation))
            take_home(figure, builder, snapshot, selection, asked)
            _to_list(builder, figure, selection, options)


@once
def _brief(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
    figure = built(builder, snapshot, selection, options)
    dates = f" · {figure.dates_line}" if figure.dates_line else ""
    origin = f"Bron: {figure.source_line}{dates} · Status: {figure.status_line}"
    return html.brief(figure.headline, figure.subtitle, figure.first_doubt, origin)


def _head(figure: Figure, told: str, *, beside: bool) -> DeltaGenerator:
    """Draw what stands in the head of a card; return the place of what stands beside it."""
    place = st.container(key=f"figuurkop-{figure.id}", horizontal=True, gap="medium") if beside else st.container()
    place.html(told)
    return place


def _draw(figure: Figure, refused: str, own: Callable[[], None] | None, *, drawn: bool) -> None:
    aside = f' <em class="mg-refusal">{escape(refused)}</em>' if refused else ""
    head = f'<div class="mg-head"><h3>{escape(figure.headline)}</h3><p>{escape(figure.subtitle)}{aside}</p></div>'
    chart = figure.chart if drawn else None
    with _head(figure, head, beside=bool(chart or own)):
        if own:
            own()
        view = _view(figure) if chart else TABLE
    if view == TABLE or chart is None:
        st.html(html.table(figure.table, figure.title, links.to_sector, is_sortable=True))
    else:
        _chart(figure, chart)
    st.html(f'<p class="mg-sentence">{escape(figure.sentence)}</p>')


def _view(figure: Figure) -> str:
    """Draw the switch between chart and table; return what is shown."""
    with st.container(key=f"weergave-{figure.id}", width="content"):
        check(f"toon-{figure.id}", (CHART, TABLE))
        view = st.segmented_control(
            f"Weergave van {figure.title}",
            [CHART, TABLE],
            default=CHART,
            required=True,
            key=f"toon-{figure.id}",
            label_visibility="collapsed",
            bind="query-params",
            persist_state="session",
        )
    return remember(f"toon-{figure.id}", view or CHART)


def _chart(figure: Figure, chart: Chart) -> None:
    key = f"chart-{figure.id}"
    if isinstance(chart, Flows):
        st.plotly_chart(sankey(chart, dark=is_dark()), theme=None, alt=figure.alt, key=key, config=PLAIN)
    else:
        st.vega_lite_chart(spec=on_screen(chart), theme=None, alt=figure.alt, key=key)


@once
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


def _to_list(builder: Builder, figure: Figure, selection: Selection, options: Mapping[str, str]) -> None:
    """Draw the button that puts the figure, as it is shown, on the meeting list or takes it off again."""
    item = meeting.item_of(declaration(builder).name, selection, options)
    on_list = meeting.stands(links.carried(links.ITEMS), item)
    st.button(
        "Staat op de lijst" if on_list else "Op de lijst",
        icon=":material/check:" if on_list else ":material/playlist_add:",
        key=f"lijst-{figure.id}",
        type="tertiary",
        on_click=_toggle,
        args=(item,),
    )


def _toggle(item: meeting.Item) -> None:
    raw = links.carried(links.ITEMS)
    changed = meeting.toggled(raw, item)
    if changed == raw:
        st.toast(f"De vergaderlijst is vol: er passen {meeting.MOST} figuren op.", icon=":material/info:")
    links.put(links.ITEMS, changed)
