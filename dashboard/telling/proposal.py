"""Rows that are no source's but a proposal of this dashboard: said to be ours, once."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.asking.queries import OURS
from snapshot.read import Row

MARK = " (voorstel)"  # behind the name of what this dashboard ties to something, and the agenda does not
TIED = (
    "Waar ‘voorstel’ staat, legt dit dashboard het verband. Anders noemt de agenda beide samen of met dezelfde woorden."
)


def remarks(rows: Iterable[Row]) -> str:
    """Return the remarks on `rows`, each once, preceded by whose proposal they are where one of them is ours."""
    found = list(rows)
    ours = [OURS] if any(row.get("is_proposal") for row in found) else []
    return " ".join(dict.fromkeys([*ours, *(row["note"] for row in found if row["note"])]))
