"""The quiet strip on a page of figures: from figure to ambition, activities, euros and goals, with the filters kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from dashboard.screen import links
from dashboard.subjects.activities.strip import Stop, Strip, strip, strip_of_figure
from dashboard.words import notation
from snapshot.read import Snapshot

LABEL = "Van cijfer naar besluit"


def strip_html(snapshot: Snapshot, path: str) -> str:
    """Return the strip of a page as HTML; '' where nothing of the agenda is linked to it."""
    found = strip(snapshot, path)
    return _drawn(found) if found else ""


def figure_strip_html(snapshot: Snapshot, path: str, name: str, title: str) -> str:
    """Return the strip of the figure `name` on a page as HTML; '' where no goal of the agenda is about it."""
    found = strip_of_figure(snapshot, path, name)
    return _drawn(found, f"{LABEL}: {title}", word="Beleid bij dit cijfer") if found else ""


def _drawn(found: Strip, label: str = LABEL, *, word: str = "Beleid") -> str:
    along = links.kept()
    steps = "".join(f"<li>{notation.listing([_link(stop, along) for stop in step])}</li>" for step in found.steps)
    whose = f" <span>{escape(found.whose)}</span>" if found.whose else ""
    return f'<nav class="mg-chain" aria-label="{escape(label)}"><strong>{word}</strong><ol>{steps}</ol>{whose}</nav>'


def _link(stop: Stop, along: Mapping[str, Sequence[str]]) -> str:
    name = f' aria-label="ambitie {escape(stop.text)}"' if stop.text.isdigit() else ""
    to = links.to_page(stop.path, stop.chosen, along)
    return f'<a href="{escape(to)}"{name} target="_self">{escape(stop.text)}</a>'
