"""The page overzicht: a map to point at, six numbers, where the market goes, what changed, sectors, the agenda."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.asking.memory import once
from dashboard.asking.queries import priority_sectors
from dashboard.asking.selection import Selection
from dashboard.composition import availability, catalogue, mapped
from dashboard.figure.core import KeyFigure
from dashboard.figure.declare import TODAY
from dashboard.screen import html, links
from dashboard.screen.card import card, highlight
from dashboard.screen.changes_page import newest_changes
from dashboard.screen.filters import pick
from dashboard.screen.putting import put
from dashboard.subjects.overview.overview import highlights
from dashboard.subjects.vacancies.direction import direction
from snapshot import clock
from snapshot.read import Snapshot

NOW = ("uitvoeringsagenda", "doelen")  # the pages of which the key figures tell how the agenda goes


def overview_page(snapshot: Snapshot, selection: Selection) -> None:
    """Draw the overview for the chosen municipalities or the region."""
    with st.container(key="overzicht"):
        offered = mapped.measures(snapshot)
        if offered:
            with st.container(key="vraag-kaart"):
                with st.container(key="keuzes-kaart", horizontal=True, vertical_alignment="center"):
                    put(html.question(mapped.QUESTION, mapped.CHOICE))
                    wanted = pick(mapped.LABEL, offered, key=mapped.CHOICE)
                declared, options = mapped.measured(wanted)
                card(declared.builder, snapshot, selection, options)
        with st.container(key="tegels"):
            for found in highlights(snapshot, selection):
                highlight(found, snapshot)
            if told := direction(snapshot):
                head = '<h2 class="mg-question">Wordt de arbeidsmarkt krapper of ruimer?</h2>'
                put(f'<section class="mg-turn">{head}<p>{escape(told)}</p></section>')
    if below := _changed(newest_changes()) + _sectors(snapshot) + _now(snapshot, clock.today().isoformat()):
        put(below)


def _changed(sentences: tuple[str, ...]) -> str:
    if not sentences:
        return ""
    told = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    link = f'<a href="{escape(links.to_page("wijzigingen", {}))}" target="_self">Alle wijzigingen</a>'
    return f'<section class="mg-panel"><h2 class="mg-question">Wat veranderde?</h2><ul>{told}</ul>{link}</section>'


def _sectors(snapshot: Snapshot) -> str:
    names = priority_sectors(snapshot).values()
    if not names:
        return ""
    items = "".join(
        f'<li><a href="{escape(links.to_sector(name))}" target="_self">{escape(name)}</a></li>' for name in names
    )
    head = '<h2 class="mg-question">Welke sector zoek je?</h2>'
    return f'<nav class="mg-panel mg-sectors" aria-label="Sectoren">{head}<ul>{items}</ul></nav>'


def _now(snapshot: Snapshot, today: str) -> str:
    """Return how the agenda and its goals go today, each number with the page that tells more."""
    lines = "".join(_line(figure, path) for path in NOW for figure in of_agenda(snapshot, path, today))
    head = '<h2 class="mg-question">Hoe staat de agenda ervoor?</h2>'
    return f'<section class="mg-panel mg-now">{head}<dl>{lines}</dl></section>' if lines else ""


def _line(figure: KeyFigure, path: str) -> str:
    link = f'<a href="{escape(links.to_page(path, {}))}" target="_self">{escape(figure.label)}</a>'
    number = f"<strong>{escape(figure.number)}</strong> {escape(figure.unit)}"
    return f"<div><dt>{link}</dt><dd>{number}<span>{escape(figure.comparison)}</span></dd></div>"


@once
def of_agenda(snapshot: Snapshot, path: str, today: str) -> tuple[KeyFigure, ...]:
    """Return the key figures of a page that the overview repeats: how it goes today."""
    found = catalogue.composition(path).key_figures
    if found is None or not availability.can_count(snapshot, found.builder):
        return ()
    return found.builder(snapshot, Selection(region=snapshot.region), **{TODAY: today})[1:]
