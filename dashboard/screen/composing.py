"""Draw a page from its composition: key figures, then sections of figures with the choices that they hang on."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from html import escape

import streamlit as st

from dashboard.asking.queries import holds
from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.composition.catalogue import Composition, Narrowing, Section
from dashboard.composition.offering import Offered
from dashboard.composition.placing import Placed, answers
from dashboard.composition.sections import drawable
from dashboard.figure.declare import TODAY, Choice, Declaration
from dashboard.figure.unknown import unknown_line
from dashboard.screen import html
from dashboard.screen.card import card, key_figures
from dashboard.screen.choosing import choose, draw, row_key, told
from dashboard.screen.filters import ASIDE
from dashboard.screen.frame import view
from dashboard.screen.putting import put
from dashboard.screen.strip import strip_html
from dashboard.words import notation
from snapshot import clock
from snapshot.read import Snapshot


def show(path: str) -> None:
    """Draw the page of this path; raise KeyError where it has no figures."""
    snapshot, selection = view()
    page = catalogue.composition(path)
    chosen: dict[Choice, str] = {}
    options: dict[str, str] = {}
    if page.narrowed and all(holds(snapshot, need) for need in page.narrowed.needs):
        selection, options = _narrow(page.narrowed, snapshot, selection, chosen)
    if page.key_figures:
        options |= {TODAY: clock.today().isoformat()} if page.key_figures.of_today else {}
        key_figures(page.key_figures.builder, snapshot, selection, **options)
    for section in page.sections:
        found = drawable(snapshot, section, selection)
        if found:
            with st.container(key=f"vraag-{section.anchor}"):
                _section(page, section, found, snapshot, selection, chosen)
    if policy := strip_html(snapshot, path):
        put(policy)


def _section(
    page: Composition,
    section: Section,
    found: Sequence[Declaration],
    snapshot: Snapshot,
    selection: Selection,
    chosen: dict[Choice, str],
) -> None:
    """Draw a question with its choices and what answers it: some figures at once, the others under a fold.

    A choice that drives one card stands in its head; where that card is not shown, at the question.
    """
    answered = answers(page.figures, found, snapshot, selection, chosen, told)
    chosen |= answered.chosen
    known, unknown = answered.known, answered.unknown
    _question(section, answered.asked, chosen, snapshot)
    first, others = known[: section.at_once], known[section.at_once :]
    draw_one = partial(_draw, snapshot=snapshot, selection=selection, chosen=chosen)
    with st.container(key=f"naast-{section.anchor}") if section.beside and len(first) > 1 else nullcontext():
        for one in first:
            draw_one(one)
    if others:
        titles = [one.declared.title for one in others]
        with st.expander(
            f"Nog {folded(titles)}" if first else notation.capital(folded(titles)), key=f"meer-{section.anchor}"
        ):
            for one in others:
                draw_one(one)
    if unknown:
        line = unknown_line([(one.figure, one.why) for one in unknown if one.figure], snapshot, selection)
        with st.expander(line, key=f"onbekend-{section.anchor}"):
            for one in unknown:
                draw_one(one)


def folded(titles: Sequence[str]) -> str:
    """Return what a fold holds: "2 figuren: kosten; uitgaven"; nobody opens what he does not know."""
    count = "1 figuur" if len(titles) == 1 else f"{len(titles)} figuren"
    return f"{count}: {'; '.join(map(notation.inside, titles))}"


def _question(section: Section, asked: Sequence[Offered], chosen: dict[Choice, str], snapshot: Snapshot) -> None:
    """Draw a question, with the choices that drive more than one of its figures."""
    head = html.question(section.question, section.anchor)
    if not asked:
        put(head)
        return
    key = row_key("vraagkop", section.anchor, len(asked))
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        put(head)
        choose(asked, chosen, snapshot)


def _draw(one: Placed, *, snapshot: Snapshot, selection: Selection, chosen: dict[Choice, str]) -> None:
    """Draw a figure in its card; of one that is not known no chart, and its choices stand at the question."""
    draw_own = None if one.why or not one.own else partial(choose, one.own, chosen, snapshot)
    card(one.declared.builder, snapshot, selection, one.options, own=draw_own, drawn=not one.why)


def _narrow(
    narrowing: Narrowing, snapshot: Snapshot, selection: Selection, chosen: dict[Choice, str]
) -> tuple[Selection, dict[str, str]]:
    """Draw the choice above a page; return the selection that it leaves, also for the files of the page."""
    option = narrowing.option
    with st.session_state[ASIDE]:
        chosen[option.choice] = draw(Offered(option.choice, option.of(snapshot)), snapshot, chosen)
    code = chosen[option.choice]
    if note := narrowing.told(snapshot, selection, code):
        put(f'<p class="mg-note" role="status">{escape(note)}</p>')
    narrowed = narrowing.of(snapshot, selection, code)
    st.session_state["selection"] = narrowed
    return narrowed, {narrowing.argument: code} if code else {}
