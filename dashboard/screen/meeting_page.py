"""The page of the meeting list: order, notes, presenting, and handing out."""

from __future__ import annotations

import logging
from functools import partial
from html import escape

import streamlit as st

from dashboard.about.sections import heading, paragraphs, section
from dashboard.composition import catalogue
from dashboard.composition.site import page
from dashboard.export import glyphs
from dashboard.export.about import Item as Sheet
from dashboard.export.downloads import logged
from dashboard.export.package import FORMATS, Kind, clean
from dashboard.figure.core import Figure
from dashboard.figure.making import built
from dashboard.screen import links, meeting, presenting
from dashboard.screen.filters import selection_line
from dashboard.screen.putting import put
from dashboard.words import notation
from snapshot import clock
from snapshot.read import Snapshot

log = logging.getLogger("dashboard")
TITLE = "Vergaderlijst"
HAND_OUTS: tuple[Kind, ...] = ("pptx", "pdf")
HOW = (
    "Zet een figuur op de lijst met de knop ‘Op de lijst’ onder die figuur. De figuur houdt de filters van dat moment.",
    "De lijst staat in het adres van de pagina. Bewaar of mail hem met ‘Delen’.",
)


def meeting_page(snapshot: Snapshot) -> None:
    """Draw the list, or the figure that is being presented."""
    found = meeting.read(links.carried(links.ITEMS), snapshot)
    if found.items and presenting.step():
        presenting.present(found.items, snapshot)
        return
    if found.refusals:
        lines = "".join(f"<li>{escape(text)}</li>" for text in found.refusals)
        put(f'<div class="mg-note" role="status">Niet alles op deze lijst kan worden getoond.<ul>{lines}</ul></div>')
    if not found.items:
        put(section(heading("De vergaderlijst is leeg"), paragraphs(*HOW)))
        return
    figures = [_figure(item, snapshot) for item in found.items]
    _bar(found.items, snapshot)
    for place, (item, figure) in enumerate(zip(found.items, figures, strict=True)):
        _row(found.items, place, item, figure, snapshot)
    put(section(paragraphs(*HOW)))


def _figure(item: meeting.Item, snapshot: Snapshot) -> Figure | None:
    options = meeting.options(item, today=clock.today().isoformat())
    try:
        return built(catalogue.entry(item.name).builder, snapshot, item.selection, options)
    except Exception:
        log.exception("figure %s failed", item.name)
        return None


def _bar(items: tuple[meeting.Item, ...], snapshot: Snapshot) -> None:
    with st.container(key="lijstknoppen", horizontal=True, vertical_alignment="center"):
        st.button("Presenteren", type="primary", icon=":material/slideshow:", on_click=presenting.go, args=(1,))
        for kind in HAND_OUTS:
            name = f"vergaderlijst-{snapshot.id}.{kind}"
            st.download_button(
                FORMATS[kind].label,
                data=partial(logged, name, partial(hand_out, items, snapshot, kind)),
                file_name=name,
                mime=FORMATS[kind].mime,
                key=f"download-lijst-{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
        st.button("Maak de lijst leeg", icon=":material/delete:", on_click=links.put, args=(links.ITEMS, ()))
    put(
        f'<p class="mg-note">{len(items)} van ten hoogste {meeting.MOST} figuren. Bij presenteren werken de '
        "pijltjestoetsen en Esc.</p>"
    )


def hand_out(items: tuple[meeting.Item, ...], snapshot: Snapshot, kind: Kind) -> bytes:
    """Return the list as one file, in its order and with its notes; a figure that fails is left out."""
    pairs = [(item, _figure(item, snapshot)) for item in items]
    sheets = [Sheet(figure, item.selection, clean(item.note)) for item, figure in pairs if figure is not None]
    return FORMATS[kind].make(sheets, TITLE)


def _row(
    items: tuple[meeting.Item, ...], place: int, item: meeting.Item, figure: Figure | None, snapshot: Snapshot
) -> None:
    title = figure.title if figure else item.name
    with st.container(key=f"lijstrij-{place}"):
        words, buttons = st.columns([5, 2], vertical_alignment="top")
        headline = figure.headline if figure else "Deze figuur kan nu niet worden getoond"
        stands_on = page(catalogue.path_of(catalogue.entry(item.name)))
        about = f"{stands_on.title} · {selection_line(snapshot, item.selection)}"
        words.html(
            f'<div class="mg-text"><h3>{place + 1}. {escape(headline)}</h3><p class="mg-note">{escape(about)}</p></div>'
        )
        with buttons.container(key=f"lijstacties-{place}", horizontal=True, horizontal_alignment="right", gap="small"):
            for name, icon, changed, off in (
                ("Omhoog", "arrow_upward", meeting.moved(items, place, -1), place == 0),
                ("Omlaag", "arrow_downward", meeting.moved(items, place, 1), place == len(items) - 1),
                ("Verwijder", "close", meeting.removed(items, place), False),
            ):
                st.button(
                    name, key=f"{name}-{place}", icon=f":material/{icon}:", type="tertiary", disabled=off,
                    help=f"{name}: {title}", on_click=_keep, args=(changed,),
                )  # fmt: skip
        key = f"notitie-{place}-{hash(item)}"
        words.text_input(
            f"Notitie bij {title}", value=item.note, max_chars=meeting.LONGEST_NOTE, key=key, placeholder="Notitie",
            label_visibility="collapsed", on_change=_note, args=(items, place, key),
        )  # fmt: skip
        if said := _said_of(item.note):
            words.html(f'<p class="mg-note" role="status">{escape(said)}</p>')


def _said_of(note: str) -> str:
    """Return what the reader must know of the signs in a note, or ''."""
    told = []
    if notation.REPLACEMENT in note:
        told.append(f"Een teken van deze notitie kon niet worden bewaard. Daar staat nu {notation.REPLACEMENT}.")
    if signs := glyphs.lacking(note):
        told.append(f"De PDF kan {notation.listing(signs)} niet tonen. Daar staat dan {notation.REPLACEMENT}.")
    return " ".join(told)


def _note(items: tuple[meeting.Item, ...], place: int, key: str) -> None:
    _keep(meeting.noted(items, place, str(st.session_state[key])))


def _keep(items: tuple[meeting.Item, ...]) -> None:
    links.put(links.ITEMS, [meeting.write(item) for item in items])
