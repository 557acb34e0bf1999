"""A chart as the platform takes it quickest: its rows as Arrow, without a table of pandas in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from dashboard.charts import vega
from dashboard.charts.drawing import Spec
from dashboard.charts.theme import SCREEN
from dashboard.charts.types import Chart

ROWS = "rows"
Row = Mapping[str, Any]


def on_screen(chart: Chart) -> Spec:
    """Return a chart as a Vega-Lite specification for the screen; raise TypeError where Vega-Lite cannot draw it."""
    spec = vega.specification(chart, look=SCREEN)
    rows = spec.get("data", {}).get("values")
    if not rows or "geometry" in rows[0]:
        return spec
    try:
        content = arrow(rows)
    except pa.ArrowException:  # a column of words and numbers: the platform finds a form for it
        return spec
    return {**spec, "data": {"name": ROWS}, "datasets": {ROWS: content}}


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
