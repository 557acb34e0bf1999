"""What of the dashboard can be drawn from a snapshot: not every region has an agenda, not every one was refreshed."""

from __future__ import annotations

from dashboard.asking.queries import holds, priority_sectors
from dashboard.composition import catalogue
from dashboard.composition.site import PageInfo
from dashboard.figure.core import KeyFigureBuilder
from dashboard.figure.declare import ANYTHING, Declaration
from snapshot.read import Snapshot


def can_draw(snapshot: Snapshot, entry: Declaration) -> bool:
    """Return whether the snapshot holds all that the figure reads, and the rows that it takes."""
    return all(holds(snapshot, need) for need in entry.needs) and entry.holds(snapshot)


def can_count(snapshot: Snapshot, builder: KeyFigureBuilder) -> bool:
    """Return whether the snapshot holds all that the key figures of a page read."""
    found = [page.key_figures for page in catalogue.COMPOSITIONS if page.key_figures]
    return all(holds(snapshot, need) for one in found if one.builder is builder for need in one.needs)


def figures(snapshot: Snapshot, path: str) -> tuple[Declaration, ...]:
    """Return the figures of a page that can be drawn, in the order of the page."""
    return tuple(entry for entry in catalogue.on_page(path) if can_draw(snapshot, entry))


def has_package(snapshot: Snapshot, path: str) -> bool:
    """Return whether a page has files of all its figures: one that can show anything has no list of them."""
    return any(ANYTHING not in entry.beside for entry in figures(snapshot, path))


def is_shown(snapshot: Snapshot, info: PageInfo) -> bool:
    """Return whether a page has anything to show: a page of which no figure can be drawn has not."""
    return not catalogue.on_page(info.path) or bool(figures(snapshot, info.path))


def lead(snapshot: Snapshot, info: PageInfo) -> str:
    """Return the sentence under the title of a page: not of priority sectors where the region has none."""
    return info.plain if info.plain and not priority_sectors(snapshot) else info.lead
