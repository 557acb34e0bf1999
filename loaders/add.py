"""Take files in from any path, and publish a snapshot with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loaders.build import build
from loaders.files.inbox import read_in, undo
from loaders.files.intake import Report
from loaders.keeping.paths import DROPPED, SERVICES
from loaders.keeping.store import Store
from loaders.progress import inbox, intake
from snapshot import files
from snapshot.errors import ValidationError
from snapshot.region import Region, chosen_region
from snapshot.write import Published


def add(data: Path, snapshots: Path, paths: Sequence[Path], *, accept: bool) -> tuple[list[Report], Published | None]:
    """Take in the files at `paths` and publish a snapshot with the good ones.

    Returns:
        A report per file, and what was published (None where no file was new).

    Raises:
        ValidationError: The new data do not make a snapshot; what was in use before is in use again.
        RegionUnknown: The environment names no region.
        SnapshotBusy: A refresh or build is writing.
        SourceError: What is kept in data/raw cannot be read.
    """
    services = Store(data / SERVICES)
    with files.writing(services.folder):
        region = chosen_region(data)
        kept, progress = Store(data / DROPPED), intake.store_of(data, region)
        before, reported_before = kept.entries(), progress.entries()
        about_progress = intake.ours(paths)
        others = [path for path in paths if path not in about_progress]
        reported = intake.take_in(data, about_progress, region)
        dropped = read_in(data, others, accept=accept, all_of=False) if others else []
        reports = sorted((*dropped, *reported), key=lambda report: report.file)
        if not _is_new(reports, progress, region):
            return reports, None
        try:
            published = build(data, snapshots)
        except ValidationError as error:
            undo(data, before, dropped, error)
            intake.undo(progress, reported_before, reported, error)
            raise
        inbox.built(data, region)
        return reports, published


def build_dropped(data: Path, snapshots: Path) -> tuple[list[Report], Published]:
    """Take in the reports that lie in their folder, and publish a snapshot with the good ones.

    Returns:
        A report per file, and what was published.

    Raises:
        ValidationError: The data do not make a snapshot; what was in use before is in use again.
        RegionUnknown: The environment names no region.
        SnapshotBusy: A refresh or build is writing.
    """
    region = chosen_region(data)
    if not inbox.dropped_reports(data, region):
        return [], build(data, snapshots)
    with files.writing(Store(data / SERVICES).folder):
        before = intake.store_of(data, region).entries()
        reports = inbox.read_in(data, region)
        try:
            published = build(data, snapshots)
        except ValidationError as error:
            inbox.undo(data, region, before, reports, error)
            raise
        inbox.built(data, region)
        return reports, published


def _is_new(reports: Sequence[Report], progress: Store, region: Region) -> bool:
    """Return whether there is something to build: a file that was accepted, now or before a build that was killed."""
    states = {report.state for report in reports}
    unbuilt = progress.is_used and not progress.is_built(region.code)
    return "accepted" in states or ("failed" not in states and unbuilt)
