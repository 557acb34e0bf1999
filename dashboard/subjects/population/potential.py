"""The labour potential that the agenda counts, for beside a series of CBS."""

from __future__ import annotations

from dashboard.asking.queries import Cell, ask
from dashboard.series.reading import has
from snapshot.read import Snapshot


def of_group(snapshot: Snapshot, group: str) -> Cell | None:
    """Return the persons of one group, in thousands; None where the snapshot has no agenda."""
    if not has(snapshot, "labour_potential"):
        return None
    found = ask(snapshot, "labour_potential", group=group, measure="persons").cells()
    return found[0][1] if found else None
