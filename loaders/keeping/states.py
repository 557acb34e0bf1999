"""How each source does, as the rows of a dataset: of services and of dropped files alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from loaders.keeping.notes import on_one_line
from loaders.keeping.store import Entry
from loaders.services.causes import CAUSES, known_cause
from snapshot.model import Column, Dataset, key

STATES = {"ok": "bijgewerkt", "older_edition": "uit een oudere tabel", "failed": "niet gelukt"}
STATE = Dataset(
    name="live_sources",
    title="Stand van de bronnen die worden ververst",
    description="Per reeks of de laatste ophaalronde lukte, sinds wanneer dat zo is en waarom.",
    files=("raw/cbs/state.json",),
    columns=(
        key("dataset", "Dataset"),
        Column("table_id", "label", "Tabel", nullable=True),
        Column("title", "label", "Titel", nullable=True),
        Column("state", "label", "Stand", labels=STATES),
        Column("since", "label", "Sinds"),
        Column("reason", "label", "Reden voor de beheerder", nullable=True),
        Column("cause", "label", "Oorzaak", labels=CAUSES, nullable=True),
        Column("shown", "label", "Waaraan dat te zien is", nullable=True),
        Column("modified", "label", "Gewijzigd door de bron", nullable=True),
        Column("retrieved", "label", "Opgehaald", nullable=True),
        Column("successor", "label", "Opvolger", nullable=True),
    ),
)


def state_row(
    name: str, state: Mapping[str, str], entry: Entry | None, *, table: str = "", title: str = ""
) -> dict[str, str]:
    """Return the row of one source.

    Args:
        name: Its dataset.
        state: What was noted of its last refresh.
        entry: What of it is in use.
        table: The table that it is read from, where it has one.
        title: What a visitor calls it.
    """
    return {
        "dataset": name,
        "table_id": table,
        "title": title,
        "state": state["state"],
        "since": state["since"],
        "reason": on_one_line(state["reason"]),
        "cause": known_cause(state),
        "shown": on_one_line(state.get("shown", "")),
        "modified": entry.modified if entry else "",
        "retrieved": entry.retrieved if entry else "",
        "successor": on_one_line(state.get("successor", "")),
    }


def state_frame(rows: Sequence[Mapping[str, str]], folder: Path) -> pd.DataFrame:
    """Return `rows` as the frame of STATE, noted in the state file of `folder` below the data folder."""
    file = f"data/{folder.as_posix()}/state.json"
    index = pd.MultiIndex.from_tuples([(file, line) for line in range(1, len(rows) + 1)])
    return pd.DataFrame(list(rows), index=index, dtype="object")
