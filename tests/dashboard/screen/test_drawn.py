"""What is sent to draw a chart holds the rows that the platform itself would send, for choices drawn at random."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pytest
import vl_convert
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from dashboard.charts import vega
from dashboard.charts.theme import SCREEN
from dashboard.figure.making import built
from dashboard.screen.drawn import arrow, on_screen
from snapshot.read import Snapshot
from tests.dashboard.addresses.drawing import any_figure


def read(content: bytes) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pa.ipc.open_stream(content).read_all().to_pylist()
    return found


def tables(part: Any) -> Iterator[dict[str, Any]]:
    """Yield the data of a specification and of each of its layers, in their order."""
    if "data" in part:
        yield part["data"]
    for layer in part.get("layer", ()):
        yield from tables(layer)


def inlined(part: Any, rows: Mapping[str, list[dict[str, object]]]) -> Any:
    """Return a specification with the rows where their name stands."""
    data = part.get("data", {})
    filled = {**part, "data": {"values": rows[data["name"]]}} if "name" in data else dict(part)
    return {**filled, "layer": [inlined(one, rows) for one in part["layer"]]} if "layer" in part else filled


def picture(spec: Any) -> str:
    """Return the drawing of a specification; what is cut out of it is numbered over all drawings of a process."""
    return re.sub(r"clip[0-9]+", "clip", vl_convert.vegalite_to_svg(spec))


@pytest.mark.parametrize("seed", range(120))
def test_the_rows_of_a_chart_are_those_of_the_platform(live: Snapshot, seed: int) -> None:
    declared, selection, options = any_figure(live, random.Random(seed))
    chart = built(declared.builder, live, selection, tuple(sorted(options.items()))).chart
    if chart is None or not vega.is_drawn(chart):
        pytest.skip("Vega-Lite does not draw it")
    sent, whole = on_screen(chart), vega.specification(chart, look=SCREEN)
    rows = {name: read(content) for name, content in sent.get("datasets", {}).items()}
    assert {one["name"] for one in tables(sent) if "name" in one} == set(rows)
    assert len(set(sent.get("datasets", {}).values())) == len(rows), "each table is sent once"
    for mine, its in zip(tables(sent), tables(whole), strict=True):
        if "name" in mine:
            assert rows[mine["name"]] == read(convert_anything_to_arrow_bytes(its["values"]))
        else:
            assert mine == its
    bare = inlined({name: value for name, value in sent.items() if name != "datasets"}, rows)
    assert {**bare, "data": 0, "layer": 0} == {**whole, "data": 0, "layer": 0}
    assert picture(bare) == picture(whole)


def test_rows_that_lack_a_name_or_a_number_keep_the_others() -> None:
    rows = [{"a": 1, "b": "x"}, {"a": None, "c": 2.5}, {"b": None, "a": 3, "c": float("nan")}]
    assert read(arrow(rows)) == [
        {"a": 1.0, "b": "x", "c": None},
        {"a": None, "b": None, "c": 2.5},
        {"a": 3.0, "b": None, "c": None},
    ]
    with pytest.raises(pa.ArrowException):
        arrow([{"a": 1}, {"a": "x"}])


def test_many_charts_are_sent_so(live: Snapshot) -> None:
    drawn = [any_figure(live, random.Random(seed)) for seed in range(60)]
    charts = [built(one.builder, live, chosen, tuple(sorted(options.items()))).chart for one, chosen, options in drawn]
    sent = [on_screen(chart) for chart in charts if chart is not None and vega.is_drawn(chart)]
    assert sum(len(spec.get("datasets", {})) > 1 for spec in sent) > 3
