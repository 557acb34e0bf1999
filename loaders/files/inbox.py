"""The files that are kept: take new ones in, put back what was in use, and note of what a snapshot was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loaders.agenda.raw import read_table
from loaders.files.intake import Report, dropped_files, take_in
from loaders.files.kept import known_names
from loaders.files.words.names import Names
from loaders.keeping.memberships import regions_in_use
from loaders.keeping.paths import DROPPED, SERVICES
from loaders.keeping.store import Entry, Store
from snapshot.errors import ValidationError


def read_in(data: Path, paths: Sequence[Path] | None = None, *, accept: bool, all_of: bool = True) -> list[Report]:
    """Take in `paths`, or all files in the drop folders; hold the lock of data/raw while calling this."""
    chosen = dropped_files(data) if paths is None else paths
    if paths is None and not chosen and not (data / DROPPED).exists():
        return []
    return take_in(data, chosen, known(data), accept=accept, all_of=all_of)


def known(data: Path) -> Names:
    """Return the names of regions in use; raise SourceError where the kept answers cannot be read."""
    services = Store(data / SERVICES)
    table, _ = read_table(data, "reference/regions.csv")
    return known_names(table, regions_in_use(services, services.entries(), table))


def undo(data: Path, before: dict[str, Entry], reports: Sequence[Report], error: ValidationError) -> None:
    """Put back what was in use before, and note of each file that was new why it is not."""
    store = Store(data / DROPPED)
    if not store.folder.exists():
        return
    store.restore(before)
    for report in reports:
        if report.state == "accepted":
            reason = f"no snapshot could be made of {report.file}: {error.failures[0]}"
            store.note(report.dataset, reason=reason, cause="no_snapshot", shown=report.file)


def is_built(data: Path, region: str) -> bool:
    """Whether a snapshot of `region` (a code) was made of exactly the files that are kept."""
    store = Store(data / DROPPED)
    return not store.folder.exists() or store.is_built(region)


def built(data: Path, region: str) -> None:
    """Note that a snapshot of `region` (a code) was made of the kept files; drop copies that nothing names."""
    store = Store(data / DROPPED)
    if store.folder.exists():
        store.built(region)
        store.prune()
