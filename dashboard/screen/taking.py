"""Take a figure home, behind one button: its files, a sentence to quote, its addresses, and whom to ask."""

from __future__ import annotations

import logging
from html import escape

import streamlit as st

from dashboard.about import questions
from dashboard.asking.memory import once
from dashboard.asking.selection import Selection
from dashboard.export.citation import citation, footnotes
from dashboard.figure.core import Builder, Figure
from dashboard.figure.making import Options, built
from dashboard.screen import links
from dashboard.screen.addresses import address_fields, file_links, prepare_addresses
from dashboard.screen.copying import copy_field
from dashboard.screen.filters import selection_line
from snapshot.read import Snapshot

TAKE = "Meenemen"
log = logging.getLogger("dashboard")


def prepare_taking(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> None:
    """Make ahead what `take_home` shows; raise what its builder raises."""
    _quotation(builder, snapshot, selection, options)
    prepare_addresses(builder, snapshot, selection, options)


def take_home(figure: Figure, builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> None:
    """Draw the button with the files of a figure, each made on the click, and the texts to quote it with."""
    with st.popover(TAKE, icon=":material/download:", key=f"meenemen-{figure.id}", type="tertiary"):
        files = file_links(builder, snapshot, selection, options)
        try:
            fields = _quotation(builder, snapshot, selection, options)
        except Exception:
            log.exception("quotation of %s failed", figure.id)
            st.html(files)
            st.warning("Bij deze figuur kan nu geen zin worden gemaakt.")
            return
        addresses = address_fields(builder, snapshot, selection, options)
        st.html(files + addresses + fields + _question(figure, snapshot, selection))


@once
def _quotation(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
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
