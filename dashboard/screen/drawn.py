"""A chart as the platform takes it quickest: its rows as Arrow, without a table of pandas in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from dashboard.charts import vega
from dashboard.charts.drawing import Spec
from dashboard.charts.theme import SCREEN
from dashboard.charts.types import Chart

PLAIN = str | int | float | None  # what a cell can hold; a border is more than that
FEW = 8  # rows of a layer that are sent quicker as they are
Row = Mapping[str, Any]


def on_screen(chart: Chart) -> Spec:
    """Return a chart as a Vega-Lite specification for the screen; raise TypeError where Vega-Lite cannot draw it.

    Its rows stand in `datasets`, by a name for each table of them: what two layers draw is sent once.
    """
    names: dict[bytes, str] = {}
    spec = _named(vega.specification(chart, look=SCREEN), names, few=1)
    return {**spec, "datasets": {name: content for content, name in names.items()}} if names else spec


def _named(part: Spec, names: dict[bytes, str], *, few: int = FEW) -> Spec:
    """Return a part of a specification without its rows, for which `names` get the name that stands there instead."""
    rows = part.get("data", {}).get("values", ())
    found = {"layer": [_named(one, names) for one in part["layer"]]} if "layer" in part else {}
    if len(rows) < few or not all(isinstance(cell, PLAIN) for row in rows for cell in row.values()):
        return {**part, **found}
    try:
        content = arrow(rows)
    except pa.ArrowException:  # a column of words and numbers: the platform finds a form for it
        return {**part, **found}
    return {**part, **found, "data": {"name": names.setdefault(content, f"rows-{len(names) + 1}")}}


def arrow(rows: Sequence[Row]) -> bytes:
    """Return rows as a stream of Arrow with a column for each name in any of them; raise ArrowException."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = pa.table({name: _column([row.get(name) for row in rows]) for name in names})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def _column(cells: list[Any]) -> pa.Array:
    """Return a column; whole numbers among which one is missing are of the kind that others are."""
    found = pa.array(cells, from_pandas=True)
    return found.cast(pa.float64()) if pa.types.is_integer(found.type) and found.null_count else found
