"""Make a figure for what was asked of it: once, whoever asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from dashboard.asking.memory import once
from dashboard.asking.selection import Selection
from dashboard.figure.arranged import arranged
from dashboard.figure.core import Builder, Figure
from dashboard.figure.declare import declaration
from snapshot.read import Snapshot

Options: TypeAlias = tuple[tuple[str, str], ...]  # the arguments of a figure, sorted by name


def built(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options) -> Figure:
    """Build a figure once for each snapshot, options, and what it follows of the selection; all who ask share it."""
    return _built(builder, snapshot, declaration(builder).asked(selection), options)


@once
def _built(builder: Builder, snapshot: Snapshot, asked: Selection, options: Options) -> Figure:
    figure = builder(snapshot, asked, **dict(options))
    return replace(figure, table=arranged(figure.table, snapshot, asked))
