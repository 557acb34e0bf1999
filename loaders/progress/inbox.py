"""The folder in which the network team drops its reports: read by a build and a refresh, and nothing in it is changed.

Those of the default region lie in the folder itself, those of another region in a folder of its name below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loaders.files.intake import Report as Outcome
from loaders.files.intake import droppable
from loaders.keeping.store import Entry
from loaders.progress import intake
from snapshot.errors import ValidationError
from snapshot.region import DEFAULT, Region

FOLDER = Path("voortgang")  # below the data folder


def dropped_reports(data: Path, region: Region) -> list[Path]:
    """Return the files in the folder of a region, by name; hidden ones and notes are left alone."""
    return droppable([data / FOLDER / ("" if region == DEFAULT else region.slug)])


def read_in(data: Path, region: Region) -> list[Outcome]:
    """Take in what lies in the folder of a region; hold the lock of data/raw while calling this."""
    paths = dropped_reports(data, region)
    if not paths and not intake.store_of(data, region).folder.exists():
        return []
    return intake.take_in(data, paths, region, all_of=True)


def undo(
    data: Path, region: Region, before: dict[str, Entry], reports: Sequence[Outcome], error: ValidationError
) -> None:
    """Put back the reports that were in use before, and note of each that was new why it is not."""
    intake.undo(intake.store_of(data, region), before, reports, error)


def is_built(data: Path, region: Region) -> bool:
    """Whether a snapshot of `region` was made of exactly the reports that are kept."""
    store = intake.store_of(data, region)
    return not store.is_used or store.is_built(region.code)


def built(data: Path, region: Region) -> None:
    """Note that a snapshot of `region` was made of the kept reports; drop copies that nothing names."""
    store = intake.store_of(data, region)
    if store.is_used:
        store.built(region.code)
        store.prune()
