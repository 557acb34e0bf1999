"""Draw a page from its composition: key figures, then sections of figures with the choices that they hang on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from dashboard.asking.queries import holds
from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import Composition, Narrowing, Section
from dashboard.composition.sections import drawable
from dashboard.figure.declare import TODAY, Choice, Declaration
from dashboard.screen import html
from dashboard.screen.anchor import follow_anchor
from dashboard.screen.card import card, key_figures
from dashboard.screen.filters import ASIDE, choice, pick
from dashboard.screen.frame import view
from dashboard.screen.strip import strip_html
from snapshot import clock
from snapshot.read import Snapshot


@dataclass(frozen=True)
class Offered:
    """A choice with what can be chosen of it here: code to words."""

    choice: Choice
    words: Mapping[str, str]


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
        st.html(policy)
    follow_anchor()


def _section(
    page: Composition,
    section: Section,
    found: Sequence[Declaration],
    snapshot: Snapshot,
    selection: Selection,
    chosen: dict[Choice, str],
) -> None:
    """Draw a question with its choices and what answers it: some figures at once, the others under a fold."""
    with st.container(key=f"vraagkop-{section.anchor}", horizontal=True, vertical_alignment="center"):
        st.html(html.question(section.question, section.anchor))
        _choose(offered(snapshot, page.figures, found, chosen), chosen, snapshot)
    shown = [(one, options) for one in found if (options := shown_options(one, snapshot, chosen)) is not None]
    first, others = shown[: section.at_once], shown[section.at_once :]
    with st.container(key=f"naast-{section.anchor}" if section.beside and len(first) > 1 else None):
        for declared, options in first:
            card(declared.builder, snapshot, selection, **options)
    if others:
        count = "1 figuur" if len(others) == 1 else f"{len(others)} figuren"
        with st.expander(f"Nog {count}" if first else count, key=f"meer-{section.anchor}"):
            for declared, options in others:
                card(declared.builder, snapshot, selection, **options)


def offered(
    snapshot: Snapshot,
    figures: Sequence[Declaration],
    section: Sequence[Declaration],
    chosen: Mapping[Choice, str],
) -> list[Offered]:
    """Return the choices of a section that were not made yet, with what the figures of the page add to each.

    Lists come first: what is shown comes before how.
    """
    asked = dict.fromkeys(option.choice for declared in section for option in declared.all_options)
    drawable = [option for declared in figures if can_draw(snapshot, declared) for option in declared.all_options]
    found = [
        Offered(asked_for, {
            code: word
            for option in drawable
            if option.choice == asked_for
            for code, word in option.of(snapshot).items()
        })
        for asked_for in asked
        if asked_for not in chosen
    ]  # fmt: skip
    return sorted((one for one in found if one.words), key=lambda one: not one.choice.listed)


def shown_options(declared: Declaration, snapshot: Snapshot, chosen: Mapping[Choice, str]) -> dict[str, str] | None:
    """Return the arguments of a figure for what is chosen; None where it has nothing to show for that."""
    for option in declared.all_options:
        if chosen.get(option.choice) not in option.of(snapshot):
            return None
    options = {argument: chosen[option.choice] for argument, option in declared.chosen.items()}
    options |= {TODAY: clock.today().isoformat()} if declared.of_today else {}
    return options if declared.applies(snapshot, **options) else None


def _narrow(
    narrowing: Narrowing, snapshot: Snapshot, selection: Selection, chosen: dict[Choice, str]
) -> tuple[Selection, dict[str, str]]:
    """Draw the choice above a page; return the selection that it leaves, also for the files of the page."""
    option = narrowing.option
    with st.session_state[ASIDE]:
        chosen[option.choice] = _drawn(Offered(option.choice, option.of(snapshot)), snapshot)
    code = chosen[option.choice]
    if told := narrowing.told(snapshot, selection, code):
        st.html(f'<p class="mg-note" role="status">{escape(told)}</p>')
    narrowed = narrowing.of(snapshot, selection, code)
    st.session_state["selection"] = narrowed
    return narrowed, {narrowing.argument: code} if code else {}


def _choose(found: Sequence[Offered], chosen: dict[Choice, str], snapshot: Snapshot) -> None:
    """Draw the choices beside each other as far as there is room, and note what is chosen."""
    if not found:
        return
    with st.container(key=f"keuzes-{found[0].choice.key}", horizontal=True, gap="medium"):
        for one in found:
            with st.container(width=one.choice.width if one.choice.listed else "content"):
                chosen[one.choice] = _drawn(one, snapshot)


def _drawn(one: Offered, snapshot: Snapshot) -> str:
    if one.choice.listed:
        return pick(one.choice.label, one.words, key=one.choice.key)
    codes = {word: code for code, word in one.words.items()}
    then = partial(_lead, one, snapshot) if one.choice.leads else None
    return codes[choice(one.choice.label, list(codes), key=one.choice.key, then=then)]


def _lead(made: Offered, snapshot: Snapshot) -> None:
    """Let the choices go along that a choice leads, where figures of this snapshot offer what it says."""
    word = st.session_state[made.choice.key]
    code = next(code for code, words in made.words.items() if words == word)
    for lead in made.choice.leads:
        wanted = lead.codes.get(code, "")
        drawable = (declared for declared in catalogue.FIGURES if can_draw(snapshot, declared))
        for option in (option for declared in drawable for option in declared.all_options):
            if option.choice.key == lead.key and wanted in option.codes:
                st.session_state[lead.key] = option.of(snapshot)[wanted]
