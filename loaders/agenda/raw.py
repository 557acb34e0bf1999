"""Read the transcribed tables as text, each row remembering its file and line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from snapshot.errors import Failure


def read_table(folder: Path, name: str) -> tuple[pd.DataFrame, list[Failure]]:
    """Read `folder/name`, a UTF-8 CSV with commas.

    Returns:
        Text cells indexed by (file, line), and every failure that keeps the file from being read:
        missing, not UTF-8, another separator, a quote that never closes, a row with too many or too few cells,
        no rows at all.
    """
    shown = f"data/{name}"
    path = folder / name
    if not path.is_file():
        return pd.DataFrame(), [Failure(shown, None, "-", "no such file", "a CSV file")]
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x}"
        return pd.DataFrame(), [Failure(shown, line, "-", found, "UTF-8; save the file as 'CSV UTF-8'")]
    return _parse(shown, text)


def _parse(shown: str, text: str) -> tuple[pd.DataFrame, list[Failure]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    failures: list[Failure] = []
    rows: list[list[str]] = []
    places: list[tuple[str, int]] = []
    header: list[str] = []
    line = 1
    try:
        header = next(reader, [])
        if failures := _header(shown, header):
            return pd.DataFrame(), failures
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.append(cells)
                places.append((shown, line))
            elif cells:
                expected = f"{len(header)} cells, as in the header"
                failures.append(Failure(shown, line, "-", f"{len(cells)} cells", expected))
            line = reader.line_num + 1
    except csv.Error as error:  # an open quote would silently swallow every row after it
        failures.append(Failure(shown, line, "-", str(error), "a quote that closes in its own cell"))
    if not rows:
        return pd.DataFrame(), failures or [Failure(shown, None, "-", "no rows", "at least one row")]
    index = pd.MultiIndex.from_tuples(places, names=["file", "line"])
    return pd.DataFrame(rows, columns=header, index=index, dtype="object"), failures


def _header(shown: str, header: list[str]) -> list[Failure]:
    if len(header) < 2:
        return [Failure(shown, 1, "-", repr(";".join(header)[:60]), "column names separated by commas")]
    twice = sorted({name for name in header if header.count(name) > 1})
    return [Failure(shown, 1, name, "this column twice", "each column once") for name in twice]
