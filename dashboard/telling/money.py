"""Sums of budget lines in words: what is known, and that something of it is not."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.policy import Line
from dashboard.words import notation

OPEN = "PM"


def together(lines: Sequence[Line]) -> str:
    """Return the euro of lines together: "€ 100.000", "€ 240.000 + PM", "PM"; '' where there are no lines."""
    known = [line.value for line in lines if line.value is not None]
    words = [notation.euro(sum(known))] if known else []
    return " + ".join([*words, *([OPEN] if any(line.is_open for line in lines) else [])])
