"""A table that a refresh or files brought: what a build must know of it, and its rows only where they are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from snapshot.model import Dataset

PLACE = "region_code"


@dataclass(frozen=True)
class Coming:
    """One table of a build.

    Attributes:
        dataset: Its declaration.
        rows: Gives its rows as text; raises SourceError where they must be made of what does not read.
        follows: What all its rows follow from; '' where that is not known.
        regions: The codes that occur as its region.
    """

    dataset: Dataset
    rows: Callable[[], pd.DataFrame]
    follows: str = ""
    regions: frozenset[str] = frozenset()


def at_hand(dataset: Dataset, frame: pd.DataFrame) -> Coming:
    """Return a small table, of which the rows are there already."""
    return Coming(dataset, lambda: frame, regions=frozenset(frame[PLACE]) if PLACE in frame else frozenset())
