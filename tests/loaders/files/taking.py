"""What tests of dropped files share: a file to read, a folder to drop it in, and what became of it."""

from __future__ import annotations

from pathlib import Path

from loaders.files.combine import Taken
from loaders.files.inbox import read_in
from loaders.files.intake import read_file
from loaders.files.words.names import Names
from tests.services.dropped_files import Row

GWU: tuple[Row, ...] = (
    ("Geregistreerde werkzoekenden (GWU), verzonnen",),
    ("Gemeente", "Maand", "Uitkering", "Aantal"),
    ("Arnhem", "maart 2026", "WW", 1000),
    ("Doesburg", "maart 2026", "WW", 20),
)


def read(body: bytes, names: Names) -> Taken:
    return read_file("bestand", body, names, read_on="2026-11-24T12:00:00+00:00")


def values(taken: Taken, *columns: str) -> set[tuple[str, ...]]:
    return set(map(tuple, taken.rows[list(columns)].to_numpy()))


def drop(data: Path, name: str, body: bytes) -> Path:
    path = data / "raw" / "uwv" / name
    path.write_bytes(body)
    return path


def states(data: Path) -> dict[str, str]:
    return {report.file: f"{report.state}: {report.text}" for report in read_in(data, accept=False)}
