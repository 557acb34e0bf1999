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
        missing, not UTF-8, another separator, a row with too many or too few cells.
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
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if len(header) < 2:
        return pd.DataFrame(), [Failure(shown, 1, "-", repr(";".join(header)[:60]), "column names separated by commas")]
    rows: list[list[str]] = []
    places: list[tuple[str, int]] = []
    failures: list[Failure] = []
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) == len(header):
            rows.append(cells)
            places.append((shown, line))
        elif cells:
            failures.append(Failure(shown, line, "-", f"{len(cells)} cells", f"{len(header)} cells, as in the header"))
        line = reader.line_num + 1
    index = pd.MultiIndex.from_tuples(places, names=["file", "line"]) if places else None
    return pd.DataFrame(rows, columns=header, index=index, dtype="object"), failures
