"""Each priority sector that a statement is about is one that the agenda has."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.agenda.vocabulary import PRIORITY_SECTORS
from snapshot.errors import Failure

DATASET, COLUMN = "statements", "priority_sectors"


def check(loaded: Mapping[str, pd.DataFrame]) -> list[Failure]:
    """Return the sectors that do not exist; nothing where the table or its column is not there.

    Args:
        loaded: Text cells by dataset, indexed by (file, line).
    """
    if DATASET not in loaded or COLUMN not in loaded[DATASET]:
        return []
    cells = loaded[DATASET][COLUMN]
    return [
        _unknown(place, code)
        for place, cell in zip(cells.index, cells, strict=True)
        for code in filter(None, str(cell).split(";"))
        if code not in PRIORITY_SECTORS
    ]


def _unknown(place: tuple[str, int], code: str) -> Failure:
    file, line = place
    expected = f"priority sectors with a semicolon between them: {', '.join(PRIORITY_SECTORS)}"
    return Failure(str(file), int(line), COLUMN, repr(code), expected)
