"""Take files in from any path, and publish a snapshot with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loaders.build import build
from loaders.files.inbox import read_in, undo
from loaders.files.intake import Report
from loaders.keeping.paths import DROPPED, SERVICES
from loaders.keeping.store import Store
from snapshot import files
from snapshot.errors import ValidationError
from snapshot.write import Published


def add(data: Path, snapshots: Path, paths: Sequence[Path], *, accept: bool) -> tuple[list[Report], Published | None]:
    """Take in the files at `paths` and publish a snapshot with the good ones.

    Returns:
        A report per file, and what was published (None where no file was new).

    Raises:
        ValidationError: The new data do not make a snapshot; what was in use before is in use again.
        SnapshotBusy: A refresh or build is writing.
        SourceError: What is kept in data/raw cannot be read.
    """
    services = Store(data / SERVICES)
    with files.writing(services.folder):
        before = Store(data / DROPPED).entries()
        reports = read_in(data, paths, accept=accept, all_of=False)
        if not any(report.state == "accepted" for report in reports):
            return reports, None
        try:
            return reports, build(data, snapshots)
        except ValidationError as error:
            undo(data, before, reports, error)
            raise
