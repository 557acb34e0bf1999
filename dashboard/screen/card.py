"""The figure card: the only place that draws a chart. A broken figure shows a message; its page lives on."""

from __future__ import annotations

import logging
from functools import partial
from html import escape

import streamlit as st

from dashboard.about import questions
from dashboard.asking.memory import once
from dashboard.asking.selection import Selection
from dashboard.charts import vega
from dashboard.charts.flows import Flows, sankey
from dashboard.charts.theme import SCREEN
from dashboard.charts.types import Chart
from dashboard.composition import availability
from dashboard.composition.catalogue import path_of
from dashboard.composition.site import page
from dashboard.export.citation import citation, footnotes
from dashboard.export.downloads import Download, downloads, logged
from dashboard.figure.core import Builder, Figure, KeyFigureBuilder
from dashboard.figure.declare import declaration
from dashboard.figure.making import built
from dashboard.screen import html, links, meeting
from dashboard.screen.copying import copy_field
from dashboard.screen.filters import check, is_dark, remember, selection_line
from dashboard.screen.help import explained, terms_in
from dashboard.screen.strip import figure_strip_html
from dashboard.subjects.activities.strip import strip_of_figure
from dashboard.subjects.overview.overview import Highlight
from dashboard.words import notation
from snapshot.read import Snapshot

CHART, TABLE = "Grafiek", "Tabel"
EXTENT, SHORT, FULL = "weergave", "Kort", "Uitgebreid"  # the switch of the whole page, and what it says
log = logging.getLogger("dashboard")


@once
def _key_figures_html(
    builder: KeyFigureBuilder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]
) -> str:
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
    for make in (_foot, _files, _quotation):
        make(builder, snapshot, selection, asked)
    terms_in(snapshot, _told(figure))
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


def card(builder: Builder, snapshot: Snapshot, selection: Selection, **options: str) -> None:
    """Draw the figure that `builder` makes; nothing where the snapshot lacks a dataset that it reads."""
    if not availability.can_draw(snapshot, declaration(builder)):
        return
    asked = tuple(sorted(options.items()))
    try:
        figure = built(builder, snapshot, selection, asked)
    except Exception:
        log.exception("figure %s failed", builder.__name__)
        st.warning("Deze figuur kan nu niet worden getoond. De andere figuren op deze pagina werken wel.")
        return
    with st.container(key=f"figuur-{figure.id}"):
        if st.session_state.get(EXTENT) == SHORT:
            st.html(_brief(builder, snapshot, selection, asked))
            return
        _draw(figure)
        _policy(builder, figure, snapshot)
        terms = terms_in(snapshot, _told(figure))
        st.html(explained(terms) + _foot(builder, snapshot, selection, asked))
        with st.container(key=f"acties-{figure.id}", horizontal=True, gap="medium", vertical_alignment="center"):
            _take_home(figure, builder, snapshot, selection, asked)
            _quote(figure, builder, snapshot, selection, asked)
            _to_list(builder, figure, selection, options)


@once
def _brief(builder: Builder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]) -> str:
    figure = built(builder, snapshot, selection, options)
    dates = f" · {figure.dates_line}" if figure.dates_line else ""
    origin = f"Bron: {figure.source_line}{dates} · Status: {figure.status_line}"
    return html.brief(figure.headline, figure.subtitle, figure.first_doubt, origin)


def _policy(builder: Builder, figure: Figure, snapshot: Snapshot) -> None:
    """Draw the way from a figure to the goal that it is about, where the agenda has one."""
    declared = declaration(builder)
    if policy := figure_strip_html(snapshot, path_of(declared), declared.name, figure.title):
        st.html(policy)


def _told(figure: Figure) -> str:
    return f"{figure.headline} {figure.subtitle} {figure.sentence}"


def _draw(figure: Figure) -> None:
    head = f'<div class="mg-head"><h2>{escape(figure.headline)}</h2><p>{escape(figure.subtitle)}</p></div>'
    if figure.chart is None:
        st.html(head)
        view = TABLE
    else:
        place = st.container(key=f"figuurkop-{figure.id}", horizontal=True, gap="medium")
        place.html(head)
        with place.container(key=f"weergave-{figure.id}", width="content"):
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
            remember(f"toon-{figure.id}", view or CHART)
    if view == TABLE or figure.chart is None:
        st.html(html.table(figure.table, figure.title, links.to_sector))
    else:
        _chart(figure, figure.chart)
    st.html(f'<p class="mg-sentence">{escape(figure.sentence)}</p>')


