"""Figures and files of figures, as tests make them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.selection import Selection
from dashboard.export.about import Item, package_stem
from dashboard.export.package import FORMATS, Kind, clean
from dashboard.figure.core import Figure
from dashboard.figure.declare import Declaration
from snapshot.read import Snapshot

EVERYTHING = Selection()
ROZENDAAL = Selection(municipalities=("GM0277",), compare="Nederland")


def make(found: Declaration, snapshot: Snapshot, selection: Selection = EVERYTHING) -> Figure:
    """Build a figure with its first options, on the day of the golden texts."""
    options = dict.fromkeys(found.options, "") | found.defaults
    return found.builder(snapshot, selection, **(options | ({"today": "2026-11-24"} if "today" in options else {})))


def packed(
    figures: Sequence[Figure], kind: Kind, *, title: str, selection: Selection = EVERYTHING, notes: Sequence[str] = ()
) -> tuple[bytes, str]:
    """Return figures, with a note to each or none at all, as one file with its name."""
    texts = notes or [""] * len(figures)
    items = [Item(figure, selection, clean(note)) for figure, note in zip(figures, texts, strict=True)]
    return FORMATS[kind].make(items, title), f"{package_stem(title, items)}.{kind}"
