"""Where the data folder is: beside the code, or where DASHBOARD_DATA says."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Return the folder with the inputs: the tables, corrections.toml and the lock file."""
    return Path(os.environ.get("DASHBOARD_DATA", ROOT / "data"))


def snapshot_folder() -> Path:
    """Return the folder with published snapshots."""
    return Path(os.environ.get("DASHBOARD_SNAPSHOTS", data_folder() / "snapshots"))
