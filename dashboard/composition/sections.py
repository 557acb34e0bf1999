"""The questions of a page: of each section that has anything to show, for what the reader chose in the filters."""

from __future__ import annotations

from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import Section
from dashboard.figure.declare import Declaration
from snapshot.read import Snapshot


def drawable(snapshot: Snapshot, section: Section, selection: Selection) -> tuple[Declaration, ...]:
    """Return the figures of a section that can be drawn and that are shown for these filters."""
    return tuple(found for found in section.figures if found.when(selection) and can_draw(snapshot, found))


def questions(snapshot: Snapshot, path: str, selection: Selection) -> dict[str, str]:
    """Return anchor and question of each section of a page that has anything to show; none for a single one."""
    sections = catalogue.composition(path).sections if catalogue.on_page(path) else ()
    found = {one.anchor: one.question for one in sections if drawable(snapshot, one, selection)}
    return found if len(found) > 1 else {}
