"""The addresses of a figure, to take home: its files as they are shown, and lasting ones for a link, Excel, a site."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from dashboard.addresses import figures
from dashboard.asking.memory import once
from dashboard.asking.selection import Selection
from dashboard.composition.addressing import SNAPSHOT, Asked
from dashboard.export.downloads import downloads
from dashboard.figure.core import Builder, Figure
from dashboard.figure.declare import declaration
from dashboard.figure.making import Options, built
from dashboard.screen import links
from dashboard.screen.copying import copy_field
from snapshot.read import Snapshot

SUFFIXES = {kind: suffix for suffix, (kind, _) in figures.KINDS.items()}
HEIGHT = 720  # pixels of a frame in which most figures fit
STEPS = (
    "Kies in Excel: Gegevens > Gegevens ophalen > Van andere bronnen > Van het web.",
    "Plak dit adres en kies OK.",
    "Kies Laden. Later haal je nieuwe cijfers op met Gegevens > Alles vernieuwen.",
)
FROZEN = "Deze adressen blijven bij de cijfers die je nu ziet."
LIVE = "Deze adressen geven altijd de nieuwste cijfers, met de keuzes van nu."


def address_fields(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
    """Return the addresses of a figure as it is shown, folded away, as HTML."""
    parts = urlsplit(st.context.url or "")
    is_frozen = bool(links.carried(SNAPSHOT))
    asked = declaration(builder).asked(selection)
    figure = built(builder, snapshot, selection, options)
    paths = _paths(builder, snapshot, asked, options, is_frozen)
    return _fields(figure, *(f"{parts.scheme}://{parts.netloc}{path}" for path in paths), is_frozen=is_frozen)


def prepare_addresses(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> None:
    """Make ahead what `file_links` and `address_fields` show of the newest figures, whatever the name of the server."""
    file_links(builder, snapshot, selection, options)
    _paths(builder, snapshot, declaration(builder).asked(selection), options, False)


@once
def file_links(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
    """Return the files of a figure as it is shown, each made when it is asked for, as HTML.

    A button of the platform costs as much of the processor as a small figure, and there are five to a figure.
    browser/connection.js fetches the file, and says so where that fails.
    """
    asked = Asked(declaration(builder), declaration(builder).asked(selection), options)
    items = ""
    for one in downloads(built(builder, snapshot, selection, options), selection):
        address = figures.file_address(snapshot, asked, SUFFIXES[one.kind], is_frozen=True)
        link = f'<a class="mg-file" download="{escape(one.file_name)}" href="{escape(address)}">{escape(one.label)}</a>'
        items += f"<li>{link}</li>"
    return f'<ul class="mg-files">{items}</ul>'


@once
def _paths(
    builder: Builder, snapshot: Snapshot, selection: Selection, options: Options, is_frozen: bool
) -> tuple[str, str]:
    asked = Asked(declaration(builder), selection, options)
    page, csv = (figures.file_address(snapshot, asked, suffix, is_frozen=is_frozen) for suffix in ("", ".csv"))
    return page, csv


def _fields(figure: Figure, link: str, csv: str, *, is_frozen: bool) -> str:
    frame = (
        f'<iframe src="{escape(link)}" title="{escape(figure.title)}" width="100%" height="{HEIGHT}" '
        'style="border:0" loading="lazy"></iframe>'
    )
    steps = "".join(f"<li>{escape(step)}</li>" for step in STEPS)
    return (
        '<details class="mg-addresses"><summary>Vaste adressen: link, Excel, insluiten</summary>'
        f'<p class="mg-note">{FROZEN if is_frozen else LIVE}</p>'
        + copy_field("Link naar deze figuur", link, key=f"adres-{figure.id}", rows=2)
        + copy_field("Adres voor Excel (Power Query)", csv, key=f"adres-csv-{figure.id}", rows=2)
        + f'<ol class="mg-note">{steps}</ol>'
        + copy_field("Code om in te sluiten op een site", frame, key=f"adres-kader-{figure.id}", rows=4)
        + "</details>"
    )
