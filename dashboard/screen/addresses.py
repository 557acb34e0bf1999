"""The addresses of a figure, to take home: its files as they are shown, and lasting ones for a link, Excel, a site."""

from __future__ import annotations

from html import escape

from dashboard.addresses import figures
from dashboard.asking.selection import Selection
from dashboard.composition.addressing import Asked
from dashboard.export.downloads import downloads
from dashboard.figure.core import Builder, Figure
from dashboard.figure.declare import declaration
from dashboard.figure.making import Options, built
from dashboard.screen import html
from dashboard.screen.copying import copy_field
from snapshot.read import Snapshot

SUFFIXES = {kind: suffix for suffix, (kind, _) in figures.KINDS.items()}
HEIGHT = 720  # pixels of a frame in which most figures fit
STEPS = (
    "Kies in Excel: Gegevens > Gegevens ophalen > Van andere bronnen > Van het web.",
    "Plak dit adres en kies OK.",
    "Kies Laden. Later haal je nieuwe cijfers op met Gegevens > Alles vernieuwen.",
)
ORIGIN = "~origin~"  # where the address of the server comes, as the reader sees it; letters that nothing encodes
FROZEN = "Deze adressen blijven bij de cijfers die je nu ziet."
LIVE = "Deze adressen geven altijd de nieuwste cijfers, met de keuzes van nu."


def address_fields(
    builder: Builder, snapshot: Snapshot, selection: Selection, options: Options, is_frozen: bool
) -> str:
    """Return the lasting addresses of a figure as it is shown, folded away, as HTML; `ORIGIN` stands for the server."""
    asked = Asked(declaration(builder), declaration(builder).asked(selection), options)
    page, csv = figures.file_addresses(snapshot, asked, ("", ".csv"), is_frozen=is_frozen)
    figure = built(builder, snapshot, selection, options)
    return _fields(figure, ORIGIN + page, ORIGIN + csv, is_frozen=is_frozen)


def file_links(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> str:
    """Return the files of a figure as it is shown, each made when it is asked for, as HTML.

    A button of the platform costs as much of the processor as a small figure, and there are five to a figure.
    browser/connection.js fetches the file, and says so where that fails.
    """
    asked = Asked(declaration(builder), declaration(builder).asked(selection), options)
    files = downloads(built(builder, snapshot, selection, options), selection)
    addresses = figures.file_addresses(snapshot, asked, [SUFFIXES[one.kind] for one in files], is_frozen=True)
    return html.file_links({one.file_name: (one.label, to) for one, to in zip(files, addresses, strict=True)})


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
