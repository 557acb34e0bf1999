"""Which snapshots are kept, for how long and why, and which of them the dashboard can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from snapshot import clock, files, keeping
from snapshot.errors import SnapshotDamaged, SnapshotError, SnapshotMissing
from snapshot.read import Snapshot

SHOWN = 12  # rows in the terminal; JSON has all of them


def newest_readable(snapshots: Path) -> tuple[Snapshot, dict[str, str]]:
    """Open the snapshot that the dashboard shows, and say what is wrong with each newer one that it passes over.

    Raises:
        SnapshotMissing: Nothing was published.
        SnapshotDamaged: None of the kept ones can be read.
    """
    current = files.current_id(snapshots)
    if current is None or not files.kept_ids(snapshots):
        raise SnapshotMissing(f"no snapshot in {snapshots}; run: python -m loaders build")
    damaged: dict[str, str] = {}
    for id_ in dict.fromkeys([current, *files.kept_ids(snapshots)]):
        try:
            return Snapshot.open_verified(snapshots, id_), damaged
        except SnapshotError as error:
            damaged[id_] = str(error)
    raise SnapshotDamaged("\n".join([*damaged.values(), "no snapshot can be read; run: python -m loaders build"]))


def held(snapshots: Path, damaged: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return of each kept snapshot: id, when it was published, MB, until when it stays, why, and what is wrong."""
    return [
        {
            "id": one.id,
            "published": datetime.fromtimestamp(one.mark[0] / 1e9, clock.ZONE).isoformat(timespec="minutes"),
            "megabytes": round(one.megabytes, 1),
            "until": one.until.isoformat() if one.until else None,
            "why": _why(one),
            "damaged": damaged.get(one.id, ""),
        }
        for one in keeping.kept(snapshots)
    ]


def _why(one: keeping.Kept) -> str:
    if one.until is None:
        return "the newest"
    return "links to it work until then" if clock.today() <= one.until else f"one of the last {keeping.LAST}"


def warnings(damaged: Mapping[str, str]) -> list[str]:
    """Return a line per damaged snapshot that the dashboard passes over."""
    return [f"DAMAGED, the dashboard shows an older one: {reason}" for reason in damaged.values() if reason]


def rows(kept: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Return what `held` returned as rows of text under a heading; beyond the first few they are counted."""
    found: list[tuple[str, ...]] = [("kept", "published", "MB", "until", "why")]
    for one in kept[:SHOWN]:
        published = one["published"][:16].replace("T", " ")
        why = "damaged" if one["damaged"] else one["why"]
        found.append((one["id"], published, f"{one['megabytes']:.1f}", one["until"] or "-", why))
    if more := kept[SHOWN:]:
        size = f"{sum(one['megabytes'] for one in more):.1f}"
        found.append((f"{len(more)} more", f"from {more[-1]['published'][:10]}", size, more[-1]["until"], "older"))
    return found
