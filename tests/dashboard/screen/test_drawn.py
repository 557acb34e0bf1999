"""What is sent to draw a chart holds the rows that the platform itself would send, for choices drawn at random."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from dashboard.charts import vega
from dashboard.charts.theme import SCREEN
from dashboard.figure.making import built
from dashboard.screen.drawn import ROWS, arrow, on_screen
from snapshot.read import Snapshot
from tests.dashboard.addresses.drawing import any_figure


def read(content: bytes) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pa.ipc.open_stream(content).read_all().to_pylist()
    return found


@pytest.mark.parametrize("seed", range(120))
def test_the_rows_of_a_chart_are_those_of_the_platform(live: Snapshot, seed: int) -> None:
    declared, selection, options = any_figure(live, random.Random(seed))
    chart = built(declared.builder, live, selection, tuple(sorted(options.items()))).chart
    if chart is None or not vega.is_drawn(chart):
        pytest.skip("Vega-Lite does not draw it")
    sent, whole = on_screen(chart), vega.specification(chart, look=SCREEN)
    if "datasets" not in sent:
        assert sent == whole
        return
    assert read(sent["datasets"][ROWS]) == read(convert_anything_to_arrow_bytes(whole["data"]["values"]))
    assert {**sent, "data": whole["data"]} == {**whole, "datasets": sent["datasets"]}


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
    assert sum("datasets" in spec for spec in sent) > 3