def _chart(figure: Figure, chart: Chart) -> None:
    key = f"chart-{figure.id}"
    if isinstance(chart, Flows):
        config = {"displayModeBar": False, "staticPlot": True}
        st.plotly_chart(sankey(chart, dark=is_dark()), theme=None, alt=figure.alt, key=key, config=config)
    else:
        st.vega_lite_chart(spec=vega.specification(chart, look=SCREEN), theme=None, alt=figure.alt, key=key)


@once
def _foot(builder: Builder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]) -> str:
    figure = built(builder, snapshot, selection, options)
    first = figure.results[0]
    lines = (
        f"Bron: {figure.source_line}",
        " · ".join(filter(None, (figure.dates_line, f"Status: {figure.status_line}"))),
        f"Momentopname {first.snapshot_id} van {notation.moment(first.built_at)}",
    )
    chosen = f'<p class="mg-print">{escape(selection_line(snapshot, selection))}</p>'
    return f'<div class="mg-foot">{html.remarks(figure.all_notes)}{"<br>".join(map(escape, lines))}{chosen}</div>'


def _take_home(
    figure: Figure, builder: Builder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]
) -> None:
    """Draw the list of files of a figure; a file is made on the click."""
    with st.popover("Downloaden", icon=":material/download:", key=f"bestanden-{figure.id}", type="tertiary"):
        for download in _files(builder, snapshot, selection, options):
            st.download_button(
                download.label,
                data=partial(logged, download.file_name, partial(download.content, figure)),
                file_name=download.file_name,
                mime=download.mime,
                key=f"download-{figure.id}-{download.kind}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


@once
def _files(
    builder: Builder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]
) -> tuple[Download, ...]:
    return downloads(built(builder, snapshot, selection, options), selection)


def _quote(
    figure: Figure, builder: Builder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]
) -> None:
    """Draw the sentence to quote and the footnote; and a letter with a question where someone answers it."""
    with st.popover("Citeren", icon=":material/format_quote:", key=f"citaat-{figure.id}", type="tertiary"):
        try:
            fields = _quotation(builder, snapshot, selection, options)
        except Exception:
            log.exception("quotation of %s failed", figure.id)
            st.warning("Bij deze figuur kan nu geen zin worden gemaakt.")
            return
        st.html(fields + _question(figure, snapshot, selection))


@once
def _quotation(builder: Builder, snapshot: Snapshot, selection: Selection, options: tuple[tuple[str, str], ...]) -> str:
    figure = built(builder, snapshot, selection, options)
    notes = "\n".join(footnotes(figure))
    sentence = copy_field("Zin om te citeren", citation(figure, selection), key=f"zin-{figure.id}", rows=6)
    return sentence + copy_field("Voetnoot", notes, key=f"voetnoot-{figure.id}", rows=2 + notes.count("\n"))


def _question(figure: Figure, snapshot: Snapshot, selection: Selection) -> str:
    to = questions.contact()
    if not to:
        return ""
    link = links.frozen(st.context.url or "", links.shown_values(), snapshot)
    address = questions.question(figure, to=to, selection=selection_line(snapshot, selection), link=link)
    return f'<p class="mg-note"><a href="{escape(address)}">Stel een vraag bij dit cijfer</a></p>'


def _to_list(builder: Builder, figure: Figure, selection: Selection, options: dict[str, str]) -> None:
    """Draw the button that puts the figure, as it is shown, on the meeting list or takes it off again."""
    item = meeting.item_of(declaration(builder).name, selection, options)
    raw = links.carried(links.ITEMS)
    on_list = meeting.stands(raw, item)
    st.button(
        f"Op vergaderlijst ({len(raw)})" if on_list else "Zet op vergaderlijst",
        icon=":material/check:" if on_list else ":material/playlist_add:",
        key=f"lijst-{figure.id}",
        type="tertiary",
        on_click=_toggle,
        args=(item,),
    )
    if on_list:
        st.page_link("pages/vergadering.py", label="Naar de lijst", icon=":material/arrow_forward:")


def _toggle(item: meeting.Item) -> None:
    raw = links.carried(links.ITEMS)
    changed = meeting.toggled(raw, item)
    if changed == raw:
        st.toast(f"De vergaderlijst is vol: er passen {meeting.MOST} figuren op.", icon=":material/info:")
    links.put(links.ITEMS, changed)
