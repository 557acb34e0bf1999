"""The quiet strip on a page of figures: from figure to ambition, activities, euros and goals, with the filters kept."""

from __future__ import annotations

from html import escape

from dashboard.screen import links
from dashboard.subjects.activities.strip import Stop, Strip, strip
from dashboard.words import notation
from snapshot.read import Snapshot

LABEL = "Van cijfer naar besluit"


def strip_html(snapshot: Snapshot, path: str) -> str:
    """Return the strip of a page as HTML; '' where nothing of the agenda is linked to it."""
    found = strip(snapshot, path)
    return _drawn(found) if found else ""


def _drawn(found: Strip) -> str:
    steps = "".join(f"<li>{notation.listing([_link(stop) for stop in step])}</li>" for step in found.steps)
    whose = f" <span>{escape(found.whose)}</span>" if found.whose else ""
    return f'<nav class="mg-chain" aria-label="{LABEL}"><strong>Beleid</strong><ol>{steps}</ol>{whose}</nav>'


def _link(stop: Stop) -> str:
    name = f' aria-label="ambitie {escape(stop.text)}"' if stop.text.isdigit() else ""
    return f'<a href="{escape(links.to_page(stop.path, stop.chosen))}"{name} target="_self">{escape(stop.text)}</a>'
