"""Figures of the page pendel against the printed text of paragraph 1.2.5."""

from __future__ import annotations

from itertools import combinations

import pytest

from dashboard.asking.selection import Selection
from dashboard.charts.flows import HEIGHT, Flows
from dashboard.charts.mirrored import Mirrored
from dashboard.export.picture import chart_svg
from dashboard.subjects.commuting import commuting
from snapshot.read import Snapshot
from tests.dashboard.charts.geometry import drawn, overlap


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
    for one in (*made, commuting.balance(snapshot, Selection())):
        assert "hier" in " ".join(one.table.header)
        assert one.subtitle.endswith(f". Hier = {region}")


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


def test_a_band_is_as_wide_as_its_number_and_names_do_not_overlap(snapshot: Snapshot) -> None:
    chart = commuting.partners(snapshot, Selection(), view="flows").chart
    assert isinstance(chart, Flows)
    assert sorted(flow.value for flow in chart.flows) == [5000, 6000, 9000, 11000, 13000, 31000, 42000, 149000]
    for height in (HEIGHT, 260):
        found = drawn(chart_svg(chart, width=700, height=height))
        bands = [one for one in found if "mark-area role-mark" in one.of]
        assert len(bands) == len(chart.flows)
        edges = [sorted({round(y, 1) for x, y in band.outlines[0] if x < band.box[0] + 1}) for band in bands]
        scale = (edges[0][-1] - edges[0][0]) / chart.flows[0].value
        for flow, (top, *_, end) in zip(chart.flows, edges, strict=True):
            assert end - top == pytest.approx(flow.value * scale, abs=0.3)
        names = [one for one in found if one.text and not one.is_halo]
        assert not [(a.text, b.text) for a, b in combinations(names, 2) if overlap(a.box, b.box, slack=1)]
        assert all(name.box[1] >= 0 and name.box[3] <= height for name in names)


def test_a_flow_tells_its_number_and_its_share(snapshot: Snapshot) -> None:
    chart = commuting.partners(snapshot, Selection(), view="flows").chart
    assert isinstance(chart, Flows)
    told = {flow.tip.name: dict(flow.tip.lines) for flow in chart.flows if flow.tip}
    assert len(chart.flows) == sum(flow.tip is not None for flow in chart.flows)
    stays = told[snapshot.region.title]
    assert stays["Woont en werkt hier"].startswith("149.000")
    assert stays["Aandeel"] == "70% van de werknemers die hier wonen (berekend)"


@pytest.mark.parametrize("direction", ["outbound", "inbound"])
def test_a_headline_names_the_region_the_year_and_who_says_so(snapshot: Snapshot, direction: str) -> None:
    told = commuting.partners(snapshot, Selection(), direction=direction).headline
    assert told.startswith(f"Wie in {snapshot.region.title} ")
    assert " volgens de agenda het vaakst " in told  # most of the flows are not split
    assert told.endswith("(2023)")
    whole = commuting.balance(snapshot, Selection()).headline
    assert whole == f"70% van de werknemers die in {snapshot.region.title} wonen, werkt ook in de regio (2023)"
