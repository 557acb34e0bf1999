"""Take a figure home, behind one button: its files, a sentence to quote, its addresses, and whom to ask."""

from __future__ import annotations

import logging
from html import escape

from dashboard.about import questions
from dashboard.addresses.figures import page_address
from dashboard.asking.selection import Selection
from dashboard.composition.addressing import Asked
from dashboard.export.citation import citation, footnotes
from dashboard.figure.core import Builder
from dashboard.figure.declare import declaration
from dashboard.figure.making import Options, built
from dashboard.screen.addresses import ORIGIN, address_fields, file_links
from dashboard.screen.copying import copy_field
from dashboard.screen.filters import selection_line
from snapshot.read import Snapshot

TAKE = "Meenemen"
UNQUOTED = "Bij deze figuur kan nu geen zin worden gemaakt."
log = logging.getLogger("dashboard")


def taken_home(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options, is_frozen: bool) -> str:
    """Return the files of a figure, each made on the click, and the texts to quote it with, as HTML.

    `ORIGIN` stands in it for the server that the reader sees.
    """
    files = file_links(builder, snapshot, selection, options)
    try:
        fields = _quotation(builder, snapshot, selection, options)
    except Exception:
        log.exception("quotation of %s failed", builder.__name__)
        return f'{files}<p class="mg-off" role="alert">{UNQUOTED}</p>'
    addresses = address_fields(builder, snapshot, selection, options, is_frozen)
    return files + addresses + fields + _question(builder, snapshot, selection, options)


def _quotation(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
    figure = built(builder, snapshot, selection, options)
    notes = "\n".join(footnotes(figure))
    sentence = copy_field("Zin om te citeren", citation(figure, selection), key=f"zin-{figure.id}", rows=6)
    return sentence + copy_field("Voetnoot", notes, key=f"voetnoot-{figure.id}", rows=2 + notes.count("\n"))


def _question(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
    to = questions.contact()
    if not to:
        return ""
    figure = built(builder, snapshot, selection, options)
    asked = Asked(declaration(builder), declaration(builder).asked(selection), options)
    link = ORIGIN + page_address(snapshot, asked, is_frozen=True)
    address = questions.question(figure, to=to, selection=selection_line(snapshot, selection), link=link)
    return f'<p class="mg-note"><a href="{escape(address)}">Stel een vraag bij dit cijfer</a></p>'
