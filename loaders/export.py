"""Write every dataset of a snapshot as files, with a Frictionless data package that describes them."""

from __future__ import annotations

from pathlib import Path

from snapshot.package import package_files
from snapshot.read import Snapshot


def export(snapshot: Snapshot, folder: Path) -> list[Path]:
    """Write the data package of `snapshot` into `folder`, and `<name>.parquet` beside each CSV.

    Returns:
        The paths written. Existing files of the same name are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, content in package_files(snapshot).items():
        written.append(folder / name)
        written[-1].write_bytes(content)
    for name, dataset in snapshot.datasets.items():
        written.append(folder / f"{name}.parquet")
        text = {column.name: "string" for column in dataset.columns if column.dtype == "text"}
        snapshot.select(name).astype(text).to_parquet(written[-1], index=False)  # an empty column is text too
    return written
