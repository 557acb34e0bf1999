"""A snapshot of two small tables, published without loaders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from snapshot.carrying import NOTHING, last_of
from snapshot.model import Column, Dataset, Measure, key, observations
from snapshot.read import Reconciliation
from snapshot.write import Published, publish

SOURCES = Dataset(
    name="sources",
    title="Bronnen",
    description="Bronnen.",
    files=("sources.csv",),
    columns=(key("id", "Code"), Column("publisher", "label", "Uitgever"), Column("title", "label", "Titel")),
)
FIGURES = observations(
    name="figures",
    title="Cijfers",
    description="Cijfers.",
    files=("figures.csv",),
    keys=(key("place", "Plaats"),),
    measures=(Measure("persons", "Personen", ("persons",)),),
)
NINE_HUNDRED = 900


def small(
    folder: Path, value: float, *, title: str = "Cijfers", right: float = 1.0, carries: bool = False
) -> Published:
    """Publish a snapshot of two small tables in `folder`; the sources carried over where `carries` and they can be."""
    rows = [
        (f"place {number}", "persons", "2024", float(number), "persons", "published", None, "us", None)
        for number in range(NINE_HUNDRED)
    ]
    rows[0] = (*rows[0][:3], value, *rows[0][4:])
    figures = replace(FIGURES, title=title)
    frames = {"figures": pd.DataFrame(rows, columns=[column.name for column in figures.columns])}
    last = last_of(folder) if carries else NOTHING
    if not last.holds("sources", "us"):
        frames["sources"] = pd.DataFrame([("us", "Wij", "Eigen telling")], columns=["id", "publisher", "title"])
    return publish(
        folder,
        (figures, SOURCES),
        frames,
        lambda _: [Reconciliation("r", "R", "links", 1.0, "rechts", right, 1.0, "persons", "exact")],
        follows={"sources": "us"},
        last=last,
    )
