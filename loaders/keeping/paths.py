"""Where the data folder is, beside the code or where DASHBOARD_DATA says, and what is kept in which part of it."""

from __future__ import annotations

import os
from pathlib import Path

from snapshot.region import chosen_region, region_folder

ROOT = Path(__file__).resolve().parent.parent.parent
SERVICES = Path("raw") / "cbs"  # below the data folder: answers of CBS and PDOK
DROPPED = Path("raw") / "dropped"  # copies of the files that a person dropped
REPORTED = Path("raw") / "progress"  # the same of files about progress and spending, a folder per region


def data_folder() -> Path:
    """Return the folder with the inputs: the tables, corrections.toml and the lock file."""
    return Path(os.environ.get("DASHBOARD_DATA", ROOT / "data"))


def snapshot_root() -> Path:
    """Return the folder with the snapshots of every region."""
    return Path(os.environ.get("DASHBOARD_SNAPSHOTS", data_folder() / "snapshots"))


def snapshot_folder() -> Path:
    """Return the folder with published snapshots of the region that REGION names; raise RegionUnknown."""
    return region_folder(snapshot_root(), chosen_region(data_folder()))
