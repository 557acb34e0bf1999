"""Several figures in one file: those of a page, those of a priority sector, or those that a reader chose."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dashboard.asking.memory import once
from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.charts.flows import Flows
from dashboard.composition.availability import can_draw, figures
from dashboard.composition.catalogue import FIGURES, path_of
from dashboard.composition.site import page
from dashboard.export import about, document, slides, tables, xlsx
from dashboard.export.about import Item
from dashboard.figure.core import Figure
from dashboard.figure.declare import TODAY, Declaration
from dashboard.words.notation import storable
from snapshot import clock
from snapshot.read import Snapshot

Kind = Literal["xlsx", "zip", "pptx", "pdf"]
OFFICE = "application/vnd.openxmlformats-officedocument"
LONGEST_NOTE = 600  # characters of a note; the rest is left out
OTHER = "other"  # the argument that names the region to compare with
SECTOR_TITLE = "Sectortafel-pakket {}"


@dataclass(frozen=True)
class Format:
    """One kind of file: its name for the reader, its type on the web, and how it is made."""

    label: str
    mime: str
    make: Callable[[Sequence[Item], str], bytes]


FORMATS: dict[Kind, Format] = {
    "xlsx": Format("Excel met alle tabellen", f"{OFFICE}.spreadsheetml.sheet", xlsx.workbook),
    "zip": Format("CSV-bestanden (zip)", "application/zip", tables.csv_package),
    "pptx": Format("PowerPoint", f"{OFFICE}.presentationml.presentation", slides.slides),
    "pdf": Format("PDF", "application/pdf", document.document),
}


def page_package(
    path: str, snapshot: Snapshot, selection: Selection, kind: Kind, *, today: str = "", other: str = ""
) -> tuple[bytes, str]:
    """Return all figures of a page, with every option that changes them, as one file with its name.

    Args:
        path: The path of the page, such as "uitkeringen".
        snapshot: Where the figures come from.
        selection: What the visitor chose.
        kind: "xlsx", "zip", "pptx" or "pdf".
        today: ISO date of the day to tell what runs, instead of today.
        other: Code of the region that the reader compares with, for the page that compares regions.

    Raises:
        KeyError: The page does not exist.
        ValueError: The page has no figures.
    """
    return _file(
        page_items(path, snapshot, selection, today or clock.today().isoformat(), other), kind, page(path).title
    )


def sector_package(snapshot: Snapshot, selection: Selection, kind: Kind) -> tuple[bytes, str]:
    """Return every figure that tells of the chosen priority sector alone as one file with its name.

    Raises:
        ValueError: No sector is chosen.
    """
    word = ask(snapshot, "priority_sectors").label("priority_sector", selection.sector)
    items, title = sector_items(snapshot, selection), SECTOR_TITLE.format(word)
    if kind == "pdf":  # on paper two pages: the sheet, and two charts as their pages first show them
        charts = list({item.figure.id: item for item in reversed(items) if item.figure.chart}.values())[::-1]
        shown = (items[0], *dict.fromkeys([*charts[:1], *charts[-1:]]))  # its jobs and its vacancies
        return document.handout(shown, title), f"{about.package_stem(title, shown)}.{kind}"
    return _file(items, kind, title)


@once
def page_items(
    path: str, snapshot: Snapshot, selection: Selection, today: str = "", other: str = ""
) -> tuple[Item, ...]:
    """Return the figures of a page with every option, each different one once."""
    found = [
        Item(figure, selection)
        for entry in figures(snapshot, path)
        if entry.when(selection)
        for figure in _variants(entry, snapshot, selection, today, other)
    ]
    return tuple(found)


@once
def sector_items(snapshot: Snapshot, selection: Selection) -> tuple[Item, ...]:
    """Return the figures that tell of the chosen priority sector alone: its sheet first, then its page, then others."""
    if not selection.sector:
        raise ValueError("no priority sector is chosen")
    entries = [entry for entry in FIGURES if entry.of_sector and entry.when(selection) and can_draw(snapshot, entry)]
    without = replace(selection, sector="")
    return tuple(
        Item(figure, selection)
        for entry in sorted(entries, key=lambda entry: (entry.when(without), path_of(entry) != "sectoren"))
        for figure in _variants(entry, snapshot, selection)
        if not figure.lacks_sector
    )


def clean(note: str) -> str:
    """Return a note without line breaks and signs that files cannot hold, and not too long."""
    text = storable(note)
    return text if len(text) <= LONGEST_NOTE else f"{text[:LONGEST_NOTE].rstrip()}…"


def _variants(
    entry: Declaration, snapshot: Snapshot, selection: Selection, today: str = "", other: str = ""
) -> list[Figure]:
    """Build a figure with each combination of its options; flow diagrams are left out where bars say the same."""
    filed = {name: option.in_files for name, option in entry.chosen.items() if option.in_files}
    names = list(entry.options)
    found: dict[tuple[Any, ...], Figure] = {}
    for values in itertools.product(*(filed.get(name) or entry.options[name] or ("",) for name in names)):
        options = dict(zip(names, values, strict=True))
        if TODAY in options:
            options[TODAY] = today or clock.today().isoformat()
        if OTHER in options:
            options[OTHER] = other
        figure = entry.builder(snapshot, selection, **options)
        if not isinstance(figure.chart, Flows):
            found.setdefault(_content(figure), figure)
    return list(found.values())


def _content(figure: Figure) -> tuple[Any, ...]:
    return figure.title, figure.headline, figure.subtitle, figure.sentence, figure.table, repr(figure.chart)


def _file(items: Sequence[Item], kind: Kind, title: str) -> tuple[bytes, str]:
    if not items:
        raise ValueError(f"{title} has no figures to put in a file")
    return FORMATS[kind].make(items, title), f"{about.package_stem(title, items)}.{kind}"
