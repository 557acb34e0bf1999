"""What every file says about its figures: of where they are, and each source once."""

from __future__ import annotations

import pytest

from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.export import about
from dashboard.figure.declare import Declaration
from snapshot.read import Snapshot
from tests.helpers import DRAWN, made_first


@pytest.mark.parametrize("declared", DRAWN, ids=lambda one: one.name)
def test_the_area_of_a_file_is_where_its_rows_are(snapshot: Snapshot, declared: Declaration) -> None:
    selection = Selection(region=snapshot.region)
    figure = made_first(snapshot, declared, selection)
    line = about.selection_line(figure, selection)
    if about.by_municipality(figure):
        assert line.startswith("Gemeenten: ")
        return
    rows = [result for result in figure.results if result.has("region_code")]
    places = {result.label("region_code", code) for result in rows for code in result.codes("region_code")}
    if not places or snapshot.region.title in places:
        assert f"arbeidsmarktregio {snapshot.region.title}" in line
    else:
        assert "arbeidsmarktregio" not in line
    if len(places) <= about.SHOWN_NAMES:
        assert all(place in line for place in places), line


def test_the_same_source_stands_once(snapshot: Snapshot) -> None:
    selection = Selection(region=snapshot.region)
    drawn = [one for one in catalogue.FIGURES if can_draw(snapshot, one) and one.when(selection)]
    lines = about.sources([made_first(snapshot, one, selection) for one in drawn])
    assert len(lines) == len(set(lines)) > 5
