"""Withdraw a file that was taken in earlier: its figures leave, and a refresh does not bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from loaders.agenda.scope import NothingToBuild
from loaders.build import build
from loaders.files.combine import combine
from loaders.files.inbox import known
from loaders.files.inventory import entry_of
from loaders.files.reading import read_kept
from loaders.keeping.paths import DROPPED, SERVICES
from loaders.keeping.store import Entry, Kept, Store
from loaders.progress import intake, reading
from loaders.services.errors import SourceError
from snapshot import files
from snapshot.region import chosen_region
from snapshot.write import Published

SHORTEST = 8  # signs of a hash that are enough


def withdraw(data: Path, snapshots: Path, wanted: str) -> tuple[Kept, Published | None]:
    """Withdraw the file called `wanted`, or whose hash starts with it, and publish a snapshot without it.

    Returns:
        The file, and what was published (None where nothing is left to publish).

    Raises:
        SourceError: No file in use has that name or hash, or several have.
        ValidationError: Without the file there is no whole snapshot; it is in use again.
        SnapshotBusy: A refresh or build is writing.
    """
    stores = (Store(data / DROPPED), intake.store_of(data, chosen_region(data)))
    with files.writing(data / SERVICES):
        entry, file = _found([entry for store in stores for entry in store.entries().values()], wanted)
        store = next(store for store in stores if entry in store.entries().values())
        before = store.entries()
        left = tuple(kept for kept in entry.answers if kept.sha256 != file.sha256)
        store.restore(_without(data, store, before, entry, left))
        store.withdraw(file.sha256)
        try:
            published = build(data, snapshots)
        except NothingToBuild:
            published = None
        except Exception:
            store.restore(before)
            store.withdraw(file.sha256, undo=True)
            raise
        store.prune()
    return file, published


def _found(entries: Sequence[Entry], wanted: str) -> tuple[Entry, Kept]:
    every = [(entry, kept) for entry in entries for kept in entry.answers]
    is_hash = len(wanted) >= SHORTEST
    found = [
        pair for pair in every if pair[1].url == wanted or (is_hash and pair[1].sha256.startswith(wanted.casefold()))
    ]
    if len(found) == 1:
        return found[0]
    shown = found or every
    raise SourceError(
        f"{len(found)} files in use are called {wanted!r}",
        cause="unknown_file",
        evidence="; ".join(f"{kept.url} {kept.sha256[:12]} ({entry.dataset})" for entry, kept in shown)
        or "none is in use",
        advice="give the name or the first signs of the hash of one of these",
    )


def _without(
    data: Path, store: Store, entries: dict[str, Entry], entry: Entry, left: tuple[Kept, ...]
) -> dict[str, Entry]:
    """Return `entries` in which `entry` has only the files that are `left`."""
    others = {name: other for name, other in entries.items() if name != entry.dataset}
    if not left:
        return others
    if entry.dataset == reading.DATASET:
        return others | {entry.dataset: replace(entry, answers=left)}
    taken = read_kept(store, replace(entry, answers=left), known(data))
    return others | {entry.dataset: entry_of(taken, combine(taken))}
