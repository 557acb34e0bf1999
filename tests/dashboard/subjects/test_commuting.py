"""Figures of the page pendel against the printed text of paragraph 1.2.5."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from dashboard.asking.selection import Selection
from dashboard.charts.flows import BELOW, GAP, HEIGHT, Flow, Flows, sankey
from dashboard.charts.mirrored import Mirrored
from dashboard.subjects.commuting import commuting
from dashboard.telling.tip import plain
from snapshot.read import Snapshot


def test_key_figures_are_the_printed_ones_and_the_balance_is_called_computed(snapshot: Snapshot) -> None:
    stays, out, into, balance = commuting.key_figures(snapshot, Selection())
    assert [f.number for f in (stays, out, into, balance)] == ["149.000", "64.000", "53.000", "−11.000"]
    assert stays.comparison.startswith("70% van de werknemers die in de regio wonen")
    assert into.comparison.startswith("26%")
    assert "wonen" not in into.comparison
    assert balance.period.endswith("berekend uit afgeronde aantallen")
    assert "ongeveer 11.000" in balance.comparison


def test_here_is_said_to_be_the_region(snapshot: Snapshot) -> None:
    """With a municipality chosen "hier" would read as that place, and these are figures of the whole region."""
    region = snapshot.region.title
    stays, out, into, _ = commuting.key_figures(snapshot, Selection())
    for figure in (stays, out, into):
        assert region in figure.label
        assert "hier" not in f"{figure.label} {figure.comparison}".lower()
    made = [
        commuting.partners(snapshot, Selection(), direction=direction, view=view)
        for direction in ("outbound", "inbound")
        for view in ("bars", "flows")
    ]
    for drawn in (*made, commuting.balance(snapshot, Selection())):
        assert "hier" in " ".join(drawn.table.header)
        assert drawn.subtitle.endswith(f". Hier = {region}")


def test_an_unknown_inflow_is_named_and_never_zero(snapshot: Snapshot) -> None:
    rows = {row[0]: row[1:] for row in commuting.partners(snapshot, Selection()).table.rows}
    assert rows["Rijk van Nijmegen"] == ("13.000", "11.000")
    assert rows["FoodValley"] == ("9.000", "niet uitgesplitst")
    assert rows["Veluwe Stedendriehoek"] == ("6.000", "niet uitgesplitst")
    assert rows["Achterhoek"] == ("5.000", "niet uitgesplitst")
    assert rows["Overige regio's (niet uitgesplitst)"] == ("31.000", "42.000")
    assert rows["Totaal"] == ("64.000", "53.000")


@pytest.mark.parametrize(("direction", "words"), [("outbound", "13.000"), ("inbound", "11.000")])
def test_both_views_tell_the_same_and_have_the_same_table(snapshot: Snapshot, direction: str, words: str) -> None:
    selection = Selection()
    bars, flows = (
        commuting.partners(snapshot, selection, direction=direction, view=view) for view in ("bars", "flows")
    )
    assert bars.headline == flows.headline
    assert words in bars.headline
    assert bars.table == flows.table
    assert isinstance(bars.chart, Mirrored)
    assert isinstance(flows.chart, Flows)


def test_what_the_source_does_not_say_is_not_claimed(snapshot: Snapshot) -> None:
    for figure in (commuting.partners(snapshot, Selection()), commuting.balance(snapshot, Selection())):
        notes = " ".join(figure.all_notes)
        assert "Duitsland" not in notes
        assert "tellen niet mee" not in notes  # the agenda says nothing of the self-employed here
        assert "zegt zij hier niets" in notes
        assert "Werknemers zijn een andere groep" in notes
        assert "222" not in notes


def test_the_flow_diagram_is_plain_json_that_plotly_accepts(snapshot: Snapshot) -> None:
    typed = commuting.partners(snapshot, Selection(), view="flows").chart
    assert isinstance(typed, Flows)
    chart = sankey(typed, dark=False)
    assert json.loads(json.dumps(chart)) == chart
    drawn = go.Figure(chart)
    assert drawn.layout.separators == ",."
    assert sorted(drawn.data[0].link.value) == [5000, 6000, 9000, 11000, 13000, 31000, 42000, 149000]


def test_a_flow_tells_its_number_and_its_share(snapshot: Snapshot) -> None:
    chart = commuting.partners(snapshot, Selection(), view="flows").chart
    assert isinstance(chart, Flows)
    told = {flow.tip.name: dict(flow.tip.lines) for flow in chart.flows}
    stays = told[snapshot.region.title]
    assert stays["Woont en werkt hier"].startswith("149.000")
    assert stays["Aandeel"] == "70% van de werknemers die hier wonen (berekend)"
    drawn = go.Figure(sankey(chart, dark=False))
    assert len(drawn.data[0].link.customdata) == len(chart.flows)


def test_nodes_of_a_flow_diagram_stay_within_it_and_do_not_overlap() -> None:
    told = plain("a", "b")
    chart = sankey(
        Flows(
            tuple(Flow(*ends, size, False, told, "", "") for ends, size in (("ax", 5), ("ay", 1), ("bx", 2))),
            ("l", "r"),
        ),
        dark=True,
    )
    ys = chart["data"][0]["node"]["y"]
    assert all(0 < y < 1 for y in ys)
    assert (ys[1] - ys[0]) * (HEIGHT - BELOW) > GAP


@pytest.mark.parametrize("direction", ["outbound", "inbound"])
def test_a_headline_names_the_region_the_year_and_who_says_so(snapshot: Snapshot, direction: str) -> None:
    told = commuting.partners(snapshot, Selection(), direction=direction).headline
    assert told.startswith(f"Wie in {snapshot.region.title} ")
    assert " volgens de agenda het vaakst " in told  # most of the flows are not split
    assert told.endswith("(2023)")
    whole = commuting.balance(snapshot, Selection()).headline
    assert whole == f"70% van de werknemers die in {snapshot.region.title} wonen, werkt ook in de regio (2023)"
